"""Files on their way in: watched, found again, stopped, or refused in words."""

import re
from pathlib import Path

import pytest
from browser.visits import Visit
from builders import save_posts_csv
from playwright.sync_api import Locator, expect

from services.domain.actors import Role

ROOM = "Odd room"
POSTS = 4000
# The tray of jobs looks at them now, and not within four seconds.
LOOK = "dash_clientside.set_props('shell-jobs-timer', {n_intervals: Date.now()})"
OTHERS = (
    "facebook_metrics_uci.csv",
    "facebook_page_posts_nasa.csv",
    "meta_business_suite_facebook_2025_el.csv",
    "x_tweet_activity_2022_02.csv",
    "youtube_studio_table_data.csv",
)


@pytest.fixture
def agent(visit) -> Visit:
    """Agency staff at the datasets of a room of their own."""
    one = visit(Role.AGENCY, ROOM)
    one.open("/datasets")
    return one


def _bar(visit: Visit) -> Locator:
    return visit.find("#datasets-progress-area [role='progressbar']")


def _refusal(visit: Visit) -> Locator:
    return visit.find("#datasets-progress-area [role='alert']")


def _arrival(visit: Visit) -> Locator:
    return visit.find("#datasets-progress-area").get_by_role("link", name="Explore the segments")


def test_an_import_is_found_again_after_the_page_was_loaded_anew(agent, tmp_path):
    agent.choose_file(save_posts_csv(tmp_path, "watched.csv", posts=POSTS))
    step = agent.find("#datasets-progress-area .step")
    expect(step).to_have_text(re.compile("Trying|Measuring|Testing"))
    agent.page.reload()
    expect(_bar(agent)).to_be_visible()
    expect(step).to_have_text(re.compile("Trying|Measuring|Testing|Segments compared"))
    expect(agent.find(".tray summary")).to_contain_text("1 running")
    expect(_arrival(agent)).to_be_visible()
    expect(agent.find("#datasets-progress-area")).to_contain_text(f"watched is here: {POSTS:,} posts in ")
    expect(agent.find("#datasets-list-area")).to_contain_text("watched")
    expect(agent.find("#datasets-report-area")).to_contain_text("Rows of watched")


def _expect_stopped(agent: Visit) -> None:
    expect(agent.find("#datasets-progress-area")).to_contain_text("The import was stopped.")
    expect(_bar(agent)).to_have_count(0)
    expect(agent.find("#datasets-cancel-button")).to_be_hidden()


def test_an_import_that_somebody_stops_ends_at_once(agent, tmp_path):
    agent.choose_file(save_posts_csv(tmp_path, "stopped.csv", posts=POSTS, seed=11))
    expect(_bar(agent)).to_be_visible()
    agent.find("#datasets-cancel-button").click()
    _expect_stopped(agent)


def test_a_finger_that_rests_on_cancel_while_the_bar_moves_on_is_heard(agent, tmp_path):
    agent.choose_file(save_posts_csv(tmp_path, "slowly.csv", posts=POSTS, seed=12))
    _press_slowly(agent, agent.find("#datasets-cancel-button"), agent.find("#datasets-progress-area .bar-track"))
    _expect_stopped(agent)


def test_a_finger_that_rests_on_cancel_in_the_tray_is_heard_too(agent, tmp_path):
    agent.choose_file(save_posts_csv(tmp_path, "tray.csv", posts=POSTS, seed=13))
    expect(_bar(agent)).to_be_visible()
    agent.page.evaluate(LOOK)
    agent.find(".tray summary", has_text="running").click()
    line = agent.find(".tray-list li", has_text="Importing a file").first
    _press_slowly(agent, line.get_by_title("Cancel Importing a file"), line.locator(".bar-track"), LOOK)
    _expect_stopped(agent)


def _press_slowly(agent: Visit, button: Locator, bar: Locator, redraw: str = "") -> None:
    """Holds the mouse down until the bar was drawn anew, by itself or because of a script."""
    button.hover()
    drawn = bar.element_handle()
    agent.page.mouse.down()
    agent.page.evaluate(redraw)
    agent.page.wait_for_function("bar => !bar.isConnected", arg=drawn)
    agent.page.mouse.up()


@pytest.mark.parametrize("name", OTHERS)
def test_a_real_file_of_another_tool_is_read_or_refused_in_words(name, agent, real_file, measured):
    agent.choose_file(real_file(name))
    expect(_arrival(agent).or_(_refusal(agent))).to_be_visible()
    words = agent.find("#datasets-progress-area").inner_text()
    measured(f"{name}: {' '.join(words.split())}")
    assert "Something went wrong" not in words
    assert len(words) > 60


def _make_binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def _make_short(path: Path) -> None:
    save_posts_csv(path.parent, path.name, posts=27)


def test_a_file_that_cannot_be_used_is_refused_with_the_reason(agent, tmp_path):
    file = tmp_path / "unusable.csv"
    _make_binary(file)
    agent.choose_file(file)
    expect(_refusal(agent)).to_contain_text("not a text file")


def test_a_file_with_too_few_posts_is_kept_and_says_why_it_has_no_segments(agent, tmp_path):
    file = tmp_path / "short.csv"
    _make_short(file)
    agent.choose_file(file)
    words = "short is here: 27 posts, 0 rows set aside. 27 posts: too few to segment; 200 or more work well."
    expect(agent.find("#datasets-progress-area")).to_contain_text(words)


@pytest.mark.parametrize(
    ("size", "status", "words"),
    [
        (0, "422", "'big.csv' is empty. Choose a file with posts in it."),
        (2_100_000_000, "413", "'big.csv' has 2,100.0 MB; the limit is 2,000 MB."),
    ],
)
def test_a_file_of_an_impossible_size_is_refused_before_a_byte_is_sent(size, status, words, agent, tmp_path):
    file, pieces = tmp_path / "big.csv", []
    with file.open("wb") as empty:
        empty.truncate(size)
    agent.page.on("request", lambda request: pieces.append(request.url) if request.method == "PATCH" else None)
    with agent.expecting(status):
        agent.choose_file(file)
        expect(agent.find("#upload-line")).to_contain_text(words)
    assert pieces == []
