from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from builders import Story, make_actor

from services.domain.errors import Unavailable
from services.importers.reading import SCHEMA
from services.storage.files import Files
from services.storage.posts import PostStore

WHEN = datetime(2025, 3, 1, 9, 30)  # noqa: DTZ001  # files state no zone


def make_frame(ids: list[str | None], **columns: list[object]) -> pl.DataFrame:
    rows = len(ids)
    frame = pl.DataFrame(
        {
            "line": list(range(2, rows + 2)),
            "post_id": ids,
            "published_at": [WHEN] * rows,
            "post_type": ["photo"] * rows,
            "page": ["North"] * rows,
            "text": [None] * rows,
            "permalink": [None] * rows,
            "linked_url": [None] * rows,
            "immature": [False] * rows,
        },
        schema=SCHEMA,
    )
    return frame.with_columns(pl.Series(name, values) for name, values in columns.items())


@pytest.fixture
def store(tmp_path: Path) -> PostStore:
    return PostStore(Files(tmp_path / "files"))


def test_posts_come_back_as_columns(store: PostStore) -> None:
    store.save("red", "d1", make_frame(["a", "b"], comments=[3, None], shares=[0, 1]))

    posts = store.load("red", "d1")

    assert len(posts) == 2
    assert posts.ids.tolist() == ["a", "b"]
    assert posts.published[0].item() == WHEN
    assert posts.texts.tolist() == ["", ""]
    assert list(posts.counts) == ["comments", "shares"]
    np.testing.assert_array_equal(posts.counts["comments"], [3, np.nan])


def test_a_count_that_no_post_has_is_not_there(store: PostStore) -> None:
    store.save("red", "d1", make_frame(["a"], shares=[1]))

    assert "comments" not in store.load("red", "d1").counts


@pytest.mark.parametrize(
    ("ids", "shown"),
    [
        (["a", "b"], ["a", "b"]),
        (["a", None], ["a", "line-3"]),
        (["a", "b", "a"], ["line-2", "b", "line-4"]),
        ([None, None], ["line-2", "line-3"]),
    ],
)
def test_every_post_has_an_id_that_no_other_has(store: PostStore, ids: list[str | None], shown: list[str]) -> None:
    store.save("red", "d1", make_frame(ids, shares=[1] * len(ids)))

    assert store.load("red", "d1").ids.tolist() == shown


def test_columns_are_locked(store: PostStore) -> None:
    store.save("red", "d1", make_frame(["a"], shares=[1]))

    posts = store.load("red", "d1")

    for array in (posts.ids, posts.published, posts.formats, posts.immature, posts.counts["shares"]):
        assert not array.flags.writeable


def test_posts_that_are_gone_are_told_so(store: PostStore) -> None:
    with pytest.raises(Unavailable, match="Import the file again"):
        store.load("red", "d1")


def test_a_dataset_of_the_same_id_in_another_workspace_is_another(store: PostStore) -> None:
    store.save("red", "d1", make_frame(["a"], shares=[1]))
    store.save("blue", "d1", make_frame(["b"], shares=[1]))

    assert store.load("red", "d1").ids.tolist() == ["a"]
    assert store.load("blue", "d1").ids.tolist() == ["b"]


def test_posts_know_whether_their_pages_are_known(store: PostStore) -> None:
    store.save("red", "d1", make_frame(["a"], shares=[1]))
    store.save("red", "d2", make_frame(["a"], shares=[1], page=[None]).with_columns(pl.col("page").cast(pl.String)))

    assert store.load("red", "d1").has_pages
    assert not store.load("red", "d2").has_pages


def test_an_imported_file_is_stored_in_its_own_order(story: Story) -> None:
    posts = story.house.services.analyses.get(make_actor(), story.request).posts

    assert posts.ids[:3].tolist() == ["p1", "p2", "p3"]
    assert len(set(posts.ids)) == len(posts) == 240
