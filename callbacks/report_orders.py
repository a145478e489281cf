"""What the form of a report sends, read as an order: for those who build it, and those who preview it."""

import secrets
from collections.abc import Mapping
from typing import Any

from callbacks import parse
from callbacks.context import actor, services
from callbacks.pressed import by_key
from components import ids
from services.domain.errors import InvalidInput
from services.domain.reporting import Remark, ReportOrder, Span
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Compare, Filters, Selection

# The fields of the form, as an order names them.
FORM = {
    "sections": ids.REPORTS_SECTIONS,
    "dataset": ids.REPORTS_DATASET,
    "template": ids.REPORTS_TEMPLATE,
    "format": ids.REPORTS_FORMAT,
    "language": ids.REPORTS_LANGUAGE,
    "title": ids.REPORTS_TITLE,
    "span": ids.REPORTS_SPAN,
    "compare": ids.REPORTS_COMPARE,
    "since": ids.REPORTS_SINCE,
    "until": ids.REPORTS_UNTIL,
}
_LONGEST_REMARK = 2_000


def order(_clicks: int | None, arranged: Any, remarks: list[Any], places: list[Any], *fields: Any) -> Any:
    """What is to be built, in the words of the form; read again by whoever builds it."""
    wanted = dict(zip(FORM, fields, strict=True))
    ticked = _names(wanted["sections"])
    if not wanted["dataset"]:
        raise InvalidInput("There is no data to report on yet. Upload a file first.", "dataset")
    # Boxes come in the order in which they were ticked; a report goes as arranged, else from finding to method.
    offered = [one.value for one in services().reports.offered(actor()).sections]
    shown = _names(arranged) or offered
    # Whatever is newer than the arrangement comes last: a pin, as a rule.
    sections = [name for name in dict.fromkeys([*shown, *ticked]) if name in ticked]
    written = [[place, words] for place, words in by_key(places, remarks, "comment").items() if words]
    # The same report may be wanted again: each press is an order of its own.
    ordered = {**wanted, "sections": sections, "remarks": written, "press": secrets.token_hex(4)}
    read_order(ordered)
    return ordered


def _names(told: object) -> list[str]:
    """The sections in a list that a browser sent; nothing else in it counts."""
    return [name for name in told if isinstance(name, str)] if isinstance(told, list) else []


def read_order(wanted: object) -> ReportOrder:
    """The order; InvalidInput naming the field that cannot be understood."""
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order for a report cannot be read. Load the page again.", "order")
    dataset = parse.identifier(wanted.get("dataset"), "dataset")
    span, compare = _span(wanted.get("span")), _compare(wanted.get("compare"))
    # Dates that somebody typed before choosing months are not meant any more.
    days = (wanted.get(name) if span is Span.OWN else None for name in ("since", "until"))
    since, until = (parse.day(day, name) for day, name in zip(days, ("since", "until"), strict=True))
    if since and until and since > until:
        raise InvalidInput("The first day is after the last one.", "since")
    return ReportOrder(
        selection=Selection(SegmentationRequest(dataset), Filters(since=since, until=until)),
        template=parse.identifier(wanted.get("template"), "template"),
        format=parse.identifier(wanted.get("format"), "format"),
        language=parse.identifier(wanted.get("language"), "language"),
        title=" ".join(parse.text(wanted.get("title"), "title").split())[:120],
        sections=_sections(wanted.get("sections")),
        remarks=_remarks(wanted.get("remarks")),
        span=span,
        compare=compare,
    )


def _span(value: object) -> Span:
    try:
        return Span(str(value or Span.OWN))
    except ValueError:
        raise InvalidInput("Choose a period from the list.", "span") from None


def _compare(value: object) -> Compare:
    try:
        return Compare(str(value or Compare.NONE))
    except ValueError:
        raise InvalidInput("Choose what to compare with from the list.", "compare") from None


def _sections(names: object) -> tuple[str, ...]:
    if not isinstance(names, list) or not names:
        raise InvalidInput("A report has at least one section. Tick one.", "sections")
    return tuple(parse.identifier(name, "sections") for name in names[:40])


def _remarks(remarks: object) -> tuple[Remark, ...]:
    if not isinstance(remarks, list):
        return ()
    pairs = [pair for pair in remarks[:40] if isinstance(pair, list) and len(pair) == 2]
    return tuple(
        Remark(parse.identifier(section, "section"), parse.text(words, "comment")[:_LONGEST_REMARK])
        for section, words in pairs
    )
