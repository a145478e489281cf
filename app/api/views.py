"""From the query of a call to the view that services know, and back."""

from typing import Any
from urllib.parse import urlencode

from app.api.asked import Segmenting
from app.api.problems import ROOT
from callbacks import parse
from services.addresses import search
from services.domain.errors import InvalidInput, NotFound
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

# Parts of a view that may name what is not there.
_NAMED = ("segment", "tag", "k")
_FIELDS = ("segment", "page", "format", "since", "until", "lever", "tag", "area")


def request_of(dataset: str, query: Segmenting) -> SegmentationRequest:
    """Which segmentation."""
    return SegmentationRequest(dataset, query.recipe, query.k, query.seed)


def view_of(dataset: str, query: Any) -> Selection:
    """Which posts of it."""
    fields = {name: getattr(query, name) for name in (*_FIELDS, "recipe", "k", "seed")}
    given = {name: value for name, value in fields.items() if value not in (None, "")}
    return parse.selection(urlencode({"dataset": dataset, **given}))


def rows_at(rows: Selection) -> str:
    """Where the posts of a view are."""
    dataset = rows.segmentation.dataset
    asked = search(rows).removeprefix(f"dataset={dataset}").removeprefix("&")
    return f"{ROOT}/datasets/{dataset}/posts" + (f"?{asked}" if asked else "")


def missing(wrong: InvalidInput) -> NotFound | InvalidInput:
    """The same refusal; what a view names and nobody knows is not there."""
    return NotFound(str(wrong)) if wrong.field in _NAMED else wrong
