"""Times of a file that states no zone, once somebody has said which it is.

Times stay on the clock of that zone, for hours and months are what people compare. Times of the same file that do
state their zone are put on the same clock, and whether a post is young is decided by the moment itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from services.domain.intake import TIME_ZONE, Answer
from services.importers.kept import Kept, are_immature


@dataclass(frozen=True, slots=True)
class Zone:
    """A choice: what is stored, the name in the IANA database, the words for people."""

    key: str
    name: str
    label: str


def _city(name: str, offset: str, words: str = "") -> Zone:
    return Zone(name, name, f"{words or name.rpartition('/')[2].replace('_', ' ')} ({offset})")


# Where the offices of brands and agencies are, from the Pacific eastwards; keys are stored with datasets.
ZONES = (
    Zone("utc", "UTC", "UTC"),
    Zone("us_eastern", "Etc/GMT+5", "US Eastern standard time, all year (UTC\u22125)"),
    _city("America/Los_Angeles", "UTC\u22128, summer \u22127"),
    _city("America/Denver", "UTC\u22127, summer \u22126"),
    _city("America/Chicago", "UTC\u22126, summer \u22125"),
    _city("America/Mexico_City", "UTC\u22126", "Mexico City"),
    _city("America/New_York", "UTC\u22125, summer \u22124"),
    _city("America/Bogota", "UTC\u22125", "Bogot\u00e1"),
    _city("America/Sao_Paulo", "UTC\u22123", "S\u00e3o Paulo"),
    _city("Europe/London", "UTC, summer +1"),
    _city("Europe/Berlin", "UTC+1, summer +2", "Berlin, Paris, Madrid, Rome"),
    _city("Europe/Athens", "UTC+2, summer +3"),
    _city("Africa/Lagos", "UTC+1"),
    _city("Africa/Johannesburg", "UTC+2"),
    _city("Africa/Nairobi", "UTC+3"),
    _city("Europe/Istanbul", "UTC+3"),
    _city("Asia/Dubai", "UTC+4"),
    _city("Asia/Karachi", "UTC+5"),
    _city("Asia/Kolkata", "UTC+5:30", "India"),
    _city("Asia/Dhaka", "UTC+6"),
    _city("Asia/Yangon", "UTC+6:30"),
    _city("Asia/Bangkok", "UTC+7", "Bangkok, Hanoi"),
    _city("Asia/Jakarta", "UTC+7"),
    _city("Asia/Singapore", "UTC+8", "Singapore, Kuala Lumpur"),
    _city("Asia/Shanghai", "UTC+8", "Beijing, Shanghai"),
    _city("Asia/Manila", "UTC+8"),
    _city("Asia/Tokyo", "UTC+9"),
    _city("Asia/Seoul", "UTC+9"),
    _city("Australia/Sydney", "UTC+10, summer +11"),
    _city("Pacific/Auckland", "UTC+12, summer +13"),
)
_HOUR = timedelta(hours=1)


def said(answers: Sequence[Answer]) -> Zone | None:
    """The zone that was answered last; None where nobody did, or where it is the page's own, whichever that is."""
    chosen = [answer.choice for answer in answers if answer.code == TIME_ZONE]
    return next((zone for zone in ZONES if chosen and zone.key == chosen[-1]), None)


def on_its_clock(kept: Kept, zone: Zone, now: datetime) -> Kept:
    """The same posts with all times of day on the clock of this zone; now: naive UTC."""
    stated, timed = pl.lit(kept.zoned), pl.lit(kept.timed)
    written = pl.col("published_at")
    moved = written.dt.replace_time_zone("UTC").dt.convert_time_zone(zone.name).dt.replace_time_zone(None)
    moment = pl.when(stated).then(written).when(timed).then(_in_utc(written, zone)).otherwise(written)
    young = are_immature(kept.posts.select(moment).to_series(), now)
    posts = kept.posts.with_columns(published_at=pl.when(stated & timed).then(moved).otherwise(written), immature=young)
    return replace(kept, posts=posts)


def _in_utc(written: pl.Expr, zone: Zone) -> pl.Expr:
    """The moment of a time on the zone's clock; of an hour that summer time skips, the one after it."""
    here = _read(written, zone)
    return pl.coalesce(here, _read(written + _HOUR, zone)).dt.convert_time_zone("UTC").dt.replace_time_zone(None)


def _read(written: pl.Expr, zone: Zone) -> pl.Expr:
    return written.dt.replace_time_zone(zone.name, ambiguous="earliest", non_existent="null")
