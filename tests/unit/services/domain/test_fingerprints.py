from dataclasses import dataclass, replace

import pytest

from services.domain import fingerprint as module
from services.domain.fingerprint import fingerprint


@dataclass(frozen=True, slots=True)
class Question:
    recipe: str = "engagement"
    seed: int = 42


@dataclass(frozen=True, slots=True)
class AnotherQuestion:
    recipe: str = "engagement"
    seed: int = 42


def test_the_same_question_about_the_same_data_has_the_same_name() -> None:
    assert fingerprint("sweep", "a" * 64, Question()) == fingerprint("sweep", "a" * 64, Question())


def test_a_name_is_64_hexadecimal_digits() -> None:
    name = fingerprint("sweep", "a" * 64, Question())

    assert len(name) == 64
    assert set(name) <= set("0123456789abcdef")


@pytest.mark.parametrize(
    ("kind", "content", "question"),
    [
        ("model", "a" * 64, Question()),
        ("sweep", "b" * 64, Question()),
        ("sweep", "a" * 64, replace(Question(), recipe="volume")),
        ("sweep", "a" * 64, replace(Question(), seed=43)),
        ("sweep", "a" * 64, AnotherQuestion()),
    ],
)
def test_anything_that_differs_gives_another_name(kind: str, content: str, question: object) -> None:
    assert fingerprint(kind, content, question) != fingerprint("sweep", "a" * 64, Question())


def test_results_of_an_older_program_are_not_found_any_more(monkeypatch: pytest.MonkeyPatch) -> None:
    before = fingerprint("sweep", "a" * 64, Question())

    monkeypatch.setattr(module, "CODE_VERSION", "another")

    assert fingerprint("sweep", "a" * 64, Question()) != before
