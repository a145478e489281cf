"""Recommendations of a real installation: compared once, told as claims, decided by people."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pytest
from builders import RED, House, copy_house, make_actor, make_analysed
from simulated import simulate

from services.addresses import search
from services.algorithms.afterwards import look_afterwards
from services.claims import Evidence
from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.recommending import Decision, Verdict
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.recommendation_claims import how_it_went
from services.schedules import Schedule, calendar

BRAND = make_actor(Role.BRAND_MANAGER)
ACCEPTED = Decision("format:video", Verdict.ACCEPTED, "", "Some Body", datetime(2025, 3, 3, tzinfo=UTC))


def _spoken(sentence: Any) -> str:
    return "".join(phrase.text for phrase in sentence)


def _write(house: House, **truth: Any) -> Selection:
    """A dataset of simulated posts, segmented and compared."""
    posts, _ = simulate(3, posts=600, **truth)
    lines = ["status_id,page_name,status_type,status_message,status_published,num_reactions,num_comments,num_shares"]
    earned = np.round(posts.counts["comments"]).astype(int)
    for number, (form, page, when) in enumerate(zip(posts.formats, posts.pages, posts.published, strict=True)):
        moment = str(when.astype("datetime64[s]")).replace("T", " ")
        lines.append(f"p{number},{page},{form},,{moment},{earned[number] + number % 9},{earned[number]},{number % 5}")
    file = house.settings.home / "simulated.csv"
    file.write_text("\n".join(lines))
    dataset = house.services.datasets.import_file(make_actor(), file)
    request = SegmentationRequest(dataset.id, "volume")
    house.services.analyses.make(make_actor(), request)
    selection = Selection(request)
    house.services.recommendations.find(BRAND, selection)
    return selection


@pytest.fixture(scope="module")
def compared(empty_home, tmp_path_factory):
    """An installation with files in which videos earn twice as much."""
    house = copy_house(empty_home, tmp_path_factory.mktemp("compared") / "home")
    yield house, _write(house, format_effect=float(np.log(2)))
    house.close()


@pytest.fixture
def own(compared, tmp_path):
    """A copy of it, to be decided about."""
    house, selection = compared
    mine = copy_house(house.settings.home, tmp_path / "home")
    yield mine, selection
    mine.close()


def test_a_recommendation_is_a_claim_whose_rows_are_the_posts(compared):
    house, selection = compared
    view = house.services.recommendations.view(BRAND, selection)

    card = view.cards[0]
    assert card.value == "format:video"
    claim = next(one for one in card.claims if one.name("count") == "comments")
    assert 1 < claim.number.low < claim.number.value < claim.number.high
    assert claim.rows.filters.formats == ("video",)
    assert claim.scope.resampled == "6 pages"
    assert "association" in card.caution
    assert _spoken(view.headline).startswith("Video posts earn ")
    assert all(plan.size.number.value > 100 for plan in card.plans)


def test_what_posts_earned_does_not_choose_them(compared):
    house, selection = compared

    chosen = replace(selection, filters=Filters(segments=("s1",)))
    assert house.services.recommendations.is_found(BRAND, chosen)
    assert not house.services.recommendations.is_found(BRAND, replace(selection, filters=Filters(pages=("page 1",))))
    with pytest.raises(InvalidInput, match="too few to compare"):
        house.services.recommendations.find(BRAND, replace(selection, filters=Filters(pages=("page 1",))))


def test_nothing_found_is_an_answer_too(own):
    house, _ = own
    view = house.services.recommendations.view(BRAND, _write(house))

    assert view.cards == ()
    assert _spoken(view.headline).startswith("No recommendation: nothing stands out from luck in your data.")


def test_decisions_are_kept_with_who_and_when_and_can_be_taken_back(own):
    house, selection = own
    recommendations = house.services.recommendations

    recommendations.decide(BRAND, selection, "format:video", Verdict.DISMISSED, " not now ")
    (gone,) = recommendations.view(make_actor(user_id="another"), selection).dismissed
    assert gone.decision == Decision("format:video", Verdict.DISMISSED, "not now", BRAND.name, house.clock())
    recommendations.decide(BRAND, selection, "format:video", Verdict.ACCEPTED)
    accepted = recommendations.view(BRAND, selection).cards[0]
    assert accepted.decision.verdict is Verdict.ACCEPTED
    assert "Too early" in _spoken(accepted.afterwards)
    recommendations.decide(BRAND, selection, "format:video", None)
    assert recommendations.view(BRAND, selection).cards[0].decision is None


def test_only_what_is_recommended_can_be_decided_about(compared):
    house, selection = compared

    with pytest.raises(NotFound, match="not recommended"):
        house.services.recommendations.decide(BRAND, selection, "question:with", Verdict.ACCEPTED)
    with pytest.raises(InvalidInput, match="1,001 letters"):
        house.services.recommendations.decide(BRAND, selection, "format:video", Verdict.ACCEPTED, "x" * 1001)


def test_decisions_go_with_their_dataset(own):
    house, selection = own
    house.services.recommendations.decide(BRAND, selection, "format:video", Verdict.ACCEPTED, "ours")

    house.services.lifecycle.delete(make_actor(), selection.segmentation.dataset)

    with house.database.reading(RED.id) as data:
        assert data.decisions.of_dataset(selection.segmentation.dataset) == []


def test_the_schedule_gives_both_kinds_of_days_their_turn(compared):
    house, selection = compared
    name, file = house.services.recommendations.schedule(BRAND, selection, "format:video", "comments", "page 1")
    lines = file.decode().split("\r\n")

    assert name == "Test - video posts.ics"
    assert lines[0] == "BEGIN:VCALENDAR"
    assert [line for line in lines if line.startswith("DTSTART")] == [
        "DTSTART;VALUE=DATE:20260106",
        "DTSTART;VALUE=DATE:20260107",
    ]
    assert [line for line in lines if line.startswith("SUMMARY")] == [
        "SUMMARY:Publish video posts",
        "SUMMARY:Publish no video posts",
    ]
    assert lines.count("RRULE:FREQ=DAILY;INTERVAL=2;COUNT=182") == 2
    with pytest.raises(NotFound, match="no such test"):
        house.services.recommendations.schedule(BRAND, selection, "format:video", "comments", "no page")


def test_a_calendar_folds_long_lines_and_keeps_what_people_wrote_as_text():
    title = "เพจของเรา; a, b\nBEGIN:VEVENT " * 5
    file = calendar(Schedule(title, "One", "Other", datetime(2026, 1, 6, tzinfo=UTC).date(), 7), "20260105T120000Z")
    lines = file.split(b"\r\n")

    assert all(len(line) <= 75 for line in lines)
    assert lines.count(b"BEGIN:VEVENT") == 2
    unfolded = file.decode().replace("\r\n ", "")
    assert unfolded.count("DESCRIPTION:เพจของเรา\\; a\\, b BEGIN:VEVENT") == 2
    assert "COUNT=4" in unfolded
    assert "COUNT=3" in unfolded


def test_how_it_went_is_told_against_as_many_days_before():
    posts, _ = simulate(5, posts=1500, pages=6)
    day = np.datetime64("2025-03-03")
    seen = look_afterwards(posts, "format:video", "comments", day)
    evidence = Evidence(make_analysed(), Selection(SegmentationRequest("d1")), np.ones(6, bool))

    words = _spoken(how_it_went(evidence, "comments", ACCEPTED, seen))
    assert not seen.too_early
    assert seen.low < seen.ratio < seen.high
    assert words.startswith("Accepted on 3 Mar 2025. Before, ")
    assert "Other things may have changed as well." in words


def test_a_few_posts_since_then_say_nothing_yet():
    posts, _ = simulate(5, posts=600)
    last = posts.published.max().astype("datetime64[D]")

    assert look_afterwards(posts, "format:video", "comments", last).too_early
    assert look_afterwards(posts, "question:with", "saves", last).too_early


def test_the_address_of_a_schedule_is_that_of_the_view(compared):
    house, selection = compared
    plan = house.services.recommendations.view(BRAND, selection).cards[0].plans[0]

    assert plan.schedule.startswith(f"/recommendations/schedule.ics?{search(selection)}&value=format%3Avideo")
