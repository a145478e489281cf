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
    """What is true of a file: how much more, in log units, posts of a format or in one hour of the week earn.

    page_spread: how much that differs between pages. page_level: how much more the next page earns in general.
    reversal: the more a page earns, the fewer videos it has, so that videos look worse than they are (Simpson).
    trend: by how much more posts earn at the end than at the beginning. drift: how much commoner videos become.
    turn_effect: from the middle of the time on, all posts earn so much more.
    texts: whether posts have texts, with questions, hashtags and links that mean nothing.
    """

    posts: int = 1500
    pages: int = 6
    format_effect: float = 0.0
    page_spread: float = 0.0
    page_level: float = 0.5
    reversal: bool = False
    texts: bool = False
    slot: int | None = None
    slot_effect: float = 0.0
    trend: float = 1.0
    drift: float = 0.5
    turn_effect: float = 0.0


def simulate(seed: int, **truth: Any) -> tuple[Posts, NDArray[np.int16]]:
    """The posts, newest first within pages, and the quarter of the file that each belongs to by what it earned."""
    planted, draw = Planted(**truth), np.random.default_rng(seed)
    size = planted.posts
    page, hours = draw.integers(planted.pages, size=size), np.sort(draw.integers(3 * 365 * 24, size=size))
    week, slot = hours // (7 * 24), hours % (7 * 24)
    age = hours / hours.max()
    chance = 0.9 - 0.8 * page / max(planted.pages - 1, 1) if planted.reversal else 0.2 + planted.drift * age
    form = (draw.random(size) < chance).astype(int)
    lucky = draw.normal(0, 0.5, (planted.pages, int(week.max()) + 1))
    earned = draw.normal(0, 1, size) + planted.page_level * page + planted.trend * age + lucky[page, week]
    earned += planted.format_effect * form
    if planted.page_spread:
        earned += draw.normal(0, planted.page_spread, planted.pages)[page] * form
    earned += planted.turn_effect * (age >= 0.5)
    earned += planted.slot_effect * (slot == (-1 if planted.slot is None else planted.slot))
    outcome = (3 - np.digitize(earned, np.quantile(earned, [0.25, 0.5, 0.75]))).astype(np.int16)
    texts = [" ".join(_words(draw)) for _ in range(size)] if planted.texts else [""] * size
    return _posts(page, hours, form, (np.expm1(np.clip(earned + 3, 0, None)), texts)), outcome


def _words(draw: np.random.Generator) -> list[str]:
    """A text of any length; a third of them ask, mark a topic, or lead elsewhere."""
    signs = [sign for sign in ("Really?", "#offer", "https://example.org/a") if draw.random() < 1 / 3]
    return ["word"] * int(draw.integers(1, 80)) + signs


def _posts(page: Any, hours: Any, form: Any, told: tuple[Any, list[str]]) -> Posts:
    def words(values: Any) -> Any:
        return read_only(np.array(values, object))

    (earned, texts), size = told, len(hours)
    return Posts(
        ids=words([f"p{number}" for number in range(size)]),
        published=read_only((START + hours.astype("timedelta64[h]")).astype("datetime64[us]")),
        formats=words([FORMATS[code] for code in form]),
        pages=words([f"page {code}" for code in page]),
        texts=words(texts),
        permalinks=words([""] * size),
        immature=read_only(np.zeros(size, bool)),
        counts={"comments": read_only(earned)},
    )
