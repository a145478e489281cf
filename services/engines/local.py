"""Heavy work in this very process: the only door to the libraries that compute.

They are imported when work begins, never when this module is: the web process stays small.
"""

from threadpoolctl import threadpool_limits

from services.domain.analysis import Analysis
from services.domain.changes import ChangesFound
from services.domain.features import Features, PostCounts
from services.domain.levers import LeversFound
from services.domain.posts import Posts
from services.domain.recommending import Compared
from services.domain.segmentation import Segmentation
from services.domain.surrogate import Surrogate
from services.engines import ENGINES
from services.progress import Report

# Several threads of a linear algebra library add up in another order than one: not the same bits on every machine.
# What takes long runs in threads of our own, which do not depend on their number.
_ONE = 1


@ENGINES.add("local")
class LocalEngine:
    """Computes where it is called."""

    def analyse(self, counts: PostCounts, recipe: str, seed: int, report: Report) -> Analysis:
        """Segments for every k, told in words, with the map of posts."""
        from services.algorithms.analysis import analyse

        with threadpool_limits(_ONE):
            return analyse(counts, recipe, seed, report)

    def explain(self, features: Features, segmentation: Segmentation, seed: int, report: Report) -> Surrogate:
        """The forest's fidelity, SHAP and LIME of every post."""
        from services.algorithms.surrogate import explain_all

        with threadpool_limits(_ONE):
            return explain_all(features, segmentation, seed, report)

    def find_levers(self, posts: Posts, segmentation: Segmentation, seed: int, report: Report) -> LeversFound:
        """The levers against chance, and the best time if there is one."""
        from services.algorithms.levers import find_levers

        with threadpool_limits(_ONE):
            return find_levers(posts, segmentation, seed, report)

    def compare(self, posts: Posts, report: Report) -> Compared:
        """Which values of levers go with more, within the same page and month."""
        from services.algorithms.comparisons import compare_posts

        return compare_posts(posts, report)

    def find_changes(self, posts: Posts, segmentation: Segmentation, report: Report) -> ChangesFound:
        """Posts far above posts like them, and turns in the mix."""
        from services.algorithms.changes import find_changes

        return find_changes(posts, segmentation, report)
