"""Names for segments, from what sets them apart and their commonest format; numpy only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats
from services.domain.features import Features, Texts

_WORDS = {
    "comments": "Conversation",
    "shares": "Shared",
    "likes": "Liked",
    "loves": "Loved",
    "wows": "Wow",
    "hahas": "Funny",
    "sads": "Sad",
    "angrys": "Angry",
    "cares": "Caring",
    "reactions": "Popular",
    "saves": "Saved",
    "clicks": "Clicked",
}
_EMOTIONS = ("loves", "wows", "hahas", "sads", "angrys", "cares")
_SPREADING = ("comments", "shares")
_FORMATS = {
    "photo": "photos",
    "video": "video",
    "status": "status posts",
    "link": "links",
    "reel": "reels",
    "story": "stories",
    "live": "live video",
    "carousel": "carousels",
    "event": "events",
    "note": "notes",
    "offer": "offers",
}
# In standard deviations: what is worth a word, what is a tie, what is very high.
_WORTH, _TIE, _HIGH = 0.25, 0.25, 1.5
# A format names a segment only when most of its posts have it.
_COMMON = 0.6


@dataclass(frozen=True, slots=True)
class Portrait:
    """One segment as far as its name goes.

    contrasts: by feature, in the features' order. medians: of the raw figures. format and its share,
    0 to 1; "" = not stated.
    """

    contrasts: tuple[float, ...]
    medians: tuple[float, ...]
    format: str
    format_share: float


def name_segments(features: Features, labels: NDArray[np.integer], types: Texts, table: Floats) -> tuple[str, ...]:
    """A name for each segment, no two the same; table: the (k, p) contrasts of the segments."""
    portraits = [_portray(features, labels == rank, types, row) for rank, row in enumerate(table)]
    return choose_names(features.names, portraits)


def choose_names(features: Sequence[str], portraits: Sequence[Portrait]) -> tuple[str, ...]:
    """Names in the order of the portraits, strongest first; the first to need a name has it.

    A later one gets it with what tells the two apart: "Wow photos, fewer comments".
    """
    taken: dict[str, Portrait] = {}
    for portrait in portraits:
        name, word = _base(features, portrait)
        if name in taken:
            name = next(each for each in _longer(features, name, word, portrait, taken[name]) if each not in taken)
        taken[name] = portrait
    return tuple(taken)


def _portray(features: Features, here: NDArray[np.bool_], types: Texts, row: Floats) -> Portrait:
    found, sizes = np.unique(types[here].astype(str), return_counts=True)
    commonest = int(sizes.argmax())
    medians = [_median(column) for column in features.raw[here].T]
    return Portrait(tuple(row.tolist()), tuple(medians), str(found[commonest]), sizes[commonest] / here.sum())


def _median(column: Floats) -> float:
    measured = column[~np.isnan(column)]
    return float(np.median(measured)) if len(measured) else 0.0


def _base(features: Sequence[str], portrait: Portrait) -> tuple[str, str]:
    """The name without regard to other segments, and the feature it speaks of, "" for all of them."""
    known = {name: value for name, value in zip(features, portrait.contrasts, strict=True) if name in _WORDS}
    if max(known.values(), default=0.0) < _WORTH:
        return "Quiet posts", ""
    emotions = sum(known.get(name, 0.0) >= _HIGH for name in _EMOTIONS)
    if emotions >= 3 and max(known.get(name, 0.0) for name in _SPREADING) >= _HIGH:
        return "Viral emotion", ""
    highest = max(known.values())
    word = next(name for name in _WORDS if known.get(name, -np.inf) >= highest - _TIE)
    return f"{_WORDS[word]} {_format(portrait)}", word


def _longer(features: Sequence[str], base: str, word: str, portrait: Portrait, other: Portrait) -> Iterator[str]:
    """Names that tell a segment from the one that has its name, the most telling first, without end."""
    if not word and _format(portrait) not in ("posts", _format(other)):
        yield f"Quiet {_format(portrait)}"
    gaps = np.subtract(portrait.contrasts, other.contrasts)
    order = [i for i in np.argsort(-np.abs(gaps), kind="stable") if features[i] in _WORDS and features[i] != word]
    told = [f"{'more' if gaps[i] > 0 else 'fewer'} {_noun(features[i])}" for i in order if gaps[i] != 0]
    yield from (f"{base}, {addition}" for addition in told)
    yield from (f"{base}, {first} and {second}" for first, second in combinations(told, 2))
    for feature, median in zip(features, portrait.medians, strict=True):
        if feature in _WORDS:
            yield f"{base}, around {median:,.0f} {_noun(feature)}"
    # Segments that differ in nothing a name could say.
    group = "another group"
    while True:
        yield f"{base}, {group}"
        group = f"yet {group}"


def _format(portrait: Portrait) -> str:
    return _FORMATS.get(portrait.format, "posts") if portrait.format_share >= _COMMON else "posts"


def _noun(feature: str) -> str:
    return {"angrys": "angry reactions", "sads": "sad reactions"}.get(feature, feature)
