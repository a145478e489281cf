"""Tokens on the command line: shown once, listed without their secret, revoked."""

from pathlib import Path

import pytest
from integration.commands import run


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("tokens") / "home"
    assert run(made, "init").code == 0
    person = ("user", "add", "ada@example.org", "--role", "admin", "--password", "a long enough password")
    assert run(made, *person).code == 0
    return made


def test_a_token_is_shown_once_with_the_line_that_tries_it(home: Path) -> None:
    made = run(home, "token", "add", "Nightly job", "--scope", "read", "--scope", "report", "--json").json

    assert made["curl"] == f"curl -H 'Authorization: Bearer {made['token']}' http://127.0.0.1:8050/api/v1/datasets"
    assert made["scopes"] == ["read", "report"]
    listed = run(home, "token", "list")
    assert "Nightly job (for ada)" in listed.out
    assert made["token"] not in listed.out


def test_a_token_to_score_comes_with_a_post_to_score(home: Path) -> None:
    made = run(home, "token", "add", "Scorer", "--scope", "score")

    assert (
        """-d '{"posts": [{"counts": {"comments": 120, "shares": 4}}]}' http://127.0.0.1:8050/api/v1/score"""
        in made.out
    )


def test_a_revoked_token_is_listed_as_such(home: Path) -> None:
    made = run(home, "token", "add", "Old job", "--json").json
    assert run(home, "token", "revoke", made["prefix"]).code == 0

    states = {one["id"]: one["state"] for one in run(home, "token", "list", "--json").json["tokens"]}
    assert states[made["id"]] == "revoked"


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("add", "x", "--scope", "write"), 2, "There is no scope 'write'"),
        (("add", "x", "--for", "nobody@example.org"), 3, "nobody@example.org"),
        (("revoke", "0123456789ab"), 3, "There is no token"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(home: Path, words: tuple[str, ...], code: int, told: str) -> None:
    done = run(home, "token", *words)

    assert done.code == code
    assert told in done.err
