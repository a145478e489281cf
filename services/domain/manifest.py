"""What an analysis was made from and what came of it: enough to make it again anywhere and to see what differs."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from .arrays import Labels
from .intake import ColumnMapping
from .segmentation import Segmentation, SweepRow

FORMAT = "postlens manifest 1"


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file as it came: sha256 of its bytes, and how a person said it is to be read.

    read_at: the moment it was imported; whatever depends on that day is read as of then. wordless: read without words.
    """

    name: str
    sha256: str
    read_at: datetime
    sheet: str = ""
    mapping: ColumnMapping | None = None
    wordless: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked of the posts; k: the number of segments that came of it."""

    recipe: str
    recipe_version: int
    k: int
    seed: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: a segmentation's labels, in the order of the posts, and centroids, and the whole sweep.

    labels: (n,); centroids: k rows of p scaled figures. rows: one a k that was tried.
    """

    labels: Labels
    centroids: tuple[tuple[float, ...], ...]
    rows: tuple[SweepRow, ...]

    @property
    def digest(self) -> str:
        """64 hexadecimal digits that change with any of it."""
        whole = hashlib.sha256(np.ascontiguousarray(self.labels, np.int16).tobytes())
        whole.update(repr((self.centroids, self.rows)).encode())
        return whole.hexdigest()


@dataclass(frozen=True, slots=True)
class Manifest:
    """One analysis. dataset: the id of the version, for its own workspace. answers: code and choice of each.

    versions: names and versions of what computed it, as `numpy`, `2.3.0`. digest: of the outcome, as written down.
    """

    dataset: str
    files: tuple[ManifestFile, ...]
    answers: tuple[tuple[str, str], ...]
    question: Question
    code_version: str
    versions: tuple[tuple[str, str], ...]
    fingerprint: str
    outcome: Outcome
    digest: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One part that is not as the manifest says: `file`, `mapping`, `answers`, `labels` and so on, in words."""

    part: str
    detail: str


@dataclass(frozen=True, slots=True)
class Verification:
    """An analysis made again; differences: none = identical. posts: how many were segmented, 0 = none could be."""

    posts: int
    differences: tuple[Difference, ...]

    @property
    def identical(self) -> bool:
        """Whether everything is as the manifest says."""
        return not self.differences


def outcome_of(segmentation: Segmentation, rows: tuple[SweepRow, ...]) -> Outcome:
    """The part of an analysis that a manifest holds."""
    centroids = tuple(tuple(row) for row in segmentation.centroids.tolist())
    return Outcome(segmentation.labels, centroids, rows)
