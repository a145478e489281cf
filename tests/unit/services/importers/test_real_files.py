"""The files nobody here wrote, against the reference figures of the method."""

import csv
import unicodedata
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from services.domain.intake import Ledger, NotationCount
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


def test_meta_file_of_three_widths_is_read_whole(real_file: RealFile) -> None:
    reading = read_posts(real_file("meta_business_suite_facebook_2025_el.csv"), NOW, unwatched)
    assert reading.importer == "meta_facebook"
    assert reading.ledger == Ledger(277, 277, 0)
    assert reading.measured == ("reactions", "comments", "shares", "reach", "views", "clicks")
    assert Counter(reading.posts["post_type"]) == {"photo": 249, "video": 24, "link": 2, "event": 1, "reel": 1}
    assert _period(reading) == ("2025-02-07 02:26:00", "2025-07-09 04:15:00")
    rows = _rows(reading)
    assert rows["narrow_rows"] == 149
    assert rows["blank_counts"] == 1
    assert "interactions_do_not_add_up" not in rows
    assert reading.posts["text"].null_count() == 1
    assert reading.posts["page"].n_unique() == 2
    event = reading.posts.filter(reading.posts["post_type"] == "event")
    assert event.select(reading.measured).row(0) == (None,) * 6


def test_x_file_has_long_ids_and_times_in_utc(real_file: RealFile) -> None:
    reading = read_posts(real_file("x_tweet_activity_2022_02.csv"), NOW, unwatched)
    assert (reading.importer, reading.ledger) == ("x_activity", Ledger(160, 160, 0))
    assert reading.measured == ("comments", "shares", "likes", "impressions", "views", "clicks")
    assert _period(reading) == ("2022-02-01 12:11:00", "2022-02-28 17:39:00")
    assert reading.posts["post_id"].str.len_chars().unique().to_list() == [19]
    assert reading.posts["impressions"][0] == 376
    assert "time_zone_unknown" not in _rows(reading)


def test_youtube_file_keeps_its_71_videos_and_sets_the_total_aside(real_file: RealFile) -> None:
    reading = read_posts(real_file("youtube_studio_table_data.csv"), NOW, unwatched)
    assert (reading.importer, reading.ledger) == ("youtube_studio", Ledger(72, 71, 1))
    assert [(row.line, row.code) for row in reading.set_aside] == [(2, "totals_or_footer_rows")]
    assert reading.measured == ("shares", "likes", "impressions", "views")
    assert reading.posts["views"].sum() == 46_333
    assert _period(reading) == ("2024-12-07 00:00:00", "2025-07-31 00:00:00")
    assert _rows(reading)["some_without_date"] == 3
    assert not reading.posts["post_id"].str.starts_with(" ").any()


def test_uci_metrics_file_is_read_without_dates(real_file: RealFile) -> None:
    reading = read_posts(real_file("facebook_metrics_uci.csv"), NOW, unwatched)
    assert (reading.importer, reading.ledger) == ("uci_facebook_metrics", Ledger(500, 500, 0))
    assert reading.measured == ("comments", "shares", "likes", "reach", "impressions", "clicks")
    assert Counter(reading.posts["post_type"]) == {"photo": 426, "status": 45, "link": 22, "video": 7}
    assert reading.posts["published_at"].null_count() == 500
    assert (reading.posts["shares"].null_count(), reading.posts["likes"].null_count()) == (4, 1)
    assert reading.posts["weekday"].is_between(1, 7).all()
    assert reading.notations == ()
    rows = _rows(reading)
    assert rows["no_dates"] == 500
    assert "immature" not in rows
    assert "interactions_do_not_add_up" not in rows


# Canonical count -> header, summed by hand below, with nothing but Python's csv module.
SUMMED = {
    "facebook_live_thailand.csv": {
        name: f"num_{name}"
        for name in ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
    },
    "facebook_page_posts_nasa.csv": {
        name: f"num_{name}"
        for name in ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
    },
    "facebook_metrics_uci.csv": {
        "comments": "comment",
        "shares": "share",
        "likes": "like",
        "reach": "Lifetime Post Total Reach",
        "impressions": "Lifetime Post Total Impressions",
        "clicks": "Lifetime Post Consumptions",
    },
    "meta_business_suite_facebook_2025_el.csv": {
        "reactions": "Αντιδράσεις",
        "comments": "Σχόλια",
        "shares": "Κοινοποιήσεις",
        "reach": "Απήχηση",
        "views": "Προβολές",
        "clicks": "Συνολικά κλικ",
    },
    "x_tweet_activity_2022_02.csv": {
        "comments": "replies",
        "shares": "retweets",
        "likes": "likes",
        "impressions": "impressions",
        "views": "media views",
        "clicks": "url clicks",
    },
    "youtube_studio_table_data.csv": {
        "shares": "Shares",
        "likes": "Likes",
        "impressions": "Impressions",
        "views": "Views",
    },
}


@pytest.mark.parametrize("name", SUMMED)
def test_every_count_is_measured_as_it_stands_in_the_file(real_file: RealFile, name: str) -> None:
    reading = read_posts(real_file(name), NOW, unwatched)
    assert set(reading.measured) == set(SUMMED[name])
    assert reading.ledger.rows_in_file == reading.ledger.rows_kept + reading.ledger.rows_set_aside
    kept = _rows_by_hand(real_file(name), reading)
    assert len(kept) == reading.ledger.rows_kept
    for count, header in SUMMED[name].items():
        cells = [row[header].strip() for row in kept]
        by_hand = [int(float(cell)) if cell not in ("", "-") else None for cell in cells]
        assert reading.posts[count].to_list() == by_hand, count


def _rows_by_hand(path: Path, reading: Reading) -> list[dict[str, str]]:
    """The rows that were not set aside, by the place that the ledger gives for those."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";" if "uci" in path.name else ","))
    aside = [next(csv.reader([row.raw])) for row in reading.set_aside]
    for cells in aside:
        rows.remove(next(row for row in reversed(rows) if list(row.values())[: len(cells)] == cells))
    return rows


def test_core_file_is_as_skewed_as_it_is_known_to_be(core: Reading) -> None:
    posts = core.posts
    assert (posts["reactions"].median(), posts["reactions"].max(), posts["comments"].max()) == (59.5, 4710, 20_990)
    assert round((posts["angrys"] == 0).mean(), 2) == 0.94
    assert core.posts["post_id"].to_list() == [str(number) for number in range(1, 7051)]
    (by_order,) = [finding for finding in core.findings if finding.code == "day_or_month"]
    assert "month first" in by_order.detail.lower()


def test_scraper_file_has_its_texts_types_and_days(real_file: RealFile) -> None:
    reading = read_posts(real_file("facebook_page_posts_nasa.csv"), NOW, unwatched)
    posts, (twice,) = reading.posts, reading.set_aside
    types = {"photo": 556, "video": 197, "link": 7, "event": 1, "note": 1, "status": 1}
    types["photo" if "photo" in twice.raw else "video"] -= 1
    assert Counter(posts["post_type"]) == types
    first, last = _period(reading)
    assert (first[:10], last[:10]) == ("2016-02-24", "2016-06-24")
    assert posts["published_at"].is_sorted(descending=True)
    assert posts["text"].null_count() == 45
    assert posts["text"].str.len_chars().max() == 1399
    assert posts["post_id"].str.contains("_").all()
    assert posts["permalink"].null_count() == len(posts)


def test_meta_file_has_its_texts_as_they_are(real_file: RealFile) -> None:
    text = read_posts(real_file("meta_business_suite_facebook_2025_el.csv"), NOW, unwatched).posts["text"]
    assert text.str.contains("\n").sum() == 273
    normalised = [unicodedata.normalize("NFKC", one) for one in text.drop_nulls()]
    assert sum(one != other for one, other in zip(normalised, text.drop_nulls(), strict=True)) == 14


def test_uci_metrics_takes_no_follower_count_for_likes(real_file: RealFile) -> None:
    posts = read_posts(real_file("facebook_metrics_uci.csv"), NOW, unwatched).posts
    # The smallest number of followers in the file is above 80,000.
    assert posts["likes"].max() < 6_000
    assert posts.select("month", "hour").null_count().row(0) == (0, 0)


def _period(reading: Reading) -> tuple[str, str]:
    published = reading.posts["published_at"]
    return str(published.min()), str(published.max())
