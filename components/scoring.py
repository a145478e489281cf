"""The page Score new posts: type one, drop a file, or let a program ask."""

from collections.abc import Sequence

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import card, chip, page_head, skeleton, waiting
from components.controls import action, written
from components.progress import ANALYSIS_STORES, progress_place
from components.text import Content, named_segment, percent, posts, sentence
from components.tokens import tokens_place
from services.domain.counts import COUNTS
from services.domain.scoring import Askable, PostTable, Scored, ScoredPost

# Rows of a file that are drawn; the download has them all.
SHOWN = 50
FORMAT, PAGE = "format", "page"
_TYPED = "What it earned so far; leave empty what was not measured. Nothing is kept."
_FILES = "CSV with a line of names on top, such as comments and shares, or an export as it is. Nothing is kept."


def layout(*, may_make_tokens: bool) -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    segments_of = html.Div(
        [
            html.Label("Segments of", htmlFor=str(ids.SCORING_DATASET)),
            dbc.Select(id=str(ids.SCORING_DATASET), options=[], size="sm"),
        ],
        className="pill",
    )
    return html.Div(
        [
            *(dcc.Store(id=str(store)) for store in (*ANALYSIS_STORES, ids.SCORING_SENT)),
            dcc.Download(id=str(ids.SCORING_SAVED)),
            page_head("Score new posts"),
            html.Div(id=str(ids.SWEEP_STALE), role="status"),
            html.Div(segments_of, className="pills"),
            progress_place(ids.SWEEP_PROGRESS, ids.SWEEP_CANCEL),
            html.Div([_one(), _file()], className="pair"),
            html.Div(id=str(ids.SCORING_TABLE), role="status"),
            tokens_place(may_make=may_make_tokens),
        ],
        className="page",
    )


def fields(asked: Askable) -> Component:
    """A field for each count the segments stand on, and for what else decides."""
    counts = [_number(name) for name in asked.counts]
    more = [_choice(FORMAT, "Format", asked.formats)] if asked.formats else []
    more += [_choice(PAGE, "Page", ("", *asked.pages))] if asked.pages else []
    return html.Div([*counts, *more], className="fields score-fields")


def answer(scored: Scored) -> Component:
    """Where the one post lands, how certain that is, and why."""
    one = scored.posts[0]
    facts = [("of resamples agree", _membership(one)), ("margin to the runner-up", f"{one.margin:,.2f}")]
    shown = [html.Div([html.Dt(words), html.Dd(figure)], className="figure") for words, figure in facts]
    return html.Div(
        [
            html.P([_segment(scored, one.segment), *_marks(one)], className="scored"),
            html.P(sentence(one.why), className="told"),
            html.Dl(shown, className="figures"),
            _missing(one),
        ]
    )


def scored_table(scored: Scored, table: PostTable) -> Component:
    """The first rows of a file with their segments, those set aside with the reason, and the way to all of them."""
    done = posts(len(scored.posts))
    aside = f"; {len(table.set_aside):,} set aside" if table.set_aside else ""
    ignored = f" Not read: {', '.join(table.ignored[:12])}." if table.ignored else ""
    read = ", ".join(f"{header} as {meaning}" for header, meaning in table.columns if header.casefold() != meaning)
    subtitle = f"{done} scored{aside}.{' Read ' + read + '.' if read else ''}{ignored}"
    save = action("Download all rows", ids.SCORING_SAVE, icon="download")
    return card("What the file holds", subtitle, _rows(scored, table), action=save)


def _one() -> Component:
    body = [
        html.Div(skeleton(120), id=str(ids.SCORING_FIELDS)),
        html.Div(action("Score post", ids.SCORING_POST, icon="bullseye", main=True), className="actions"),
        html.Div(id=str(ids.SCORING_ANSWER), role="status", className="scored-place"),
    ]
    return html.Div(card("Type a post", _TYPED, body))


def _file() -> Component:
    field = dbc.Input(id=str(ids.SCORING_FILE), type="file")
    zone = html.Div(
        [
            html.I(className="bi bi-file-earmark-spreadsheet", **aria(hidden=True)),
            html.Label("Drop a file here, or choose one", htmlFor=str(ids.SCORING_FILE)),
            html.P("Up to 2 MB and 5,000 rows. Larger files belong on the page Datasets."),
            field,
        ],
        id=str(ids.SCORING_DROP),
        className="drop",
    )
    return html.Div(card("Drop a file", _FILES, waiting(zone, 200)))


def _number(name: str) -> Component:
    place = ids.SCORING_FIELD.at(name)
    number = dbc.Input(id=place, type="number", min=0, step=1, autocomplete="off", placeholder="not measured")
    return html.Div([html.Label(COUNTS[name].label, htmlFor=written(place)), number], className="field")


def _choice(name: str, label: str, values: Sequence[str]) -> Component:
    place = ids.SCORING_FIELD.at(name)
    offered = [{"label": value or "another page", "value": value} for value in values]
    # The component shows its placeholder for the value "", even where an option has that value.
    chosen = dbc.Select(id=place, options=offered, value=values[0], placeholder="another page")
    return html.Div([html.Label(label, htmlFor=written(place)), chosen], className="field")


def _rows(scored: Scored, table: PostTable) -> Content:
    heads = ("Row", "Post", "Segment", "Resamples that agree", "Why")
    head = html.Thead(html.Tr([html.Th(title) for title in heads]))
    lines = [(one.post.row, _line(scored, one)) for one in scored.posts[:SHOWN]]
    lines += [(row, _aside(row, why)) for row, why in table.set_aside[:SHOWN]]
    ordered = [line for _, line in sorted(lines, key=lambda pair: pair[0])][:SHOWN]
    whole = html.Table([head, html.Tbody(ordered)], className="facts")
    return html.Div(whole, className="scroll", tabIndex="0", role="region", **aria(label="Scored rows"))


def _line(scored: Scored, one: ScoredPost) -> Component:
    return html.Tr(
        [
            html.Td(f"{one.post.row:,}", className="amount"),
            html.Th(one.post.id, scope="row"),
            html.Td(_segment(scored, one.segment)),
            html.Td([_membership(one), *_marks(one)]),
            html.Td(sentence(one.why), className="told"),
        ]
    )


def _aside(row: int, why: str) -> Component:
    return html.Tr([html.Td(f"{row:,}", className="amount"), html.Td(["Set aside. ", why], colSpan=4)])


def _segment(scored: Scored, rank: int) -> Component:
    return named_segment(rank, scored.segments[rank].label)


def _membership(one: ScoredPost) -> str:
    return "not known" if one.membership is None else percent(one.membership)


def _marks(one: ScoredPost) -> list[Component]:
    words = "It has another segment in more than one resample of ten."
    return [chip("borderline", "warn", words)] if one.borderline else []


def _missing(one: ScoredPost) -> Component | None:
    if not one.missing:
        return None
    return html.P(f"Not measured: {', '.join(one.missing)}. It is placed by its other counts.", className="step")
