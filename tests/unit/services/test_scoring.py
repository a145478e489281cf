import numpy as np
import pytest
from builders import BLUE, House, Story, copy_house, make_actor

from services.analyses import Analysed
from services.domain.actors import Role
from services.domain.claims import Estimand
from services.domain.errors import InvalidInput, NotFound, TooLarge
from services.domain.scoring import MOST, MOST_POSTS, NewPost, Scored
from services.domain.segmentation import SegmentationRequest

SOMEBODY = make_actor(Role.BRAND_MANAGER)
TALKED = {"comments": 1200.0, "shares": 240.0, "likes": 500.0, "loves": 90.0}


def _of_the_file(analysed: Analysed) -> list[NewPost]:
    """The posts of the file as if nobody had ever imported them."""
    posts = analysed.posts
    return [
        NewPost(str(post), {name: float(column[place]) for name, column in posts.counts.items()}, row=place + 1)
        for place, post in enumerate(posts.ids)
    ]


def _score(story: Story, *posts: NewPost, **request: object) -> Scored:
    return story.house.services.scoring.score(SOMEBODY, SegmentationRequest(story.dataset.id, **request), posts)


def test_a_post_of_the_file_is_scored_as_it_was_segmented(story: Story) -> None:
    scored = _score(story, *_of_the_file(story.analysed))
    segmentation = story.analysed.described.segmentation

    assert [one.segment for one in scored.posts] == segmentation.labels.tolist()
    np.testing.assert_array_equal([one.membership for one in scored.posts], segmentation.membership)


@pytest.mark.parametrize("recipe", ["classic", "volume"])
def test_so_it_is_by_every_recipe(story: Story, tmp_path, recipe: str) -> None:
    own = copy_house(story.house.settings.home, tmp_path / "home")
    request = SegmentationRequest(story.dataset.id, recipe)
    analysed = own.services.analyses.make(SOMEBODY, request)
    posts = [
        NewPost(one.id, one.counts, form)
        for one, form in zip(_of_the_file(analysed), analysed.posts.formats, strict=True)
    ]
    scored = own.services.scoring.score(SOMEBODY, request, posts)
    own.close()

    assert [one.segment for one in scored.posts] == analysed.described.segmentation.labels.tolist()


def test_the_bars_add_up_to_the_margin_and_the_words_say_why(story: Story) -> None:
    (one,) = _score(story, NewPost("new", TALKED)).posts
    words = "".join(phrase.text for phrase in one.why)

    assert sum(bar.weight for bar in one.bars) == pytest.approx(one.margin)
    assert words.startswith(f"This post is in {story.analysed.described.names[one.segment]} because it earned more ")
    assert {phrase.claim.estimand for phrase in one.why if phrase.claim} == {Estimand.EARNED}
    assert {phrase.claim.n for phrase in one.why if phrase.claim} == {1}


def test_a_post_without_some_counts_is_placed_by_the_others_and_says_so(story: Story) -> None:
    (one,) = _score(story, NewPost("new", {"comments": 1200, "shares": 240})).posts

    assert one.segment == _score(story, NewPost("new", TALKED)).posts[0].segment
    assert set(one.missing) == {"likes", "loves", "wows", "hahas", "sads", "angrys"}


def test_kinds_alone_have_their_sum_where_the_total_counts(story: Story, tmp_path) -> None:
    own = copy_house(story.house.settings.home, tmp_path / "home")
    request = SegmentationRequest(story.dataset.id, "volume")
    own.services.analyses.make(SOMEBODY, request)
    kinds, total = (
        own.services.scoring.score(SOMEBODY, request, [NewPost("new", {"comments": 5, **more})]).posts[0]
        for more in ({"likes": 500, "loves": 90}, {"reactions": 590})
    )
    own.close()

    assert kinds.margin == total.margin


def test_an_unknown_page_is_measured_by_all_posts(story: Story) -> None:
    here, nowhere = _score(story, NewPost("a", TALKED, page="North shop"), NewPost("b", TALKED, page="No page")).posts
    (alone,) = _score(story, NewPost("c", TALKED)).posts

    assert nowhere.margin == alone.margin
    assert here.margin != alone.margin


@pytest.mark.parametrize("count", [-1, 0.5, MOST + 1, float("nan"), float("inf")])
def test_what_is_no_count_is_refused_with_its_row(story: Story, count: float) -> None:
    with pytest.raises(InvalidInput, match="Row 2: comments must be a whole number from 0 to 1,000,000,000") as refusal:
        _score(story, NewPost("a", TALKED), NewPost("b", {"comments": count}, row=2))
    assert refusal.value.field == "comments"


def test_a_post_without_any_count_that_matters_is_refused(story: Story) -> None:
    with pytest.raises(InvalidInput, match="Row 1 has none of the counts that the segments stand on: comments, shares"):
        _score(story, NewPost("a", {"views": 5}))


def test_nothing_is_nothing_and_too_much_is_refused(story: Story) -> None:
    assert _score(story).posts == ()
    with pytest.raises(TooLarge, match="5,001 posts; at most 5,000"):
        _score(story, *[NewPost("a", TALKED)] * (MOST_POSTS + 1))


def test_a_recipe_that_counts_the_format_names_those_it_knows(story: Story, tmp_path) -> None:
    own = copy_house(story.house.settings.home, tmp_path / "home")
    request = SegmentationRequest(story.dataset.id, "classic")
    own.services.analyses.make(SOMEBODY, request)
    with pytest.raises(InvalidInput, match="Row 1 has 'Reel'; this recipe knows link, photo, status and video"):
        own.services.scoring.score(SOMEBODY, request, [NewPost("a", TALKED, "Reel")])
    own.close()


def test_what_can_be_typed_are_the_counts_the_segments_stand_on(story: Story) -> None:
    asked = story.house.services.scoring.askable(SOMEBODY, story.request)

    assert asked.counts == ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
    assert asked.pages == ("North shop", "South shop")


def test_a_dataset_without_segments_is_not_ready(house: House, tmp_path) -> None:
    with pytest.raises(NotFound):
        house.services.scoring.asked(SOMEBODY, SegmentationRequest(""))


def test_the_dataset_of_another_workspace_is_not_there(story: Story) -> None:
    there = make_actor(workspace=BLUE)
    with pytest.raises(NotFound):
        story.house.services.scoring.score(there, story.request, [NewPost("a", TALKED)])
