"""Heavy work in this very process: the only door to the libraries that compute.

They are imported when work begins, never when this module is: the web process stays small.
"""

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


@ENGINES.add("local")
class LocalEngine:
    """Computes where it is called."""

    def analyse(self, counts: PostCounts, recipe: str, seed: int, report: Report) -> Analysis:
        """Segments for every k, told in words, with the map of posts."""
        from services.algorithms.analysis import analyse

        return analyse(counts, recipe, seed, report)

    def explain(self, features: Features, segmentation: Segmentation, seed: int, report: Report) -> Surrogate:
        """The forest's fidelity, SHAP and LIME of every post."""
        from services.algorithms.surrogate import explain_all

        return explain_all(features, segmentation, seed, report)

    def find_levers(self, posts: Posts, segmentation: Segmentation, seed: int, report: Report) -> LeversFound:
        """The levers against chance, and the best time if there is one."""
        from services.algorithms.levers import find_levers

        return find_levers(posts, segmentation, seed, report)

    def compare(self, posts: Posts, report: Report) -> Compared:
        """Which values of levers go with more, within the same page and month."""
        from services.algorithms.comparisons import compare_posts

        return compare_posts(posts, report)

    def find_changes(self, posts: Posts, segmentation: Segmentation, report: Report) -> ChangesFound:
        """Posts far above posts like them, and turns in the mix."""
        from services.algorithms.changes import find_changes

        return find_changes(posts, segmentation, report)
