"""X (Twitter): the activity download until 2023 and the analytics export since 2024.

Counts are written as decimals (`376.0`), `-` stands for missing, ids have 19 digits. The new export
gives days without hours and mixes posts with replies; its `Shares` counts something else than reposts.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

X_OLD = Importer(
    name="x_activity",
    title="X (Twitter) activity download",
    signatures=(signature("Tweet id", "Tweet text", "time"),),
    aliases={
        "post_id": ("Tweet id",),
        "published_at": ("time",),
        "text": ("Tweet text",),
        "permalink": ("Tweet permalink",),
        "comments": ("replies",),
        "shares": ("retweets",),
        "likes": ("likes", "favorites"),
        "impressions": ("impressions",),
        "views": ("media views",),
        "clicks": ("url clicks",),
    },
    expected="Tweet id, Tweet text, time, retweets, replies, likes",
    replies=True,
)
X_NEW = Importer(
    name="x_analytics",
    title="X analytics export",
    signatures=(signature("Post id", "Post text", "Date"),),
    aliases={
        "post_id": ("Post id",),
        "published_at": ("Date",),
        "text": ("Post text",),
        "permalink": ("Post Link",),
        "comments": ("Replies",),
        "shares": ("Reposts",),
        "likes": ("Likes",),
        "impressions": ("Impressions",),
        "clicks": ("URL Clicks",),
        "saves": ("Bookmarks",),
    },
    expected="Post id, Date, Post text, Replies, Reposts, Likes",
    replies=True,
)
IMPORTERS.add(X_OLD.name)(X_OLD)
IMPORTERS.add(X_NEW.name)(X_NEW)
