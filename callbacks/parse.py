"""Browser values to request values; what cannot be understood is InvalidInput that names the field."""

import math
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, urlencode

from services.domain.actors import Role
from services.domain.comparing import Cut
from services.domain.errors import InvalidInput
from services.domain.moving import SetCount
from services.domain.people import ActivityQuery
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, K_RANGE, SegmentationRequest
from services.domain.selection import Area, Compare, Filters, Selection, TableQuery
from services.domain.uploading import DatasetState, UploadOrder, UploadsQuery, UploadState
from services.domain.valuing import OwnFigures
from services.set_counts import read_counts

_LONGEST = 4_000
_MOST_FIELDS = 40
# What no text has and not every database takes: NUL, and halves of characters.
_UNFIT = re.compile(r"[\x00\ud800-\udfff]")
_MOST_CORNERS = 200
_MOST_BOXES = 2_000
_LARGEST_FIGURE = 1e9


def selection(search: object) -> Selection:
    """The view that an address describes; everything in it is optional."""
    fields = _fields(search)
    return Selection(
        segmentation=SegmentationRequest(
            dataset=fields.get("dataset", ""),
            recipe=fields.get("recipe", DEFAULT_RECIPE),
            k=_k(fields.get("k")),
            seed=_whole(fields.get("seed"), "seed", DEFAULT_SEED),
            content=fields.get("content", ""),
        ),
        filters=Filters(
            segments=_several(fields.get("segment")),
            pages=_several(fields.get("page")),
            formats=_several(fields.get("format")),
            since=_day(fields.get("since"), "since"),
            until=_day(fields.get("until"), "until"),
            area=_area(fields.get("area")),
            lever=fields.get("lever", ""),
            tags=_several(fields.get("tag")),
        ),
        post=fields.get("post", ""),
        feature=fields.get("feature", ""),
        against=fields.get("against", ""),
        compare=_compare(fields.get("compare")),
    )


def pinned(search: object, dataset: str, content: str) -> str:
    """The address of a view of this dataset made from just this, whatever takes its place later."""
    named = "" if selection(search).segmentation.dataset else f"&dataset={dataset}"
    return f"{search or '?'}{named}&content={content}"


def explain_address(search: object) -> str:
    """Where posts of this view are explained; the id of a post is added at its end."""
    fields = {name: value for name, value in _fields(search).items() if name not in ("post", "content", "feature")}
    return f"/explain?{urlencode({**fields, 'post': ''})}"


def moved_counts(wanted: object, ready: object) -> tuple[SetCount, ...]:
    """The counts that somebody set for the post of this view; those of another view are nobody's."""
    if not isinstance(wanted, Mapping) or wanted.get("view") != ready or ready is None:
        return ()
    return read_counts(text(wanted.get("counts"), "counts"))


def segmentation(wanted: object) -> SegmentationRequest:
    """The analysis that a page asked the worker for."""
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order for an analysis cannot be read. Load the page again.", "wanted")
    return SegmentationRequest(
        dataset=identifier(wanted.get("dataset"), "dataset"),
        recipe=identifier(wanted.get("recipe"), "recipe"),
        k=_k(str(wanted["k"]) if "k" in wanted else None),
        seed=_whole(wanted.get("seed"), "seed", DEFAULT_SEED),
    )


def cut(value: object) -> Cut:
    """By what segments are cut."""
    if value not in list(Cut):
        raise InvalidInput("What to cut by cannot be read. Load the page again.", "cut")
    return Cut(str(value))


def ordered(wanted: object) -> Selection:
    """The view whose answer a page asked the worker for, of the dataset that it showed then."""
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order cannot be read. Load the page again.", "wanted")
    asked, dataset = selection(wanted.get("search")), identifier(wanted.get("dataset"), "dataset")
    return replace(asked, segmentation=replace(asked.segmentation, dataset=dataset))


def threshold(value: object) -> float | None:
    """From what size on turns are told, a difference of shares; None = off."""
    if value == "off":
        return None
    try:
        return float(str(value))
    except ValueError:
        raise InvalidInput("Choose a size from the list.", "threshold") from None


def own_figures(comment: object, share: object, hours: object, hour: object) -> OwnFigures:
    """What somebody typed into the value calculator; an empty field is no figure."""
    return OwnFigures(*(_figure(one) for one in (comment, share, hours, hour)))


def _figure(value: object) -> float | None:
    if value in (None, ""):
        return None
    try:
        number = float(str(value))
    except ValueError:
        raise InvalidInput("Type figures such as 0.50.", "value") from None
    if not 0 <= number <= _LARGEST_FIGURE:
        raise InvalidInput("Type figures from 0 to a billion.", "value")
    return number


def table_query(request: object) -> TableQuery:
    """The block of rows a grid asks for."""
    if not isinstance(request, Mapping):
        raise InvalidInput("The table's request cannot be read. Load the page again.", "rows")
    start, end = _whole(request.get("startRow"), "startRow", 0), _whole(request.get("endRow"), "endRow", 100)
    order = request.get("sortModel")
    first: Any = order[0] if isinstance(order, list) and order else {}
    if not isinstance(first, Mapping):
        raise InvalidInput("The table's order cannot be read. Load the page again.", "sort")
    return TableQuery(start, end, str(first.get("colId", "")), first.get("sort") == "desc")


def uploads_query(workspace: object, state: object, order: object, words: object) -> UploadsQuery:
    """Which uploads an admin wants to see; nothing chosen = all."""
    texts = [value or "" for value in (workspace, state, order, words)]
    if not all(isinstance(text, str) and len(text) <= _LONGEST and not _UNFIT.search(text) for text in texts):
        raise InvalidInput("The filters cannot be read. Load the page again.", "filters")
    room, wanted, first, looked_for = (str(text) for text in texts)
    states: dict[str, DatasetState | UploadState] = {one.value: one for one in (*DatasetState, *UploadState)}
    if (wanted and wanted not in states) or first not in ("", *UploadOrder):
        raise InvalidInput("The filters cannot be read. Load the page again.", "filters")
    return UploadsQuery(room, states.get(wanted), looked_for, UploadOrder(first or UploadOrder.NEWEST))


def pressed(triggered: object, values: list[Any]) -> object | None:
    """The key of the button of many that was pressed; None where buttons were merely drawn."""
    if not isinstance(triggered, Mapping) or not any(one.get("value") for one in values):
        return None
    key: object = triggered.get("key", "")
    return key


def identifier(value: object, field: str) -> str:
    """An id as the server handed it out."""
    if not isinstance(value, str) or not 0 < len(value) <= 64 or _UNFIT.search(value):
        raise InvalidInput(f"The {field} cannot be read. Load the page again.", field)
    return value


def text(value: object, field: str) -> str:
    """Words that somebody typed; None is no words."""
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > _LONGEST or _UNFIT.search(value):
        raise InvalidInput(f"The {field} cannot be read. Type it anew.", field)
    return value


def role(value: object) -> Role:
    """A role from the list."""
    if value not in list(Role):
        raise InvalidInput("Choose a role from the list.", "role")
    return Role(str(value))


def several(values: object, field: str) -> tuple[str, ...]:
    """The boxes that are ticked; None is none."""
    if not isinstance(values, list | None) or len(values or ()) > _MOST_BOXES:
        raise InvalidInput(f"The {field} cannot be read. Load the page again.", field)
    return tuple(identifier(one, field) for one in values or ())


def actions(who: object, room: object, what: object, days: object) -> tuple[ActivityQuery, int]:
    """Which actions somebody wants to see, and of how many days up to now; nothing chosen = all."""
    query = ActivityQuery(text(who, "filters"), text(room, "filters"), text(what, "filters"))
    return query, max(_whole(days or None, "days", 0), 0)


def day(value: object, field: str) -> date | None:
    """A day as a date field sends it; None where none is given."""
    return _day(text(value, field), field)


def _fields(search: object) -> dict[str, str]:
    if search is None:
        return {}
    if not isinstance(search, str) or len(search) > _LONGEST or search.count("&") >= _MOST_FIELDS:
        raise InvalidInput("The address is too long to be one of ours. Open the page from the navigation.", "search")
    fields = {name: values[-1] for name, values in parse_qs(search.removeprefix("?")).items()}
    if _UNFIT.search("".join(fields.values())):
        raise InvalidInput("The address cannot be read. Open the page from the navigation.", "search")
    return fields


def _several(value: str | None) -> tuple[str, ...]:
    return tuple(part for part in (value or "").split("~") if part)


def _k(value: str | None) -> int | None:
    if value in (None, "", "auto"):
        return None
    k = _whole(value, "k", 0)
    if k not in K_RANGE:
        raise InvalidInput(f"{k} segments cannot be made; choose {K_RANGE[0]} to {K_RANGE[-1]}.", "k")
    return k


def _whole(value: object, field: str, default: int) -> int:
    if value is None:
        return default
    try:
        number = int(str(value))
    except ValueError:
        raise InvalidInput(f"{str(value)[:40]!r} is not a whole number.", field) from None
    if abs(number) > 2**31:
        raise InvalidInput(f"{field} is too large.", field)
    return number


def _compare(value: str | None) -> Compare:
    try:
        return Compare(value or Compare.PREVIOUS)
    except ValueError:
        words = ", ".join(Compare)
        raise InvalidInput(f"{str(value)[:40]!r} is nothing to compare with; choose {words}.", "compare") from None


def _day(value: str | None, field: str) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise InvalidInput(f"{value[:40]!r} is not a day; write it as 2026-01-31.", field) from None


def _area(value: str | None) -> Area | None:
    if not value:
        return None
    try:
        corners = tuple(_corner(part) for part in value.split("~"))
    except ValueError:
        raise InvalidInput("The outline on the map cannot be read. Draw it again.", "area") from None
    if not 3 <= len(corners) <= _MOST_CORNERS:
        raise InvalidInput("The outline on the map has too few or too many corners. Draw it again.", "area")
    return Area(corners)


def _corner(part: str) -> tuple[float, float]:
    x, y = (float(number) for number in part.split(",", 1))
    if not (math.isfinite(x) and math.isfinite(y)):
        raise ValueError(part)
    return x, y
