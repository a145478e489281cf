"""The rows of a large file that stay, as checks see them."""

from datetime import datetime

import polars as pl

from services.importers.bulk.guesses import pages_of
from services.importers.bulk.plan import Plan
from services.importers.bulk.sorting import Parted
from services.importers.bulk.verdicts import Dated
from services.importers.bulk.whole import Whole
from services.importers.date_readings import first_rows
from services.importers.kept import Kept, are_early, are_immature, only
from services.importers.reading import CATEGORIES
from services.importers.tallies import Tally


def see(whole: Whole, plan: Plan, dated: Dated, parted: Parted, now: datetime) -> Kept:
    """The rows that stay as checks see them: without counts, and of their texts only what may be shown."""
    stays, frame = parted.stays, whole.frame
    columns = {"line": frame["line"], "published_at": dated.dates.values, **_shown(whole, plan, stays)}
    posts = pl.DataFrame({name: only(values, stays) for name, values in columns.items()})
    published = posts["published_at"]
    return Kept(
        importer=plan.importer,
        posts=posts.with_columns(immature=are_immature(published, now)),
        measured=(),
        tally=Tally(),
        written=only(dated.written(whole, plan, stays), stays),
        pointed=(),
        strange_type=only(frame["strange"], stays),
        rounded=pl.Series([False]).new_from_index(0, len(posts)),
        damaged_id=only(frame["damaged"], stays),
        networks=(),
        before_reactions=are_early(published) & only(frame["without_kinds"], stays),
        repeated=only(parted.repeated, stays),
        notation=only(dated.dates.notation, stays),
        zoned=only(dated.dates.zoned, stays),
        timed=only(dated.dates.timed, stays),
        page_from_id=whole.numbered,
    )


def _shown(whole: Whole, plan: Plan, stays: pl.Series) -> dict[str, pl.Series]:
    """The ids, pages and kinds that the doctor may show."""
    frame = whole.frame
    none = pl.Series([None], dtype=pl.Null).new_from_index(0, len(frame))
    found = {name: frame[name] if name in frame.columns else none for name in ("post_id", *CATEGORIES)}
    if damaged := first_rows(stays & frame["damaged"], 1):
        found["post_id"] = whole.shown(plan, "post_id", damaged)
    if whole.numbered and (first := first_rows(stays, 1)):
        ids = whole.shown(plan, "post_id", first).gather(first).cast(pl.String)
        found["page"] = pages_of(ids).new_from_index(0, len(frame))
    return found
