"""What a column of a file may mean, in words and in the order in which people are asked."""

from collections.abc import Mapping
from types import MappingProxyType

from .counts import COUNTS

# A field by name, and what it is called where somebody chooses it.
FIELD_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "published_at": "Date of publication",
        "published_time": "Time of day, beside the date",
        "post_id": "Id of the post",
        "post_type": "Format (photo, video, link …)",
        "page": "Page or account",
        "text": "Text",
        "permalink": "Address of the post",
        "linked_url": "Address the post links to",
        **{name: count.label for name, count in COUNTS.items()},
        "reactions": "Reactions, all kinds together",
        "reach": "Reach (people)",
        "interactions": "Interactions, everything together",
        "network": "Network (where the file holds several)",
        "period": "Period (Lifetime, or a day)",
    }
)
DATE_NOTATIONS: Mapping[str, str] = MappingProxyType({"month_first": "Month first", "day_first": "Day first"})
COUNT_NOTATIONS: Mapping[str, str] = MappingProxyType(
    {"points": "1.200 means 1,200", "commas": "1.200 is a decimal number"}
)
