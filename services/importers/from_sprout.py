"""Sprout Social's post performance report: `03/15/2024 10:05 am`, several networks in one file."""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

SPROUT = Importer(
    name="sprout",
    title="Sprout Social post report",
    signatures=(signature("Date", "Post ID", "Network", "Profile"),),
    aliases={
        "post_id": ("Post ID",),
        "published_at": ("Date",),
        "post_type": ("Content Type",),
        "page": ("Profile",),
        "text": ("Post",),
        "permalink": ("Link",),
        "reactions": ("Reactions",),
        "comments": ("Comments",),
        "shares": ("Shares",),
        "reach": ("Reach",),
        "impressions": ("Impressions",),
        "views": ("Video Views",),
        "clicks": ("Post Link Clicks",),
        "saves": ("Saves",),
        "network": ("Network",),
    },
    expected="Date, Post ID, Network, Profile, Post, Reactions, Comments, Shares",
)
IMPORTERS.add(SPROUT.name)(SPROUT)
