"""The forms behind one-time links."""

from builders import PASSWORD, Web, make_actor

from services.domain.actors import Role

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
