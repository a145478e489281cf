import json
import math
from dataclasses import dataclass
from datetime import UTC, datetime

import numpy as np
import pytest
from builders import Story, make_analysed
from numpy.typing import NDArray

from services.domain.analysis import Analysis
from services.domain.surrogate import Surrogate
from services.storage.codec import pack, unpack


@dataclass(frozen=True, slots=True)
class Leaf:
    values: NDArray[np.float64]
    name: str


@dataclass(frozen=True, slots=True)
class Tree:
    leaves: tuple[Leaf, ...]
    flags: NDArray[np.bool_]
    at: datetime
    k: int | None
    share: float


TREE = Tree(
    leaves=(Leaf(np.array([[1.5, np.nan], [-0.0, np.inf]]), "โพสต์"), Leaf(np.zeros((0, 3)), "")),
    flags=np.array([True, False]),
    at=datetime(2026, 1, 5, 12, 30, 15, 123456, tzinfo=UTC),
    k=None,
    share=math.nan,
)


def _there_and_back(value: object) -> object:
    facts, arrays = pack(value)
    return unpack(json.loads(json.dumps(facts)), arrays, type(value))


def test_a_value_comes_back_as_it_was() -> None:
    back = _there_and_back(TREE)

    assert isinstance(back, Tree)
    assert [leaf.name for leaf in back.leaves] == ["โพสต์", ""]
    np.testing.assert_array_equal(back.leaves[0].values, TREE.leaves[0].values)
    assert back.leaves[1].values.shape == (0, 3)
    assert back.at == TREE.at
    assert back.k is None
    assert math.isnan(back.share)


def test_arrays_come_back_locked_and_of_their_own_type() -> None:
    back = _there_and_back(TREE)

    assert isinstance(back, Tree)
    assert back.flags.dtype == bool
    assert back.leaves[0].values.dtype == np.float64
    assert not back.flags.flags.writeable


def test_facts_hold_names_of_arrays_and_no_arrays() -> None:
    facts, arrays = pack(TREE)

    assert facts["leaves"][0]["values"] in arrays
    assert len(arrays) == 3


def test_a_missing_array_is_not_made_up() -> None:
    facts, arrays = pack(TREE)
    del arrays["array_0"]

    with pytest.raises(Exception, match="structur"):
        unpack(facts, arrays, Tree)


@pytest.mark.parametrize("kind", [Analysis, Surrogate])
def test_what_the_worker_makes_can_be_kept(story: Story, kind: type) -> None:
    value = story.analysed.analysis if kind is Analysis else story.surrogate

    first, second = pack(value), pack(_there_and_back(value))

    assert first[0] == second[0]
    for name, array in first[1].items():
        np.testing.assert_array_equal(array, second[1][name])
        assert array.dtype == second[1][name].dtype


def test_a_hand_made_analysis_can_be_kept() -> None:
    analysis = make_analysed().analysis

    assert isinstance(_there_and_back(analysis), Analysis)
