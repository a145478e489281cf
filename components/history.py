"""The life of one dataset: its versions and who made them, what can be done to it, what can be had of it."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria, data
from components.cards import card, chip, waiting
from components.progress import progress_place
from components.text import Content, day, minute, number, posts
from components.uploads import OPEN, SET_ASIDE
from services.domain.counts import COUNTS
from services.domain.datasets import Dataset
from services.domain.uploading import EarlierReading, HiddenDataset, HistoryEntry, UpdatedPost, UpdatedPosts

POSTS = "/datasets/{id}/posts.csv"
ORIGINAL = "/datasets/{id}/original"
ONE_ORIGINAL = "/datasets/{id}/original/{number}"
EXPLAIN = "/explain?dataset={id}&post={post}"
REPLACE, APPEND = "replace", "append"


def room(*, may_import: bool) -> list[Component]:
    """The place of the workspace's quota, for those who may fill it."""
    return [html.Div(id=str(ids.HISTORY_QUOTA))] if may_import else []


def frame(*, may_import: bool) -> list[Component]:
    """The place of the chosen dataset's history, and of the bar while a file is brought into it."""
    place = waiting(html.Div(id=str(ids.HISTORY_DATASET)), 160)
    if not may_import:
        return [place]
    return [dcc.Store(id=str(ids.HISTORY_UPLOADED)), progress_place(ids.HISTORY_PROGRESS, ids.HISTORY_CANCEL), place]


def hidden_place(*, may_import: bool) -> list[Component]:
    """The place of what can be brought back."""
    return [html.Div(id=str(ids.HISTORY_HIDDEN))] if may_import else []


def history(dataset: Dataset, entries: Sequence[HistoryEntry], updated: UpdatedPosts, *, may_change: bool) -> Component:
    """Everything about one dataset over time; `may_change` = with the buttons that change it."""
    parts: list[Component] = [_actions(dataset)] if may_change else []
    parts.append(_changes(entries, may_change=may_change))
    if updated.posts:
        parts.append(_readings(dataset, updated))
    parts.append(_downloads(dataset))
    return card(
        f"History of {dataset.name}",
        "Every change makes a new version; the ones before stay.",
        html.Div(parts, className="history"),
    )


def _actions(dataset: Dataset) -> Component:
    return html.Div(
        [
            _upload("Replace the file", "arrow-repeat", dataset, REPLACE),
            _upload("Add a file", "plus-lg", dataset, APPEND),
            html.Button("Hide", id=ids.HISTORY_HIDE.at(dataset.id), type="button", className="tool"),
            html.P("A post that stands in an added file too gets the newer counts; the earlier ones are kept."),
        ],
        className="history-actions",
        role="group",
        **aria(label=f"Change {dataset.name}"),
    )


def _upload(words: str, icon: str, dataset: Dataset, how: str) -> Component:
    """A file field that looks like a button; assets/uploads.js sends what is chosen, and says what it is for."""
    field = dbc.Input(type="file", className="visually-hidden", debounce=True)
    picture = html.I(className=f"bi bi-{icon}", **aria(hidden=True))
    return html.Label([picture, words, field], className="tool tool-file", **data(into=dataset.id, how=how))


def _changes(entries: Sequence[HistoryEntry], *, may_change: bool) -> Component:
    """A line a change, newest first; a version's button and chip stand in the line of the change that made it."""
    made_by = {entry.version: place for place, entry in enumerate(entries) if entry.version}
    lines = [
        _change(entry, made=made_by.get(entry.version) == place, may_change=may_change)
        for place, entry in enumerate(entries)
    ]
    titles = ("Change", "Version", "Who", "When")
    head = html.Tr([*(html.Th(title) for title in titles), html.Th(html.Span("Do", className="visually-hidden"))])
    return _table(html.Table([html.Thead(head), html.Tbody(lines)], className="facts"), "Changes of this dataset")


def _change(entry: HistoryEntry, *, made: bool, may_change: bool) -> Component:
    version: Content = f"{entry.number}" if entry.number else "–"
    if made:
        version = [f"{entry.number} ", html.Div(posts(entry.posts), className="step")]
    way: Content = None
    if made and entry.current:
        way = chip("shown now", "good")
    elif made and entry.restorable and may_change:
        way = html.Button(
            "Bring back",
            id=ids.HISTORY_BRING_BACK.at(entry.version),
            type="button",
            className="tool tool-small",
            **aria(label=f"Bring back version {entry.number}"),
        )
    return html.Tr(
        [
            html.Th([_sentence(entry.what), html.Div(entry.subject, className="step")], scope="row"),
            html.Td(version, className="fact-line"),
            html.Td(entry.who),
            html.Td(minute(entry.at), className="fact-line"),
            html.Td(way, className="amount"),
        ]
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _readings(dataset: Dataset, updated: UpdatedPosts) -> Component:
    """The first posts that stand in several files: what each had earned when, the newest reading first."""
    every = [counts for post in updated.first for counts in (post.now, *(one.counts for one in post.earlier))]
    shown = [name for name in COUNTS if any(dict(counts).get(name) is not None for counts in every)]
    titles = [html.Th("Post"), html.Th("Read"), *(html.Th(COUNTS[name].label, className="amount") for name in shown)]
    bodies = [html.Tbody(_post(dataset, post, shown)) for post in updated.first]
    which = "" if updated.posts == len(updated.first) else f" The first {len(updated.first)} of them:"
    told = f"{posts(updated.posts)} with earlier readings. The newest counts are analysed, the others are kept.{which}"
    table = html.Table([html.Thead(html.Tr(titles)), *bodies], className="facts readings")
    return html.Div([html.H3("Earlier readings"), html.P(told), _table(table, "Earlier readings")])


def _post(dataset: Dataset, post: UpdatedPost, shown: Sequence[str]) -> list[Component]:
    newest_first: list[EarlierReading] = sorted(post.earlier, key=lambda reading: reading.read_at, reverse=True)
    link = dcc.Link(post.post_id, href=EXPLAIN.format(id=dataset.id, post=post.post_id))
    title = html.Th(link, scope="rowgroup", rowSpan=1 + len(newest_first))
    now = html.Tr([title, html.Td("now"), *_amounts(dict(post.now), shown)])
    return [
        now,
        *(html.Tr([html.Td(day(one.read_at)), *_amounts(dict(one.counts), shown)]) for one in newest_first),
    ]


def _amounts(counts: dict[str, int | None], shown: Sequence[str]) -> list[Component]:
    return [html.Td(_amount(counts.get(name)), className="amount") for name in shown]


def _amount(value: int | None) -> str:
    return "–" if value is None else number(value)


def _downloads(dataset: Dataset) -> Component:
    """The files as they came, the table they became, and what was left out of it."""
    files = dataset.sources
    originals = [
        (f"Original file: {file.name}", ONE_ORIGINAL.format(id=dataset.id, number=place))
        for place, file in enumerate(files, start=1)
        if not file.wordless
    ]
    links = originals if files else [(f"Original file: {dataset.file_name}", ORIGINAL.format(id=dataset.id))]
    links.append((f"{posts(dataset.rows_kept).capitalize()} as CSV", POSTS.format(id=dataset.id)))
    if dataset.rows_set_aside:
        rows = "row" if dataset.rows_set_aside == 1 else "rows"
        links.append((f"{dataset.rows_set_aside:,} {rows} set aside", SET_ASIDE.format(id=dataset.id)))
    drawn = [html.Li(html.A([_arrow(), words], href=address)) for words, address in links]
    drawn += [
        html.Li(["Not kept, as its words were not: ", html.Span(file.name), ", SHA-256 ", html.Code(file.sha256[:16])])
        for file in files
        if file.wordless
    ]
    return html.Div([html.H3("Download"), html.Ul(drawn, className="downloads")])


def _arrow() -> Component:
    return html.I(className="bi bi-download", **aria(hidden=True))


def changed(dataset: Dataset) -> Component:
    """The good end of bringing a file into a dataset, and the way on."""
    updated = f", {dataset.rows_updated:,} readings outdone by newer ones" if dataset.rows_updated else ""
    told = f" is now version {dataset.version}: {posts(dataset.rows_kept)}, {dataset.rows_set_aside:,} rows set aside"
    way_on = dcc.Link("Explore the segments", href=OPEN.format(id=dataset.id), className="tool tool-main")
    words = html.P([html.Strong(dataset.name), f"{told}{updated}. Its segments are being found."])
    return html.Section([words, way_on], className="sheet progress-sheet", role="status")


def hidden_datasets(hidden: Sequence[HiddenDataset]) -> Component | None:
    """What was put out of sight, and until when it can come back; nothing where there is none."""
    if not hidden:
        return None
    lines = [
        html.Li(
            [
                html.Div([html.Strong(one.dataset.name), html.Div(_until(one), className="step")]),
                html.Button(
                    "Restore",
                    id=ids.HISTORY_RESTORE.at(one.dataset.id),
                    type="button",
                    className="tool tool-small",
                    **aria(label=f"Restore {one.dataset.name}"),
                ),
            ]
        )
        for one in hidden
    ]
    return card("Hidden datasets", "Seen by nobody until they are restored.", html.Ul(lines, className="hidden-list"))


def _until(one: HiddenDataset) -> str:
    return f"hidden {day(one.hidden_at)}; can be restored until {minute(one.restorable_until)}, then it is deleted"


def _table(table: Component, label: str) -> Component:
    return html.Div(table, className="scroll", tabIndex="0", role="region", **aria(label=label))
