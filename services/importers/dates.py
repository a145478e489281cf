"""Dates, each notation by itself: a column may hold several, and one guess for all loses the others.

A cell is taken apart into its numbers; whether the first is a day or a month is decided for every
notation on its own by `day_order`. Months in letters and day numbers of spreadsheets are put in figures
first (`spelled_dates`). Two-digit years are 1970 to 2069, as in POSIX strptime.
"""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from services.importers.day_order import Verdict, decide
from services.importers.spelled_dates import SERIAL, respell

_TIME = (
    r"(?<t>[T ,]+)(?<hour>[0-9]{1,2}):(?<minute>[0-9]{2})(?::(?<second>[0-9]{2})(?<rest>\.[0-9]+)?)?"
    r"(?:[ \u202f\u00a0]?(?<half>[AaPp])\.?[Mm]\.?)?"
    r"(?:(?<gap> ?)(?<zone>[Zz]|(?:UTC|GMT)?[+-][0-9]{2}:?[0-9]{2}|UTC|GMT|EDT|EST|PDT|PST))?"
)
_YEAR_LAST = r"^(?<a>[0-9]{1,2})(?<s>[/.-])(?<b>[0-9]{1,2})(?<s2>[/.-])(?<year>[0-9]{4}|[0-9]{2})" + rf"(?:{_TIME})?$"
_YEAR_FIRST = rf"^(?<year>[0-9]{{4}})(?<s>[/.-])(?<a>[0-9]{{1,2}})(?<s2>[/.-])(?<b>[0-9]{{1,2}})(?:{_TIME})?$"
_OPTIONAL = ("hour", "second", "half")
# Hours ahead of UTC, of the zones that tools write as letters.
_LETTERED = {"EDT": "-0400", "EST": "-0500", "PDT": "-0700", "PST": "-0800"}
_NOON = 12
# No post is older than the first networks; a year outside is a slip of the keyboard.
_YEARS = (1990, 2100)


@dataclass(frozen=True, slots=True)
class Dates:
    """A column of dates, read.

    values: Datetime("us") without zone, null = unreadable or blank; UTC where the cell states its zone.
    notation: String, how the cell is written (`MM-DD-YYYY HH:MM`), null = unreadable.
    zoned, timed: Boolean, the cell states a zone, a time of day. verdicts: one a notation that starts
    with a day or a month.
    """

    values: pl.Series
    notation: pl.Series
    zoned: pl.Series
    timed: pl.Series
    verdicts: tuple[Verdict, ...]


def read_dates(cells: pl.Series, now: datetime, wish: str = "", habit: str = "") -> Dates:
    """The dates in these cells, in file order; `wish` settles what the values leave open.

    now: naive UTC. wish: `month_first`, `day_first` or empty. habit: the same, how the tool writes,
    which counts where neither a wish nor the values decide.
    """
    frame = _parts(cells)
    verdicts = decide(frame, now, wish, habit)
    day_first = [verdict.key for verdict in verdicts if verdict.day_first]
    names = _names(frame, verdicts)
    frame = frame.with_columns(
        value=pl.when(pl.col("key").is_in(day_first)).then("day_first").otherwise("month_first"),
        name=pl.col("key").replace_strict(names, default=None, return_dtype=pl.String),
    )
    readable = pl.col("value").is_not_null()
    done = frame.select(
        "value",
        name=pl.when(readable).then("name"),
        zoned=readable & (pl.col("zone") != ""),
        timed=readable & (pl.col("hour") != ""),
    )
    named = tuple(verdict.named(names[verdict.key]) for verdict in verdicts)
    return Dates(done["value"], done["name"], done["zoned"], done["timed"], named)


def _parts(cells: pl.Series) -> pl.DataFrame:
    """One row a cell: `key` of its notation (null = none), its pieces as text, both readings as datetimes."""
    spelled = respell(cells)
    text = pl.col("cell")
    frame = pl.DataFrame({"cell": spelled.cells, "spelling": spelled.spelling}).with_columns(
        last=text.str.extract_groups(_YEAR_LAST), first=text.str.extract_groups(_YEAR_FIRST)
    )
    pieces = ("a", "b", "s", "s2", "year", "t", "hour", "minute", "second", "rest", "half", "gap", "zone")
    ambiguous = pl.col("last").struct.field("year").is_not_null()
    whole = [pl.coalesce(_of("last", name), _of("first", name)).fill_null("").alias(name) for name in pieces]
    frame = frame.select(*whole, "spelling", ambiguous=ambiguous.fill_null(value=False))
    known = (pl.col("year") != "") & (pl.col("s") == pl.col("s2"))
    frame = frame.with_columns(key=pl.when(known).then(_key()), clock=_clock(), offset=_offset())
    year = pl.when(pl.col("year").str.len_bytes() == 4).then("year").otherwise(_century())
    return frame.with_columns(
        month_first=_moment(year, "a", "b"),
        day_first=pl.when("ambiguous").then(_moment(year, "b", "a")),
    )


def _of(group: str, name: str) -> pl.Expr:
    return pl.col(group).struct.field(name)


def _key() -> pl.Expr:
    """Cells with the same key are written alike, but for leading zeros."""
    return pl.concat_str(
        "spelling",
        pl.when("ambiguous").then(pl.lit("?")).otherwise(pl.lit("Y")),
        "s",
        pl.col("year").str.len_bytes().cast(pl.String),
        pl.when(pl.col("t") == "T").then(pl.lit("T")).otherwise(pl.lit(" ")),
        *[pl.when(pl.col(name) != "").then(pl.lit("1")).otherwise(pl.lit("0")) for name in _OPTIONAL],
        pl.when(pl.col("zone").str.len_bytes() > len("UTC")).then(pl.lit("±")).otherwise(_zone_kind()),
    )


def _zone_kind() -> pl.Expr:
    """Summer and winter time of one place are one notation."""
    return pl.col("zone").replace({"EDT": "EDT/EST", "EST": "EDT/EST", "PDT": "PDT/PST", "PST": "PDT/PST"})


def _clock() -> pl.Expr:
    """Seconds after midnight; null where the time of day cannot be."""
    hour, minute, second = (pl.col(name).cast(pl.Int64, strict=False) for name in ("hour", "minute", "second"))
    afternoon = pl.col("half").str.to_lowercase() == "p"
    halved = pl.when(hour.is_between(1, _NOON)).then(hour % _NOON + pl.when(afternoon).then(_NOON).otherwise(0))
    hours = pl.when(pl.col("half") == "").then(hour).otherwise(halved)
    sound = (hours < 24) & (minute < 60) & (second.fill_null(0) < 60)
    seconds = hours * 3600 + minute * 60 + second.fill_null(0)
    return pl.when(pl.col("hour") == "").then(0).when(sound).then(seconds)


def _offset() -> pl.Expr:
    """Seconds the stated zone is ahead of UTC; 0 where none is stated."""
    stated = pl.col("zone").str.strip_prefix("UTC").str.strip_prefix("GMT").replace(_LETTERED)
    digits = stated.str.replace(":", "", literal=True)
    hours = digits.str.slice(1, 2).cast(pl.Int64, strict=False)
    minutes = digits.str.slice(3, 2).cast(pl.Int64, strict=False)
    sign = pl.when(digits.str.starts_with("-")).then(-1).otherwise(1)
    return pl.when(digits.str.len_bytes() == 5).then(sign * (hours * 3600 + minutes * 60)).otherwise(0)


def _century() -> pl.Expr:
    years = pl.col("year").cast(pl.Int64, strict=False)
    return (years + pl.when(years < 70).then(2000).otherwise(1900)).cast(pl.String)


def _moment(year: pl.Expr, month: str, day: str) -> pl.Expr:
    """The moment these numbers mean, null where there is no such day; strptime knows the calendar."""
    text = pl.concat_str(year, pl.lit("-"), month, pl.lit("-"), day)
    date = text.str.strptime(pl.Datetime("us"), "%Y-%m-%d", strict=False)
    moment = date + pl.duration(seconds=pl.col("clock") - pl.col("offset"))
    return pl.when(pl.col("key").is_not_null() & moment.dt.year().is_between(*_YEARS)).then(moment)


def _names(frame: pl.DataFrame, verdicts: tuple[Verdict, ...]) -> dict[str, str]:
    """Each notation as people write it, from the cells that have it."""
    order = {verdict.key: verdict.day_first for verdict in verdicts}
    known = frame.filter(pl.col("key").is_not_null())
    groups = known.group_by("key").agg(
        pl.col("spelling", "s", "year", "t", "hour", "second", "half", "gap", "zone", "ambiguous").first(),
        kind=_zone_kind().first(),
        padded=(pl.col("a").str.len_bytes() + pl.col("b").str.len_bytes() == 4).all(),
        full=(pl.col("hour").str.len_bytes() == 2).all(),
    )
    return {row["key"]: _name(row, day_first=order.get(row["key"], False)) for row in groups.to_dicts()}


def _name(row: dict[str, object], *, day_first: bool) -> str:
    if row["spelling"] == SERIAL:
        return SERIAL
    month, day = ("MM", "DD") if row["padded"] else ("M", "D")
    year = "YYYY" if len(str(row["year"])) == 4 else "YY"
    parts = [day, month, year] if day_first else [month, day, year]
    date = str(row["spelling"]) or str(row["s"]).join(parts if row["ambiguous"] else [year, month, day])
    if not row["hour"]:
        return date
    time = ("HH" if row["full"] else "H") + ":MM" + (":SS" if row["second"] else "")
    half = " AM/PM" if row["half"] else ""
    zone = str(row["zone"])
    zone = str(row["kind"]).upper() if len(zone) <= len("UTC") else "+HHMM"
    return f"{date}{'T' if row['t'] == 'T' else ' '}{time}{half}{row['gap']}{zone}"
