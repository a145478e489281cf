"""Previews: the pages of a report as pictures, before it is built."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Preview:
    """Each page as the bytes of a PNG; size: width and height in pixels."""

    pages: tuple[NDArray[np.uint8], ...]
    size: tuple[int, int]


@dataclass(frozen=True, slots=True)
class PreviewDrawn:
    """What a browser has to know to show them: the name they are kept under, how many, and how large."""

    name: str
    pages: int
    size: tuple[int, int]
