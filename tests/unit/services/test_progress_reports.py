import pytest

from services.progress import part, unwatched


def test_a_step_takes_the_bar_along_its_own_stretch() -> None:
    seen: list[tuple[float, str]] = []
    step = part(lambda fraction, words: seen.append((fraction, words)), 0.2, 0.6)

    for fraction in (0.0, 0.5, 1.0):
        step(fraction, "Working")

    assert seen == [(0.2, "Working"), (pytest.approx(0.4), "Working"), (pytest.approx(0.6), "Working")]


def test_steps_may_have_steps() -> None:
    seen: list[float] = []
    outer = part(lambda fraction, _: seen.append(fraction), 0.5, 1.0)

    part(outer, 0.0, 0.5)(1.0, "")

    assert seen == [pytest.approx(0.75)]


def test_nobody_may_be_looking() -> None:
    unwatched(0.5, "Working")
