"""What stands out over time in one dataset."""

from services.domain.changes import ChangesFound
from services.domain.posts import Posts
from services.domain.segmentation import Segmentation
from services.progress import Report

from .change_points import find_change_points
from .outliers import find_outliers


def find_changes(posts: Posts, segmentation: Segmentation, report: Report) -> ChangesFound:
    """Posts far above posts like them, and turns in the mix of segments."""
    report(0.1, "Looking for posts that stand out")
    outliers = find_outliers(posts)
    report(0.3, "Looking for turns in the mix")
    points, weeks = find_change_points(posts, segmentation.labels, segmentation.k)
    return ChangesFound(outliers, points, int((~posts.immature).sum()), weeks)
