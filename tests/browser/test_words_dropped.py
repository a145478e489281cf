"""A file that is imported without its words, by a box on the page."""

from pathlib import Path

from browser.visits import Visit
from builders import save_posts_csv
from playwright.sync_api import expect

from services.domain.actors import Role


def test_a_file_comes_in_without_its_words_where_the_box_is_ticked(visit, tmp_path: Path) -> None:
    agent: Visit = visit(Role.AGENCY, "Odd room")
    agent.open("/datasets")
    agent.page.get_by_label("Keep no words of the posts").check()
    agent.choose_file(save_posts_csv(tmp_path, "wordless.csv", posts=240))
    expect(agent.find("#datasets-progress-area")).to_contain_text("wordless is here: 240 posts")
    expect(agent.find("#datasets-list-area")).to_contain_text("no words kept")
    expect(agent.find("#history-dataset-area")).to_contain_text("Not kept, as its words were not")
