"""Exports that hold no posts or cannot be read, recognised so that the refusal can say what to do."""

from dataclasses import dataclass

from services.importers.headers import normalise, signature


@dataclass(frozen=True, slots=True)
class Refused:
    """Somebody else's export: a row with all of these names is its header; why it is refused, and the way out.

    alone: only where the row has no other name.
    """

    names: frozenset[str]
    reason: str
    alone: bool = False

    def fits(self, names: frozenset[str]) -> bool:
        """Whether a row with these normalised names is this header."""
        return names - {""} == self.names if self.alone else self.names <= names


_PAGE_LEVEL = (
    "This is a page-level file of Meta Business Suite ({}): figures of a page by day, not of posts. In Business "
    "Suite choose Insights, Content, Export data, and upload the file with one row a post."
)
_DAYS_OF_VIDEOS = (
    "This is the {} file of YouTube Studio: figures by day, not by video. The same download has a file named "
    "Table data.csv; upload that one."
)
_LINKEDIN_DAYS = (
    "This is LinkedIn's sheet of daily figures (Metrics), not of posts. Read the sheet All posts of the same file."
)
REFUSED = (
    Refused(signature("Date", "Primary"), _PAGE_LEVEL.format("Follows, Visits, Views or the like"), alone=True),
    Refused(signature("Date", "Content", "Video title", "Video publish time"), _DAYS_OF_VIDEOS.format("Chart data")),
    Refused(signature("Date", "Views"), _DAYS_OF_VIDEOS.format("Totals"), alone=True),
    Refused(signature("Date", "Impressions (total)", "Reactions (total)"), _LINKEDIN_DAYS),
)
_AUDIENCE = signature("Age & gender", "Top cities", "Top countries", "Top pages", "Facebook followers")


def why_refused(cells: list[str]) -> str:
    """Why a file with this row at its top is refused, empty where it is not."""
    names = frozenset(map(normalise, cells))
    if len(names - {""}) == 1 and names & _AUDIENCE:
        return _PAGE_LEVEL.format("Audience")
    return next((known.reason for known in REFUSED if known.fits(names)), "")
