import pytest
from builders import PASSWORD, Web


def test_the_form_asks_for_an_address_and_a_password(web: Web) -> None:
    page = web.stranger().get("/login").text

    assert 'name="email"' in page
    assert 'name="password"' in page
    assert 'type="password"' in page


def test_password_managers_know_the_fields_and_no_script_touches_them(web: Web) -> None:
    page = web.stranger().get("/login").text

    assert 'autocomplete="username"' in page
    assert 'autocomplete="current-password"' in page
    assert "paste" not in page
    assert page.count("<script") == 1, "the one that sets the theme"


def test_where_somebody_wanted_to_go_is_where_they_arrive(web: Web) -> None:
    web.house.add_person("traveller@example.org")
    client = web.stranger()
    asked = client.get("/explain?dataset=d1&post=p7")
    assert asked.headers["Location"] == "/login?next=/explain?dataset%3Dd1%26post%3Dp7"
    form = client.get(asked.headers["Location"]).text
    assert 'value="/explain?dataset=d1&amp;post=p7"' in form

    arrived = client.post(
        "/login", data={"email": "traveller@example.org", "password": PASSWORD, "next": "/explain?dataset=d1&post=p7"}
    )

    assert arrived.headers["Location"] == "/explain?dataset=d1&post=p7"


@pytest.mark.parametrize("target", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_nobody_is_led_away_from_here(web: Web, target: str) -> None:
    email = f"lured{next(web.visits)}@example.org"
    web.house.add_person(email)
    client = web.stranger()

    sent = client.post("/login", data={"email": email, "password": PASSWORD, "next": target})
    again = client.get("/login", query_string={"next": target})

    assert sent.headers["Location"] == "/"
    assert again.headers["Location"] == "/"


def test_a_refusal_keeps_the_address_and_never_the_password(web: Web) -> None:
    sent = {"email": '"><script>alert(1)</script>', "password": "a wrong password", "next": "/drivers"}

    page = web.stranger().post("/login", data=sent)

    assert page.status_code == 401
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text
    assert "a wrong password" not in page.text
    assert 'value="/drivers"' in page.text


@pytest.mark.parametrize("data", [{}, {"email": "x"}, {"password": "x"}, {"email": "\x00", "password": "\x00"}])
def test_a_form_that_lacks_something_is_refused(web: Web, data: dict[str, str]) -> None:
    assert web.stranger().post("/login", data=data).status_code == 401


def test_whoever_is_signed_in_goes_on_at_once(web: Web) -> None:
    assert web.person().get("/login?next=/drivers").headers["Location"] == "/drivers"


def test_a_script_without_a_session_is_told_in_json(web: Web) -> None:
    answer = web.stranger().post("/uploads", json={"name": "x.csv", "size": 1})

    assert answer.status_code == 401
    assert answer.get_json() == {"error": "Sign in first."}


def test_the_page_is_given_to_nobody_without_a_session(web: Web) -> None:
    for path in ("/_dash-layout", "/_dash-dependencies"):
        assert web.stranger().get(path).status_code == 401


def test_the_frame_names_the_person_and_the_workspace(web: Web) -> None:
    layout = web.person(workspaces=("red", "blue")).get("/_dash-layout").text

    assert "Red" in layout
    assert "Blue" in layout


def test_signing_out_is_nothing_a_link_can_do(web: Web) -> None:
    assert web.person().get("/sign-out").status_code in (404, 405, 200)
    person = web.person()
    person.get("/sign-out")
    assert person.get("/about").status_code == 200
