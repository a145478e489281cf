"""TikTok Studio, new and old; counts may be rounded by the tool itself, as `1.2K`. Ids are in the link."""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

TIKTOK = Importer(
    name="tiktok",
    title="TikTok Studio export",
    signatures=(
        signature("Video title", "Video link", "Post time"),
        signature("Video title", "Video link", "Video Publish Time"),
    ),
    aliases={
        "published_at": ("Post time", "Video Publish Time"),
        "text": ("Video title",),
        "permalink": ("Video link",),
        "comments": ("Total comments", "Comments"),
        "shares": ("Total shares", "Shares"),
        "likes": ("Total likes", "Likes"),
        "views": ("Total views", "Video views"),
        "saves": ("Add to favorites",),
    },
    expected="Video title, Video link, Post time, Total likes, Total comments, Total shares, Total views",
)
IMPORTERS.add(TIKTOK.name)(TIKTOK)
