"""`postlens report`, and what `postlens verify` says of reports."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app import installation, release_commands
from app.container import build_services
from app.printing import number_of_segments, of_workspace, printed, tell
from app.settings import Settings
from services.bundle import Services
from services.claiming.language import Language
from services.domain.actors import Actor
from services.domain.documents import claims_of
from services.domain.errors import InvalidInput
from services.domain.reporting import ReportOrder, Span
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest
from services.domain.selection import Compare, Filters, Selection
from services.exporters import EXPORTERS
from services.progress import Report
from services.reports.manifest import KIND

# Their values: of members themselves click would take the names.
_SPAN = click.Choice([one.value for one in Span])
_COMPARE = click.Choice([one.value for one in Compare])
_DAY = click.DateTime(["%Y-%m-%d"])
_LARGEST = 50_000_000
_BEGINNING = 200
_OPTIONS = (
    click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The file to write."),
    click.option("--template", default="monthly", show_default=True, help="executive, monthly, deep_dive or appendix."),
    click.option("--format", "form", help="pdf, pptx, xlsx, html or csv; as --out ends, unless given."),
    click.option(
        "--language",
        default=Language.ENGLISH.value,
        show_default=True,
        type=click.Choice([one.value for one in Language]),
    ),
    click.option("--title", default="", help="As the template is called, unless given."),
    click.option(
        "--span",
        type=click.Choice([one.value for one in Span]),
        default=Span.OWN.value,
        help="all, month, quarter, or own: as given.",
    ),
    click.option(
        "--compare", type=click.Choice([one.value for one in Compare]), default=Compare.NONE.value, help="What with."
    ),
    click.option("--since", type=_DAY, help="The first day, as 2026-01-01."),
    click.option("--until", type=_DAY, help="The last day."),
    click.option("--page", "pages", multiple=True, help="Only posts of this page; may be given several times."),
    click.option("--segment", "segments", multiple=True, help="For the deep dive: s1 is the strongest."),
    click.option("--recipe", default=DEFAULT_RECIPE, show_default=True),
    click.option("--k", default="auto", show_default=True, help="A number of segments, or auto."),
    click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True),
)


def report_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what a report can be told."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def add_to(group: click.Group) -> None:
    """Makes the commands known."""
    group.add_command(report)
    release_commands.add_to(report, group)


class _Reports(click.Group):
    """`postlens report DATASET` writes one; other words after `report` are commands of their own."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """What is no command and asks for no help is a dataset, or an option of writing."""
        known = not args or args[0] in self.commands or args[0] in ctx.help_option_names
        return super().parse_args(ctx, args if known else ["write", *args])


@click.group(cls=_Reports)
def report() -> None:
    """Write a report about a dataset to a file (as `write` does), or let kept reports go out."""


@report.command("write")
@click.argument("dataset")
@report_options
@of_workspace
@printed
def write(dataset: str, workspace: str | None, **given: Any) -> dict[str, Any]:
    """Write a report about DATASET to a file."""
    actor, services = installation.shell_actor(Settings(), workspace), build_services(Settings())
    given["k"] = number_of_segments(given["k"])
    return write_report(services, actor, dataset, given, tell)


def is_report(file: Path) -> bool:
    """Whether this is the manifest of a report, or a report with its manifest beside it."""
    if beside(file).exists():
        return True
    if not file.is_file():
        return False
    with file.open("rb") as opened:
        return f'"kind": "{KIND}"'.encode() in opened.read(_BEGINNING)


def beside(file: Path) -> Path:
    """Where the manifest of a report lies."""
    return file.with_name(f"{file.name}.manifest.json")


def write_report(services: Services, actor: Actor, dataset: str, given: dict[str, Any], tell: Report) -> dict[str, Any]:
    """The file, its manifest beside it, and what is in them. given: the options; k as a number or None."""
    out: Path = given["out"]
    order = _order(dataset, given)
    document = services.reports.write(actor, order, out, tell)
    return {
        "file": str(out),
        "manifest": f"{out}.manifest.json",
        "template": order.template,
        "format": order.format,
        "sections": [section.name for section in document.sections],
        "claims": len(claims_of(document)),
        "bytes": out.stat().st_size,
    }


def verify_report(services: Services, actor: Actor, file: Path, tell: Report) -> dict[str, Any]:
    """Which figures come out differently now; file: a manifest, or the report that it lies beside."""
    source = beside(file) if beside(file).exists() else file
    if source.stat().st_size > _LARGEST:
        raise InvalidInput("This is not the manifest of a Postlens report.", "manifest")
    found = services.reports.verify(actor, source.read_text(encoding="utf-8", errors="replace"), tell)
    return {"identical": not found, "differences": [asdict(one) for one in found]}


def _order(dataset: str, given: dict[str, Any]) -> ReportOrder:
    filters = Filters(
        segments=given["segments"], pages=given["pages"], since=_day(given["since"]), until=_day(given["until"])
    )
    segmentation = SegmentationRequest(dataset, given["recipe"], given["k"], given["seed"])
    return ReportOrder(
        selection=Selection(segmentation, filters),
        template=given["template"],
        format=given["form"] or _format(given["out"]),
        language=given["language"],
        title=given["title"],
        span=Span(given["span"]),
        compare=Compare(given["compare"]),
    )


def _day(moment: datetime | None) -> Any:
    return moment.date() if moment else None


def _format(out: Path) -> str:
    known = {EXPORTERS[name].suffix: name for name in EXPORTERS}
    if out.suffix.lower() not in known:
        raise InvalidInput(f"Of what format {out.name!r} is to be cannot be seen. Give --format.", "format")
    return known[out.suffix.lower()]
