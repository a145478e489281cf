"""What sets each segment apart: one row a segment, one column a count."""

import numpy as np

from components.figures import Drawing, chart
from components.figures.heat import Cells, heat_map
from components.text import number
from services.domain.arrays import Floats
from services.domain.views import Profile

# A distance of this many standard deviations has the strongest colour: one giant must not grey the rest.
FULL_COLOUR = 2.5


def _say(value: Profile) -> str:
    return _in_words(value, value.medians, "median")


def _say_means(value: Profile) -> str:
    return _in_words(value, value.means, "mean")


@chart("profile", of=Profile, title="What sets each segment apart", say=_say)
def draw_medians(value: Profile) -> Drawing:
    """Median counts in the cells, coloured by the distance from the average post."""
    return _draw(value, value.medians, "median")


@chart("profile_means", of=Profile, title="What sets each segment apart, by means", say=_say_means)
def draw_means(value: Profile) -> Drawing:
    """Mean counts in the cells, as in the original project; the colours stay those of the contrast."""
    return _draw(value, value.means, "mean")


def _draw(value: Profile, counts: Floats, statistic: str) -> Drawing:
    titles = tuple(count.capitalize() for count in value.counts)
    return heat_map(
        Cells(
            value.names,
            titles,
            np.where(np.isnan(counts), np.nan, value.contrast / FULL_COLOUR),
            tuple(tuple(_cell(count) for count in row) for row in counts),
            tuple(
                tuple(
                    f"{name}: {statistic} {number(count)} {title.lower()}, {_distance(contrast)}"
                    for title, count, contrast in zip(titles, row, away, strict=True)
                )
                for name, row, away in zip(value.names, counts, value.contrast, strict=True)
            ),
        )
    )


def _cell(count: float) -> str:
    return "–" if np.isnan(count) else number(float(count))


def _distance(contrast: float) -> str:
    if np.isnan(contrast):
        return "no distance from the average post"
    return f"{abs(contrast):.1f} standard deviations {'above' if contrast > 0 else 'below'} the average post"


def _in_words(value: Profile, counts: Floats, statistic: str) -> str:
    rows = []
    for name, row in zip(value.names, counts, strict=True):
        cells = (f"{number(count)} {title}" for title, count in zip(value.counts, row, strict=True))
        rows.append(f"{name}, {statistic}: {', '.join(cells)}")
    return ". ".join(rows) + "."
