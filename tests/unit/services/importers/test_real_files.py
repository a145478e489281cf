"""The files nobody here wrote, against the reference figures of the method."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.domain.errors import InvalidInput
from services.domain.intake import NotationCount
from services.importers.read import read_posts
from services.importers.reading import SCHEMA, Reading
from services.progress import unwatched

RealFile = Callable[[str], Path]
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def core(real_file: RealFile) -> Reading:
    return read_posts(real_file("facebook_live_thailand.csv"), NOW, unwatched)


def _rows(reading: Reading) -> dict[str, int]:
    return {finding.code: finding.rows for finding in reading.findings}


def test_core_file_keeps_every_row_and_measures_nine_counts(core: Reading) -> None:
    ledger = core.ledger
    assert (ledger.rows_in_file, ledger.rows_kept, ledger.rows_set_aside) == (7050, 7050, 0)
    assert core.measured == (
        "reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys",
    )  # fmt: skip
    assert core.posts.height == 7050


def test_core_file_has_two_notations_both_read_month_first(core: Reading) -> None:
    assert core.notations == (NotationCount("M/D/YYYY H:MM", 4236), NotationCount("MM-DD-YYYY HH:MM", 2814))
    published = core.posts["published_at"]
    assert published.min() == datetime(2012, 7, 15, 2, 51)  # noqa: DTZ001  # the file states no zone
    assert published.max() == datetime(2018, 6, 13, 1, 12)  # noqa: DTZ001  # as above
    assert published.null_count() == 0


def test_core_file_gives_the_reference_findings(core: Reading) -> None:
    rows = _rows(core)
    assert rows["two_date_notations"] == 2814
    assert rows["day_or_month"] == 2814
    assert rows["time_zone_unknown"] == 7050
    assert rows["repeated_posts"] == 54
    assert rows["kinds_do_not_add_up"] == 9
    assert rows["kinds_before_reactions"] == 1720
    assert "immature" not in rows
    assert {"no_page_names", "not_measured"} <= set(rows)


def test_core_file_has_the_reference_types_and_line_numbers(core: Reading) -> None:
    types = Counter(core.posts["post_type"].to_list())
    assert types == {"photo": 4288, "video": 2334, "status": 365, "link": 63}
    assert core.posts["line"].to_list() == list(range(2, 7052))


def test_posts_have_the_canonical_schema(core: Reading) -> None:
    schema = dict(core.posts.schema)
    assert {name: schema[name] for name in SCHEMA} == dict(SCHEMA)
    assert set(schema) == set(SCHEMA) | set(core.measured)


def test_scraper_file_with_texts_is_read_with_its_one_duplicate_set_aside(real_file: RealFile) -> None:
    reading = read_posts(real_file("facebook_page_posts_nasa.csv"), NOW, unwatched)
    assert (reading.ledger.rows_in_file, reading.ledger.rows_kept) == (763, 762)
    assert [row.code for row in reading.set_aside] == ["repeated_ids"]
    rows = _rows(reading)
    assert rows["kinds_do_not_add_up"] == 68
    assert rows["pages_by_number"] == 762
    assert reading.posts["text"].str.contains("\n").sum() > 50
    assert reading.posts["page"].n_unique() == 1


@pytest.mark.parametrize(
    ("name", "looks_like"),
    [
        ("meta_business_suite_facebook_2025_el.csv", "a Meta Business Suite export"),
        ("x_tweet_activity_2022_02.csv", "an X (Twitter) activity export"),
        ("youtube_studio_table_data.csv", "a YouTube Studio export"),
        ("facebook_metrics_uci.csv", "the UCI Facebook metrics file"),
    ],
)
def test_other_exports_are_named_and_refused(real_file: RealFile, name: str, looks_like: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_posts(real_file(name), NOW, unwatched)
    assert f"This looks like {looks_like}." in str(refusal.value)
    assert "status_published" in str(refusal.value)
    assert str(refusal.value).endswith("Nothing was stored.")
