"""A link for a new password, sent by a real mail server to who asks for it and has an account."""

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import PASSWORD, House, copy_house, make_actor
from posted import Postman
from sqlalchemy import event, text
from structlog.testing import capture_logs

from services.claiming.language import Language
from services.domain.errors import Forbidden, NotFound, TooMany, Unavailable
from services.domain.people import Browser, Step
from services.forgotten_passwords import MOST_LETTERS
from services.mail import Security, Smtp, SmtpServer

HERE, EMAIL, ANOTHER = Browser("192.0.2.1"), "bea@example.org", "tangerine over the fjord"


@pytest.fixture
def mailing(empty_home: Path, tmp_path: Path, server: tuple[Postman, SmtpServer]) -> Iterator[House]:
    """An installation with a mail server, and Bea in it."""
    known = {"smtp_host": server[1].host, "smtp_port": server[1].port, "smtp_security": Security.NONE}
    own = copy_house(empty_home, tmp_path / "mailing", **known, public_url="https://postlens.example")
    own.add_person(EMAIL)
    yield own
    own.close()


def _ask(house: House, email: str = EMAIL, browser: Browser = HERE, language: Language = Language.ENGLISH) -> None:
    house.services.forgotten_passwords.ask(email, browser, language)
    house.services.forgotten_passwords._post.errands.wait()


def _token(postman: Postman) -> str:
    body = postman.letters[-1].get_body()
    assert body is not None
    found = re.search(r"https://postlens\.example/reset\?token=([\w-]{43})\s", body.get_content())
    assert found
    return found[1]


def _trail(house: House) -> list[tuple[str, str]]:
    query = text("SELECT user_id, result FROM audit WHERE what = 'asked for a new password by mail' ORDER BY id")
    with house.database.reading_jobs() as session:
        return [(row.user_id, row.result) for row in session.execute(query)]


def test_the_link_that_comes_by_mail_changes_the_password_once_and_ends_every_sign_in(
    mailing: House, postman: Postman
) -> None:
    accounts, resets = mailing.services.accounts, mailing.services.password_resets
    before = accounts.sign_in(EMAIL, PASSWORD, HERE)

    _ask(mailing, " Bea@Example.org ")
    token = _token(postman)
    assert postman.readers == [[EMAIL]]
    assert accounts.actor(before, active=True), "asking alone changes nothing"
    resets.take(token, ANOTHER)

    assert accounts.actor(before, active=True) is None
    assert accounts.sign_in(EMAIL, ANOTHER, HERE)
    with pytest.raises(Forbidden):
        accounts.sign_in(EMAIL, PASSWORD, HERE)
    with pytest.raises(NotFound):
        resets.take(token, PASSWORD)


def test_the_link_lasts_an_hour_and_only_a_hash_of_it_is_kept(mailing: House, postman: Postman) -> None:
    _ask(mailing)
    token = _token(postman)
    assert token.encode() not in (mailing.settings.home / "postlens.db").read_bytes()
    mailing.clock.advance(minutes=59)
    assert mailing.services.password_resets.look(token) == EMAIL

    mailing.clock.advance(minutes=1)

    with pytest.raises(NotFound):
        mailing.services.password_resets.look(token)


def test_the_newest_link_is_the_only_one(mailing: House, postman: Postman) -> None:
    _ask(mailing)
    first = _token(postman)
    _ask(mailing)

    with pytest.raises(NotFound):
        mailing.services.password_resets.look(first)
    assert mailing.services.password_resets.look(_token(postman)) == EMAIL


def test_a_second_factor_is_asked_for_all_the_same(mailing: House, postman: Postman) -> None:
    factors = mailing.services.accounts._book.factors
    with mailing.database.directory() as directory:
        user = directory.user_by_email(EMAIL)
        assert user is not None
        factors.begin(directory, user.id, EMAIL)
        row = directory.factors.find(user.id)
        assert row is not None
        row.confirmed_at = mailing.clock()
    _ask(mailing)
    mailing.services.password_resets.take(_token(postman), ANOTHER)

    token = mailing.services.accounts.sign_in(EMAIL, ANOTHER, HERE)

    assert mailing.services.accounts.step(token) is Step.CODE
    assert mailing.services.accounts.actor(token, active=True) is None


def test_who_has_no_account_is_disabled_or_never_had_a_password_gets_no_letter(
    mailing: House, postman: Postman
) -> None:
    ids = {name: mailing.add_person(f"{name}@example.org") for name in ("disabled", "linked")}
    mailing.services.people.disable(make_actor(), ids["disabled"])
    with mailing.database.directory() as directory:
        linked = directory.user(ids["linked"])
        assert linked is not None
        linked.password_hash = ""

    for email in ("nobody-here@example.org", "disabled@example.org", "linked@example.org", "", "\x00", "x" * 400):
        _ask(mailing, email, Browser("192.0.2.9"))

    assert postman.letters == []
    refused = [("nobody", "refused"), (ids["disabled"], "refused"), (ids["linked"], "refused")]
    assert _trail(mailing) == [*refused, ("nobody", "refused"), ("nobody", "refused")]


def test_what_is_done_before_the_answer_is_the_same_with_an_account_and_without(
    mailing: House, postman: Postman
) -> None:
    """The answer's time can say nothing: until it is given nobody looks whether there is an account."""
    told: dict[str, list[str]] = {}
    here = threading.get_ident()
    for email in (EMAIL, "nobody-here@example.org"):
        statements: list[str] = []

        def hear(_connection: object, _cursor: object, sql: str, *_rest: object, kept: list[str] = statements) -> None:
            if threading.get_ident() == here:
                kept.append(sql)

        event.listen(mailing.database.engine, "before_cursor_execute", hear)
        mailing.services.forgotten_passwords.ask(email, HERE)
        event.remove(mailing.database.engine, "before_cursor_execute", hear)
        mailing.services.forgotten_passwords._post.errands.wait()
        told[email] = statements

    assert told[EMAIL] == told["nobody-here@example.org"]
    assert not any("users" in statement for statement in told[EMAIL])
    assert len(postman.letters) == 1


def test_an_answer_does_not_wait_for_the_mail_server(mailing: House, monkeypatch: pytest.MonkeyPatch) -> None:
    gate, sending = threading.Event(), threading.Event()

    def slow(_self: Smtp, _letter: object) -> None:
        sending.set()
        gate.wait(10)

    monkeypatch.setattr(Smtp, "send", slow)
    mailing.services.forgotten_passwords.ask(EMAIL, HERE)
    assert sending.wait(10), "the answer was there before the letter was gone"

    gate.set()
    mailing.services.forgotten_passwords._post.errands.wait()


@pytest.mark.parametrize("email", [EMAIL, "nobody-here@example.org"])
def test_letters_to_one_address_are_few_whoever_asks_and_whether_or_not_there_is_an_account(
    mailing: House, postman: Postman, email: str
) -> None:
    for number in range(MOST_LETTERS):
        _ask(mailing, email, Browser(f"192.0.2.{number}"))
    with pytest.raises(TooMany, match="Try again in 15 minutes"):
        _ask(mailing, email.upper(), Browser("198.51.100.1"))
    assert len(postman.letters) == (MOST_LETTERS if email == EMAIL else 0)

    mailing.clock.advance(minutes=16)
    _ask(mailing, email)


def test_one_address_asks_for_few_people(mailing: House, postman: Postman) -> None:
    most = mailing.services.accounts._book.rules.attempts_from_address
    for number in range(most):
        _ask(mailing, f"stranger{number}@example.org")

    with pytest.raises(TooMany):
        _ask(mailing)
    _ask(mailing, browser=Browser("198.51.100.1"))
    assert len(postman.letters) == 1


def test_wrong_passwords_and_letters_are_counted_apart(mailing: House, postman: Postman) -> None:
    """Who has tried every password they know is the one who needs the letter."""
    accounts = mailing.services.accounts
    for _ in range(accounts._book.rules.attempts_on_account):
        with pytest.raises(Forbidden):
            accounts.sign_in(EMAIL, "not this one either", HERE)
    with pytest.raises(TooMany):
        accounts.sign_in(EMAIL, PASSWORD, HERE)

    _ask(mailing)
    mailing.services.password_resets.take(_token(postman), ANOTHER)

    assert accounts.sign_in(EMAIL, ANOTHER, HERE)


def test_a_mail_server_that_takes_no_letter_is_in_the_activity_and_the_log_without_the_address(
    mailing: House, postman: Postman
) -> None:
    nobody = mailing.add_person("nobody.takes@example.org")
    with capture_logs() as told:
        _ask(mailing, "nobody.takes@example.org")

    assert postman.letters == []
    assert _trail(mailing) == [(nobody, "failed")]
    assert [one["event"] for one in told] == ["errand failed"]
    assert "nobody.takes" not in str(told)


@pytest.mark.parametrize(
    ("language", "subject"), [(Language.ENGLISH, "A new password"), (Language.THAI, "ตั้งรหัสผ่านใหม่")]
)
def test_the_letter_is_in_the_language_of_who_asked(
    mailing: House, postman: Postman, language: Language, subject: str
) -> None:
    _ask(mailing, language=language)

    assert postman.letters[0]["Subject"].startswith(subject)
    assert _token(postman)


def test_without_a_mail_server_nothing_is_sent_or_laid_aside(house: House) -> None:
    house.add_person(EMAIL)
    assert not house.services.forgotten_passwords.possible()
    with pytest.raises(Unavailable, match="Ask an admin"):
        _ask(house)
    assert not (house.settings.home / "outbox").exists()


def test_who_is_erased_leaves_no_trace_of_asking(mailing: House) -> None:
    _ask(mailing)
    mailing.services.erasure.person(make_actor(), EMAIL)

    files = [path for path in mailing.settings.home.rglob("*") if path.is_file()]
    assert [path.name for path in files if EMAIL.encode() in path.read_bytes()] == []
