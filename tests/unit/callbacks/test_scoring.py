"""The page Score new posts and its tokens, as their callbacks answer."""

import base64

import pytest
from builders import House, Story, Web, make_actor
from contracts.test_numbers_are_claims import unclaimed

from app.auth import DASH_CALLBACK
from callbacks import context, scoring
from services.domain.actors import Role

NAMES = ("comments", "shares", "likes")


@pytest.fixture
def ready(story: Story):
    with context.acting(make_actor(Role.BRAND_MANAGER), story.house.services):
        yield f"?dataset={story.dataset.id}"


def _places(*names: str) -> list[dict[str, str]]:
    return [{"key": name} for name in names]


def _sent(content: bytes) -> str:
    return base64.b64encode(content).decode()


def test_a_typed_post_is_placed_and_every_number_of_its_reason_is_a_claim(ready: str) -> None:
    shown = scoring.score_post(1, [1200, 240, None], _places(*NAMES), ready)
    (finding,) = [one for one in shown._traverse() if getattr(one, "className", "") == "told"]

    assert "than the average post" in str(finding)
    assert list(unclaimed(finding)) == []
    assert "100%" in str(shown)


@pytest.mark.parametrize(
    ("values", "told"),
    [([None, "", None], "Type at least one count"), ([-1, 2, 3], "comments must be a whole number"), ([0.5], "whole")],
)
def test_what_cannot_be_placed_is_said_beside_the_fields(ready: str, values: list, told: str) -> None:
    assert told in str(scoring.score_post(1, values, _places(*NAMES[: len(values)]), ready))


def test_a_file_is_shown_with_what_was_read_and_set_aside(ready: str) -> None:
    shown = str(scoring.score_file(_sent(b"num_comments,num_shares,mood\n1200,240,x\nmany,1,y\n"), ready))

    assert "1 post scored; 1 set aside" in shown
    assert "Read num_comments as comments" in shown
    assert "Not read: mood" in shown
    assert "comments is 'many', which is no count" in shown


@pytest.mark.parametrize("sent", ["no base64!", 7, {"a": 1}, _sent(b"\xff\xfe"), _sent(b"mood\nx\n"), "A" * 3_000_000])
def test_what_is_no_file_is_told_in_words(ready: str, sent: object) -> None:
    assert "That did not work" in str(scoring.score_file(sent, ready))


def test_a_saved_file_runs_nothing_in_a_spreadsheet(ready: str) -> None:
    saved = scoring.save(1, _sent(b"id,comments\n=1+1,1200\nb,many\n"), ready)
    lines = saved["content"].splitlines()

    assert lines[1].startswith("1,'=1+1,")
    assert lines[2].endswith('which is no count."')
    assert saved["filename"] == "autumn-export - scored.csv"


def test_nothing_happens_before_there_are_segments(ready: str) -> None:
    assert scoring.score_post(1, [], [], None) is scoring.score_file("x", None)


def _token_body(web: Web, name: str, scopes: list[str]) -> dict:
    output = next(one for one in web.app.callback_map if one.startswith("..tokens-made-area.children..."))
    return web.body(
        output,
        **{
            "tokens-make-button.n_clicks": 1,
            "tokens-name-input.value": name,
            "tokens-scopes-input.value": scopes,
            "tokens-days-input.value": 30,
        },
    )


def test_a_token_made_on_the_page_is_shown_once_with_a_line_that_works(web: Web) -> None:
    shown = web.person(Role.AGENCY).post(DASH_CALLBACK, json=_token_body(web, "Scorer", ["score"]))
    secret = shown.text.partition("Bearer ")[2].partition("'")[0]
    listed = web.house.services.tokens.all(make_actor())

    assert "http://localhost/api/v1/score" in shown.text.replace("\\u002f", "/"), shown.text
    answer = web.stranger().post(
        "/api/v1/score",
        json={"posts": [{"counts": {"comments": 120, "shares": 4}}]},
        headers={"Authorization": f"Bearer {secret}"},
    )
    assert answer.status_code == 200
    assert secret not in str(listed)


def test_a_token_that_cannot_be_is_said_beside_the_form(web: Web) -> None:
    assert "Name the token" in web.person(Role.AGENCY).post(DASH_CALLBACK, json=_token_body(web, " ", ["score"])).text


def test_a_brand_manager_makes_no_token_and_is_told_whom_to_ask(web: Web, house: House) -> None:
    brand = web.person(Role.BRAND_MANAGER)

    assert brand.post(DASH_CALLBACK, json=_token_body(web, "Scorer", ["score"])).status_code == 403
    output = next(name for name in web.app.callback_map if "_pages_content" in name)
    body = web.body(output, **{"_pages_location.pathname": "/score", "_pages_location.search": ""})
    told = brand.post(DASH_CALLBACK, json=body).text
    assert "Agency staff and admins make tokens" in told
    assert "tokens-make-button" not in told
