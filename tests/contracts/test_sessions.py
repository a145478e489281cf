"""What a sign-in opens, for how long, and what it never opens again."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from builders import PASSWORD, RED, Web, make_actor
from flask.testing import FlaskClient

from app.auth import DASH_CALLBACK
from callbacks.context import EXTENSION
from components import ids
from services.domain.actors import Role
from services.domain.people import ActivityQuery
from services.storage.tables import UserRow

COOKIE = "postlens"


def _inside(client: FlaskClient) -> bool:
    return client.get("/about").status_code == 200


def _cookie(client: FlaskClient) -> str:
    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def _with_cookie(web: Web, value: str) -> FlaskClient:
    client = web.stranger()
    client.set_cookie(COOKIE, value)
    return client


def _poll(web: Web, client: FlaskClient) -> int:
    body = web.body(f"{ids.JOB_TRAY}.children", **{f"{ids.JOB_TIMER}.n_intervals": 3})
    assert body["changedPropIds"] == [f"{ids.JOB_TIMER}.n_intervals"]
    return client.post(DASH_CALLBACK, json=body).status_code


def test_a_cookie_opens_nothing_after_signing_out(web: Web) -> None:
    person = web.person()
    thief = _with_cookie(web, _cookie(person))
    assert _inside(thief)

    answer = person.post("/sign-out")

    assert answer.headers["Location"] == "/login"
    assert not _inside(person)
    assert not _inside(thief)
    assert thief.post(DASH_CALLBACK, json={}).status_code == 401


def test_signing_out_in_one_browser_leaves_the_other_signed_in(web: Web) -> None:
    email = "two.browsers@example.org"
    web.house.add_person(email)
    first, second = web.stranger(), web.stranger()
    for browser in (first, second):
        browser.post("/login", data={"email": email, "password": PASSWORD})

    first.post("/sign-out")

    assert not _inside(first)
    assert _inside(second)


def test_a_cookie_that_was_changed_opens_nothing(web: Web) -> None:
    value = _cookie(web.person())

    for changed in (value[:-2], value[5:], value.swapcase(), "x", ""):
        assert not _inside(_with_cookie(web, changed))


def test_what_a_stranger_brings_along_is_not_what_they_leave_with(web: Web) -> None:
    email = "fixed@example.org"
    web.house.add_person(email)
    planted = _cookie(web.person())
    victim = _with_cookie(web, planted)
    victim.post("/sign-out")

    victim.post("/login", data={"email": email, "password": PASSWORD})

    assert _cookie(victim) != planted
    assert not _inside(_with_cookie(web, planted))


def test_the_cookie_is_kept_from_scripts_and_other_sites(web: Web) -> None:
    email = "cookie@example.org"
    web.house.add_person(email)

    sent = web.stranger().post("/login", data={"email": email, "password": PASSWORD}).headers["Set-Cookie"]

    assert "HttpOnly" in sent
    assert "SameSite=Lax" in sent


def test_half_an_hour_without_activity_ends_a_sign_in(web: Web) -> None:
    person = web.person()
    web.house.clock.advance(minutes=30)
    assert _inside(person)

    web.house.clock.advance(minutes=30, seconds=1)

    assert not _inside(person)


def test_activity_keeps_a_sign_in(web: Web) -> None:
    person = web.person()

    for _ in range(4):
        web.house.clock.advance(minutes=25)
        assert _inside(person)


def test_polls_do_not_keep_a_sign_in(web: Web) -> None:
    person = web.person()
    web.house.clock.advance(minutes=25)
    assert _poll(web, person) == 200

    web.house.clock.advance(minutes=10)

    assert _poll(web, person) == 401
    assert not _inside(person)


def test_watching_a_job_does_not_keep_a_sign_in(web: Web) -> None:
    person = web.person()
    body = web.body(next(name for name in web.app.callback_map if name.startswith("..analysis-made")))
    web.house.clock.advance(minutes=25)
    person.post(f"{DASH_CALLBACK}?cacheKey=x&job=x", json=body)

    web.house.clock.advance(minutes=10)

    assert not _inside(person)


def test_twelve_hours_end_a_sign_in_however_active(web: Web) -> None:
    person = web.person()
    for _ in range(36):
        web.house.clock.advance(minutes=20)
        assert _inside(person)

    web.house.clock.advance(seconds=1)

    assert not _inside(person)


def test_a_person_who_is_not_active_any_more_is_out_at_once(web: Web) -> None:
    email = "leaver@example.org"
    user_id = web.house.add_person(email)
    person = web.stranger()
    person.post("/login", data={"email": email, "password": PASSWORD})
    assert _inside(person)

    with web.house.database.jobs() as session:
        session.get_one(UserRow, user_id).active = False

    assert not _inside(person)
    assert person.post("/login", data={"email": email, "password": PASSWORD}).status_code == 401


def test_an_unknown_account_and_a_wrong_password_look_the_same(web: Web) -> None:
    web.house.add_person("known@example.org")

    wrong = web.stranger().post("/login", data={"email": "known@example.org", "password": "not this one at all"})
    unknown = web.stranger().post("/login", data={"email": "nobody@example.org", "password": "not this one at all"})

    assert wrong.status_code == unknown.status_code == 401
    said = "The e-mail address and the password do not go together."
    assert said in wrong.text
    assert said in unknown.text


def test_the_sixth_wrong_sign_in_is_not_listened_to(web: Web) -> None:
    email = "guessed@example.org"
    web.house.add_person(email)
    for _ in range(5):
        assert web.stranger().post("/login", data={"email": email, "password": "wrong guess"}).status_code == 401

    answer = web.stranger().post("/login", data={"email": email.upper(), "password": PASSWORD})

    assert answer.status_code == 429
    assert "Try again in 15 minutes" in answer.text


def test_after_a_quarter_of_an_hour_the_right_password_works_again(web: Web) -> None:
    email = "patient@example.org"
    web.house.add_person(email)
    for _ in range(5):
        web.stranger().post("/login", data={"email": email, "password": "wrong guess"})
    web.house.clock.advance(minutes=15, seconds=1)

    assert web.stranger().post("/login", data={"email": email, "password": PASSWORD}).status_code == 302


def test_one_address_cannot_try_many_accounts(web: Web) -> None:
    web.house.add_person("bystander@example.org")
    sprayer = web.stranger()
    for number in range(50):
        sprayer.post("/login", data={"email": f"guess{number}@example.org", "password": "wrong guess"})

    stopped = sprayer.post("/login", data={"email": "bystander@example.org", "password": PASSWORD})
    elsewhere = web.stranger().post("/login", data={"email": "bystander@example.org", "password": PASSWORD})

    assert stopped.status_code == 429
    assert elsewhere.status_code == 302


def test_a_person_moves_between_their_own_workspaces_only(web: Web) -> None:
    both, one = web.person(workspaces=("red", "blue")), web.person(workspaces=("blue",))

    assert both.post("/workspace", data={"workspace": RED.id}).status_code == 302
    refused = one.post("/workspace", data={"workspace": RED.id})
    never_was = one.post("/workspace", data={"workspace": "no-such-room"})

    assert refused.status_code == never_was.status_code == 404
    assert refused.get_json() == never_was.get_json()
    assert one.get(f"/datasets/{web.dataset.id}/original").status_code == 404


def test_another_workspace_is_entered_with_its_path_and_without_the_old_query(web: Web) -> None:
    person = web.person(workspaces=("red", "blue"))

    answer = person.post("/workspace", data={"workspace": RED.id, "next": "/segments?dataset=abc"})

    assert answer.headers["Location"] == "/segments"
    with person.get(f"/datasets/{web.dataset.id}/original") as file:
        assert file.status_code == 200


def test_who_has_no_workspace_is_told_so(web: Web) -> None:
    web.house.add_person("homeless@example.org", workspaces=())

    answer = web.stranger().post("/login", data={"email": "homeless@example.org", "password": PASSWORD})

    assert answer.status_code == 401
    assert "Ask your admin" in answer.text


@pytest.mark.parametrize(("role", "status"), [(Role.BRAND_MANAGER, 403), (Role.AGENCY, 201), (Role.ADMIN, 201)])
def test_brand_managers_may_not_upload(web: Web, role: Role, status: int) -> None:
    answer = web.person(role).post("/uploads", json={"name": "posts.csv", "size": 10})

    assert answer.status_code == status


def test_a_right_that_was_withdrawn_is_gone_with_the_next_callback_and_that_is_written_down(web: Web) -> None:
    email = f"demoted{next(web.visits)}@example.org"
    web.house.add_person(f"other{email}", Role.ADMIN)
    user_id = web.house.add_person(email, Role.ADMIN, ("red",))
    client = web.stranger()
    client.post("/login", data={"email": email, "password": PASSWORD})
    body = web.body("health-state-area.children")
    assert client.post(DASH_CALLBACK, json=body).status_code == 200
    # Admins begin in the first room by name, which is not the one that this person was given.
    assert client.post("/workspace", data={"workspace": RED.id}).status_code == 302

    web.house.services.people.change_role(make_actor(), user_id, Role.BRAND_MANAGER)

    assert client.post(DASH_CALLBACK, json=body).status_code == 403
    assert client.get("/admin/activity.csv").status_code == 403
    told = web.house.services.activity.find(make_actor(), ActivityQuery(user_id=user_id)).actions
    assert [(one.what, one.subject, one.result) for one in told[:2]] == [
        ("asked without the right", "oversee", "refused"),
        ("asked without the right", "oversee", "refused"),
    ]


def test_too_many_sign_ins_are_told_when_to_come_back(web: Web) -> None:
    web.house.add_person("hurried@example.org")
    answers = [
        web.stranger().post("/login", data={"email": "hurried@example.org", "password": "wrong guess"})
        for _ in range(7)
    ]

    assert [answer.status_code for answer in answers] == [401] * 5 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "900"


def test_many_wrong_sign_ins_at_once_are_no_way_around_the_limit(web: Web) -> None:
    web.house.add_person("stormed@example.org")
    clients = [web.stranger() for _ in range(16)]
    guess = {"email": "stormed@example.org", "password": "wrong guess"}
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda client: client.post("/login", data=guess).status_code, clients))

    assert statuses.count(401) <= 5
    assert set(statuses) <= {401, 429}


def test_another_site_can_neither_sign_anybody_in_nor_out(web: Web) -> None:
    person, headers = web.person(), {"Origin": "https://elsewhere.example"}

    assert person.post("/sign-out", headers=headers).status_code == 403
    assert web.stranger().post("/login", data={"email": "a@b.example"}, headers=headers).status_code == 403
    assert _inside(person)


def test_the_app_under_test_uses_the_clock_of_the_test(web: Web) -> None:
    assert web.app.server.extensions[EXTENSION] is web.house.services
