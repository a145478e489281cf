"""Files whose truth is known: pages, seasons, lucky weeks and a trend, and in them an effect, or none."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import read_only
from services.domain.posts import Posts

FORMATS = ("photo", "video")
START = np.datetime64("2023-01-02T00", "h")  # a Monday


@dataclass(frozen=True, slots=True)
class Planted:
    """What is true of a file: how much more, in log units, posts of a format or in one hour of the week earn."""

    posts: int = 1500
    pages: int = 6
    format_effect: float = 0.0
    slot: int | None = None
    slot_effect: float = 0.0


def simulate(seed: int, **truth: Any) -> tuple[Posts, NDArray[np.int16]]:
    """The posts, newest first within pages, and the quarter of the file that each belongs to by what it earned."""
    planted, draw = Planted(**truth), np.random.default_rng(seed)
    size = planted.posts
    page, hours = draw.integers(planted.pages, size=size), np.sort(draw.integers(3 * 365 * 24, size=size))
    week, slot = hours // (7 * 24), hours % (7 * 24)
    age = hours / hours.max()
    form = (draw.random(size) < 0.2 + 0.5 * age).astype(int)
    lucky = draw.normal(0, 0.5, (planted.pages, int(week.max()) + 1))
    earned = draw.normal(0, 1, size) + 0.5 * page + age + lucky[page, week] + planted.format_effect * form
    earned += planted.slot_effect * (slot == (-1 if planted.slot is None else planted.slot))
    outcome = (3 - np.digitize(earned, np.quantile(earned, [0.25, 0.5, 0.75]))).astype(np.int16)
    return _posts(page, hours, form, np.expm1(np.clip(earned + 3, 0, None))), outcome


def _posts(page: Any, hours: Any, form: Any, earned: Any) -> Posts:
    def words(values: Any) -> Any:
        return read_only(np.array(values, object))

    size = len(hours)
    return Posts(
        ids=words([f"p{number}" for number in range(size)]),
        published=read_only((START + hours.astype("timedelta64[h]")).astype("datetime64[us]")),
        formats=words([FORMATS[code] for code in form]),
        pages=words([f"page {code}" for code in page]),
        texts=words([""] * size),
        permalinks=words([""] * size),
        immature=read_only(np.zeros(size, bool)),
        counts={"comments": read_only(earned)},
    )
