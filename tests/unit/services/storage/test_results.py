"""What was computed is found again, whole, in its workspace only."""

import pickle
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from builders import RED, Story, copy_house
from numpy.typing import NDArray

from services.domain.errors import NotFound, Unavailable
from services.storage.results import ResultStore, _write


@dataclass(frozen=True, slots=True)
class Answer:
    values: NDArray[np.float64]
    words: str


@pytest.fixture
def opened(story: Story, tmp_path: Path):
    house = copy_house(story.house.settings.home, tmp_path / "home")
    yield house
    house.close()


def test_nothing_is_there_that_nobody_saved(opened) -> None:
    store = ResultStore(opened.database, opened.files, opened.clock)

    assert not store.holds(RED.id, "f" * 64, Answer)
    with pytest.raises(NotFound, match="has not been made yet"):
        store.load(RED.id, "f" * 64, Answer)


def test_a_result_whose_file_is_gone_is_told_so_and_not_held(opened, story: Story) -> None:
    store = ResultStore(opened.database, opened.files, opened.clock)
    name, kind = story.analysed.fingerprint, type(story.analysed.analysis)
    assert store.holds(RED.id, name, kind)
    opened.files.path(RED.id, "results", f"{name}.npz").unlink()
    fresh = ResultStore(opened.database, opened.files, opened.clock)

    assert not fresh.holds(RED.id, name, kind)
    with pytest.raises(Unavailable, match="Run it again"):
        fresh.load(RED.id, name, kind)


def test_what_was_read_stays_in_memory(opened, story: Story) -> None:
    store = ResultStore(opened.database, opened.files, opened.clock)
    name, kind = story.analysed.fingerprint, type(story.analysed.analysis)

    assert store.load(RED.id, name, kind) is store.load(RED.id, name, kind)


def test_a_file_of_results_holds_no_pickle(tmp_path: Path) -> None:
    _write(tmp_path / "one.npz", {"words": "hello"}, {"values": np.arange(3.0)})

    with np.load(tmp_path / "one.npz", allow_pickle=False) as stored:
        assert sorted(stored.files) == ["facts", "values"]


def test_objects_are_not_written_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="allow_pickle"):
        _write(tmp_path / "one.npz", {}, {"values": np.array([object()])})
    assert pickle.dumps(1) not in (tmp_path / "one.npz").read_bytes()
