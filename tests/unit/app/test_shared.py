"""Shared reports over HTTP: a link, a cookie, a clean address, and the same nothing for everybody else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import structlog
from builders import House, Story, Web, copy_house, make_actor, make_web
from flask.testing import FlaskClient

from app.observability import log_as_json, loggable
from services.domain.actors import Role
from services.domain.reporting import FinishedReport, ReportOrder
from services.domain.selection import Selection
from services.domain.sharing import NewLink, ShareOrder

ANN = make_actor(Role.AGENCY, user_id="ann")
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def shop(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("shared") / "home")
    yield make_web(house, story)
    house.close()


@pytest.fixture(scope="module")
def released(shop: Web, story: Story) -> FinishedReport:
    order = ReportOrder(Selection(story.request), "executive", "pdf", title='Spring "& <b>\r\nSet-Cookie: x=1')
    made = shop.house.services.reports.build(ANN, replace(order, title="Spring & <b>special"))
    shop.house.services.releases.check(ANN, made.id)
    shop.house.services.releases.release(ANN, made.id)
    return made


def _share(shop: Web, released: FinishedReport, **difference: object) -> NewLink:
    return shop.house.services.sharing.share(ANN, replace(ShareOrder(released.id), **difference))  # type: ignore[arg-type]  # any


def _path(link: NewLink) -> str:
    return link.url[link.url.index("/s/") :]


def _opened(shop: Web, link: NewLink) -> FlaskClient:
    client = shop.stranger()
    client.get(_path(link))
    return client


def test_a_link_becomes_a_cookie_and_a_clean_address(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released)
    answer = shop.stranger().get(_path(link))
    cookie = answer.headers["Set-Cookie"]

    assert (answer.status_code, answer.headers["Location"]) == (303, f"/shared/{link.id}")
    assert all(part in cookie for part in ("HttpOnly", "SameSite=Lax", f"Path=/shared/{link.id}", "Max-Age=1800"))
    assert _path(link).removeprefix("/s/") not in answer.headers["Location"] + cookie + answer.text


def test_the_page_shows_report_client_downloads_and_the_report_in_a_sandbox(
    shop: Web, released: FinishedReport
) -> None:
    link = _share(shop, released)
    text = _opened(shop, link).get(f"/shared/{link.id}").text

    assert "Spring &amp; &lt;b&gt;special" in text
    assert "Red ·" in text
    assert f'src="/shared/{link.id}/page"' in text
    assert 'sandbox="allow-scripts"' in text
    assert text.count('class="file"') == 2
    assert "<script" not in text


def test_every_answer_keeps_search_engines_caches_and_referrers_out(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released)
    client = _opened(shop, link)
    for path in (_path(link), f"/shared/{link.id}", f"/shared/{link.id}/page", f"/shared/{link.id}/file/0", "/s/guess"):
        with client.get(path) as answer:
            assert "noindex" in answer.headers["X-Robots-Tag"]
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert shop.stranger().get("/robots.txt").text == "User-agent: *\nDisallow: /\n"


def test_the_report_is_shown_alone_under_a_policy_that_lets_nothing_out(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released)
    with _opened(shop, link).get(f"/shared/{link.id}/page") as answer:
        policy = answer.headers["Content-Security-Policy"]

    assert policy.startswith("sandbox allow-scripts; default-src 'none'")
    assert "allow-same-origin" not in policy
    assert "connect-src" not in policy
    assert answer.mimetype == "text/html"


def test_files_are_downloads_with_one_header(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released)
    client = _opened(shop, link)
    with client.get(f"/shared/{link.id}/file/0") as answer:
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert len(answer.data) == released.size
    for number in ("2", "99", "-1", "x", "0/x.css", "0.css"):
        assert client.get(f"/shared/{link.id}/file/{number}").status_code == 404


def test_whatever_is_not_there_is_the_same_nothing_to_the_byte(shop: Web, released: FinishedReport) -> None:
    gone, late = _share(shop, released), _share(shop, released, days=1)
    client = _opened(shop, late)
    shop.house.services.sharing.withdraw(ANN, gone.id)
    shop.house.clock.advance(days=2)
    other, guess = _share(shop, released), "A" * 43
    paths = (
        *(
            _path(gone),
            _path(late),
            f"/s/{guess}",
            "/s/:token",
            "/s/<token>",
            "/s/",
            "/s/%00",
            "/s/a/b",
            "/s/%F0%9F%98%80",
        ),
        *(
            "/s/..%2f..%2fetc",
            f"/s/{guess}?x=1",
            f"/shared/{late.id}",
            f"/shared/{other.id}",
            f"/shared/{gone.id}/page",
        ),
        *(f"/shared/{late.id}/page/x.css", f"/shared/{late.id}/x.css", "/shared/", "/shared/x/y/z", "/shared/%00"),
    )
    answers = []
    for number, path in enumerate(paths):
        client.environ_base["REMOTE_ADDR"] = f"10.9.0.{number}"
        answer = client.get(path)
        headers = {name: value for name, value in answer.headers if name not in ("Date", "Content-Security-Policy")}
        answers.append((answer.status_code, answer.data, json.dumps(headers, sort_keys=True)))

    assert {status for status, _, _ in answers} == {404}
    assert len(set(answers)) == 1


def test_a_cookie_opens_its_own_link_alone_and_not_when_it_is_forged(shop: Web, released: FinishedReport) -> None:
    one, other = _share(shop, released), _share(shop, released)
    client = _opened(shop, one)
    seal = client.get_cookie("postlens-share", path=f"/shared/{one.id}")
    assert seal is not None
    for value in (seal.value, seal.value[:-2] + "xx", "", "e30.x.y", "null"):
        client.set_cookie("postlens-share", value, path=f"/shared/{other.id}")
        assert client.get(f"/shared/{other.id}").status_code == 404
    assert client.get(f"/shared/{one.id}").status_code == 200


def test_a_withdrawn_link_is_closed_for_those_who_are_inside(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released)
    client = _opened(shop, link)
    assert client.get(f"/shared/{link.id}").status_code == 200
    shop.house.services.sharing.withdraw(ANN, link.id)

    for path in ("", "/page", "/file/0"):
        assert client.get(f"/shared/{link.id}{path}").status_code == 404


def test_a_password_stands_before_every_part(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released, password=PASSWORD)
    client = _opened(shop, link)

    assert "This report has a password" in client.get(f"/shared/{link.id}").text
    assert {client.get(f"/shared/{link.id}{path}").status_code for path in ("/page", "/file/0")} == {404}
    wrong = client.post(f"/shared/{link.id}", data={"password": "wrong"})
    assert (wrong.status_code, "not the password" in wrong.text) == (403, True)
    assert client.get(f"/shared/{link.id}/page").status_code == 404
    right = client.post(f"/shared/{link.id}", data={"password": PASSWORD})
    assert (right.status_code, right.headers["Location"]) == (303, f"/shared/{link.id}")
    with client.get(f"/shared/{link.id}/page") as page:
        assert page.status_code == 200


def test_a_password_form_of_another_site_is_refused(shop: Web, released: FinishedReport) -> None:
    link = _share(shop, released, password=PASSWORD)
    client = _opened(shop, link)
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = client.post(f"/shared/{link.id}", data={"password": PASSWORD}, headers=headers)

    assert answer.status_code == 403
    assert client.get(f"/shared/{link.id}/page").status_code == 404


def test_guessing_ends_in_too_many(shop: Web, released: FinishedReport) -> None:
    link, guesser = _share(shop, released), shop.stranger()
    assert [guesser.get(f"/s/{number}").status_code for number in range(21)] == [404] * 20 + [429]

    assert guesser.get(_path(link)).headers["Retry-After"] == "900"
    assert shop.stranger().get(_path(link)).status_code == 303


def test_logs_know_a_hash_of_a_link_alone(
    shop: Web, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object) -> None:
        raise RuntimeError("a defect")

    monkeypatch.setattr(shop.house.services.sharing.__class__, "open", broken)
    shop.app.server.config["PROPAGATE_EXCEPTIONS"] = False
    log_as_json()
    answer = shop.stranger().get("/s/secret-token")
    structlog.reset_defaults()
    told = capsys.readouterr()

    assert answer.status_code == 500
    assert "secret-token" not in told.out + told.err + answer.text
    assert loggable("/s/secret-token") in told.out + told.err
    assert loggable("/segments") == "/segments"


def test_a_link_opens_no_other_page_of_the_app(
    shop: Web, released: FinishedReport, house: House, tmp_path: Path
) -> None:
    client = _opened(shop, _share(shop, released))

    assert client.get("/reports").headers["Location"].startswith("/login")
    assert client.get(f"/reports/{released.id}/file").headers["Location"].startswith("/login")
