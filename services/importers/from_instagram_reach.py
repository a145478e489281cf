"""The Instagram "reach" tables that go round as data sets: figures and captions, often without dates."""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

INSTAGRAM_REACH = Importer(
    name="instagram_reach",
    title="Instagram reach data set",
    signatures=(signature("Impressions", "From Home", "From Hashtags", "Saves"),),
    aliases={
        "published_at": ("Date",),
        "text": ("Caption",),
        "comments": ("Comments",),
        "shares": ("Shares",),
        "likes": ("Likes",),
        "impressions": ("Impressions",),
        "saves": ("Saves",),
    },
    expected="Impressions, Saves, Comments, Shares, Likes, Caption",
    undated=True,
)
IMPORTERS.add(INSTAGRAM_REACH.name)(INSTAGRAM_REACH)
