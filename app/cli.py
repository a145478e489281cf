"""The command line: for people who script, and for tests."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, BinaryIO

import click
from pydantic import ValidationError

from app import installation, matching, move_reports, report_commands, reports
from app.container import build_services, build_upkeep, tidy
from app.errors import exit_code_of
from app.observability import log_as_json
from app.settings import Settings
from services.accounts import NewPerson
from services.bundle import Services
from services.domain.actors import Actor, Role
from services.domain.errors import ServiceError
from services.domain.intake import TableChoice
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest
from services.domain.selection import Selection
from services.set_counts import read_counts


class _Refusals(click.Group):
    """Bad options are bad input like any other: one line, exit code 2, JSON where JSON was asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Runs the command and ends the process with its code."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.exceptions.Exit as done:
            code = done.exit_code
        except click.exceptions.NoArgsIsHelpError as nothing:
            click.echo(nothing.format_message(), err=True)
            code = nothing.exit_code
        except click.ClickException as wrong:
            code = _complain(wrong.format_message(), 2)
        except click.Abort:
            code = _complain("Stopped.", 130)
        except ServiceError as refusal:
            code = _complain(str(refusal), exit_code_of(refusal))
        except ValidationError as wrong:
            code = _complain(_wrong_settings(wrong), 2)
        sys.exit(code if isinstance(code, int) else 0)


@click.group(cls=_Refusals, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Postlens finds the kinds of posts in a social export and explains every one."""
    log_as_json()


def _complain(message: str, code: int) -> int:
    line = " ".join(message.split())
    as_json = "--json" in sys.argv
    click.echo(json.dumps({"error": line}) if as_json else f"postlens: {line}", err=not as_json)
    return code


def _wrong_settings(wrong: ValidationError) -> str:
    """`POSTLENS_PORT: Input should be a valid integer`, for each variable that cannot be used."""
    return "; ".join(f"POSTLENS_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in wrong.errors())


def _printed(command: Callable[..., dict[str, Any]]) -> Callable[..., None]:
    """Adds --json to a command that returns what it found, and prints it either way."""

    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @wraps(command)
    def printed(*, as_json: bool, **options: Any) -> None:
        found = command(**options)
        if as_json:
            click.echo(json.dumps(found, ensure_ascii=False))
            return
        for name, value in found.items():
            plain = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            click.echo(f"{name}: {plain}")

    return printed


@main.command()
@click.option("--demo", is_flag=True, help="Add the synthetic demonstration and its accounts.")
@_printed
def init(*, demo: bool) -> dict[str, Any]:
    """Create the home folder, the database and a first workspace."""
    settings = Settings()
    slug, name = ("demo", "Demo workspace") if demo else ("main", "Main workspace")
    installation.initialise(settings, slug, name)
    if demo:
        installation.add_demo(settings, _tell)
    actor = installation.shell_actor(settings)
    return {"home": str(settings.home), "workspace": actor.workspace_name}


@main.command()
@click.option("--web-only", is_flag=True, help="Leave the worker to another process.")
def serve(*, web_only: bool) -> None:
    """Start the web server, and a worker beside it."""
    from app.serving import run_all

    installation.shell_actor(Settings())
    tidy(Settings())
    run_all(Settings(), with_worker=not web_only)


@main.command()
def worker() -> None:
    """Start a worker: it does the long work."""
    from app.worker import Worker

    installation.shell_actor(Settings())
    Worker(Settings()).work()


@main.group()
def user() -> None:
    """People."""


@user.command("add")
@click.argument("email")
@click.option("--name", default="", help="As shown in the app; the address before the @ unless given.")
@click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.BRAND_MANAGER.value)
@click.option("--workspace", "workspaces", multiple=True, help="Slug; may be given several times.")
@click.password_option(help="At least 12 characters; asked for unless given.")
@_printed
def add_user(email: str, name: str, role: str, workspaces: tuple[str, ...], password: str) -> dict[str, Any]:
    """Add a person."""
    settings = Settings()
    actor = installation.shell_actor(settings)
    person = NewPerson(
        email,
        name or email.partition("@")[0],
        Role(role),
        password,
        workspaces or (installation.default_slug(settings),),
    )
    return {"user": build_services(settings).accounts.add(actor, person), "email": email, "role": role}


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@click.option("--key", default="", help="Your name for this import: the same one again gives the same dataset.")
@click.option(
    "--mapping", type=click.File("rb"), help="JSON that says what the columns mean, as doctor --json gives it."
)
@click.option("--sheet", default="", help="The sheet of a workbook, or the file of an archive, to read.")
@_printed
def import_file(file: Path, workspace: str | None, key: str, mapping: BinaryIO | None, sheet: str) -> dict[str, Any]:
    """Import FILE as a dataset."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    if mapping is None:
        choice = TableChoice(sheet)
        return reports.imported(services.datasets.import_file(actor, file, _tell, key, choice))
    choice = matching.read_choice(mapping.read(), sheet)
    return reports.imported(services.mappings.import_file(actor, file, choice, _tell))


@main.command()
@click.argument("dataset")
@click.option(
    "--answer", "answers", multiple=True, metavar="CODE=CHOICE", help="Answer a question; may be given several times."
)
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@_printed
def doctor(dataset: str, answers: tuple[str, ...], workspace: str | None) -> dict[str, Any]:
    """Show what the import doctor found in DATASET, and answer its questions."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    for one in answers:
        code, _, choice = one.partition("=")
        services.versions.answer(actor, dataset, code, choice, _tell)
    return reports.examined(services.doctor.examine(actor, dataset))


@main.command()
@click.option("--repair", is_flag=True, help="Put right what can be put right without asking anybody.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def fsck(*, repair: bool, as_json: bool) -> None:
    """Check that everything is here and whole; exit code 5 when it is not."""
    settings = Settings()
    installation.shell_actor(settings)
    upkeep = build_upkeep(settings)
    repaired = upkeep.checker.repair() if repair else ()
    found = upkeep.checker.check()
    told = reports.checked(found, repaired)
    for line in [json.dumps(told)] if as_json else reports.as_lines(told):
        click.echo(line)
    sys.exit(5 if found.faults else 0)


@main.command()
@click.argument("dataset")
@click.option("--recipe", default=DEFAULT_RECIPE, show_default=True)
@click.option("--k", default="auto", show_default=True, help="A number of segments, or auto.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@_printed
def segment(dataset: str, recipe: str, k: str, seed: int, workspace: str | None) -> dict[str, Any]:
    """Find the segments of DATASET."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    request = SegmentationRequest(dataset, recipe, _number_of_segments(k), seed)
    analysed = services.analyses.make(actor, request, _tell)
    return reports.segmented(analysed, services.analyses.make_explained(actor, request, _tell))


def _of_one_post(command: Callable[..., dict[str, Any]]) -> Callable[..., None]:
    """A command about one post of one segmentation, which is made first: it is given services, actor and selection."""

    @main.command(command.__name__, help=command.__doc__)
    @click.argument("dataset")
    @click.option("--post", required=True, help="The post's id, or its number from 1.")
    @click.option("--recipe", default=DEFAULT_RECIPE, show_default=True)
    @click.option("--k", default="auto", show_default=True, help="A number of segments, or auto.")
    @click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
    @click.option("--workspace", help="Slug; the oldest workspace unless given.")
    @_printed
    @wraps(command)
    def asked(**options: Any) -> dict[str, Any]:
        settings = Settings()
        workspace, k = options.pop("workspace"), _number_of_segments(options.pop("k"))
        request = SegmentationRequest(options.pop("dataset"), options.pop("recipe"), k, options.pop("seed"))
        actor, services = installation.shell_actor(settings, workspace), build_services(settings)
        services.analyses.make(actor, request, _tell)
        return command(services, actor, Selection(request, post=options.pop("post")), **options)

    return asked


@_of_one_post
@click.option("--what-if", "counts", default="", metavar="COUNTS", help="Other counts: comments=120,shares=4.")
def explain(services: Services, actor: Actor, selection: Selection, counts: str) -> dict[str, Any]:
    """Explain why a post of DATASET is in its segment, or where it would fall with other counts."""
    wanted = read_counts(counts)
    services.analyses.make_explained(actor, selection.segmentation, _tell)
    if not wanted:
        return reports.explained(services.explanations.post(actor, selection))
    moved = services.moves.what_if(actor, selection, wanted)
    return move_reports.moved(moved, services.moves.what_if_shap(actor, selection, wanted))


@_of_one_post
def nearest(services: Services, actor: Actor, selection: Selection) -> dict[str, Any]:
    """Show the smallest changes of counts that would place a post of DATASET in another segment."""
    return move_reports.nearest(services.moves.nearest(actor, selection))


@_of_one_post
def twins(services: Services, actor: Actor, selection: Selection) -> dict[str, Any]:
    """Show posts of DATASET that differ from one in a single lever, and where they landed."""
    return move_reports.twins(services.moves.twins(actor, selection))


@main.command("report")
@click.argument("dataset")
@report_commands.report_options
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@_printed
def report(dataset: str, workspace: str | None, **given: Any) -> dict[str, Any]:
    """Write a report about DATASET to a file."""
    actor, services = installation.shell_actor(Settings(), workspace), build_services(Settings())
    given["k"] = _number_of_segments(given["k"])
    return report_commands.write_report(services, actor, dataset, given, _tell)


@main.command("verify-report")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@_printed
def verify_report(file: Path, workspace: str | None) -> dict[str, Any]:
    """Make the report FILE again from its manifest, and name every figure that differs."""
    actor, services = installation.shell_actor(Settings(), workspace), build_services(Settings())
    return report_commands.verify_report(services, actor, file, _tell)


def _number_of_segments(k: str) -> int | None:
    if k == "auto":
        return None
    if not k.isdecimal():
        raise click.BadParameter(f"{k!r} is neither a number of segments nor auto.", param_hint="--k")
    return int(k)


def _tell(fraction: float, step: str) -> None:
    """Progress for people who watch: one line that is written over."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{fraction:4.0%} {step}", err=True, nl=fraction >= 1.0)
