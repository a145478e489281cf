"""The address of a view: what `callbacks.parse.selection` reads."""

from urllib.parse import urlencode

from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED
from services.domain.selection import Area, Compare, Selection


def address(selection: Selection, path: str = "/segments") -> str:
    """`/segments?dataset=d1&segment=s1`: the page with just this view; what holds anyway is left out."""
    query = search(selection)
    return f"{path}?{query}" if query else path


def search(selection: Selection) -> str:
    """The part behind the question mark."""
    asked, filters = selection.segmentation, selection.filters
    fields = {
        "dataset": asked.dataset,
        "recipe": "" if asked.recipe == DEFAULT_RECIPE else asked.recipe,
        "k": "" if asked.k is None else str(asked.k),
        "seed": "" if asked.seed == DEFAULT_SEED else str(asked.seed),
        "content": asked.content,
        "segment": "~".join(filters.segments),
        "page": "~".join(filters.pages),
        "format": "~".join(filters.formats),
        "since": filters.since.isoformat() if filters.since else "",
        "until": filters.until.isoformat() if filters.until else "",
        "area": _outline(filters.area),
        "lever": filters.lever,
        "tag": "~".join(filters.tags),
        "post": selection.post,
        "feature": selection.feature,
        "against": selection.against,
        "compare": "" if selection.compare is Compare.PREVIOUS else selection.compare.value,
    }
    return urlencode({name: value for name, value in fields.items() if value})


def _outline(area: Area | None) -> str:
    return "~".join(f"{x!r},{y!r}" for x, y in area.corners) if area else ""
