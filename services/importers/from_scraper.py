"""The page scraper's schema in all its ages, and the UCI Live file, which is a part of it.

Nine columns with likes only until early 2016, then reactions by kind, `num_special` in 2017,
`page_name` in some forks. `status_link` is the page a post links to, hence not its permalink.
Source: github.com/minimaxir/facebook-page-post-scraper; UCI Machine Learning Repository, DOI 10.24432/C5R60S.
"""

from services.importers import IMPORTERS
from services.importers.importer import Importer

_COUNTS = ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
_ALIASES = {
    "post_id": ("status_id",),
    "published_at": ("status_published",),
    "post_type": ("status_type",),
    "page": ("page_name",),
    "text": ("status_message",),
    "linked_url": ("status_link",),
    "other_reactions": ("num_special",),
    **{count: (f"num_{count}",) for count in _COUNTS},
    "cares": ("num_cares", "num_care"),
}
SCRAPER = Importer(
    name="scraper",
    title="page scraper or UCI Live",
    marks=frozenset({"status_id", "status_type", "status_published", "status_message", "status_link"})
    | {f"num_{count}" for count in _COUNTS},
    marks_needed=2,
    aliases=_ALIASES,
    expected="status_id, status_type, status_published, num_reactions, num_comments, num_shares",
)
IMPORTERS.add(SCRAPER.name)(SCRAPER)
