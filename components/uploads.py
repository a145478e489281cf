"""Files on their way in, and what reading them found."""

import dash_bootstrap_components as dbc
from dash import dcc, html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.cards import chip
from components.text import Content, day, minute
from services.domain.counts import COUNTS
from services.domain.datasets import Dataset

# Where a dataset's own pages and downloads are.
OPEN = "/segments?dataset={id}"
HISTORY = "/datasets?dataset={id}"
SET_ASIDE = "/datasets/{id}/set-aside.csv"
SAMPLE = "/datasets/sample.csv"
_WORDLESS = (
    "For every file that you bring in here: texts, links and names of authors are dropped while it is read, and the "
    "file itself is not kept. Files that are here already stay as they are."
)
_MISSING = (
    "Missing afterwards: search in words, text features as levers, tags by words, links to the posts, the original "
    "file, and other answers to the doctor without the same file. Counts, dates, formats and segments stay."
)


def drop_zone(limit: str = "") -> Component:
    """A place to drop a file, with the browser's own file field in it; assets/uploads.js does the sending."""
    field = dbc.Input(id=str(ids.DATASETS_FILE), type="file", debounce=True)
    return html.Div(
        [
            html.I(className="bi bi-cloud-arrow-up", **aria(hidden=True)),
            html.Label("Drop a file here, or choose one", htmlFor=str(ids.DATASETS_FILE)),
            html.P(
                [
                    "Exports of Meta Business Suite (Facebook, Instagram), Facebook Insights, CrowdTangle, X, YouTube, "
                    "LinkedIn, TikTok, Hootsuite and Sprout, or any other table of posts with counts: CSV, TSV or "
                    "XLSX, as it is, zipped or gzipped." + (f" Up to {limit}. " if limit else " "),
                    html.A("Download a sample", href=SAMPLE),
                ]
            ),
            field,
        ],
        id=str(ids.DATASETS_DROP),
        className="drop",
    )


def words_choice(*, ruled: bool = False) -> Component:
    """Whether words of the posts are kept, and what is missing where they are not; ruled: the workspace keeps none.

    assets/uploads.js reads the box whenever a file is sent, also one that replaces or is added to another.
    """
    told = [_WORDLESS, _MISSING]
    if ruled:
        told.insert(0, "This workspace keeps no words: an admin ruled so on the page Workspaces.")
    box = dbc.Checkbox(
        id=str(ids.DATASETS_WORDLESS), label="Keep no words of the posts", value=ruled, disabled=ruled, className="box"
    )
    return html.Div([box, *map(html.P, told)], className="words-choice")


def imported(dataset: Dataset, segments: int) -> Component:
    """The good end of an import, and the way on."""
    found = f" is here: {dataset.rows_kept:,} posts in {segments} segments, {dataset.rows_set_aside:,} rows set aside."
    way_on = dcc.Link("Explore the segments", href=OPEN.format(id=dataset.id), className="tool tool-main")
    return _arrived(html.P([html.Strong(dataset.name), found]), way_on)


def imported_only(dataset: Dataset, why: str) -> Component:
    """The end of an import whose posts cannot be segmented: they are kept, and why there are no segments."""
    found = f" is here: {dataset.rows_kept:,} posts, {dataset.rows_set_aside:,} rows set aside. "
    return _arrived(html.P([html.Strong(dataset.name), found, why]))


def _arrived(*parts: Component) -> Component:
    return html.Section(list(parts), className="sheet progress-sheet", role="status")


def file_size(size: int) -> str:
    """`412 bytes`, `38 kB`, `1.4 MB`, `73.1 GB`."""
    if size < 1_000:
        return f"{size} bytes"
    if size < 1_000_000:
        return f"{size / 1_000:,.0f} kB"
    if size < 1_000_000_000:
        return f"{size / 1_000_000:,.1f} MB"
    return f"{size / 1_000_000_000:,.1f} GB"


def dataset_list(datasets: tuple[Dataset, ...]) -> Component:
    """All files of the workspace, newest first, as a table."""
    titles = ("File", "Posts", "Set aside", "Period", "Counts", "Uploaded")
    head = html.Tr(
        [html.Th(title, className="amount" if title in ("Posts", "Set aside") else None) for title in titles]
    )
    rows = [_dataset(dataset) for dataset in datasets]
    return html.Div(
        html.Table([html.Thead(head), html.Tbody(rows)], className="facts files"),
        className="scroll",
        tabIndex="0",
        role="region",
        **aria(label="Files of this workspace"),
    )


def _period(dataset: Dataset) -> str:
    return f"{day(dataset.first)} – {day(dataset.last)}" if dataset.first else "no dates"


def _dataset(dataset: Dataset) -> Component:
    aside: Content = "0"
    if dataset.rows_set_aside:
        aside = html.A(
            f"{dataset.rows_set_aside:,}",
            href=SET_ASIDE.format(id=dataset.id),
            title="Download the rows that were set aside, each with its reason",
        )
    return html.Tr(
        [
            html.Th(
                [
                    dcc.Link(dataset.name, href=OPEN.format(id=dataset.id)),
                    html.Div(_origin(dataset), className="step"),
                    dcc.Link("History", href=HISTORY.format(id=dataset.id), className="row-link"),
                ],
                scope="row",
            ),
            html.Td(f"{dataset.rows_kept:,}", className="amount"),
            html.Td(aside, className="amount"),
            html.Td(_period(dataset), className="fact-line"),
            html.Td(
                [", ".join(_label(name) for name in dataset.measured), _findings(dataset)], className="file-counts"
            ),
            html.Td(
                [
                    html.Div(minute(dataset.created_at), className="fact-line"),
                    html.Div(dataset.uploaded_by, className="step"),
                ]
            ),
        ]
    )


def _findings(dataset: Dataset) -> Component:
    """The way to what the doctor found in this file."""
    asks, found = len(dataset.open_questions), len(dataset.findings)
    words = f"{found} findings" if found != 1 else "1 finding"
    words += f", {asks} to answer" if asks else ""
    return html.Div(dcc.Link(words, href=HISTORY.format(id=dataset.id)), className="step")


def _origin(dataset: Dataset) -> Content:
    size = file_size(dataset.size).replace(" ", "\u00a0")
    origin = f"{dataset.file_name}, {size}"
    return [origin, " ", chip("no words kept")] if dataset.wordless else origin


def _label(name: str) -> str:
    return COUNTS[name].name if name in COUNTS else name
