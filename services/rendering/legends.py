"""Names beside their marks above a drawing: one after the other, in as many lines as they need."""

from collections.abc import Sequence

from services.rendering.canvas import width_of

SMALL = 9.0
# From one line to the next.
LINE = 15.0
# A mark and the space behind it; the space behind a name.
_MARK, _GAP = 14, 16


def places(names: Sequence[str], room: float) -> list[tuple[float, int]]:
    """How far from the left each name stands, and in which line: one that has no room left begins the next."""
    found, x, line = [], 0.0, 0
    for name in names:
        wide = _MARK + width_of(name, SMALL)
        if x and x + wide > room:
            x, line = 0.0, line + 1
        found.append((x, line))
        x += wide + _GAP
    return found
