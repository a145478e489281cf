"""Layouts are whole frames: every slot once, every graph through the one maker."""

import ast
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dash import dcc
from dash.development.base_component import Component

import components
from components import (
    about,
    account,
    activity,
    all_uploads,
    compare,
    datasets,
    drivers,
    explanations,
    health,
    ids,
    levers,
    overview,
    people,
    recommendations,
    segments,
    workspaces,
)
from components.figures import graph
from components.shell import NavItem, shell
from components.slot import Slot
from services.domain.about import About
from services.domain.actors import Actor, Role, Workspace

ABOUT = About("Postlens", ("One.",), (), "Text", "Nobody", (("Postlens", "0.1.0"),))
LAYOUTS: dict[str, Callable[[], Component]] = {
    "overview": overview.layout,
    "segments": segments.layout,
    "explain": explanations.layout,
    "drivers": drivers.layout,
    "datasets": datasets.layout,
    "levers": levers.layout,
    "compare": compare.layout,
    "recommendations": recommendations.layout,
    "uploads": all_uploads.layout,
    "account": account.layout,
    "people": people.layout,
    "workspaces": workspaces.layout,
    "activity": activity.layout,
    "health": health.layout,
    "about": lambda: about.layout(ABOUT),
}


def make_shell(content: object = "content") -> Component:
    actor = Actor("u", "Mali Suk", Role.AGENCY, "w1", "Thai Live Sellers")
    nav = (NavItem("/", "Segments", "grid", "", "g s"), NavItem("/datasets", "Datasets", "table", "Data", "g d"))
    return shell(actor, (Workspace("w1", "thai", "Thai Live Sellers"),), "/", nav, content)  # type: ignore[arg-type]


def parts(component: Component) -> Iterator[Component]:
    yield component
    yield from (part for part in component._traverse() if isinstance(part, Component))


def slots_of(component: Component) -> Counter[str]:
    found = [getattr(part, "id", None) for part in parts(component)]
    return Counter(name for name in found if isinstance(name, str))


WITH_THE_DATA = {
    *(ids.SEGMENTS_CARD, ids.SEGMENTS_NAME, ids.SEGMENTS_RENAME, ids.SEGMENTS_DEFAULT),
    *(ids.MOVES_FIELD, ids.MOVES_SLIDER, ids.MOVES_TRY),
    *(ids.HISTORY_BRING_BACK, ids.HISTORY_HIDE, ids.HISTORY_RESTORE),
    *(ids.UPLOADS_HIDE, ids.UPLOADS_RESTORE, ids.UPLOADS_DOOM, ids.UPLOADS_DELETE, ids.UPLOADS_RECEIPT),
    *(ids.RECOMMENDATIONS_ACCEPT, ids.RECOMMENDATIONS_DISMISS, ids.RECOMMENDATIONS_UNDO, ids.RECOMMENDATIONS_NOTE),
    *(ids.UPLOADS_CLOSE, ids.UPLOADS_DIALOG_TITLE),
    *(ids.ACCOUNT_SECRET, ids.ACCOUNT_BEGIN, ids.ACCOUNT_CONFIRM, ids.ACCOUNT_CODES, ids.ACCOUNT_REMOVE),
    *(ids.ACCOUNT_END, ids.ACCOUNT_UNLINK, ids.PEOPLE_WITHDRAW, ids.PEOPLE_MANAGE, ids.PEOPLE_DIALOG_TITLE),
    *(ids.PEOPLE_NEW_ROLE, ids.PEOPLE_NEW_ROOMS, ids.PEOPLE_SUBJECT, ids.PEOPLE_SAVE, ids.PEOPLE_DO),
    *(ids.WORKSPACES_OWN_NAME, ids.WORKSPACES_RENAME, ids.WORKSPACES_DROP_WORDS, ids.WORKSPACES_KEEP_WORDS),
    ids.OVERVIEW_THRESHOLD,
    *(ids.TAGS_TOGGLE, ids.TAGS_REMOVE, ids.TAGS_NAME, ids.TAGS_CONTAINS),
    *(ids.TAGS_PAGE, ids.TAGS_FORMAT, ids.TAGS_ADD),
}


def slots_named(page: str) -> set[str]:
    # Cards of segments, buttons of lines and dialogs come with the data; the others stand in the frame.
    every = {slot for slot in vars(ids).values() if isinstance(slot, Slot) and slot.page == page}
    return {str(slot) for slot in every - WITH_THE_DATA}


_FRAMES = (
    *("segments", "explain", "drivers", "levers", "compare", "datasets", "uploads"),
    *("account", "people", "workspaces", "activity", "health"),
)


@pytest.mark.parametrize("page", _FRAMES)
def test_a_frame_has_every_slot_of_its_page(page: str) -> None:
    assert slots_named(page) - set(slots_of(LAYOUTS[page]())) == set()


@pytest.mark.parametrize(("page", "needed"), [("segments", ["analysis"]), ("explain", ["analysis", "model", "moves"]),
                                              ("drivers", ["analysis", "model"]),
                                              ("datasets", ["history"])])  # fmt: skip
def test_a_frame_has_the_bars_of_the_work_it_waits_for(page: str, needed: list[str]) -> None:
    for work in needed:
        assert slots_named(work) - set(slots_of(LAYOUTS[page]())) == set()


@pytest.mark.parametrize("page", sorted(LAYOUTS))
def test_no_id_stands_twice_in_a_page(page: str) -> None:
    twice = {name for name, count in slots_of(make_shell(LAYOUTS[page]())).items() if count > 1}
    assert not twice


@pytest.mark.parametrize("page", sorted(LAYOUTS))
def test_a_frame_is_the_same_for_everybody(page: str) -> None:
    assert LAYOUTS[page]().to_plotly_json().keys() == LAYOUTS[page]().to_plotly_json().keys()
    assert repr(LAYOUTS[page]()) == repr(LAYOUTS[page]())


def test_no_graph_is_made_but_by_the_one_maker() -> None:
    home = Path(components.__file__).parent
    makers = {
        path.relative_to(home).as_posix()
        for path in home.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr == "Graph"
    }
    assert makers == {"figures/__init__.py"}, "make graphs with components.figures.graph()"


@pytest.mark.parametrize("page", sorted(LAYOUTS))
def test_no_graph_offers_to_send_its_data_away(page: str) -> None:
    for part in parts(LAYOUTS[page]()):
        if isinstance(part, dcc.Graph):
            assert part.config["showSendToCloud"] is False  # type: ignore[attr-defined]
            assert part.config["displaylogo"] is False  # type: ignore[attr-defined]


def test_a_graph_has_a_name_before_it_has_a_figure() -> None:
    frame = graph(ids.SEGMENTS_MAP, 300, "Map of posts")
    assert frame.to_plotly_json()["props"]["aria-label"] == "Map of posts"


def test_the_frame_lists_only_the_pages_it_is_given() -> None:
    links = [part.href for part in parts(make_shell()) if type(part).__name__ == "NavLink"]  # type: ignore[attr-defined]
    assert links == ["/", "/datasets"]


def test_workspace_language_and_sign_out_are_plain_forms() -> None:
    forms = [part for part in parts(make_shell()) if type(part).__name__ == "Form"]
    assert [(form.method, form.action) for form in forms] == [  # type: ignore[attr-defined]
        ("post", "/workspace"),
        ("post", "/language"),
        ("post", "/sign-out"),
    ]


def test_nobody_without_the_right_to_import_is_shown_a_drop_zone() -> None:
    slots = slots_of(datasets.layout(may_import=False))
    assert str(ids.DATASETS_FILE) not in slots
    assert {slot for slot in slots if slot.startswith("history-")} == {str(ids.HISTORY_DATASET)}
