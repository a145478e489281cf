"""Every callback has a right, and nothing that a browser sends is a defect."""

import random
from typing import Any

import pytest
from builders import Web
from flask.testing import FlaskClient

from app.auth import DASH_CALLBACK
from callbacks import TASKS
from services.domain.actors import Role
from services.policy import RULES, Permission

HEADLINE = "segments-headline-area.children"
READY = "analysis-ready-store.data"


def _permissions(web: Web) -> dict[str, Permission]:
    declared: dict[str, Permission] = web.app.server.extensions["callback_permissions"]
    return declared


@pytest.fixture(scope="module")
def person(web: Web) -> FlaskClient:
    return web.person()


@pytest.fixture(scope="module")
def chief(web: Web) -> FlaskClient:
    """Somebody who may call everything: what is refused for lack of a right is not tried at all."""
    return web.person(Role.ADMIN)


def test_every_callback_demands_something(web: Web) -> None:
    ours = {name for name in web.app.callback_map if "_pages_" not in name}

    assert ours <= set(_permissions(web))
    assert set(_permissions(web).values()) <= set(RULES)


def test_every_task_of_the_worker_hangs_in_the_app(web: Web) -> None:
    buttons = {f"{task.cancel.component_id}.id" for task in TASKS.values()}

    assert buttons <= set(_permissions(web))


def test_a_callback_of_this_app_answers(web: Web, person: FlaskClient) -> None:
    answer = person.post(DASH_CALLBACK, json=web.body(HEADLINE, **{READY: ""}))

    assert answer.status_code == 200
    assert "groups of posts" in answer.text


def test_a_stranger_is_asked_to_sign_in(web: Web) -> None:
    for output in web.app.callback_map:
        assert web.stranger().post(DASH_CALLBACK, json=web.body(output)).status_code == 401


def test_a_callback_that_nobody_knows_is_refused(web: Web, person: FlaskClient) -> None:
    pages = ("_pages", "_pages_content.secret", "_pages_dummy", ".._pages_content.children..")
    for output in ("nothing.children", "..a.b...c.d..", "", "x" * 9999, *pages):
        body = {**web.body(HEADLINE), "output": output}
        assert person.post(DASH_CALLBACK, json=body).status_code in (400, 403), output


@pytest.mark.parametrize(
    "data", [b"", b"null", b"[]", b"3", b'"text"', b"{", b"\xff\xfe", b'{"output": 3}', b'{"output": null}', b"{}"]
)
def test_a_body_that_is_no_callback_is_refused(person: FlaskClient, data: bytes) -> None:
    answer = person.post(DASH_CALLBACK, data=data, content_type="application/json")

    assert answer.status_code in (400, 403)


def test_a_body_without_its_type_is_refused(person: FlaskClient) -> None:
    assert person.post(DASH_CALLBACK, data=b"output=x").status_code == 415


@pytest.mark.parametrize("part", ["inputs", "state", "outputs", "changedPropIds"])
@pytest.mark.parametrize(
    "value", [None, 3, "text", {}, [], [None], [[]], [[None]], [3], [{}], [{"id": 3}], [{"id": "x", "property": []}]]
)
def test_a_part_that_does_not_fit_is_refused(web: Web, person: FlaskClient, part: str, value: Any) -> None:
    for output in random.Random(3).sample(sorted(_permissions(web)), 8):
        body = {**web.body(output), part: value}
        status = person.post(DASH_CALLBACK, json=body).status_code
        assert status < 500, f"{output} with {part}={value!r} answers {status}"


def test_input_for_another_callback_is_refused(web: Web, person: FlaskClient) -> None:
    body = {**web.body(HEADLINE), "inputs": web.body("drivers-headline-area.children")["inputs"]}

    assert person.post(DASH_CALLBACK, json=body).status_code == 400


@pytest.mark.parametrize(
    "value",
    [
        *(None, 0, -1, True, 1e308, [], {}, [[{}]], "", "x" * 5000, "?k=99", "?area=1", "?" + "a=1&" * 60),
        *("?dataset=\x00", "?dataset=\ud800", "?since=2026-02-30", "?recipe=none", "?post=%F0%9F", "?seed=9e9"),
    ],
)
def test_no_value_of_any_input_is_a_defect(web: Web, chief: FlaskClient, value: Any) -> None:
    for output in list(web.app.callback_map):
        body = web.body(output)
        for one in (*body["inputs"], *body["state"]):
            if isinstance(one, dict):
                one["value"] = value
        answer = chief.post(DASH_CALLBACK, json=body)
        assert answer.status_code < 500, f"{output} answers {value!r} with {answer.status_code}: {answer.text[:200]}"
        if "_pages_" not in output:
            assert "Something went wrong" not in answer.text, f"{output} takes {value!r} for a defect"


def test_five_hundred_random_bodies_are_no_defect(web: Web, person: FlaskClient) -> None:
    draw = random.Random(5)
    outputs = list(web.app.callback_map)
    for _ in range(500):
        body = _spoil(web.body(draw.choice(outputs)), draw)
        status = person.post(DASH_CALLBACK, json=body).status_code
        assert status < 500, f"{body} answers {status}"


def _spoil(body: Any, draw: random.Random) -> Any:
    """The body with one part, at any depth, replaced by something else."""
    junk = draw.choice([None, 7, "junk", [], {}, [1], {"a": 1}, True])
    if isinstance(body, dict) and body and draw.random() < 0.85:
        key = draw.choice(list(body))
        return {**body, key: _spoil(body[key], draw)}
    if isinstance(body, list) and body and draw.random() < 0.85:
        place = draw.randrange(len(body))
        return [_spoil(one, draw) if place == index else one for index, one in enumerate(body)]
    return junk


def test_who_lacks_the_right_is_refused(web: Web) -> None:
    person = web.person(Role.BRAND_MANAGER)
    closed = [name for name, right in _permissions(web).items() if Role.BRAND_MANAGER not in RULES[right]]

    assert closed
    for output in closed:
        assert person.post(DASH_CALLBACK, json=web.body(output)).status_code == 403


def test_another_site_cannot_call(web: Web, person: FlaskClient) -> None:
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert person.post(DASH_CALLBACK, json=web.body(HEADLINE), headers=headers).status_code == 403


def test_what_changed_must_be_an_input_of_the_request(web: Web, person: FlaskClient) -> None:
    for changed in (
        ["elsewhere.data"],
        [f"{READY}x"],
        [READY.partition(".")[0]],
        ["{}.value"],
        ['{"a":1}.n'],
        [READY, ""],
    ):
        body = {**web.body(HEADLINE), "changedPropIds": changed}
        assert person.post(DASH_CALLBACK, json=body).status_code == 400, changed


def test_parts_that_no_page_sends_are_refused(web: Web, person: FlaskClient) -> None:
    body = web.body(HEADLINE)
    for extra in ({"__proto__": {}}, {"workspace": "blue"}, {"parsedChangedPropsIds": "x"}):
        assert person.post(DASH_CALLBACK, json={**body, **extra}).status_code == 400
    for inputs in ([], [*body["inputs"], *body["inputs"]], body["inputs"][0]):
        assert person.post(DASH_CALLBACK, json={**body, "inputs": inputs}).status_code == 400


def test_a_body_larger_than_eight_megabytes_is_refused_before_it_is_read(person: FlaskClient) -> None:
    answer = person.post(DASH_CALLBACK, data=b"[" * 9_000_000, content_type="application/json")
    assert answer.status_code == 413

    announced = person.post(
        DASH_CALLBACK, data=b"{}", content_type="application/json", headers={"Content-Length": "5000000000"}
    )
    assert announced.status_code in (400, 413)


def test_a_form_of_more_than_its_share_is_refused(web: Web) -> None:
    stranger = web.stranger()
    large = {"email": "x" * 200_000}
    assert stranger.post("/login", data=large, content_type="multipart/form-data").status_code == 413
    many = {f"part{number}": "x" for number in range(200)}
    assert stranger.post("/login", data=many, content_type="multipart/form-data").status_code == 413


@pytest.mark.parametrize(
    "path", [3, True, [], {}, "", "segments", "?k=2", "javascript:alert(1)", "\u202e", " /segments"]
)
def test_a_page_is_turned_to_by_a_path_of_this_site_alone(web: Web, person: FlaskClient, path: Any) -> None:
    output = next(name for name in web.app.callback_map if "_pages_content" in name)
    for values in ({"_pages_location.pathname": path}, {"_pages_location.pathname": "/segments"}):
        answer = person.post(DASH_CALLBACK, json=web.body(output, **values))
        assert answer.status_code == (200 if values["_pages_location.pathname"] == "/segments" else 400)
        assert "Something went wrong" not in answer.text
