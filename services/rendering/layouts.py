"""Layouts of a presentation, chosen by the kinds of places they have, whatever they are called."""

from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

_TITLES = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
# On every slide, and no room for anything of ours.
_FURNITURE = (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
# A title at the side or at the foot of a slide leaves no page for what is under it.
_NARROWEST, _LOWEST = 0.5, 0.4


def content_layout(show: Any) -> Any:
    """The one with a title and the fewest other places; without a title anywhere, the one with the fewest places."""
    titled = [layout for layout in show.slide_layouts if PP_PLACEHOLDER.TITLE in _kinds(layout)]
    return min(titled or _titled(show) or list(show.slide_layouts), key=lambda layout: len(_kinds(layout)))


def cover_layout(show: Any) -> Any:
    """The one with a title in the middle and a line under it; the one for content where there is none."""
    wanted = {PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE}
    covers = [layout for layout in show.slide_layouts if wanted <= _kinds(layout)]
    return min(covers, key=lambda layout: len(_kinds(layout))) if covers else content_layout(show)


def has_title(layout: Any) -> bool:
    """Whether slides of this layout have a place for their title."""
    return bool(_kinds(layout) & set(_TITLES))


def title_end(layout: Any, show: Any) -> int | None:
    """Where the layout's own title ends; None where it has none, or one that leaves no page under it."""
    for one in layout.placeholders:
        if one.placeholder_format.type not in _TITLES or one.top is None or one.height is None:
            continue
        end = int(one.top + one.height)
        inside = one.left >= 0 and one.top >= 0 and one.left + one.width <= show.slide_width
        if inside and one.width >= show.slide_width * _NARROWEST and end <= show.slide_height * _LOWEST:
            return end
    return None


def _titled(show: Any) -> list[Any]:
    return [layout for layout in show.slide_layouts if has_title(layout)]


def _kinds(layout: Any) -> set[Any]:
    return {one.placeholder_format.type for one in layout.placeholders} - set(_FURNITURE)
