"""YouTube Studio, advanced mode: any selection of columns, a sum as the first row, days without hours.

Ids that begin with `-` get a leading blank. Unpublished videos have no date; the column itself is a choice.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer, Note

YOUTUBE = Importer(
    name="youtube_studio",
    title="YouTube Studio export",
    signatures=(signature("Content", "Video title"),),
    aliases={
        "post_id": ("Content",),
        "published_at": ("Video publish time",),
        "text": ("Video title",),
        "comments": ("Comments added", "Comments"),
        "shares": ("Shares",),
        "likes": ("Likes",),
        "impressions": ("Impressions",),
        "views": ("Views",),
    },
    expected="Content, Video title, Video publish time, Views, Likes, Shares",
    undated=True,
    notes=(
        Note("impressions", "Impressions are of thumbnails", "They count how often the preview picture was shown."),
    ),
)
IMPORTERS.add(YOUTUBE.name)(YOUTUBE)
