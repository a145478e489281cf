"""What the API refuses: who, what, how much and how often; always as a problem with words."""

import pytest
from builders import BLUE, RED, Web
from sqlalchemy import update
from unit.app.api.conftest import Programs

from app.api.operations import OPERATIONS
from services.domain.actors import Role, TokenScope
from services.domain.scoring import MOST_BYTES, MOST_POSTS
from services.policy import SCOPES
from services.storage.tables import JobRow

POST = {"counts": {"comments": 1200, "shares": 4}}


def test_a_token_does_what_its_scopes_say_and_nothing_else(program: Programs, web: Web) -> None:
    programs = {scope: program(scope) for scope in TokenScope}
    for operation in OPERATIONS:
        path = operation.path.format(dataset=web.dataset.id, job="x", report="x")
        for scope, one in programs.items():
            answer = one.ask(operation.method, path)
            allowed = operation.permission in SCOPES[scope]
            assert (answer.status_code == 403) is not allowed, f"{scope} at {path}: {answer.status_code}"
            if not allowed:
                assert 'error="insufficient_scope"' in answer.headers["WWW-Authenticate"]
                assert "It needs the scope" in answer.json["detail"]


def test_a_brand_managers_token_downloads_no_report(program: Programs) -> None:
    assert program(role=Role.BRAND_MANAGER).get("/reports").status_code == 403


@pytest.mark.parametrize("header", [{}, {"Authorization": "Basic eDp5"}, {"Authorization": "Bearer"}])
def test_without_a_token_nothing_is_answered(web: Web, header: dict[str, str]) -> None:
    answer = web.stranger().get("/api/v1/datasets", headers=header)

    assert (answer.status_code, answer.mimetype) == (401, "application/problem+json")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="postlens"'
    assert "Authorization: Bearer" in answer.json["detail"]


def test_a_signed_in_browser_is_no_token(web: Web) -> None:
    assert web.person(Role.ADMIN).get("/api/v1/datasets").status_code == 401


@pytest.mark.parametrize("name", ["token", "access_token", "API_KEY"])
def test_a_token_in_an_address_is_refused_even_beside_the_header(program: Programs, name: str) -> None:
    one = program()
    answer = one.get(f"/datasets?{name}={one.made.secret}")

    assert answer.status_code == 401
    assert "ends up in logs" in answer.json["detail"]
    assert one.made.secret not in answer.text


def test_a_revoked_token_is_refused_at_the_next_call(program: Programs, web: Web) -> None:
    one = program()
    assert one.get("/datasets").status_code == 200
    with web.house.database.transaction(RED.id) as data:
        data.tokens.get(one.made.token.id).revoked_at = web.house.clock.now

    answer = one.get("/datasets")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_who_asks_too_often_is_told_when_to_come_back(program: Programs, web: Web) -> None:
    one, limit = program(TokenScope.REPORT), web.house.settings.api_calls_a_minute
    answers = [one.get("/reports") for _ in range(limit + 1)]

    assert [answer.status_code for answer in answers] == [200] * limit + [429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 60


def _cancel_what_waits(web: Web) -> None:
    """Other tests order work in the same installation, and no worker is there to do it."""
    with web.house.database.jobs() as session:
        session.execute(update(JobRow).where(JobRow.state == "queued").values(state="cancelled"))


def test_where_too_many_jobs_wait_an_order_is_refused_with_when_to_come_back(program: Programs, web: Web) -> None:
    one = program()
    paths = [f"/datasets/{web.dataset.id}/analysis?seed={number}" for number in range(900, 912)]
    _cancel_what_waits(web)
    answers = [one.get(path) for path in paths]
    _cancel_what_waits(web)

    statuses = [answer.status_code for answer in answers]
    assert statuses[:5] == [202] * 5
    assert set(statuses[5:]) == {429}
    assert answers[-1].mimetype == "application/problem+json"
    assert answers[-1].headers["Retry-After"] == "60"
    assert "jobs under way" in answers[-1].json["detail"]


@pytest.mark.parametrize("path", ["/datasets/{}", "/datasets/{}/analysis", "/datasets/{}/claims", "/datasets/{}/posts"])
def test_a_dataset_of_another_workspace_is_answered_like_none(program: Programs, web: Web, path: str) -> None:
    there, nobodys = program(workspace=BLUE), "0" * len(web.dataset.id)
    theirs, none = there.get(path.format(web.dataset.id)), there.get(path.format(nobodys))

    assert theirs.status_code == none.status_code == 404
    assert theirs.text.replace(web.dataset.id, nobodys) == none.text


def test_posts_are_not_scored_by_another_workspaces_dataset(program: Programs, web: Web) -> None:
    there = program(workspace=BLUE)
    answer = there.post(f"/score?dataset={web.dataset.id}", json={"posts": [POST]})

    assert answer.status_code == 404


def test_a_body_that_is_too_large_is_refused_before_it_is_read(program: Programs) -> None:
    answer = program().post("/score", data=b"x" * (MOST_BYTES + 1), content_type="text/csv")

    assert answer.status_code == 413
    assert "the limit is 2,000,000" in answer.json["detail"]


def test_too_many_posts_are_refused(program: Programs) -> None:
    sent = program()
    assert sent.post("/score", json={"posts": [POST] * (MOST_POSTS + 1)}).status_code == 422
    answer = sent.post("/score", data="comments\n" + "1\n" * (MOST_POSTS + 1), content_type="text/csv")
    assert answer.status_code == 413
    assert "5,001 rows; 5,000" in answer.json["detail"]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"posts": []}, "body.posts"),
        ({"posts": [{"counts": {}}]}, "body.posts.0.counts"),
        ({"posts": [{"counts": {"comments": -1}}]}, "body.posts.0.counts.comments"),
        ({"posts": [{"counts": {"comments": "many"}}]}, "body.posts.0.counts.comments"),
        ({"posts": [{"counts": {"comments": True}}]}, "body.posts.0.counts.comments"),
        ({"posts": [{"counts": {"comments": 1, "fans": 2}}]}, "body.posts.0.counts.fans"),
        ({"posts": [POST], "workspace_id": "blue-room"}, "body.workspace_id"),
        ({"posts": [{**POST, "id": "\x00"}]}, "body.posts.0.id"),
        ([], "body"),
    ],
)
def test_every_fault_of_a_body_is_named(program: Programs, body: object, where: str) -> None:
    answer = program().post("/score", json=body)

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")
    assert where in [fault["where"] for fault in answer.json["faults"]]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[" * 200_000,
        b'{"posts": [{"counts": {"comments": NaN}}]}',
        b'{"posts": [{"counts": {"comments": 1e400}}]}',
        b'{"posts": [{"counts": {"comments": 99999999999999999999999}}]}',
        b'{"posts": [{"id": "\\ud800", "counts": {"comments": 1}}]}',
        b"\xff\xfe",
    ],
)
def test_a_hostile_body_is_a_fault_and_no_defect(program: Programs, body: bytes) -> None:
    answer = program().post("/score", data=body, content_type="application/json")

    assert answer.status_code == 422


def test_a_body_of_another_type_is_refused_with_those_that_fit(program: Programs) -> None:
    answer = program().post("/score", data="<posts/>", content_type="application/xml")

    assert answer.status_code == 415
    assert "application/json or text/csv" in answer.json["detail"]


@pytest.mark.parametrize("query", ["k=1", "k=%20", "k=3&k=4", "recipe=magic", "since=2026-02-30", "fans=1", "area=1,2"])
def test_a_parameter_that_cannot_be_used_is_named(program: Programs, web: Web, query: str) -> None:
    answer = program().get(f"/datasets/{web.dataset.id}/posts?{query}")

    assert answer.status_code == 422
    assert answer.json["faults"][0]["where"] == f"query.{query.partition('=')[0]}"


def test_another_method_is_told_which_fits(program: Programs) -> None:
    answer = program().ask("DELETE", "/datasets")

    assert (answer.status_code, answer.headers["Allow"]) == (405, "GET")


def test_an_address_that_leads_nowhere_says_where_to_look(program: Programs) -> None:
    assert "/api/v1/openapi.json" in program().get("/nothing").json["detail"]
