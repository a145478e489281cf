"""The forms behind one-time links."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PASSWORD, Story, Web, copy_house, make_actor, make_second_web
from posted import Postman, listening

from app.languages import COOKIE
from services.domain.actors import Role
from services.mail import Security

ANOTHER = "tangerine over the fjord"


def _invited(web: Web) -> tuple[str, str]:
    email = f"invited{next(web.visits)}@example.org"
    return email, web.house.services.invitations.invite(make_actor(), email, Role.AGENCY, ("red",))


def test_an_invitation_says_what_it_offers_and_makes_the_account(web: Web) -> None:
    email, token = _invited(web)
    client = web.stranger()
    form = client.get("/join", query_string={"token": token}).text
    assert "agency staff" in form
    assert email in form

    answer = client.post("/join", data={"token": token, "name": "Nina New", "password": PASSWORD})

    assert answer.headers["Location"] == "/"
    assert client.get("/about").status_code == 200
    assert web.stranger().get("/join", query_string={"token": token}).status_code == 404


def test_a_weak_password_is_answered_with_the_form_and_the_reason(web: Web) -> None:
    _, token = _invited(web)

    answer = web.stranger().post("/join", data={"token": token, "name": "Nina <b>", "password": "password1234"})

    assert answer.status_code == 422
    assert "guessed first" in answer.text
    assert "Nina &lt;b&gt;" in answer.text
    assert "password1234" not in answer.text


def test_a_reset_link_changes_the_password(web: Web) -> None:
    email = f"forgetful{next(web.visits)}@example.org"
    token = web.house.services.password_resets.for_person(make_actor(), web.house.add_person(email))
    client = web.stranger()
    assert email in client.get("/reset", query_string={"token": token}).text
    weak = client.post("/reset", data={"token": token, "password": "short"})
    assert weak.status_code == 422

    answer = client.post("/reset", data={"token": token, "password": ANOTHER})

    assert "The new password counts" in answer.text
    assert client.get("/about").status_code == 302
    assert client.post("/login", data={"email": email, "password": ANOTHER}).status_code == 302
    assert client.post("/reset", data={"token": token, "password": PASSWORD}).status_code == 404


def test_links_that_work_no_more_are_all_alike(web: Web) -> None:
    for path in ("/join", "/reset"):
        for token in ("", "x", "\x00", "é" * 500):
            assert web.stranger().get(path, query_string={"token": token}).status_code == 404
            assert web.stranger().post(path, data={"token": token, "password": PASSWORD}).status_code == 404


def test_another_site_cannot_use_a_link(web: Web) -> None:
    _, token = _invited(web)
    sent = {"token": token, "name": "Nina", "password": PASSWORD}

    answer = web.stranger().post("/join", data=sent, headers={"Origin": "https://elsewhere.example"})

    assert answer.status_code == 403
    assert web.stranger().get("/join", query_string={"token": token}).status_code == 200


def test_password_managers_find_the_page_to_change_a_password(web: Web) -> None:
    assert web.person().get("/.well-known/change-password").headers["Location"] == "/account"


@pytest.fixture(scope="module")
def posted(story: Story, empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Web, Postman]]:
    """The web app of an installation with a mail server, and who takes its letters."""
    with listening() as (postman, server):
        home = tmp_path_factory.mktemp("posted") / "home"
        known = {"smtp_host": server.host, "smtp_port": server.port, "smtp_security": Security.NONE}
        house = copy_house(empty_home, home, **known, public_url="https://postlens.example")
        yield make_second_web(house, story), postman
        house.close()


def _letters(web: Web) -> None:
    web.house.services.forgotten_passwords._post.errands.wait()


def test_who_forgot_a_password_gets_a_link_by_mail(posted: tuple[Web, Postman]) -> None:
    web, postman = posted
    email = f"forgetful{next(web.visits)}@example.org"
    web.house.add_person(email)
    client = web.stranger()
    assert 'href="/forgot"' in client.get("/login").text
    assert 'name="email"' in client.get("/forgot").text

    answer = client.post("/forgot", data={"email": email}, headers={"Host": "evil.example"})
    _letters(web)

    body = postman.letters[-1].get_body()
    assert answer.status_code == 200
    assert body is not None
    link = re.search(r"https://postlens\.example(/reset\?token=[\w-]{43})", body.get_content())
    assert link, "the link leads where the settings say, not where the request says"
    assert email in client.get(link[1]).text


def test_the_answer_is_the_same_to_the_byte_with_an_account_and_without(posted: tuple[Web, Postman]) -> None:
    web, _ = posted
    email = f"forgetful{next(web.visits)}@example.org"
    web.house.add_person(email)

    answers = [
        web.stranger().post("/forgot", data={"email": one}) for one in (email, "nobody-here@example.org", "\x00")
    ]
    _letters(web)

    texts = {re.sub(r'nonce="[^"]+"', "", one.text) for one in answers}
    assert {one.status_code for one in answers} == {200}
    assert len(texts) == 1
    assert "If there is an account with this address" in texts.pop()


def test_asking_too_often_is_told_with_when_to_come_back(posted: tuple[Web, Postman]) -> None:
    web, _ = posted
    client, sent = web.stranger(), {"email": '"><script>alert(1)</script>'}
    *_, last = [client.post("/forgot", data=sent) for _ in range(4)]
    _letters(web)

    assert last.status_code == 429
    assert last.headers["Retry-After"] == "900"
    assert "<script>alert" not in last.text


def test_another_site_cannot_ask(posted: tuple[Web, Postman]) -> None:
    answer = posted[0].stranger().post("/forgot", data={}, headers={"Origin": "https://elsewhere.example"})
    assert answer.status_code == 403


def test_without_a_mail_server_the_page_says_whom_to_ask(web: Web) -> None:
    for answer in (web.stranger().get("/forgot"), web.stranger().post("/forgot", data={"email": "x@example.org"})):
        assert answer.status_code == 200
        assert "Ask an admin" in answer.text
        assert 'name="email"' not in answer.text


def test_the_form_has_words_in_thai(posted: tuple[Web, Postman]) -> None:
    web, _ = posted
    client = web.stranger()
    client.set_cookie(COOKIE, "th")
    asked, told = client.get("/forgot").text, client.post("/forgot", data={"email": "x@example.org"}).text
    _letters(web)
    for page in (asked, told, web.stranger().get("/forgot", headers={"Accept-Language": "th"}).text):
        form = page.partition('<form method="post" action="/forgot">')[2].partition("</form>")[0]
        words = re.sub(r"<[^>]*>|post|lens", "", form)
        assert not re.search("[A-Za-z]{2}", words), words
