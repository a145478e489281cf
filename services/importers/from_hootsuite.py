"""Hootsuite: the post performance file with reactions by kind, and the older file of Facebook posts.

Title lines stand above the header. `Date (GMT)` states the zone in the header and not in the cells.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

HOOTSUITE = Importer(
    name="hootsuite",
    title="Hootsuite post report",
    signatures=(
        signature("Date (GMT)", "Post ID"),
        signature("Date (GMT)", "Post Permalink"),
    ),
    aliases={
        "post_id": ("Post ID",),
        "published_at": ("Date (GMT)",),
        "post_type": ("Post Type",),
        "page": ("Facebook Page",),
        "text": ("Post Message",),
        "permalink": ("Post Permalink",),
        "reactions": ("Reactions",),
        "comments": ("Comments",),
        "shares": ("Shares",),
        "likes": ("Reactions: Like",),
        "loves": ("Reactions: Love",),
        "wows": ("Reactions: Wow",),
        "hahas": ("Reactions: Haha",),
        "sads": ("Reactions: Sorry",),
        "angrys": ("Reactions: Anger",),
        "other_reactions": ("Reactions: Other",),
        "reach": ("Reach",),
        "impressions": ("Impressions",),
        "views": ("Video Views",),
        "clicks": ("Clicks", "Ow.ly Clicks"),
        "network": ("Network", "Social Network"),
    },
    expected="Date (GMT), Post ID, Post Permalink, Post Type, Post Message, Comments, Shares",
    utc=True,
)
IMPORTERS.add(HOOTSUITE.name)(HOOTSUITE)
