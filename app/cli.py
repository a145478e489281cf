"""The command line: for people who script, and for tests."""

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import click
from pydantic import ValidationError

from app import (
    dataset_commands,
    erasing,
    installation,
    matching,
    post_commands,
    readiness,
    report_commands,
    reports,
    reproducing,
    token_commands,
    user_commands,
)
from app.container import build_services, build_upkeep, tidy
from app.errors import exit_code_of
from app.observability import log_as_json
from app.printing import number_of_segments, of_workspace, printed, tell
from app.settings import Settings
from services.domain.errors import ServiceError
from services.domain.intake import TableChoice
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest


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


dataset_commands.add_to(main)
post_commands.add_to(main)
reproducing.add_to(main)
report_commands.add_to(main)
user_commands.add_to(main)
token_commands.add_to(main)
erasing.add_to(main)


def _complain(message: str, code: int) -> int:
    line = " ".join(message.split())
    as_json = "--json" in sys.argv
    click.echo(json.dumps({"error": line}) if as_json else f"postlens: {line}", err=not as_json)
    return code


def _wrong_settings(wrong: ValidationError) -> str:
    """`POSTLENS_PORT: Input should be a valid integer`, for each variable that cannot be used."""
    return "; ".join(f"POSTLENS_{str(fault['loc'][0]).upper()}: {fault['msg']}" for fault in wrong.errors())


@main.command()
@click.option("--demo", is_flag=True, help="Add the synthetic demonstration and its accounts.")
@printed
def init(*, demo: bool) -> dict[str, Any]:
    """Create the home folder, the database and a first workspace."""
    settings = Settings()
    slug, name = ("demo", "Demo workspace") if demo else ("main", "Main workspace")
    installation.initialise(settings, slug, name)
    if demo:
        installation.add_demo(settings, tell)
    actor = installation.shell_actor(settings)
    return {"home": str(settings.home), "workspace": actor.workspace_name}


@main.command()
@click.option("--web-only", is_flag=True, help="Leave the worker to another process.")
def serve(*, web_only: bool) -> None:
    """Start the web server, and a worker beside it."""
    from app.serving import run_all

    readiness.demand(Settings())
    installation.shell_actor(Settings())
    readiness.warn(Settings())
    tidy(Settings())
    run_all(Settings(), with_worker=not web_only)


@main.command()
def worker() -> None:
    """Start a worker: it does the long work."""
    from app.worker import Worker

    readiness.demand(Settings())
    installation.shell_actor(Settings())
    readiness.warn(Settings())
    Worker(Settings()).work()


@main.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@of_workspace
@click.option("--key", default="", help="Your name for this import: the same one again gives the same dataset.")
@click.option(
    "--mapping", type=click.File("rb"), help="JSON that says what the columns mean, as doctor --json gives it."
)
@dataset_commands.sheet_option
@dataset_commands.drop_text_option
@printed
def import_file(file: Path, workspace: str | None, mapping: BinaryIO | None, **asked: Any) -> dict[str, Any]:
    """Import FILE as a dataset."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    choice = TableChoice(asked["sheet"], wordless=asked["drop_text"])
    if mapping is None:
        return reports.imported(services.datasets.import_file(actor, file, tell, asked["key"], choice))
    choice = replace(matching.read_choice(mapping.read(), choice.sheet), wordless=choice.wordless)
    return reports.imported(services.mappings.import_file(actor, file, choice, tell))


@main.command()
@click.argument("dataset")
@click.option(
    "--answer", "answers", multiple=True, metavar="CODE=CHOICE", help="Answer a question; may be given several times."
)
@of_workspace
@printed
def doctor(dataset: str, answers: tuple[str, ...], workspace: str | None) -> dict[str, Any]:
    """Show what the import doctor found in DATASET, and answer its questions."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    for one in answers:
        code, _, choice = one.partition("=")
        services.versions.answer(actor, dataset, code, choice, tell)
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
@of_workspace
@printed
def segment(dataset: str, recipe: str, k: str, seed: int, workspace: str | None) -> dict[str, Any]:
    """Find the segments of DATASET."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    request = SegmentationRequest(dataset, recipe, number_of_segments(k), seed)
    analysed = services.analyses.make(actor, request, tell)
    return reports.segmented(analysed, services.analyses.make_explained(actor, request, tell))
