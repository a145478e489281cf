"""The section under an explained post, as its callbacks answer."""

import pytest
from builders import House, Story, make_actor, save_posts_csv
from unit.components.test_moves import every

from callbacks import context
from callbacks.drivers import show_portraits
from callbacks.moves import show_answers, show_counts, show_nearest, show_twins, show_verdict
from services.domain.actors import Role
from services.domain.segmentation import SegmentationRequest

NOTHING = (None, None)


@pytest.fixture
def ready(story: Story):
    """The address of an explained post; whoever asks is a brand manager."""
    with context.acting(make_actor(Role.BRAND_MANAGER), story.house.services):
        yield f"?dataset={story.dataset.id}&post=p1"


def wanted(view: str, counts: str) -> dict[str, str]:
    return {"view": view, "counts": counts}


def test_fields_come_with_what_the_post_has_and_nothing_is_set(ready) -> None:
    fields, own, set_now = show_counts(None, ready)

    assert set_now is None
    assert {"comments", "shares"} < set(own)
    assert f"value={int(own['comments'])}" in str(fields)


def test_the_verdict_and_the_answers_follow_what_is_set(story: Story, ready) -> None:
    own = show_counts(None, f"?dataset={story.dataset.id}&post=p3")[1]
    counts = ",".join(f"{name}={count:.0f}" for name, count in own.items())

    told = str(show_verdict(wanted(ready, counts), *NOTHING, ready))
    shown = every(show_answers(wanted(ready, counts), *NOTHING, ready))

    assert "it would " in told
    assert " instead of " in told
    assert "the three answers" in shown


def test_a_post_with_its_own_counts_has_no_second_answers(ready) -> None:
    own = show_counts(None, ready)[1]
    counts = ",".join(f"{name}={count:.0f}" for name, count in own.items())

    assert show_answers(wanted(ready, counts), *NOTHING, ready) == []
    assert show_answers(None, *NOTHING, ready) == []
    assert "With its own counts" in str(show_verdict(wanted(ready, counts), *NOTHING, ready))


def test_counts_set_for_another_post_are_nobodys(ready) -> None:
    other = wanted(f"{ready}0", "comments=999999")

    assert show_answers(other, *NOTHING, ready) == []
    assert "With its own counts" in str(show_verdict(other, *NOTHING, ready))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        ("comments=-1", "must be a whole number from 0"),
        ("comments=2.5", "is not a whole number"),
        ("views=3", "cannot be changed for this post"),
    ],
)
def test_what_cannot_be_set_is_said_in_place(ready, counts: str, words: str) -> None:
    assert words in str(show_verdict(wanted(ready, counts), *NOTHING, ready))
    assert show_answers(wanted(ready, counts), *NOTHING, ready) == []


def test_smallest_changes_and_twins_are_shown(ready) -> None:
    assert str(show_nearest(None, ready)).count("'moves'") >= 1
    assert "in a single lever" in every(show_twins(None, ready, ready))


def test_a_post_that_is_not_there_leaves_the_section_empty(story: Story, ready) -> None:
    nowhere = f"?dataset={story.dataset.id}&post=nothing"

    assert show_counts(None, nowhere) == (None, None, None)
    assert show_verdict(None, *NOTHING, nowhere) is None
    assert show_answers(None, *NOTHING, nowhere) == []
    assert show_nearest(None, nowhere) is None
    assert show_twins(None, nowhere, nowhere) is None


def test_before_the_forest_is_grown_the_certainty_waits(house: House, tmp_path) -> None:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path))
    address = f"?dataset={dataset.id}&post=p1"
    with context.acting(make_actor(), house.services):
        house.services.analyses.make(make_actor(), SegmentationRequest(dataset.id))
        assert "waits for the model" in str(show_verdict(None, *NOTHING, address))


def test_typical_and_odd_posts_lead_to_their_explanations(story: Story, ready) -> None:
    shown = str(show_portraits(f"?dataset={story.dataset.id}", f"?dataset={story.dataset.id}&feature=shares"))

    assert shown.count("portrait'") == 3
    assert f"/explain?dataset={story.dataset.id}&post=p" in shown
