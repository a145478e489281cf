"""Tables made with the Python library facebook-scraper: a total of reactions beside likes."""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

FACEBOOK_SCRAPER = Importer(
    name="facebook_scraper",
    title="facebook-scraper table",
    signatures=(signature("post_id", "time", "post_url", "comments", "shares"),),
    aliases={
        "post_id": ("post_id",),
        "published_at": ("time",),
        "text": ("text",),
        "permalink": ("post_url",),
        "reactions": ("reaction_count",),
        "comments": ("comments",),
        "shares": ("shares",),
        "likes": ("likes",),
        "page": ("page_name", "username"),
    },
    expected="post_id, text, time, likes, comments, shares, post_url",
)
IMPORTERS.add(FACEBOOK_SCRAPER.name)(FACEBOOK_SCRAPER)
