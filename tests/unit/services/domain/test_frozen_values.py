"""Values that cross a border stay what they were."""

import dataclasses
import importlib
import inspect
import pkgutil

import numpy as np
import pytest
from builders import make_analysed, make_dataset

from services import domain
from services.domain import errors
from services.domain.arrays import read_only
from services.domain.clock import system_clock
from services.domain.errors import InvalidInput, ServiceError
from services.domain.intake import Ledger

VALUES = sorted(
    {
        value
        for module in pkgutil.iter_modules(domain.__path__)
        for _, value in inspect.getmembers(importlib.import_module(f"services.domain.{module.name}"), inspect.isclass)
        if dataclasses.is_dataclass(value)
    },
    key=lambda value: value.__qualname__,
)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__qualname__)
def test_every_value_of_the_domain_is_frozen_and_slotted(value: type) -> None:
    assert value.__dataclass_params__.frozen, f"{value} must be @dataclass(frozen=True, slots=True)"  # type: ignore[attr-defined]  # every dataclass has it
    assert "__slots__" in vars(value)


def test_a_value_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_dataset().name = "another"  # type: ignore[misc]  # on purpose


def test_an_array_that_was_handed_out_is_locked() -> None:
    array = read_only(np.zeros(3))

    with pytest.raises(ValueError, match="read-only"):
        array[0] = 1


def test_every_refusal_is_a_service_error_with_its_message() -> None:
    kinds = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not ServiceError]

    assert len(kinds) == 7
    for kind in kinds:
        assert issubclass(kind, ServiceError)
        assert str(kind("What happened, to what, what to do.")) == "What happened, to what, what to do."


def test_bad_input_names_its_field() -> None:
    assert InvalidInput("The date cannot be read.", "since").field == "since"
    assert InvalidInput("The file cannot be read.").field is None


def test_books_that_do_not_balance_are_not_accepted() -> None:
    with pytest.raises(ValueError, match="does not balance"):
        Ledger(10, 8, 1)


def test_an_analysis_knows_its_numbers_of_segments() -> None:
    analysis = make_analysed().analysis

    assert analysis.at(2) is analysis.described[0]
    assert analysis.default_k == 2
    with pytest.raises(KeyError):
        analysis.at(3)


def test_a_published_number_of_segments_goes_before_a_recommended_one() -> None:
    analysis = make_analysed().analysis

    assert dataclasses.replace(analysis, published_k=4).default_k == 4


def test_where_nothing_is_stable_the_number_that_held_best_is_shown() -> None:
    analysis = make_analysed().analysis
    rows = tuple(dataclasses.replace(analysis.sweep.rows[0], k=k, ari=ari) for k, ari in ((2, 0.4), (3, 0.6), (4, 0.5)))
    unstable = dataclasses.replace(analysis.sweep, rows=rows, recommended_k=None)

    assert dataclasses.replace(analysis, sweep=unstable).default_k == 3


def test_the_systems_time_states_its_zone() -> None:
    assert system_clock().tzinfo is not None
