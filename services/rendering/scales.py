"""Round figures along an axis, and where they stand on it."""

from dataclasses import dataclass
from math import ceil, floor, log10

from services.claiming.numbers import MINUS
from services.domain.scatters import Axis, Scatter

# Free space beyond the outermost points, as a part of the whole.
_AROUND = 0.03
_MOST_STEPS = 6


@dataclass(frozen=True, slots=True)
class Scale:
    """An axis from low to high; on a log axis both are powers of ten. ticks: figures and the words beside them.

    step: from one figure to the next, 0 = none stand there, or not in even steps.
    """

    low: float
    high: float
    log: bool
    ticks: tuple[tuple[float, str], ...]
    step: float = 0.0

    def share(self, value: float) -> float:
        """How far along the axis a value lies, 0 to 1."""
        low, high, at = (log10(one) if self.log else one for one in (self.low, self.high, value))
        return (at - low) / (high - low)


def scales(scatter: Scatter) -> tuple[Scale, Scale]:
    """Of both axes, across and along; they hold every point."""
    across, along = scatter.ends()
    return scale(scatter.across, across), scale(scatter.along, along)


def scale(axis: Axis, ends: tuple[float, float]) -> Scale:
    """The scale that holds both ends."""
    low, high = ends
    if axis.names:
        return Scale(-0.6, len(axis.names) - 0.4, log=False, ticks=tuple(enumerate(axis.names)))
    if axis.log:
        first, last = floor(log10(low)), max(ceil(log10(high)), floor(log10(low)) + 1)
        powers = (10.0**power for power in range(first, last + 1))
        return Scale(10.0**first, 10.0**last, log=True, ticks=tuple((power, f"{power:,.10g}") for power in powers))
    around = ((high - low) or 1.0) * _AROUND
    if axis.bare:
        return Scale(low - around, high + around, log=False, ticks=())
    step = _round_step(high - low + 2 * around)
    first, last = floor(low / step), ceil(high / step)
    last = max(last, first + 1)
    ticks = tuple((number * step, _figure(number, step)) for number in range(first, last + 1))
    return Scale(first * step, last * step, log=False, ticks=ticks, step=step)


def _round_step(span: float) -> float:
    """The least round step that needs to be made no more than so many times."""
    whole = 10.0 ** floor(log10(span))
    return next(whole * part for part in (0.1, 0.2, 0.5, 1.0, 2.0) if span / (whole * part) <= _MOST_STEPS)


def _figure(number: int, step: float) -> str:
    decimals = max(-floor(log10(step)), 0)
    return f"{number * step:,.{decimals}f}".replace("-", MINUS) if number else "0"
