"""Reports: ordered here, built by a worker, kept and listed; and the brand of the workspace."""

import base64
import binascii
from typing import Any

from dash import ALL, Input, Output, State, ctx, no_update

from callbacks import parse
from callbacks.analysis import reporting
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.pressed import pressed_key
from callbacks.report_orders import FORM, order, read_order
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.notices import notice
from components.pins import pin_options
from components.release_ids import RELEASES_CHANGED, SCHEDULES_RAN
from components.reports import built, report_list, section_options
from services.domain.branding import BrandWords
from services.domain.errors import InvalidInput
from services.policy import Permission

# Four letters for every three bytes, and the words before them.
_LONGEST_LOGO = 2_700_000


def show_datasets(search: str) -> tuple[Any, Any]:
    """The files of the workspace, newest first; the one that the address names is chosen."""
    found = services().datasets.newest_first(actor())
    wanted = parse.selection(search).segmentation.dataset
    options = [{"label": dataset.name, "value": dataset.id} for dataset in found]
    known = [dataset.id for dataset in found]
    return options, wanted if wanted in known else (known[0] if known else None)


def show_sections(template: Any, _pins: Any, ticked: Any) -> tuple[Any, Any]:
    """The boxes as the template has them, and those of pins; what somebody ticked stays where only pins changed."""
    offered, pins = services().reports.offered(actor()), pin_options(services().pins.all(actor()))
    options = section_options((*offered.sections, *pins))
    if ctx.triggered_id == str(ids.PINS_CHANGED):
        known = {option["value"] for option in options}
        return options, [name for name in ticked or [] if name in known]
    sections = next((one.sections for one in offered.templates if one.name == template), ())
    return options, [*sections, *(pin.value for pin in pins)]


def build(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    finished = services().reports.build(actor(), read_order(wanted), reporting(report))
    return finished.id, built(finished)


def show_reports(_search: str, *_changed: Any) -> Any:
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
    return no_update, failed(said(error))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the work."""
    words = empty("Cancelled", "The report was not built; nothing of it was kept.")
    return no_update, words


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
    cancel=Input(str(ids.REPORTS_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (BUILD,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.REPORT, "prevent_initial_call": True}
    address = Input(str(ids.URL), "search")
    wire.in_browser("ownDays", Output(str(ids.REPORTS_DAYS), "hidden"), Input(str(ids.REPORTS_SPAN), "value"))
    chosen = Output(str(ids.REPORTS_DATASET), "options"), Output(str(ids.REPORTS_DATASET), "value")
    wire(show_datasets, *chosen, address, permission=Permission.REPORT)
    sections = str(ids.REPORTS_SECTIONS)
    wire(
        show_sections,
        Output(sections, "options"),
        Output(sections, "value"),
        Input(str(ids.REPORTS_TEMPLATE), "value"),
        Input(str(ids.PINS_CHANGED), "data"),
        State(sections, "value"),
        permission=Permission.REPORT,
    )
    wire(
        order,
        Output(str(ids.REPORTS_ORDER), "data"),
        Input(str(ids.REPORTS_BUILD), "n_clicks"),
        State(str(ids.REPORTS_ARRANGED), "data"),
        State(ids.REPORTS_REMARK.at(ALL), "value"),
        State(ids.REPORTS_REMARK.at(ALL), "id"),
        *(State(str(slot), "value") for slot in FORM.values()),
        **once,
    )
    wire.in_background(
        BUILD,
        Output(str(ids.REPORTS_BUILT), "data"),
        Output(str(ids.REPORTS_PROGRESS), "children", allow_duplicate=True),
        Input(str(ids.REPORTS_ORDER), "data"),
    )
    changes = (ids.REPORTS_BUILT, ids.REPORTS_REMOVED, RELEASES_CHANGED, SCHEDULES_RAN)
    done = [Input(str(slot), "data") for slot in changes]
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
