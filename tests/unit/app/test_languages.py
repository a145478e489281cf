"""Who reads which language, and where it is said."""

from typing import Any

import pytest
from builders import House, Web, make_house

from app.factory import create_app
from app.languages import COOKIE


def _language(answer: Any) -> str:
    found: str = answer.text.partition('<html lang="')[2][:2]
    return found


def test_people_read_what_their_browser_asks_for(web: Web) -> None:
    stranger = web.stranger()

    assert _language(stranger.get("/login")) == "en"
    assert _language(stranger.get("/login", headers={"Accept-Language": "th,en;q=0.5"})) == "th"
    assert _language(stranger.get("/login", headers={"Accept-Language": "fi"})) == "en"


def test_what_somebody_chose_is_kept(web: Web) -> None:
    stranger = web.stranger()
    answer = stranger.post("/language", data={"language": "th", "next": "/login?next=/segments"})

    assert answer.location == "/login?next=/segments"
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    assert _language(stranger.get("/login", headers={"Accept-Language": "en"})) == "th"


@pytest.mark.parametrize("wrong", ["xx", "", "th; Domain=evil.example", "../th"])
def test_a_language_that_is_not_there_changes_nothing(web: Web, wrong: str) -> None:
    answer = web.stranger().post("/language", data={"language": wrong, "next": "//evil.example"})

    assert answer.location == "/"
    assert "Set-Cookie" not in answer.headers


def test_an_installation_may_have_a_language_of_its_own(tmp_path: Any) -> None:
    house: House = make_house(tmp_path / "home", language="th")
    stranger = create_app(house.settings).server.test_client()

    assert _language(stranger.get("/login", headers={"Accept-Language": "en"})) == "th"
    stranger.set_cookie(COOKIE, "en")
    assert _language(stranger.get("/login")) == "en"
    house.close()


def test_layouts_callbacks_and_refusals_are_said(web: Web) -> None:
    person = web.person()
    person.set_cookie(COOKIE, "th")

    assert "ภาพรวม" in str(person.get("/_dash-layout").get_json())
    assert "postlens-words" in person.get("/segments").text
    assert "คำขอไม่ถูกต้อง" in str(person.post("/_dash-update-component", json={}).get_json())


def test_english_is_not_touched(web: Web) -> None:
    person = web.person()

    assert "Overview" in person.get("/_dash-layout").text
    assert "postlens-words" not in person.get("/segments").text


def test_the_brand_and_names_of_languages_stay_on_the_sign_in_page(web: Web) -> None:
    page = web.stranger().get("/login", headers={"Accept-Language": "th"}).text

    assert 'class="brand">post<span>lens</span>' in page
    assert 'class="notranslate">English</button>' in page
    assert "โพสต์<span>" not in page
