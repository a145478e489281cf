"""Facebook Insights at post level, as Facebook gave it until 2023: its second row explains the columns.

A workbook keeps `share, like, comment` in sheets of their own, a CSV has them inline by action type.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer, Note

_ACTIONS = (
    "Lifetime Post Stories by action type - {}",
    "Lifetime Talking About This (Post) by action type - {}",
    "{}",
)
_PEOPLE = "Facebook Insights may count the people who acted here instead of what they did."


def _action(name: str) -> tuple[str, ...]:
    return tuple(pattern.format(name) for pattern in _ACTIONS)


FACEBOOK_INSIGHTS = Importer(
    name="facebook_insights",
    title="Facebook Insights, posts",
    signatures=(
        signature("Post ID", "Post Message", "Posted"),
        signature("Post ID", "Posted", "Lifetime Post Total Reach"),
    ),
    aliases={
        "post_id": ("Post ID",),
        "published_at": ("Posted",),
        "post_type": ("Type",),
        "text": ("Post Message",),
        "permalink": ("Permalink",),
        "comments": _action("comment"),
        "shares": _action("share"),
        "likes": _action("like"),
        "reach": ("Lifetime Post Total Reach",),
        "impressions": ("Lifetime Post Total Impressions",),
        "views": ("Lifetime Organic Video Views",),
        "clicks": ("Lifetime Post Consumptions", "Lifetime Matched Audience Targeting Consumptions on Post"),
    },
    expected="Post ID, Permalink, Post Message, Type, Posted, Lifetime Post Total Reach",
    explained=True,
    notes=(
        Note("comments", "Comments may count people", _PEOPLE),
        Note("shares", "Shares may count people", _PEOPLE),
        Note("likes", "Likes may count people", _PEOPLE),
    ),
)
IMPORTERS.add(FACEBOOK_INSIGHTS.name)(FACEBOOK_INSIGHTS)
