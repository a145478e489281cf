"""Large files are read another way: what comes out must be the same, however messy they are."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from services.domain.intake import Answer
from services.importers.bulk import chunks, draft
from services.importers.bulk.redraft import Redraft
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.progress import unwatched

NOW = datetime(2026, 1, 1)  # noqa: DTZ001  # naive UTC, as files have it
_HEADER = (
    "status_id,status_type,status_published,num_reactions,num_comments,num_shares,num_likes,num_loves,num_wows,"
    "num_hahas,num_sads,num_angrys"
)


@dataclass(frozen=True)
class Mess:
    """How much of what is in a file, as shares of its rows."""

    dates: tuple[str, ...] = ("%m/%d/%Y %H:%M",)
    spoiled: float = 0.01
    repeated: float = 0.01
    same_id: float = 0.0
    blank: float = 0.01
    end: str = "\n"
    largest: int = 5000
    delimiter: str = ","
    header: str = _HEADER
    page_in_id: bool = False
    days: int = 3000


def make_messy_file(seed: int, mess: Mess, rows: int = 2000) -> str:
    draw = np.random.default_rng(seed)
    moment = datetime(2018, 6, 1)  # noqa: DTZ001  # as in files
    lines = [mess.header]
    width = mess.header.count(",") + 1
    for number in range(rows):
        moment -= timedelta(minutes=int(draw.integers(1, 2 * mess.days * 1440 // rows)))
        date = moment.strftime(mess.dates[int(draw.integers(len(mess.dates)))])
        kinds = draw.integers(0, mess.largest, width - 6).tolist()
        figures = [sum(kinds) if draw.random() > 0.01 else 7, *draw.integers(0, mess.largest, 2).tolist(), *kinds]
        cells = [str(one) if draw.random() > mess.blank / 9 else "" for one in figures]
        name = f"77_{number}" if mess.page_in_id else str(number)
        row = [name, str(draw.choice(["photo", "Video", "status", "zine"])), date, *cells]
        lines.append(mess.delimiter.join(row))
        if draw.random() < mess.repeated:
            lines.append(mess.delimiter.join([f"{name}9", *row[1:]]))
        if draw.random() < mess.same_id:
            lines.append(mess.delimiter.join([name, *row[1:3], "1", *row[4:]]))
        if draw.random() < mess.spoiled:
            lines.append(_spoil(draw, row, mess))
    return mess.delimiter.join(lines[0].split(",")) + mess.end + mess.end.join(lines[1:]) + mess.end


def _spoil(draw: np.random.Generator, row: list[str], mess: Mess) -> str:
    join = mess.delimiter.join
    spoiled = (
        join(row[:-3]),
        join([*row, "x"]),
        join([*row, "", ""]),
        "",
        "   ",
        mess.delimiter * (len(row) - 1),
        mess.header.replace(",", mess.delimiter),
        join(["Total", "", "", *row[3:]]),
        join([*row[:2], "some day", *row[3:]]),
        join([*row[:2], "31/31/2018 06:00", *row[3:]]),
        join([*row[:4], "-3", *row[5:]]),
        join([*row[:4], "7.5", *row[5:]]),
        join([*row[:4], "N/A", *row[5:]]),
        join([*row[:4], "376.0", *row[5:]]),
        join([*row[:4], "007", *row[5:]]),
        join([*row[:4], " 12 ", *row[5:]]),
        join([*row[:4], "+8", *row[5:]]),
        join([*row[:4], "99999999999999999999", *row[5:]]),
        join([row[0], f'"{row[1]}"', *row[2:]]),
        join(["1.4E+18", *row[1:]]),
        join(["", *row[1:]]),
        join([row[0], "ภาพถ่าย", *row[2:]]),
        join([*row[:2], "Mar 15, 2016", *row[3:]]),
        join([*row[:2], "2016-03-15T06:00:00Z", *row[3:]]),
        join([*row[:2], "3/15/2016", *row[3:]]),
        join([*row[:2], "", *row[3:]]),
    )
    return spoiled[int(draw.integers(len(spoiled)))]


@pytest.fixture(params=["by columns", "by machine code"])
def read_both(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., tuple[Reading, Reading]]:
    """One file read both ways, the fast way in many small chunks, which has two ways of its own."""
    monkeypatch.setattr("services.importers.bulk.read.COMPILED", 0 if request.param == "by machine code" else 10**12)

    def read(text: str, *answers: Answer) -> tuple[Reading, Reading]:
        path = tmp_path / "messy.csv"
        path.write_bytes(text.encode())
        monkeypatch.setattr(chunks, "CHUNK", 30_000)
        monkeypatch.setattr("services.importers.read.LARGE", 10**12)
        careful = read_posts(path, NOW, unwatched, answers)
        monkeypatch.setattr("services.importers.read.LARGE", 0)
        monkeypatch.setattr("services.importers.read._open", _never)
        return careful, read_posts(path, NOW, unwatched, answers)

    return read


def _never(*_: object) -> None:
    raise AssertionError("the careful way was taken: this file should have been regular enough")


def _demand_same(careful: Reading, fast: Reading) -> None:
    assert fast.ledger == careful.ledger
    assert fast.set_aside == careful.set_aside
    assert fast.measured == careful.measured
    assert fast.notations == careful.notations
    assert fast.findings == careful.findings
    assert fast.posts.columns == careful.posts.columns
    assert fast.posts.cast(dict(careful.posts.schema)).equals(careful.posts)


_MESSES = {
    "one notation": Mess(),
    "no mess at all": Mess(spoiled=0, repeated=0, blank=0),
    "two notations, one of them open": Mess(dates=("%m/%d/%Y %H:%M", "%d-%m-%Y %H:%M")),
    "an open notation in few days": Mess(dates=("%d.%m.%Y %H:%M",), days=11),
    "iso with seconds": Mess(dates=("%Y-%m-%d %H:%M:%S",), end="\r\n"),
    "iso with a T and a zone": Mess(dates=("%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M +0100")),
    "two-digit years": Mess(dates=("%m/%d/%y %H:%M",)),
    "half days": Mess(dates=("%m/%d/%Y %I:%M %p", "%m/%d/%Y")),
    "letters": Mess(dates=("%b %d %Y", "%Y/%m/%d %H:%M")),
    "unpadded": Mess(dates=("%-m/%-d/%Y %-H:%M",), end="\r\n"),
    "both orders mixed": Mess(dates=("%m/%d/%Y %H:%M", "%m/%d/%Y %H:%M", "%d/%m/%Y %H:%M")),
    "ids twice": Mess(same_id=0.05),
    "semicolons": Mess(delimiter=";"),
    "pages in ids": Mess(page_in_id=True, spoiled=0),
    "large counts": Mess(largest=2**40),
    "many blanks": Mess(blank=1.0),
    "other columns": Mess(header=_HEADER.replace("num_angrys", "num_special,mood")),
}


@pytest.mark.parametrize("seed", [1])
@pytest.mark.parametrize("mess", _MESSES.values(), ids=_MESSES.keys())
def test_both_ways_say_the_same(read_both: Callable[..., tuple[Reading, Reading]], mess: Mess, seed: int) -> None:
    _demand_same(*read_both(make_messy_file(seed, mess)))


def test_both_ways_show_the_same_cells_where_the_readings_of_dates_differ(
    read_both: Callable[..., tuple[Reading, Reading]],
) -> None:
    dates = [f"0{n % 9 + 1}-0{n % 9 + 1}-2018 10:00" for n in range(40)] + ["03-10-2018 10:00", "04-11-2018 10:00"]
    rows = [f"{n},photo,{date},1,{n},0,1,0,0,0,0,0" for n, date in enumerate(dates)]
    careful, fast = read_both("\n".join([_HEADER, *rows, ""]))
    _demand_same(careful, fast)
    (doubtful,) = (one for one in fast.findings if one.readings)
    assert [cell for cell, _ in doubtful.readings[0].examples] == dates[-2:]


@pytest.mark.parametrize(
    "answer",
    [
        Answer("repeated_posts", "set_aside"),
        Answer("repeated_ids", "last"),
        Answer("kinds_before_reactions", "not_measured"),
        Answer("day_or_month", "day_first"),
        Answer("time_zone_unknown", "Asia/Bangkok"),
    ],
    ids=lambda answer: answer.code,
)
def test_both_ways_follow_answers_alike(read_both: Callable[..., tuple[Reading, Reading]], answer: Answer) -> None:
    text = make_messy_file(5, Mess(same_id=0.02, repeated=0.05, dates=("%d-%m-%Y %H:%M",), days=6))
    _demand_same(*read_both(text, answer))


def _rows(
    first: int, last: int, date: str = "2018-03-01 10:00", post_id: str = "{}", counts: str = "4,1,0,3,1,0,0,0,0"
):
    return [f"{post_id.format(number)},photo,{date},{counts}" for number in range(first, last)]


_BEFORE_KINDS = _rows(0, 900, "2015-03-01 10:00", counts="4,1,0,4,0,0,0,0,0")
# What the first rows of each suggest turns out to be otherwise.
_SURPRISES = {
    "day first": [*_rows(0, 900, "01/02/2018 10:00"), *_rows(900, 1200, "25/02/2018 10:00")],
    "a page in some ids": [*_rows(0, 900, post_id="77_{}"), *_rows(900, 1200)],
    "no figure of a kind": _rows(0, 1200, counts="4,1,0,4,0,0,0,0,"),
    "a figure only in a row that is set aside": [
        *_rows(0, 1200, counts="4,1,,4,0,0,0,0,0"),
        "3,photo,2018-03-01,4,1,7,4,0,0,0,0,0",
    ],
    "the same id": [*_rows(0, 900), *_rows(300, 600)],
}


@pytest.mark.parametrize("rows", _SURPRISES.values(), ids=_SURPRISES.keys())
def test_both_ways_say_the_same_where_the_beginning_misleads(
    read_both: Callable[..., tuple[Reading, Reading]], monkeypatch: pytest.MonkeyPatch, rows: list[str]
) -> None:
    again = []
    monkeypatch.setattr(draft, "Redraft", lambda *seen: again.append(seen) or Redraft(*seen))
    _demand_same(*read_both("\n".join([_HEADER, *rows, ""])))
    assert again


def test_both_ways_drop_kinds_that_nobody_could_give(read_both: Callable[..., tuple[Reading, Reading]]) -> None:
    careful, fast = read_both(
        "\n".join([_HEADER, *_BEFORE_KINDS, ""]), Answer("kinds_before_reactions", "not_measured")
    )
    _demand_same(careful, fast)
    assert "loves" not in fast.measured


@pytest.mark.parametrize("post_id", ["{}", "77_{}"])
def test_posts_are_written_once_where_the_beginning_does_not_mislead(
    read_both: Callable[..., tuple[Reading, Reading]], monkeypatch: pytest.MonkeyPatch, post_id: str
) -> None:
    monkeypatch.setattr(draft, "Redraft", None)
    _demand_same(*read_both("\n".join([_HEADER, *_rows(0, 1200, post_id=post_id), ""])))


def test_several_pages_are_told_apart_by_their_numbers(read_both: Callable[..., tuple[Reading, Reading]]) -> None:
    rows = [*_rows(0, 600, post_id="77_{}"), *_rows(600, 1200, post_id="78_{}")]
    careful, fast = read_both("\n".join([_HEADER, *rows, ""]))
    _demand_same(careful, fast)
    assert fast.posts["page"].unique().sort().to_list() == ["77", "78"]


@pytest.mark.parametrize("blank_lines", [1, 900])
def test_lines_without_anything_at_the_end_say_nothing_of_pages(
    read_both: Callable[..., tuple[Reading, Reading]], blank_lines: int
) -> None:
    """Nine hundred of them fill a chunk of their own."""
    careful, fast = read_both("\n".join([_HEADER, *_rows(0, 1200, post_id="77_{}"), (" " * 40 + "\n") * blank_lines]))
    _demand_same(careful, fast)
    assert fast.posts["page"].unique().to_list() == ["77"]


@pytest.mark.parametrize("post_id", [" 77_{}", " 1.4E+1{}"])
def test_blanks_around_ids_are_not_shown(read_both: Callable[..., tuple[Reading, Reading]], post_id: str) -> None:
    _demand_same(*read_both("\n".join([_HEADER, *_rows(0, 1200, post_id=post_id), ""])))
