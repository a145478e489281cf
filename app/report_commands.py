"""What `postlens report` and `postlens verify-report` take, and what they say."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from app import installation
from app.container import build_services
from app.printing import number_of_segments, printed, tell
from app.settings import Settings
from services.bundle import Services
from services.claiming.language import Language
from services.domain.actors import Actor
from services.domain.documents import claims_of
from services.domain.errors import InvalidInput
from services.domain.reporting import ReportOrder
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest
from services.domain.selection import Filters, Selection
from services.exporters import EXPORTERS

_DAY = click.DateTime(["%Y-%m-%d"])
_LARGEST = 50_000_000
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
    click.option("--since", type=_DAY, help="The first day, as 2026-01-01."),
    click.option("--until", type=_DAY, help="The last day."),
    click.option("--page", "pages", multiple=True, help="Only posts of this page; may be given several times."),
    click.option("--segment", "segments", multiple=True, help="For the deep dive: s1 is the strongest."),
    click.option("--recipe", default=DEFAULT_RECIPE, show_default=True),
    click.option("--k", default="auto", show_default=True, help="A number of segments, or auto."),
    click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True),
)


def add_to(group: click.Group) -> None:
    """The commands about reports."""
    for command in (report, verify_report):
        group.add_command(command)


def _options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Adds what a report can be told."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.command()
@click.argument("dataset")
@_options
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@printed
def report(dataset: str, workspace: str | None, **given: Any) -> dict[str, Any]:
    """Write a report about DATASET to a file."""
    actor, services = installation.shell_actor(Settings(), workspace), build_services(Settings())
    given["k"] = number_of_segments(given["k"])
    return _write(services, actor, _order(dataset, given), given["out"])


@click.command("verify-report")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--workspace", help="Slug; the oldest workspace unless given.")
@printed
def verify_report(file: Path, workspace: str | None) -> dict[str, Any]:
    """Make the report FILE again from its manifest, and name every figure that differs."""
    actor, services = installation.shell_actor(Settings(), workspace), build_services(Settings())
    beside = file.with_name(f"{file.name}.manifest.json")
    source = beside if beside.exists() else file
    if source.stat().st_size > _LARGEST:
        raise InvalidInput("This is not the manifest of a Postlens report.", "manifest")
    found = services.reports.verify(actor, source.read_text(encoding="utf-8", errors="replace"), tell)
    return {"same": not found, "differences": [asdict(one) for one in found]}


def _write(services: Services, actor: Actor, order: ReportOrder, out: Path) -> dict[str, Any]:
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
    )


def _day(moment: datetime | None) -> Any:
    return moment.date() if moment else None


def _format(out: Path) -> str:
    known = {EXPORTERS[name].suffix: name for name in EXPORTERS}
    if out.suffix.lower() not in known:
        raise InvalidInput(f"Of what format {out.name!r} is to be cannot be seen. Give --format.", "format")
    return known[out.suffix.lower()]
