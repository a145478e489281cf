import re

import pytest
from builders import Web
from flask import Flask

from app.security import local_path, same_origin


@pytest.mark.parametrize(
    "path",
    ["/", "/segments", "/segments?dataset=d1&page=a//b", "/explain?post=%2F%2Fevil.example", "/a/b/c", "/é?x=~1"],
)
def test_a_path_of_this_site_is_gone_on_to(path: str) -> None:
    assert local_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None,
        "",
        "segments",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/segments\\..\\x",
        "https://evil.example",
        "javascript:alert(1)",
        "/\tevil",
        "/seg\nments",
        "/\x00",
        " /segments",
    ],
)
def test_anything_else_leads_to_the_front_door(path: str | None) -> None:
    assert local_path(path) == "/"


@pytest.mark.parametrize(
    ("headers", "ours"),
    [
        ({}, True),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"}, True),
        ({"Origin": "http://localhost"}, True),
        ({"Origin": "http://localhost:81"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": "https://evil.example"}, False),
        ({"Origin": "http://localhost.evil.example"}, False),
    ],
)
def test_what_changes_something_comes_from_a_page_of_ours(headers: dict[str, str], ours: bool) -> None:  # noqa: FBT001
    with Flask("x").test_request_context("/uploads", method="POST", headers=headers):
        assert same_origin() is ours


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_what_only_reads_may_come_from_anywhere(method: str) -> None:
    headers = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    with Flask("x").test_request_context("/", method=method, headers=headers):
        assert same_origin()


@pytest.mark.parametrize("path", ["/login", "/segments", "/healthz", "/nothing", "/uploads/x"])
def test_every_answer_says_what_the_browser_may_do(web: Web, path: str) -> None:
    headers = web.stranger().get(path).headers

    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'nonce-" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"


def test_scripts_of_a_page_carry_the_nonce_of_their_answer_and_no_other_has_it(web: Web) -> None:
    person = web.person()
    first, second = person.get("/segments"), person.get("/segments")

    nonces = [re.search(r"'nonce-([^']+)'", page.headers["Content-Security-Policy"]) for page in (first, second)]
    assert nonces[0] is not None
    assert nonces[1] is not None
    assert nonces[0][1] != nonces[1][1]
    scripts = [script for script in re.findall(r"<script[^>]*>", first.text) if "application/json" not in script]
    assert scripts
    assert all(f'nonce="{nonces[0][1]}"' in script for script in scripts)


def test_what_has_a_version_in_its_address_is_kept_by_browsers_and_by_nobody_between(web: Web) -> None:
    with web.stranger().get("/assets/theme.js") as script:
        assert script.headers["Cache-Control"] == "private, max-age=31536000, immutable"
    assert web.stranger().get("/assets/nothing.js").headers["Cache-Control"] == "no-store"
