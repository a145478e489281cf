"""The page Reports: one is ordered on top, the finished ones stand below, and the brand they are made in last."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids, masters, previews
from components.attributes import aria
from components.cards import card, page_head, skeleton, waiting
from components.controls import TYPING, action, written
from components.empty import empty
from components.progress import progress_place
from components.releases import frame, opener, rules_card, state_chip
from components.report_schedules import schedules_card
from components.slot import Slot
from components.text import Content, Part, minute
from components.uploads import file_size
from services.domain.branding import BrandWords
from services.domain.releasing import ReleaseRules
from services.domain.reporting import FinishedReport, ReportChoices
from services.domain.views import Option

FILE = "/reports/{id}/file"
_ARRANGE = "Drag them into the order you want, or press Alt with an arrow key on a box."
_PROMISE = (
    "Every figure is one of this app's own, with its n and interval; the file carries a manifest that "
    "postlens verify checks."
)


def layout(offered: ReportChoices, brand: BrandWords, rules: ReleaseRules | None) -> Component:
    """The empty frame with every slot in place; callbacks fill it. rules: None for those who may not change them."""
    stores = (ids.REPORTS_ORDER, ids.REPORTS_BUILT, ids.REPORTS_REMOVED, ids.REPORTS_ARRANGED, ids.PINS_CHANGED)
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in stores),
            page_head("Reports"),
            card("Build a report", _PROMISE, _builder(offered)),
            progress_place(ids.REPORTS_PROGRESS, ids.REPORTS_CANCEL),
            previews.frame(),
            card(
                "Finished reports",
                "Newest first. Released ones stay for good; others until somebody removes them or their dataset.",
                waiting(html.Div(skeleton(120), id=str(ids.REPORTS_LIST)), 120),
            ),
            schedules_card(offered),
            card("Brand of this workspace", "On every report of this workspace.", [*_brand(brand), masters.frame()]),
            rules_card(rules) if rules else None,
            *frame(),
        ],
        className="page",
    )


def report_list(reports: tuple[FinishedReport, ...]) -> Component:
    """All finished reports as a table."""
    if not reports:
        return empty("No reports yet", "Choose a template above and press Build report.")
    head = html.Tr([html.Th(title) for title in ("Report", "Format", "Data", "Made", "")])
    return html.Div(
        html.Table([html.Thead(head), html.Tbody([_line(report) for report in reports])], className="facts"),
        className="scroll",
        tabIndex="0",
        role="region",
        **aria(label="Finished reports"),
    )


def built(report: FinishedReport) -> Component:
    """The good end of building, with the way to the file."""
    words: list[Part] = [html.Strong(report.title), f" is ready: {report.format.upper()}, {file_size(report.size)}. "]
    return html.Div([html.P([*words, _download(report, "Download it")])], className="sheet sheet-body", role="status")


def section_options(sections: tuple[Option, ...]) -> list[dict[str, str]]:
    """The sections as a list of boxes takes them."""
    return [{"label": one.label, "value": one.value} for one in sections]


def _line(report: FinishedReport) -> Component:
    language = "Thai" if report.language == "th" else "English"
    remove = html.Button(
        "Remove",
        id=ids.REPORTS_REMOVE.at(report.id),
        type="button",
        className="tool",
        **aria(label=f"Remove {report.title} of {minute(report.made_at)}"),
    )
    return html.Tr(
        [
            html.Th(
                [_download(report, report.title), state_chip(report.state), html.Div(language, className="step")],
                scope="row",
            ),
            html.Td([report.format.upper(), html.Div(file_size(report.size), className="step")]),
            html.Td(report.dataset),
            html.Td([minute(report.made_at), html.Div(report.made_by, className="step")]),
            html.Td(html.Div([opener(report), None if report.state.is_kept else remove], className="row-buttons")),
        ]
    )


def _download(report: FinishedReport, words: str) -> Component:
    return html.A(words, href=FILE.format(id=report.id), download=report.file_name, title=report.file_name)


def _builder(offered: ReportChoices) -> Content:
    first = offered.templates[0]
    templates = [Option(one.name, f"{one.label} – {one.summary}") for one in offered.templates]
    sections = dbc.Checklist(
        id=str(ids.REPORTS_SECTIONS), options=section_options(offered.sections), value=list(first.sections)
    )
    return [
        html.Div(
            [
                _field("Data", ids.REPORTS_DATASET, _select(ids.REPORTS_DATASET, ())),
                _field("Template", ids.REPORTS_TEMPLATE, _select(ids.REPORTS_TEMPLATE, templates)),
                _field("Format", ids.REPORTS_FORMAT, _select(ids.REPORTS_FORMAT, offered.formats)),
                _field("Language", ids.REPORTS_LANGUAGE, _select(ids.REPORTS_LANGUAGE, offered.languages)),
                _field("Period", ids.REPORTS_SPAN, _select(ids.REPORTS_SPAN, offered.spans)),
                html.Div(
                    [
                        _field("First day", ids.REPORTS_SINCE, _day(ids.REPORTS_SINCE)),
                        _field("Last day", ids.REPORTS_UNTIL, _day(ids.REPORTS_UNTIL)),
                    ],
                    id=str(ids.REPORTS_DAYS),
                    className="field-pair",
                    hidden=True,
                ),
                _field("Compare with", ids.REPORTS_COMPARE, _select(ids.REPORTS_COMPARE, offered.compares)),
                _field("Title", ids.REPORTS_TITLE, _line_of_text(ids.REPORTS_TITLE, "As the template is called")),
            ],
            className="fields",
        ),
        html.Fieldset([html.Legend("Sections"), html.P(_ARRANGE, className="step"), sections], className="sections"),
        html.Div(
            [html.H3("Your pins"), html.Div(id=str(ids.PINS_LIST))], className="pin-board", **aria(label="Your pins")
        ),
        html.Details(
            [html.Summary("Write comments"), html.Div([_remark(one) for one in offered.sections], className="remarks")]
        ),
        html.Div(
            [
                action("Build report", ids.REPORTS_BUILD, icon="file-earmark-text", main=True),
                action("Preview pages", ids.PREVIEW_SHOW, icon="eye"),
            ],
            className="actions",
        ),
    ]


def _brand(brand: BrandWords) -> list[Component]:
    colour = dbc.Input(id=str(ids.BRAND_COLOUR), type="color", value=brand.colour, className="form-control-color")
    logo = dcc.Upload(
        html.Span("Choose a picture", className="tool"),
        id=str(ids.BRAND_LOGO),
        accept="image/png,image/jpeg,image/webp",
        max_size=2_000_000,
    )
    return [
        html.Div(
            [
                _field("Colour", ids.BRAND_COLOUR, colour),
                _field(
                    "Footer", ids.BRAND_FOOTER, _line_of_text(ids.BRAND_FOOTER, "Name of the workspace", brand.footer)
                ),
                _field(
                    "Prepared by",
                    ids.BRAND_BY,
                    _line_of_text(ids.BRAND_BY, "Whoever builds the report", brand.prepared_by),
                ),
                html.Label([html.Span("Logo (PNG, JPEG or WebP)", className="field-name"), logo], className="field"),
            ],
            className="fields",
        ),
        html.Div(
            [action("Save brand", ids.BRAND_SAVE), html.Div(id=str(ids.BRAND_TOLD), role="status")], className="actions"
        ),
    ]


def _field(label: str, slot: Slot, control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=str(slot)), control], className="field")


def _select(slot: Slot, options: tuple[Option, ...] | list[Option]) -> Component:
    offered = [{"label": one.label, "value": one.value} for one in options]
    chosen: Component = dbc.Select(id=str(slot), options=offered, value=options[0].value if options else None)
    return chosen


def _day(slot: Slot) -> Component:
    day: Component = dbc.Input(id=str(slot), type="date", debounce=TYPING)
    return day


def _line_of_text(slot: Slot, placeholder: str, value: str = "") -> Component:
    line: Component = dbc.Input(id=str(slot), type="text", placeholder=placeholder, value=value, maxLength=120)
    return line


def _remark(section: Option) -> Component:
    place = ids.REPORTS_REMARK.at(section.value)
    area = dbc.Textarea(id=place, rows=2, maxLength=2_000)
    return html.Div([html.Label(section.label, htmlFor=written(place)), area], className="field")
