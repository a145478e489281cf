"""New posts: typed, dropped, saved; and a token that is made, tried and revoked."""

from pathlib import Path

from playwright.sync_api import expect

from services.domain.actors import Role


def test_a_post_is_typed_and_a_file_is_dropped(visit, tmp_path: Path):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/score")
    brand.page.get_by_label("Comments", exact=True).fill("1200")
    brand.page.get_by_label("Shares", exact=True).fill("240")
    brand.press("Score post")
    expect(brand.find("#scoring-answer-area")).to_contain_text("because it earned more")
    file = tmp_path / "new.csv"
    file.write_text("id,comments,shares\nmonday,1200,240\ntuesday,many,1\n", encoding="utf-8")
    brand.find("#scoring-file-input").set_input_files(file)
    table = brand.find("#scoring-table-area")
    expect(table).to_contain_text("1 post scored; 1 set aside")
    with brand.page.expect_download() as saved:
        brand.press("Download all rows")
    assert "monday" in Path(saved.value.path()).read_text(encoding="utf-8-sig")
    expect(brand.find("main")).to_contain_text("Agency staff and admins make tokens")


def test_a_token_is_shown_once_works_and_is_revoked(visit):
    agent = visit(Role.AGENCY)
    agent.open("/score")
    agent.page.get_by_label("Name", exact=True).fill("Journey")
    agent.press("Make token")
    secret = agent.find("#tokens-made-area pre").first.inner_text()
    asked = {"headers": {"Authorization": f"Bearer {secret}"}, "data": {"posts": [{"counts": {"comments": 120}}]}}
    ask = agent.context.request.post
    assert ask(f"{agent.url}/api/v1/score", **asked).status == 200
    agent.page.get_by_role("button", name="Revoke Journey").click()
    expect(agent.find("#tokens-list-area")).to_contain_text("revoked")
    expect(agent.find("#tokens-made-area pre")).to_have_count(0)
    assert ask(f"{agent.url}/api/v1/score", **asked).status == 401
