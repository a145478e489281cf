"""What somebody can choose before publishing, held against where posts land and what they earn."""

from services.domain.errors import InvalidInput
from services.domain.levers import LeversFound
from services.domain.posts import Posts
from services.domain.segmentation import Segmentation
from services.progress import Report, part

from .best_time import find_best_time
from .lever_scores import score_levers
from .lever_table import lever_table, timed_posts

FEWEST_POSTS = 200


def find_levers(posts: Posts, segmentation: Segmentation, seed: int, report: Report) -> LeversFound:
    """The scores of all levers and the verdict about times; InvalidInput below 200 posts that have grown up."""
    grown = int((~posts.immature).sum())
    if grown < FEWEST_POSTS:
        raise InvalidInput(
            f"{grown:,} posts older than 28 days: too few to tell levers from luck; {FEWEST_POSTS} or more work. "
            "Clear a filter, or add a file to this dataset.",
            "dataset",
        )
    table = lever_table(posts, segmentation.labels, seed)
    scores = score_levers(table, segmentation.k, seed, part(report, 0.0, 0.9))
    report(0.9, "Looking for a best time")
    return LeversFound(scores, find_best_time(timed_posts(posts)))
