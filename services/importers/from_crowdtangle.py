"""CrowdTangle: the dashboard's export and historical report, their Instagram form, and the API's table.

Ids are in the URL. `Post Created` carries EST or EDT as text, `Total Interactions` thousands commas.
The header `Overperforming Score (weighted ...)` changes with the user's weights and is never a count;
`Likes at Posting` and `Followers at Posting` belong to the page. Since August 2024 the tool is gone.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

_KINDS = {
    "likes": ("Likes",),
    "loves": ("Love",),
    "wows": ("Wow",),
    "hahas": ("Haha",),
    "sads": ("Sad",),
    "angrys": ("Angry",),
    "cares": ("Care",),
    "other_reactions": ("Thankful",),
}
_DATES = {
    "published_at": ("Post Created", "Created", "Post Created Date"),
    "published_time": ("Post Created Time",),
}
CROWDTANGLE = Importer(
    name="crowdtangle",
    title="CrowdTangle, Facebook posts",
    signatures=(
        signature("Page Name", "Post Created", "Comments", "Love"),
        signature("Group Name", "Post Created", "Comments", "Love"),
        signature("Page Name", "Post Created Date", "Comments", "Love"),
        signature("Page Name", "Created", "Comments", "Love"),
        signature("Group Name", "Created", "Comments", "Love"),
        signature("Page Name", "Page Likes at Posting", "Created"),
        signature("Page Name", "Post Created", "Total Interactions"),
    ),
    aliases={
        **_DATES,
        "post_type": ("Type",),
        "page": ("Page Name", "Group Name", "User Name"),
        "text": ("Message",),
        "permalink": ("URL",),
        "linked_url": ("Link", "Final Link"),
        "comments": ("Comments",),
        "shares": ("Shares",),
        **_KINDS,
        "views": ("Post Views", "Total Views", "Total Views For All Crossposts"),
        "interactions": ("Total Interactions",),
    },
    expected="Page Name, Post Created, Type, Likes, Comments, Shares, Love, URL, Message",
)
CROWDTANGLE_INSTAGRAM = Importer(
    name="crowdtangle_instagram",
    title="CrowdTangle, Instagram posts",
    signatures=(
        signature("Account", "Post Created", "Likes", "Comments"),
        signature("Account", "Post Created Date", "Likes", "Comments"),
        signature("Account", "Created", "Likes", "Comments", "URL"),
    ),
    aliases={
        **_DATES,
        "post_type": ("Type",),
        "page": ("Account", "User Name"),
        "text": ("Description",),
        "more_text": ("Title",),
        "permalink": ("URL",),
        "linked_url": ("Link",),
        "comments": ("Comments",),
        "likes": ("Likes",),
        "views": ("Views",),
        "interactions": ("Total Interactions",),
    },
    expected="Account, Post Created, Type, Likes, Comments, URL, Description",
)
_ACTUAL = {"likes": "like", "loves": "love", "wows": "wow", "hahas": "haha", "sads": "sad", "angrys": "angry"}
CROWDTANGLE_API = Importer(
    name="crowdtangle_api",
    title="CrowdTangle, table made from its API",
    signatures=(
        signature("platformId", "date", "actual_comment_count"),
        signature("ct_id", "date", "actual_comment_count"),
    ),
    aliases={
        "post_id": ("platformId", "id"),
        "published_at": ("date", "datetime"),
        "post_type": ("type",),
        "page": ("account_name",),
        "text": ("message",),
        "permalink": ("postUrl", "post_url"),
        "linked_url": ("link",),
        "comments": ("actual_comment_count",),
        "shares": ("actual_share_count",),
        **{count: (f"actual_{kind}_count",) for count, kind in _ACTUAL.items()},
        "cares": ("actual_care_count",),
        "other_reactions": ("actual_thankful_count",),
    },
    expected="platformId, date, type, message, actual_like_count, actual_comment_count",
)
for _importer in (CROWDTANGLE, CROWDTANGLE_INSTAGRAM, CROWDTANGLE_API):
    IMPORTERS.add(_importer.name)(_importer)
