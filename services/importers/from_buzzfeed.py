"""BuzzFeed's fact-check data of Facebook pages: a day without an hour, totals only, blanks are not measured."""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

BUZZFEED = Importer(
    name="buzzfeed",
    title="BuzzFeed Facebook file",
    signatures=(signature("post_id", "Date Published", "reaction_count"),),
    aliases={
        "post_id": ("post_id",),
        "published_at": ("Date Published",),
        "post_type": ("Post Type",),
        "page": ("Page",),
        "permalink": ("Post URL",),
        "reactions": ("reaction_count",),
        "comments": ("comment_count",),
        "shares": ("share_count",),
    },
    expected="post_id, Page, Date Published, Post Type, share_count, reaction_count, comment_count",
)
IMPORTERS.add(BUZZFEED.name)(BUZZFEED)
