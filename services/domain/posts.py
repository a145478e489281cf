"""Posts as columns, one place a post in each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from .arrays import Booleans, Floats

Texts = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Posts:
    """All kept posts of a dataset, in the order of the file.

    ids: unique within the dataset. published: datetime64[us] as written in the file, NaT = not known.
    formats: lower case, "" = not stated. pages, texts, permalinks: "" = not known.
    counts: the measured counts by canonical name, (n,) each, NaN = not measured for that post.
    tags: (n,) whether each post has a tag, by the tag's id; empty where nobody asked.
    """

    ids: Texts
    published: NDArray[np.datetime64]
    formats: Texts
    pages: Texts
    texts: Texts
    permalinks: Texts
    immature: Booleans
    counts: Mapping[str, Floats]
    tags: Mapping[str, Booleans] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def has_pages(self) -> bool:
        """Whether the file says which page each post stood on."""
        return bool((self.pages != "").any())
