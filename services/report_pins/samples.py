"""Which of very many posts a report draws, the same ones every time, and the words for it."""

import numpy as np
from numpy.typing import NDArray

from services.reports.material import Material
from services.reports.words import Word

_SEED = 42


def sample(places: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    """(m,) all places where there are no more than `most`, else so many of them by chance, in their order."""
    if len(places) <= most:
        return places
    return np.sort(np.random.default_rng(_SEED).choice(places, most, replace=False))


def drawn_of(material: Material, drawn: int, posts: int, segment: str = "") -> str:
    """What is drawn of how many posts; segment: the one that half of a sample is from, "" = of all alike."""
    if drawn == posts:
        return material.word(Word.ALL_DRAWN, posts=f"{posts:,}")
    told = {"drawn": f"{drawn:,}", "posts": f"{posts:,}"}
    if segment:
        return material.word(Word.HALF_DRAWN, **told, segment=segment)
    return material.word(Word.SOME_DRAWN, **told)
