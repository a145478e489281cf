"""A reading without the words of people: no texts, no links, no names, in the posts or in what is said about them.

Everything is read and checked with the words first, so that repeated posts are found as in any file; then they go, in
the same process that read them. Nothing of them reaches a disk.
"""

import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import polars as pl

from services.domain.errors import InvalidInput, ServiceError
from services.domain.intake import Finding, SetAside
from services.importers.file_checks import TITLES
from services.importers.joining import same_post
from services.importers.reading import FINGERPRINT, Reading
from services.importers.sealing import sealed
from services.importers.stored import AtHand

DROPPED = ("text", "permalink", "linked_url")
NOT_SHOWN = "(not shown)"
# Cells stand in quotes wherever a sentence repeats one, and a cell may hold quotes itself: from the first to the last.
_QUOTED = re.compile(r"'.*'|\".*\"", re.DOTALL)
_REASON = re.compile(r"of them: .* The first stands in", re.DOTALL)
_PLACE = re.compile(r"Line [0-9]+")
# Ids as tools give them; anything else may be an address, or words.
_PLAIN_ID = r"^[\w.:=+-]{1,64}$"
_NUMBER = r"^[0-9]+$"
_LISTS_COLUMNS = "columns_not_used"


def without_words(reading: Reading, seal: str) -> Reading:
    """The same posts, counts and ledger; pages have names that say nothing, ids that are addresses are fingerprints.

    seal: what fingerprints are made with. A post is known again in another file by its fingerprint.
    """
    return replace(
        reading,
        stored=AtHand(_sealed_posts(reading.posts, seal)),
        findings=tuple(_told(finding) for finding in reading.findings),
        set_aside=tuple(_listed(row) for row in reading.set_aside),
    )


def unquoted(sentence: str) -> str:
    """The sentence without what it repeats from the file."""
    return _QUOTED.sub(NOT_SHOWN, _REASON.sub("of them for the same reason. The first stands in", sentence))


@contextmanager
def saying_no_words() -> Iterator[None]:
    """Refusals and defects of this block repeat nothing from the file, as they go to rows and logs."""
    try:
        yield
    except InvalidInput as refusal:
        raise InvalidInput(unquoted(str(refusal)), refusal.field) from None
    except (ServiceError, MemoryError):
        raise
    except OSError as trouble:
        raise OSError(trouble.errno, trouble.strerror) from None
    except Exception as defect:  # noqa: BLE001  (whatever it was, it may repeat cells)
        raise RuntimeError(_where(defect)) from None


def _where(defect: Exception) -> str:
    """What broke and where, without the message, which may hold cells."""
    frames = traceback.extract_tb(defect.__traceback__)
    return f"{type(defect).__name__} in " + " < ".join(f"{one.name}:{one.lineno}" for one in reversed(frames))


def _sealed_posts(posts: pl.DataFrame, seal: str) -> pl.DataFrame:
    known = sealed(posts.select(same_post().alias(FINGERPRINT)).to_series(), seal)
    names = dict(zip(once := posts["page"].drop_nulls().unique(), _page_names(once, seal), strict=True))
    odd = pl.col("post_id").is_not_null() & ~pl.col("post_id").str.contains(_PLAIN_ID)
    return posts.with_columns(
        pl.when(odd).then(sealed(posts["post_id"], seal)).otherwise("post_id").alias("post_id"),
        posts["page"].replace_strict(names, default=None, return_dtype=pl.String),
        known,
        *[pl.lit(None, pl.String).alias(name) for name in DROPPED],
    )


def _page_names(pages: pl.Series, seal: str) -> list[str]:
    """`Page 3f9a1c`; the number of a page stays, as it stands in the ids of its posts."""
    prints = sealed(pages, seal)
    return [page if re.match(_NUMBER, page) else f"Page {one[:6]}" for page, one in zip(pages, prints, strict=True)]


def _told(finding: Finding) -> Finding:
    detail = finding.detail
    if finding.code == _LISTS_COLUMNS:
        detail = detail.replace("They stay in the original file:", "Nothing of them is kept:")
    place = _PLACE.search(finding.example)
    return replace(finding, detail=unquoted(detail), example=place.group() if place else "")


def _listed(row: SetAside) -> SetAside:
    why = TITLES[row.code][1] if row.code in TITLES else "The row could not be kept"
    return replace(row, reason=f"{why}.", raw="")
