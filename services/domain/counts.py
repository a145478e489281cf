"""The counts a post can earn, with the words people read for them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Count:
    """One canonical count column and its words."""

    name: str
    singular: str

    @property
    def label(self) -> str:
        """The name at the beginning of a line: `Comments`."""
        return self.name.capitalize()

    def words(self, number: float) -> str:
        """`1 comment`, `1,501 comments`."""
        return f"{number:,.0f} {self.singular if number == 1 else self.name}"


_SINGULARS = {
    "reactions": "reaction",
    "comments": "comment",
    "shares": "share",
    "likes": "like",
    "loves": "love",
    "wows": "wow",
    "hahas": "haha",
    "sads": "sad",
    "angrys": "angry",
    "cares": "care",
    "reach": "person reached",
    "impressions": "impression",
    "views": "view",
    "clicks": "click",
    "saves": "save",
}
COUNTS = {name: Count(name, singular) for name, singular in _SINGULARS.items()}

# The parts that `reactions` is the sum of; a total never stands beside its parts.
KINDS = ("likes", "loves", "wows", "hahas", "sads", "angrys", "cares")

# The order in which features stand in charts and tables.
FEATURE_ORDER = ("comments", "shares", *KINDS, "reactions", "saves", "clicks")
