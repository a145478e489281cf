"""LinkedIn pages: `Update ...` headers until 2021, `Post ...` headers since; a note stands above the header.

`Update type` and `Post type` say organic or sponsored; the kind of post is in `Content Type`, where there is one.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

LINKEDIN = Importer(
    name="linkedin",
    title="LinkedIn page export",
    signatures=(
        signature("Update title", "Update link", "Created date"),
        signature("Post title", "Post link", "Created date"),
    ),
    aliases={
        "published_at": ("Created date",),
        "post_type": ("Content Type",),
        "text": ("Update title", "Post title"),
        "permalink": ("Update link", "Post link"),
        "comments": ("Comments",),
        "shares": ("Shares", "Reposts"),
        "likes": ("Likes",),
        "impressions": ("Impressions",),
        "views": ("Video views", "Views"),
        "clicks": ("Clicks",),
    },
    expected="Post title, Post link, Created date, Impressions, Likes, Comments, Reposts",
    day_order="month_first",
)
IMPORTERS.add(LINKEDIN.name)(LINKEDIN)
