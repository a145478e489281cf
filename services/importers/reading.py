"""What every importer gives, whatever tool wrote the file.

`Reading.posts` has one row a kept post, in the order of the file:

    line          Int64     line of the file on which the row begins, the first line being 1
    post_id       String    text, never a number; null where the file has none
    published_at  Datetime("us"), no zone: as written in the file, or UTC where the file states zones;
                            null = not known, in the few formats that give posts without dates
    post_type     String    photo, video, link, status, reel, story, carousel, event, live, or else the
                            file's own word in lower case; null = not stated
    page          String    name, or the number in front of the id; null = not known
    text          String    what the author wrote; null = nothing or not in the file
    permalink     String    the post itself; null = not in the file
    linked_url    String    the page the post links to; null = none
    <count>       Int64     one column a measured count, in the order of COUNTS; null = not measured
                            for this post, which is never 0
    month, weekday, hour
                  Int64     numbers as written, only where the file gives them instead of dates
    immature      Boolean   younger than 28 days at import: its counts still grow; false without a date
    fingerprint   String    only where words were dropped: what the post is known again by in another file
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

import polars as pl

from services.domain.intake import Finding, Ledger, NotationCount, SetAside

TEXT_COLUMNS = ("post_type", "page", "text", "permalink", "linked_url")
SCHEMA = pl.Schema(
    {"line": pl.Int64(), "post_id": pl.String(), "published_at": pl.Datetime("us")}
    | {name: pl.String() for name in TEXT_COLUMNS}
    | {"immature": pl.Boolean()}
)
# Texts that many posts share.
CATEGORIES = ("post_type", "page")
MATURITY_DAYS = 28
# In the posts only where a file has them.
CALENDAR = ("month", "weekday", "hour")
# In the posts only where their words were dropped.
FINGERPRINT = "fingerprint"


class Posts(Protocol):
    """The posts of a reading."""

    def frame(self) -> pl.DataFrame:
        """All of them, in memory."""
        ...

    def write(self, target: Path) -> None:
        """Put them there as a column file, from which `stored.scan_posts` reads them in the types of SCHEMA."""
        ...


@dataclass(frozen=True, slots=True)
class Reading:
    """A file, read: the posts, what was measured, what was noticed, and where every row went.

    stored: the posts, wherever they lie. importer: the name in IMPORTERS, or `mapped`. measured: canonical counts with
    at least one figure, in the order of COUNTS. set_aside: in the order of the file. notations: commonest first.
    first, last: the earliest and latest post, null where undated. header: the fingerprint of the header row, as in
    `matching`.
    """

    stored: Posts
    importer: str
    measured: tuple[str, ...]
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    ledger: Ledger
    notations: tuple[NotationCount, ...]
    first: datetime | None
    last: datetime | None
    header: str = ""

    @property
    def posts(self) -> pl.DataFrame:
        """The posts in memory, all of them."""
        return self.stored.frame()
