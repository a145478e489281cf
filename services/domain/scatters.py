"""Points in a plane as reports draw them: figures that every format can draw itself, not a picture."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Axis:
    """What lies along one side.

    bare: its figures mean nothing by themselves and are left away. log: drawn on a log scale; every figure is above 0.
    names: words at 0, 1, 2, … in the place of figures, from below; empty = figures.
    """

    title: str
    bare: bool = False
    log: bool = False
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dots:
    """Points of one colour and one shape. x, y: (m,) finite figures; labels: m words that name them, empty = none."""

    name: str
    colour: str
    x: tuple[float, ...]
    y: tuple[float, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Scatter:
    """Points by two figures each, one group on top of the one before it.

    note: what is drawn of how many. words: what it shows, for those who cannot see it.
    """

    title: str
    across: Axis
    along: Axis
    dots: tuple[Dots, ...]
    words: str
    note: str

    @property
    def drawn(self) -> int:
        """How many points there are."""
        return sum(len(one.x) for one in self.dots)

    def ends(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """The least and the most of x and of y; 0 and 1 where nothing is drawn."""
        across = [x for one in self.dots for x in one.x]
        along = [y for one in self.dots for y in one.y]
        if not across:
            return (0.0, 1.0), (0.0, 1.0)
        return (min(across), max(across)), (min(along), max(along))
