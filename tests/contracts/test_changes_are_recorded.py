"""Whatever changes something leaves a line in the trail: a service method that writes says in words what it changes."""

import ast
import dataclasses
import inspect
from typing import Any, get_type_hints

import pytest
from builders import House

from services.bundle import Services
from services.recording import _PLACE

_WRITES = {"transaction", "directory"}
# Why these write and leave no line of their own.
WITHOUT = {
    "accounts.enter": "moves a browser, and nothing of anybody's",
    "accounts.enrolment": "half of a second step: `confirm` is the other, and leaves a line",
    "alerts.watch": "done by a worker for a job that somebody ordered",
    "datasets.arrive": "a step of importing, replacing and answering, which leave a line each",
    "jobs.submit": "the row of the job is the line; what the work changes leaves its own",
    "uploads.receive": "a piece of an upload whose beginning left a line",
    "uploads.refuse": "what became of an upload, said by the import that left a line",
    "uploads.park": "as above",
    "uploads.forget": "as above",
}
SERVICES = {field.name: get_type_hints(Services)[field.name] for field in dataclasses.fields(Services)}


def _calls(node: ast.AST) -> set[str]:
    """What is called on anything: `self._database.transaction(...)` is `transaction`."""
    found = [
        one.func.attr for one in ast.walk(node) if isinstance(one, ast.Call) and isinstance(one.func, ast.Attribute)
    ]
    return set(found)


def _writing(service: Any) -> set[str]:
    """Public methods that open a writing transaction, themselves or through private methods of their class."""
    tree = ast.parse(inspect.getsource(inspect.getmodule(service)))
    body = next(node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == service.__name__)
    calls = {one.name: _calls(one) for one in body.body if isinstance(one, ast.FunctionDef)}
    reached = {name: {*called} for name, called in calls.items()}
    for _ in calls:
        reached = {
            name: called.union(*(reached[one] for one in called if one.startswith("_") and one in reached))
            for name, called in reached.items()
        }
    return {name for name, called in reached.items() if called & _WRITES and not name.startswith("_")}


METHODS = [(name, method) for name, service in SERVICES.items() for method in sorted(_writing(service))]


def test_there_are_writing_methods_to_check() -> None:
    assert len(METHODS) > 35


@pytest.mark.parametrize(("name", "method"), METHODS, ids=[f"{name}.{method}" for name, method in METHODS])
def test_a_method_that_writes_leaves_a_line(name: str, method: str) -> None:
    function = getattr(SERVICES[name], method)
    told_by_itself = function.permission is None and "keep" in inspect.getsource(SERVICES[name])
    said = getattr(function, "change", "") or told_by_itself or f"{name}.{method}" in WITHOUT
    assert said, f"{name}.{method} needs @requires(..., change=...), or a reason in this test"


def test_no_reason_is_left_over() -> None:
    assert set(WITHOUT) <= {f"{name}.{method}" for name, method in METHODS}


def test_every_service_has_the_trail(house: House) -> None:
    for name in SERVICES:
        assert hasattr(getattr(house.services, name), _PLACE), f"{name} cannot record what it changes"


def test_actions_are_words_that_finish_a_sentence() -> None:
    words = {
        getattr(method, "change", "")
        for service in SERVICES.values()
        for _, method in inspect.getmembers(service, inspect.isfunction)
    } - {""}
    assert len(words) > 25
    assert all(one[0].islower() and len(one) <= 80 and not one.endswith(".") for one in words)
