from dataclasses import replace
from pathlib import Path

import pytest
from builders import House, Story, copy_house, make_actor, save_posts_csv

from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound, Unavailable
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

SOMEBODY = make_actor(Role.BRAND_MANAGER)


class Watcher:
    """Remembers what was reported."""

    def __init__(self) -> None:
        self.said: list[tuple[float, str]] = []

    def __call__(self, fraction: float, message: str) -> None:
        self.said.append((fraction, message))


@pytest.fixture
def imported(house: House, tmp_path: Path) -> SegmentationRequest:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path, posts=90))
    return SegmentationRequest(dataset.id)


def test_three_clear_kinds_are_found_as_three(story: Story) -> None:
    segmentation = story.analysed.described.segmentation

    assert story.analysed.analysis.sweep.recommended_k == 3
    kinds = [set(story.analysed.posts.formats[segmentation.labels == rank]) for rank in range(3)]
    assert sorted(map(sorted, kinds)) == [["link"], ["photo"], ["video"]]


def test_nothing_is_there_before_it_is_made(house: House, imported: SegmentationRequest) -> None:
    analyses = house.services.analyses

    assert not analyses.is_ready(SOMEBODY, imported)
    assert not analyses.is_explained(SOMEBODY, imported)
    assert analyses.surrogate(SOMEBODY, imported) is None
    for ask in (analyses.get, analyses.make_explained):
        with pytest.raises(NotFound, match="has not been made yet"):
            ask(SOMEBODY, imported)


def test_what_was_made_is_found_and_not_made_again(house: House, imported: SegmentationRequest) -> None:
    analyses, first, second = house.services.analyses, Watcher(), Watcher()

    made = analyses.make(SOMEBODY, imported, first)
    again = analyses.make(SOMEBODY, imported, second)

    assert analyses.is_ready(SOMEBODY, imported)
    assert made.fingerprint == again.fingerprint
    assert len(first.said) > 3
    assert second.said == [(1.0, "Segments found")]


def test_progress_only_goes_forward_and_arrives(house: House, imported: SegmentationRequest) -> None:
    watcher = Watcher()
    house.services.analyses.make(SOMEBODY, imported, watcher)
    house.services.analyses.make_explained(SOMEBODY, imported, watcher)

    halves = "".join("x" if fraction == 1.0 else "." for fraction, _ in watcher.said).split("x")
    for part in (watcher.said[: len(halves[0])], watcher.said[len(halves[0]) + 1 :]):
        fractions = [fraction for fraction, _ in part]
        assert fractions == sorted(fractions)
        assert all(0 <= fraction <= 1 for fraction in fractions)
    assert watcher.said[-1] == (1.0, "Every post explained")


def test_a_result_outlives_the_process_that_made_it(story: Story, tmp_path: Path) -> None:
    restarted = copy_house(story.house.settings.home, tmp_path / "home")

    found = restarted.services.analyses.get(SOMEBODY, story.request)

    assert (found.described.segmentation.labels == story.analysed.described.segmentation.labels).all()
    assert found.described.names == story.analysed.described.names
    assert restarted.services.analyses.is_explained(SOMEBODY, story.request)
    restarted.close()


def test_a_damaged_result_is_never_believed(story: Story, tmp_path: Path) -> None:
    restarted = copy_house(story.house.settings.home, tmp_path / "home")
    file = restarted.files.path(SOMEBODY.workspace_id, "results", f"{story.analysed.fingerprint}.npz")
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)

    with pytest.raises(Unavailable, match="damaged on disk"):
        restarted.services.analyses.get(SOMEBODY, story.request)
    restarted.close()


def test_a_damaged_result_can_be_made_again(story: Story, tmp_path: Path) -> None:
    """As the refusal says: Run it again."""
    restarted = copy_house(story.house.settings.home, tmp_path / "home")
    for file in restarted.files.path(SOMEBODY.workspace_id, "results").iterdir():
        file.write_bytes(file.read_bytes()[:-100])
    assert not restarted.services.analyses.is_ready(SOMEBODY, story.request)
    assert not restarted.services.analyses.is_explained(SOMEBODY, story.request)

    again = restarted.services.analyses.make(SOMEBODY, story.request)

    assert (again.described.segmentation.labels == story.analysed.described.segmentation.labels).all()
    restarted.close()


def test_the_newest_dataset_is_meant_where_none_is_named(story: Story) -> None:
    found = story.house.services.analyses.get(SOMEBODY, SegmentationRequest(""))

    assert found.dataset == story.dataset


def test_other_questions_have_other_results(story: Story) -> None:
    analyses = story.house.services.analyses

    for other in (replace(story.request, recipe="volume"), replace(story.request, seed=43)):
        assert not analyses.is_ready(SOMEBODY, other)
    assert not analyses.is_explained(SOMEBODY, replace(story.request, k=2))
    assert analyses.is_explained(SOMEBODY, replace(story.request, k=3))


@pytest.mark.parametrize(
    ("difference", "field", "words"),
    [
        ({"recipe": "astrology"}, "recipe", "Choose classic or engagement or volume"),
        ({"recipe": ""}, "recipe", "no recipe ''"),
        ({"k": 1}, "k", "choose 2 to 10"),
        ({"k": 11}, "k", "choose 2 to 10"),
        ({"k": -3}, "k", "choose 2 to 10"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_by_field(
    story: Story, difference: dict[str, object], field: str, words: str
) -> None:
    request = replace(story.request, **difference)  # type: ignore[arg-type]  # its fields

    with pytest.raises(InvalidInput, match=words) as refusal:
        story.house.services.analyses.get(SOMEBODY, request)

    assert refusal.value.field == field


def test_too_few_posts_are_refused_and_nothing_is_stored(house: House, tmp_path: Path) -> None:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path, posts=1))
    request = SegmentationRequest(dataset.id)

    with pytest.raises(InvalidInput):
        house.services.analyses.make(SOMEBODY, request)

    assert not house.services.analyses.is_ready(SOMEBODY, request)


def test_more_segments_than_different_posts_are_refused_in_words(house: House, tmp_path: Path) -> None:
    path = save_posts_csv(tmp_path, posts=3)
    rows = path.read_text().splitlines()
    copies = [f"c{number},{row.partition(',')[2]}" for number, row in enumerate(rows[1:] * 30)]
    path.write_text("\n".join([rows[0], *copies]))
    dataset = house.services.datasets.import_file(make_actor(), path)
    house.services.analyses.make(SOMEBODY, SegmentationRequest(dataset.id))

    with pytest.raises(InvalidInput, match="cannot be parted into 9 segments"):
        house.services.analyses.get(SOMEBODY, SegmentationRequest(dataset.id, k=9))


def test_the_classic_recipe_comes_with_its_published_number_and_a_caution(house: House, tmp_path: Path) -> None:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path, posts=120))
    request = SegmentationRequest(dataset.id, recipe="classic")

    made = house.services.analyses.make(SOMEBODY, request)

    assert made.described.segmentation.k == 4
    assert made.analysis.circular is not None
    caution = house.services.segments.view(SOMEBODY, Selection(request)).headline.caution
    assert "circular" in "".join(phrase.text for phrase in caution)
