"""A report on its way out: its state, what was found, who lets it go, its links and its history."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import release_ids as ids
from components.attributes import aria
from components.cards import card, chip
from components.controls import written
from components.slot import Slot
from components.text import Part, minute
from services.domain.releasing import Flaw, ReleaseRules, ReportState, Standing
from services.domain.reporting import FinishedReport
from services.domain.sharing import LONGEST, SHORTEST, LinkState, NewLink, SharedLink

_TONES = {ReportState.CHECKED: "plain", ReportState.RELEASED: "good", ReportState.SUPERSEDED: "plain"}
_LINK_TONES = {LinkState.OPEN: "good", LinkState.EXPIRED: "plain", LinkState.WITHDRAWN: "bad"}
_NOT_CHECKED = "Nobody has checked this report yet. A check looks at every figure, every word and the data behind it."
_RULE = "A second person releases reports; whoever built one cannot."


def state_chip(state: ReportState) -> Component:
    """The state in one word."""
    return chip(state.value, _TONES.get(state, "warn"))


def opener(report: FinishedReport) -> Component:
    """The button of a line that leads here."""
    words = "Share" if report.state is ReportState.RELEASED else "Release"
    words = "History" if report.state is ReportState.SUPERSEDED else words
    return html.Button(
        words,
        id=ids.RELEASES_OPEN.at(report.id),
        type="button",
        className="tool",
        **aria(label=f"{words} {report.title} of {minute(report.made_at)}"),
    )


def frame() -> list[Component]:
    """The dialog, still empty, and what tells the list that something changed."""
    dialog = dbc.Modal(
        [
            dbc.ModalHeader(dbc.ModalTitle("Report", id=str(ids.RELEASES_TITLE))),
            dbc.ModalBody(html.Div(id=str(ids.RELEASES_BODY))),
            dbc.ModalFooter(html.Button("Close", id=str(ids.RELEASES_CLOSE), type="button", className="tool")),
        ],
        id=str(ids.RELEASES_DIALOG),
        is_open=False,
        scrollable=True,
        centered=True,
        size="lg",
        labelledby=str(ids.RELEASES_TITLE),
    )
    return [dcc.Store(id=str(ids.RELEASES_CHANGED)), dialog]


def rules_card(rules: ReleaseRules) -> Component:
    """What the workspace asks for, for those who may say."""
    box = dbc.Checklist(
        id=str(ids.RULES_SECOND),
        options=[{"label": _RULE, "value": "second"}],
        value=["second"] if rules.second_person else [],
        switch=True,
    )
    told = html.Div(id=str(ids.RULES_TOLD), role="status", className="step")
    return card("Rules of release", "For every report of this workspace, from now on.", [box, told])


def sheet(
    standing: Standing,
    links: Sequence[SharedLink] = (),
    replaceable: Sequence[FinishedReport] = (),
    fresh: NewLink | None = None,
) -> list[Component]:
    """Everything about one report; fresh: a link that was made just now, told once."""
    ways = _links(standing, links, fresh) if standing.state.is_kept else _release(standing, replaceable)
    found = _findings(standing)
    # What is to be done next stands on top: reading what was found, or handing out.
    middle = [ways, found] if standing.state.is_kept else [found, ways]
    return [_state(standing), *middle, _history(standing)]


def _state(standing: Standing) -> Component:
    words: list[Part] = [state_chip(standing.state)]
    if standing.state.is_kept:
        words.append(" Its files stay as they are. A newer report can stand in for it, nothing can change it.")
    elif standing.checked_at:
        words.append(f" Checked on {minute(standing.checked_at)}.")
    return html.P(words)


def _findings(standing: Standing) -> Component:
    again = "Check again" if standing.checked_at else "Check now"
    check = _button(again, ids.RELEASES_CHECK, standing.report_id, "tool" if standing.checked_at else "tool tool-main")
    head = html.Div([html.H3("What was found"), None if standing.state.is_kept else check], className="release-head")
    if standing.checked_at is None and not standing.state.is_kept:
        return html.Section([head, html.P(_NOT_CHECKED)])
    if not standing.flaws:
        return html.Section([head, html.P([html.I(className="bi bi-check2-circle", **aria(hidden=True)), " Nothing."])])
    lines = [_flaw(standing, flaw) for flaw in standing.flaws]
    return html.Section([head, html.Ul(lines, className="flaws")])


def _flaw(standing: Standing, flaw: Flaw) -> Component:
    mark = chip("must go", "bad") if flaw.blocking else chip("accepted", "plain") if flaw.accepted_by else None
    words = html.P([mark or chip("warning", "warn"), " ", html.Strong(f"In {flaw.where}: "), flaw.words])
    if flaw.accepted_by:
        return html.Li([words, html.P(f"Accepted by {flaw.accepted_by}: {flaw.note}", className="step")])
    if flaw.blocking or standing.state.is_kept:
        return html.Li(words)
    place = ids.RELEASES_NOTE.at(flaw.key)
    note = dbc.Input(id=place, type="text", maxLength=1_000, placeholder="Why it may stay as it is")
    label = html.Label(f"Why it may stay: {flaw.words}", htmlFor=written(place), className="visually-hidden")
    accept = _button("Accept", ids.RELEASES_ACCEPT, f"{standing.report_id}|{flaw.key}")
    return html.Li([words, html.Div([label, note, accept], className="flaw-answer")])


def _release(standing: Standing, replaceable: Sequence[FinishedReport]) -> Component:
    place = ids.RELEASES_REPLACES.at(standing.report_id)
    options = [{"label": "no earlier report", "value": "-"}]
    options += [{"label": f"{one.title} of {minute(one.made_at)}", "value": one.id} for one in replaceable]
    choose = html.Div(
        [
            html.Label("It stands in for", htmlFor=written(place)),
            dbc.Select(id=place, options=options, value="-"),
        ],
        className="field",
        hidden=not replaceable,
    )
    main = html.Button(
        "Release",
        id=ids.RELEASES_RELEASE.at(standing.report_id),
        type="button",
        className="tool tool-main",
        disabled=bool(standing.obstacle),
    )
    why = standing.obstacle or "Released files stay byte for byte as they are, and can be shared by link."
    return html.Section(
        [html.H3("Release"), html.P(why, className="step"), choose, html.Div(main, className="actions")]
    )


def _links(standing: Standing, links: Sequence[SharedLink], fresh: NewLink | None) -> Component:
    told = html.P("No link yet. Whoever gets one needs no account.", className="step")
    listed: Component = html.Ul([_link(link) for link in links], className="links") if links else told
    form = _share_form(standing) if standing.state is ReportState.RELEASED else None
    return html.Section([html.H3("Links"), _fresh(fresh) if fresh else None, form, listed])


def _fresh(link: NewLink) -> Component:
    return html.Div(
        [
            html.P(["This is the link. It is shown ", html.Strong("only now"), f"; until {minute(link.expires_at)}."]),
            html.Div(
                [html.Code(link.url), dcc.Clipboard(content=link.url, title="Copy the link")], className="new-link"
            ),
        ],
        className="note-lines",
        role="status",
    )


def _share_form(standing: Standing) -> Component:
    days, password = ids.RELEASES_DAYS.at(standing.report_id), ids.RELEASES_PASSWORD.at(standing.report_id)
    return html.Div(
        [
            _field("Days", days, dbc.Input(id=days, type="number", value=14, min=SHORTEST, max=LONGEST, step=1)),
            _field(
                "Password (may stay empty)",
                password,
                dbc.Input(id=password, type="password", autocomplete="new-password", maxLength=200),
            ),
            _button("Make a link", ids.RELEASES_SHARE, standing.report_id, "tool tool-main"),
        ],
        className="share-form",
    )


def _link(link: SharedLink) -> Component:
    opened = "never opened" if not link.opened else f"opened {link.opened:,} times, last on {minute(link.opened_at)}"
    opened = opened.replace("opened 1 times", "opened once")
    lock = " · with a password" if link.has_password else ""
    words: list[Part] = [
        chip(link.state.value, _LINK_TONES[link.state]),
        f" until {minute(link.expires_at)}{lock}",
        html.Div(f"{link.created_by}, {minute(link.created_at)} · {opened}", className="step"),
    ]
    away = _button("Withdraw", ids.RELEASES_WITHDRAW, f"{link.report_id}|{link.id}")
    return html.Li([html.Div(words), away if link.state is LinkState.OPEN else None])


def _history(standing: Standing) -> Component:
    lines = [
        html.Li(
            [
                html.Strong(event.what),
                f" by {event.by}, {minute(event.at)}",
                html.Div(event.note, className="step") if event.note else None,
            ]
        )
        for event in standing.history
    ]
    digest = standing.history[0].sha256 if standing.history else ""
    told = html.P(["SHA-256 of the file: ", html.Code(digest)], className="step digest")
    return html.Details([html.Summary("History"), html.Ul(lines), told])


def _field(label: str, place: dict[str, object], control: Component) -> Component:
    return html.Div([html.Label(label, htmlFor=written(place)), control], className="field")


def _button(words: str, slot: Slot, key: str, look: str = "tool") -> Component:
    return html.Button(words, id=slot.at(key), type="button", className=look)
