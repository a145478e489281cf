"""Reports: ordered here, built by a worker, kept and listed; and the brand of the workspace."""

import base64
import binascii
import secrets
from collections.abc import Mapping
from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.analysis import reporting
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.pressed import key_of, pressed_key
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.notices import notice
from components.progress import progress, resting_button
from components.reports import built, report_list
from services.domain.branding import BrandWords
from services.domain.errors import InvalidInput
from services.domain.reporting import Remark, ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.policy import Permission

_FIELDS = ("sections", "dataset", "template", "format", "language", "title", "since", "until")
_LONGEST_REMARK = 2_000
# Four letters for every three bytes, and the words before them.
_LONGEST_LOGO = 2_700_000


def show_datasets(search: str) -> tuple[Any, Any]:
    """The files of the workspace, newest first; the one that the address names is chosen."""
    found = services().datasets.newest_first(actor())
    wanted = parse.selection(search).segmentation.dataset
    options = [{"label": dataset.name, "value": dataset.id} for dataset in found]
    known = [dataset.id for dataset in found]
    return options, wanted if wanted in known else (known[0] if known else None)


def show_sections(template: Any) -> Any:
    """The boxes as the template has them."""
    offered = services().reports.offered(actor()).templates
    return next((list(one.sections) for one in offered if one.name == template), no_update)


def order(_clicks: int | None, arranged: Any, remarks: list[Any], places: list[Any], *fields: Any) -> Any:
    """What is to be built, in the words of the form; read again by whoever builds it."""
    wanted = dict(zip(_FIELDS, fields, strict=True))
    ticked = wanted["sections"] if isinstance(wanted["sections"], list) else []
    if not wanted["dataset"]:
        raise InvalidInput("There is no data to report on yet. Upload a file first.", "dataset")
    # Boxes come in the order in which they were ticked; a report goes as arranged, else from finding to method.
    offered = [one.value for one in services().reports.offered(actor()).sections]
    shown = arranged if isinstance(arranged, list) else offered
    sections = [name for name in shown if name in offered and name in ticked]
    if not isinstance(places, list) or not isinstance(remarks, list) or len(places) != len(remarks):
        raise InvalidInput("The comments cannot be read. Load the page again.", "comment")
    written = [[key_of(place), words] for place, words in zip(places, remarks, strict=True) if words]
    # The same report may be wanted again: each press is an order of its own.
    ordered = {**wanted, "sections": sections, "remarks": written, "press": secrets.token_hex(4)}
    read_order(ordered)
    return ordered


def read_order(wanted: object) -> ReportOrder:
    """The order; InvalidInput naming the field that cannot be understood."""
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order for a report cannot be read. Load the page again.", "order")
    dataset = parse.identifier(wanted.get("dataset"), "dataset")
    since, until = (parse.day(wanted.get(name), name) for name in ("since", "until"))
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
    )


def build(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    finished = services().reports.build(actor(), read_order(wanted), reporting(report))
    return finished.id, built(finished)


def show_reports(_search: str, _built: Any, _removed: Any) -> Any:
    """The finished ones."""
    return report_list(services().reports.all(actor()))


def remove(_clicks: list[int | None]) -> tuple[Any, Any]:
    """One of them gone."""
    key = pressed_key()
    if not key:
        return no_update, no_update
    gone = services().reports.remove(actor(), parse.identifier(key, "report"))
    return key, notice(f"{gone.title} is removed.", bad=False)


def save_brand(_clicks: int | None, colour: Any, footer: Any, by: Any, logo: Any) -> Any:
    """The brand from now on, or what cannot be used of it."""
    words = BrandWords(parse.text(colour, "colour"), parse.text(footer, "footer"), parse.text(by, "prepared by"))
    brand = services().branding.change(actor(), words, _picture(logo))
    return f"Saved. Reports carry {'the logo' if brand.logo else 'the name of the workspace'} from now on."


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when a report could not be built."""
    return no_update, [resting_button(ids.REPORTS_CANCEL), failed(said(error))]


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the work."""
    words = empty("Cancelled", "The report was not built; nothing of it was kept.")
    return no_update, [resting_button(ids.REPORTS_CANCEL), words]


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


def _picture(sent: object) -> bytes | None:
    """The bytes of `data:image/png;base64,...`; None where nothing was sent."""
    if sent is None:
        return None
    if not isinstance(sent, str) or len(sent) > _LONGEST_LOGO:
        raise InvalidInput("A logo has at most 2 MB.", "logo")
    try:
        return base64.b64decode(sent.partition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        raise InvalidInput("This is not a picture that can be read. Send a PNG, a JPEG or a WebP.", "logo") from None


BUILD = BackgroundTask(
    name="reports.build",
    title="Building a report",
    run=build,
    permission=Permission.REPORT,
    progress=Output(str(ids.REPORTS_PROGRESS), "children"),
    bar=lambda fraction, step: progress("Building a report", fraction, step, ids.REPORTS_CANCEL),
    cancel=Input(str(ids.REPORTS_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (BUILD,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.REPORT, "prevent_initial_call": True}
    address = Input(str(ids.URL), "search")
    slots = (ids.REPORTS_DATASET, ids.REPORTS_TEMPLATE, ids.REPORTS_FORMAT, ids.REPORTS_LANGUAGE, ids.REPORTS_TITLE)
    chosen = Output(str(ids.REPORTS_DATASET), "options"), Output(str(ids.REPORTS_DATASET), "value")
    wire(show_datasets, *chosen, address, permission=Permission.REPORT)
    sections = str(ids.REPORTS_SECTIONS)
    wire(show_sections, Output(sections, "value"), Input(str(ids.REPORTS_TEMPLATE), "value"), **once)
    wire(
        order,
        Output(str(ids.REPORTS_ORDER), "data"),
        Input(str(ids.REPORTS_BUILD), "n_clicks"),
        State(str(ids.REPORTS_ARRANGED), "data"),
        State(ids.REPORTS_REMARK.at(ALL), "value"),
        State(ids.REPORTS_REMARK.at(ALL), "id"),
        *(State(str(slot), "value") for slot in (ids.REPORTS_SECTIONS, *slots, ids.REPORTS_SINCE, ids.REPORTS_UNTIL)),
        **once,
    )
    wire.in_background(
        BUILD,
        Output(str(ids.REPORTS_BUILT), "data"),
        Output(str(ids.REPORTS_PROGRESS), "children", allow_duplicate=True),
        Input(str(ids.REPORTS_ORDER), "data"),
    )
    done = Input(str(ids.REPORTS_BUILT), "data"), Input(str(ids.REPORTS_REMOVED), "data")
    wire(show_reports, Output(str(ids.REPORTS_LIST), "children"), address, *done, permission=Permission.REPORT)
    gone = Output(str(ids.REPORTS_REMOVED), "data"), Output(str(ids.NOTICES), "children", allow_duplicate=True)
    wire(remove, *gone, Input(ids.REPORTS_REMOVE.at(ALL), "n_clicks"), **once)
    brand = [State(str(slot), "value") for slot in (ids.BRAND_COLOUR, ids.BRAND_FOOTER, ids.BRAND_BY)]
    logo = State(str(ids.BRAND_LOGO), "contents")
    wire(
        save_brand,
        Output(str(ids.BRAND_TOLD), "children"),
        Input(str(ids.BRAND_SAVE), "n_clicks"),
        *brand,
        logo,
        **once,
    )
