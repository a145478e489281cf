"""The table of posts: rows come from the server block by block, however many there are."""

from typing import Any

import dash_ag_grid as dag

from components import ids
from components.text import minute, number, percent
from components.theme import segment_colour
from services.domain.counts import COUNTS
from services.domain.segmentation import BORDERLINE
from services.domain.views import PostRow

ROWS_IN_A_BLOCK = 100
GRID_HEIGHT = 392


def posts_grid(counts: tuple[str, ...] = (), explain_path: str = "/explain") -> dag.AgGrid:
    """The grid with the columns of these counts; `getRowsRequest` and `getRowsResponse` carry its rows."""
    return dag.AgGrid(
        id=str(ids.SEGMENTS_POSTS),
        rowModelType="infinite",
        columnDefs=columns(counts, explain_path),
        defaultColDef={"sortable": True, "resizable": True, "suppressMovable": True, "minWidth": 90, "flex": 1},
        dashGridOptions={
            "theme": "themeQuartz",
            "rowHeight": 38,
            "headerHeight": 40,
            "cacheBlockSize": ROWS_IN_A_BLOCK,
            "maxBlocksInCache": 20,
            "rowBuffer": 10,
            "suppressCellFocus": False,
            "animateRows": False,
            "localeText": {"noRowsToShow": "No posts in view. Clear a filter to see more."},
        },
        style={"height": f"{GRID_HEIGHT}px"},
        dangerously_allow_code=False,
    )


def columns(counts: tuple[str, ...], explain_path: str = "/explain", *, pages: bool = False) -> list[dict[str, Any]]:
    """Column definitions, with the page where `pages` are known.

    Cells of segment and link are drawn by assets/grid.js, as text, never as HTML.
    """
    return [
        {"field": "segment", "headerName": "Segment", "cellRenderer": "PostlensSegment", "minWidth": 236, "flex": 2},
        {"field": "format", "headerName": "Format"},
        {"field": "page", "headerName": "Page", "hide": not pages, "minWidth": 200},
        {"field": "published_at", "headerName": "Published", "minWidth": 156, "flex": 1.5},
        *(_count_column(name) for name in counts),
        {
            **_count_column("membership"),
            "headerName": "Membership",
            "headerTooltip": "In how many of the resamples the post keeps its segment; under 90% it is borderline.",
            "sortingOrder": ["asc", "desc", None],
            "minWidth": 124,
        },
        {
            "field": "post_id",
            "headerName": "Explain",
            "cellRenderer": "PostlensExplain",
            "cellRendererParams": {"path": explain_path},
            "sortable": False,
            "pinned": "right",
            "width": 92,
            "flex": 0,
        },
    ]


def row(post: PostRow) -> dict[str, Any]:
    """One line as the grid wants it; counts stand under their labels, as text with separators."""
    borderline = post.membership < BORDERLINE
    return {
        "number": post.number,
        "post_id": post.post_id,
        "segment": post.segment,
        "colour": segment_colour(post.rank),
        "format": post.format,
        "page": post.page,
        "published_at": minute(post.published_at),
        "membership": percent(post.membership),
        "borderline": f"Keeps this segment in {percent(post.membership)} of resamples." if borderline else "",
        **{count.label.lower(): "–" if count.value is None else number(count.value) for count in post.counts},
    }


def _count_column(name: str) -> dict[str, Any]:
    title = COUNTS[name].label if name in COUNTS else name.capitalize()
    return {
        "field": name,
        "headerName": title,
        "type": "rightAligned",
        "sortingOrder": ["desc", "asc", None],
        "cellClass": "number-cell ag-right-aligned-cell",
    }
