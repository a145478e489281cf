"""The demo file: the same every time, clearly synthetic, with quirks the doctor finds."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score

from services.demo import COUNTS, generate, sample_csv
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.progress import unwatched

NOW = datetime(2026, 3, 5, 12, 30, tzinfo=UTC)


def _read(content: str, folder: Path) -> Reading:
    path = folder / "demo.csv"
    path.write_text(content, encoding="utf-8", newline="")
    return read_posts(path, NOW, unwatched)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    return _read(generate(NOW), tmp_path_factory.mktemp("demo"))


def test_the_same_seed_gives_the_same_file_and_another_one_does_not() -> None:
    assert generate(NOW, posts=300) == generate(NOW, posts=300)
    assert generate(NOW, posts=300) != generate(NOW, posts=300, seed=1)


@pytest.mark.parametrize("posts", [1, 7, 100])
def test_a_demo_of_any_size_has_as_many_posts(posts: int, tmp_path: Path) -> None:
    assert _read(generate(NOW, posts=posts), tmp_path).ledger.rows_kept == posts


def test_every_row_is_read_and_every_page_says_that_it_is_invented(demo: Reading) -> None:
    assert (demo.ledger.rows_kept, demo.ledger.rows_set_aside) == (7000, 0)
    pages = demo.posts["page"].unique()
    assert len(pages) == 6
    assert pages.str.ends_with("(demo)").all()


def test_posts_end_at_the_given_moment_and_cover_six_years(demo: Reading) -> None:
    moment = NOW.replace(tzinfo=None)
    first, last = demo.posts["published_at"].min(), demo.posts["published_at"].max()
    assert moment - timedelta(days=3) < last <= moment  # type: ignore[operator]  # a date column
    assert timedelta(days=5.8 * 365) < moment - first < timedelta(days=6.1 * 365)  # type: ignore[operator]  # as above


def test_the_doctor_finds_the_quirks_of_real_files(demo: Reading) -> None:
    rows = {finding.code: finding.rows for finding in demo.findings}
    assert {found.notation for found in demo.notations} == {"M/D/YYYY H:MM", "MM-DD-YYYY HH:MM"}
    assert 2000 < rows["two_date_notations"] < 3500
    assert 20 <= rows["repeated_posts"] <= 60
    assert rows["kinds_do_not_add_up"] == 9
    assert 60 < rows["immature"] < 300
    assert "no_page_names" not in rows


def test_counts_are_as_skewed_as_real_ones(demo: Reading) -> None:
    assert (demo.posts["angrys"] == 0).mean() > 0.88  # type: ignore[operator]  # a Boolean column's mean
    assert demo.posts["comments"].max() > 100 * demo.posts["comments"].median()  # type: ignore[operator]  # numbers
    halves = demo.posts.sort("published_at")["post_type"] == "video"
    assert halves.tail(1500).mean() > 2 * halves.head(1500).mean()  # type: ignore[operator]  # as above


def test_four_kinds_of_posts_come_out_however_they_are_resampled(demo: Reading) -> None:
    logged = np.log1p(demo.posts.select(COUNTS).to_numpy().astype(float))
    pages = demo.posts["page"].to_numpy()
    scaled = np.empty_like(logged)
    for page in set(pages):
        own = logged[pages == page]
        scaled[pages == page] = (own - own.mean(axis=0)) / own.std(axis=0)
    whole = KMeans(4, n_init=5, random_state=0).fit(scaled)
    draw = np.random.default_rng(0)
    for _ in range(3):
        again = KMeans(4, n_init=3, random_state=1).fit(scaled[draw.integers(0, len(scaled), len(scaled))])
        assert adjusted_rand_score(whole.labels_, again.predict(scaled)) > 0.95
    assert np.bincount(whole.labels_).min() > 0.03 * len(scaled)


def test_the_sample_shows_the_core_schema_in_six_rows(tmp_path: Path) -> None:
    reading = _read(sample_csv(), tmp_path)
    assert (reading.ledger.rows_in_file, reading.ledger.rows_kept) == (6, 6)
    codes = {finding.code for finding in reading.findings}
    assert codes == {"time_zone_unknown", "not_measured", "no_page_names"}
