"""Files with few posts or few counts: what is still done with them, and what is refused with the reason."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from builders import House, make_actor, save_posts_csv

from services.domain.errors import InvalidInput
from services.domain.segmentation import SegmentationRequest

YOUTUBE = "Content,Video title,Video publish time,{}"
Columns = dict[str, int]


def save_videos(folder: Path, columns: Columns, videos: int = 90) -> Path:
    """Videos of three clear sizes; columns: header -> how many of it a view brings in a hundred."""
    draw, rows = np.random.default_rng(5), [YOUTUBE.format(",".join(columns))]
    for number in range(videos):
        views = int((40, 900, 20_000)[number % 3] * np.exp(draw.normal(0, 0.2)))
        counts = ",".join(str(views * share // 100) for share in columns.values())
        rows.append(f'video{number:06d},Tea {number},"Mar {1 + number % 28}, 2018",{counts}')
    path = folder / "videos.csv"
    path.write_text("\n".join(rows))
    return path


@pytest.fixture
def segment(house: House) -> Callable[[Path], tuple[str, ...]]:
    """The features that a file was segmented by."""

    def segmented(path: Path) -> tuple[str, ...]:
        dataset = house.services.datasets.import_file(make_actor(), path)
        made = house.services.analyses.make(make_actor(), SegmentationRequest(dataset.id))
        assert made.described.segmentation.k == 3
        return house.services.analyses.features(make_actor(), SegmentationRequest(dataset.id)).names

    return segmented


@pytest.mark.parametrize(
    ("columns", "features"),
    [
        ({"Likes": 10, "Shares": 4, "Comments added": 3}, ("comments", "shares", "likes")),
        ({"Likes": 10, "Shares": 4, "Views": 100}, ("shares", "likes")),
        ({"Likes": 10, "Views": 100}, ("likes",)),
    ],
)
def test_a_file_with_likes_only_is_segmented_by_what_it_has(
    segment: Callable[[Path], tuple[str, ...]], tmp_path: Path, columns: Columns, features: tuple[str, ...]
) -> None:
    assert segment(save_videos(tmp_path, columns)) == features


def test_a_file_without_anything_that_people_did_says_so(house: House, tmp_path: Path) -> None:
    dataset = house.services.datasets.import_file(
        make_actor(), save_videos(tmp_path, {"Views": 100, "Impressions": 90})
    )

    with pytest.raises(InvalidInput, match="no counts this recipe can use"):
        house.services.analyses.make(make_actor(), SegmentationRequest(dataset.id))


def test_twenty_seven_posts_are_kept_and_get_too_few_instead_of_segments(house: House, tmp_path: Path) -> None:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path, posts=27))
    request = SegmentationRequest(dataset.id)

    with pytest.raises(InvalidInput, match="27 posts: too few to segment; 200 or more work well"):
        house.services.analyses.make(make_actor(), request)

    assert dataset.rows_kept == 27
    assert not house.services.analyses.is_ready(make_actor(), request)
