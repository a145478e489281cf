"""Where heavy work runs, by name."""

from typing import Protocol

from services.domain.analysis import Analysis
from services.domain.changes import ChangesFound
from services.domain.features import Features, PostCounts
from services.domain.levers import LeversFound
from services.domain.posts import Posts
from services.domain.recommending import Compared
from services.domain.segmentation import Segmentation
from services.domain.surrogate import Surrogate
from services.progress import Report
from services.registry import Registry


class Engine(Protocol):
    """What an engine can do, wherever it does it."""

    def analyse(self, counts: PostCounts, recipe: str, seed: int, report: Report) -> Analysis:
        """Segments for every k."""

    def explain(self, features: Features, segmentation: Segmentation, seed: int, report: Report) -> Surrogate:
        """What the forest, SHAP and LIME say of every post."""

    def find_levers(self, posts: Posts, segmentation: Segmentation, seed: int, report: Report) -> LeversFound:
        """Whether what was chosen before publishing goes with the segment, and with what posts earn."""

    def compare(self, posts: Posts, report: Report) -> Compared:
        """Which values of levers go with more, within the same page and month."""

    def find_changes(self, posts: Posts, segmentation: Segmentation, report: Report) -> ChangesFound:
        """Which posts stand out, and when the mix of segments turned."""


ENGINES: Registry[type[Engine]] = Registry("services.engines", "engine")
