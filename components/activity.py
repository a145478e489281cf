"""The page of activity: who did what, where, when and with what result."""

from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, skeleton, table_region, waiting
from components.controls import choice
from components.empty import empty, link
from components.text import minute
from services.domain.people import Action, FoundActions

CSV = "/admin/activity.csv"
_EVERY = ("", "all")
# A pill with one choice stays hidden; these come with the first answer.
_TO_COME = [_EVERY, ("-", "")]
_DAYS = [("", "all time"), ("1", "last day"), ("7", "last 7 days"), ("30", "last 30 days"), ("365", "last year")]
_TONES = {"done": "good", "refused": "warn", "failed": "bad"}


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    pills = [
        choice("Person", ids.ACTIVITY_WHO, _TO_COME, ""),
        choice("Workspace", ids.ACTIVITY_ROOM, _TO_COME, ""),
        choice("What", ids.ACTIVITY_WHAT, _TO_COME, ""),
        choice("When", ids.ACTIVITY_SINCE, _DAYS, ""),
    ]
    way = html.A("Download as CSV", href=CSV, id=str(ids.ACTIVITY_CSV), className="tool", download="")
    return html.Div(
        [
            page_head("Activity", way),
            html.P(
                "One line for everything that somebody changed, tried to change, or signed in for. Lines are never "
                "changed or removed; times are UTC.",
                className="position",
            ),
            html.Div(pills, className="pills", role="group", **aria(label="Filters")),
            waiting(html.Div(skeleton(320), id=str(ids.ACTIVITY_TABLE)), 320),
        ],
        className="page",
    )


def options(found: FoundActions) -> tuple[list[dict[str, str]], ...]:
    """What the pills for person, workspace and action offer."""
    people = [_EVERY, *found.people, ("shell", "Command line"), ("nobody", "Somebody not signed in")]
    rooms = [_EVERY, *((room.id, room.name) for room in found.workspaces)]
    kinds = [_EVERY, *((kind, kind) for kind in found.kinds)]
    return tuple([{"label": label, "value": value} for value, label in some] for some in (people, rooms, kinds))


def csv_address(who: str, room: str, what: str, days: int) -> str:
    """Where the table as it is filtered comes from."""
    asked = {"who": who, "room": room, "what": what, "days": days or ""}
    return f"{CSV}?{urlencode({name: value for name, value in asked.items() if value})}"


def activity_table(found: FoundActions) -> Component:
    """The newest lines that fit."""
    if not found.actions:
        way = link("Show all", "/admin/activity")
        return empty("Nothing fits", "Nobody did such a thing. Choose fewer filters.", way)
    head = html.Tr([html.Th(title) for title in ("When", "Who", "What", "About", "Workspace", "Result")])
    lines = html.Tbody([_line(one) for one in found.actions])
    table = html.Table([html.Thead(head), lines], className="facts activity")
    shown = len(found.actions)
    told = f"The newest {shown:,} of {found.found:,}." if shown < found.found else f"{shown:,} in all."
    return card("Actions", told, table_region(table, "Actions"))


def _line(action: Action) -> Component:
    return html.Tr(
        [
            html.Td(minute(action.at), className="fact-line"),
            html.Th(action.who, scope="row"),
            html.Td(action.what),
            html.Td(action.subject or "–", className="notranslate"),
            html.Td(action.workspace or "–", className="notranslate"),
            html.Td(chip(action.result, _TONES.get(action.result, "plain"))),
        ]
    )
