"""What posts earn by weekday and hour, beside equal posts at other times."""

import numpy as np

from components.figures import Drawing, chart
from components.figures.heat import Cells, heat_map
from services.domain.levers import BestTime

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
# Twice, or half, as much as elsewhere has the strongest colour.
_FULL_COLOUR = np.log(2)


def _say(value: BestTime) -> str:
    there = value.slots.posts > 0
    if not there.any():
        return "No post has a date."
    reliable = int(value.slots.reliable.sum())
    slots = f"{reliable} hours of the week stand" if reliable != 1 else "1 hour of the week stands"
    return (
        f"{value.posts:,} posts over {int(there.sum())} hours of the week; {value.tested} hold {value.fewest} posts or "
        f"more and were tested. {slots if reliable else 'None stands'} all checks."
    )


@chart("best_time", of=BestTime, title="What posts earn by weekday and hour", say=_say)
def draw(value: BestTime) -> Drawing:
    """The number of posts in each cell, coloured by what they earn; pale where there are too few to tell."""
    slots = value.slots
    with np.errstate(divide="ignore", invalid="ignore"):
        level = np.log(slots.ratio) / _FULL_COLOUR
    level = np.where(slots.posts >= value.fewest, level, np.where(slots.posts > 0, 0.0, np.nan))
    return heat_map(
        Cells(
            DAYS,
            tuple(f"{hour}:00" for hour in range(24)),
            level,
            tuple(tuple(_cell(value, day, hour) for hour in range(24)) for day in range(7)),
            tuple(tuple(_hover(value, day, hour) for hour in range(24)) for day in range(7)),
        )
    )


def _cell(value: BestTime, day: int, hour: int) -> str:
    posts = int(value.slots.posts[day, hour])
    return f"{'★ ' if value.slots.reliable[day, hour] else ''}{posts:,}" if posts else ""


def _hover(value: BestTime, day: int, hour: int) -> str:
    slots, when = value.slots, f"{DAYS[day]} {hour}:00"
    posts = int(slots.posts[day, hour])
    if np.isnan(slots.low[day, hour]):
        return f"{when}: n = {posts}, too few to tell" if posts else f"{when}: no posts"
    low, high = slots.low[day, hour], slots.high[day, hour]
    verdict = "stands all checks" if slots.reliable[day, hour] else "not reliable"
    return f"{when}: {slots.ratio[day, hour]:.2f} times ({low:.2f} to {high:.2f}), n = {posts}, {verdict}"
