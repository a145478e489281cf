"""The UCI file "Facebook metrics": 500 posts of a brand, without dates, ids or texts.

`Page total likes` are the page's followers and `Category` a code. Month, weekday and hour are numbers;
there is neither a day nor a year. Copies on the web use commas and rename `Post Weekday`.
Source: Moro, Rita and Vala (2016), Journal of Business Research 69(9), 3341-3351.
"""

from services.importers import IMPORTERS
from services.importers.headers import signature
from services.importers.importer import Importer

UCI_FACEBOOK_METRICS = Importer(
    name="uci_facebook_metrics",
    title="UCI Facebook metrics",
    signatures=(signature("Post Month", "Post Hour", "comment", "share"),),
    aliases={
        "post_type": ("Type",),
        "month": ("Post Month",),
        "weekday": ("Post Weekday", "Post _Weekday"),
        "hour": ("Post Hour",),
        "comments": ("comment",),
        "shares": ("share",),
        "likes": ("like",),
        "reach": ("Lifetime Post Total Reach", "T_Reach"),
        "impressions": ("Lifetime Post Total Impressions",),
        "clicks": ("Lifetime Post Consumptions",),
        "interactions": ("Total Interactions",),
    },
    expected="Type, Post Month, Post Weekday, Post Hour, comment, like, share",
    undated=True,
)
IMPORTERS.add(UCI_FACEBOOK_METRICS.name)(UCI_FACEBOOK_METRICS)
