"""Signing in through another provider, a real process that speaks OpenID Connect."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from builders import House, Story, Web, copy_house, make_actor, make_web
from flask.testing import FlaskClient
from integration.processes import free_port, until
from integration.provider import CLIENT, SECRET, TWISTS

from services.domain.actors import Role

PROGRAM = Path(__file__).with_name("provider.py")


@dataclass(frozen=True, slots=True)
class Provider:
    issuer: str

    def expect(self, subject: str, twist: str = "") -> None:
        """Who signs in next, and what is wrong with the answer."""
        requests.post(f"{self.issuer}/next", json={"subject": subject, "twist": twist}, timeout=10)


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    port = free_port()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, PROGRAM, str(port)], **quiet)
    found = Provider(f"http://127.0.0.1:{port}")
    until(lambda: _answers(found))
    yield found
    process.terminate()
    process.wait(10)


def _answers(provider: Provider) -> bool:
    try:
        return requests.get(f"{provider.issuer}/keys", timeout=5).ok
    except requests.ConnectionError:
        return False


@pytest.fixture(scope="module")
def linked(provider: Provider, story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The web app of an installation that knows the provider."""
    house: House = copy_house(
        story.house.settings.home,
        tmp_path_factory.mktemp("linked") / "home",
        oidc_issuer=provider.issuer,
        oidc_client_id=CLIENT,
        oidc_client_secret=SECRET,
        public_url="https://postlens.example",
    )
    made = make_web(house, story)
    yield made
    made.house.close()


def _there_and_back(client: FlaskClient, **asked: str) -> str:
    """The address at which the provider sends the browser back to us, with its code and our state."""
    sent = client.get("/login/provider", query_string=asked)
    assert sent.status_code == 302, sent.text
    way = urlsplit(sent.headers["Location"])
    told = {name: values[0] for name, values in parse_qs(way.query).items()}
    assert told["redirect_uri"] == "https://postlens.example/login/provider/back"
    assert {"state", "nonce", "code_challenge"} <= set(told)
    answer = requests.get(sent.headers["Location"], allow_redirects=False, timeout=10)
    return str(answer.headers["Location"]).removeprefix("https://postlens.example")


def _somebody(web: Web, provider: Provider, subject: str) -> str:
    email = f"linked{next(web.visits)}@example.org"
    web.house.services.people.link(make_actor(), web.house.add_person(email), provider.issuer, subject)
    return email


def test_who_was_linked_signs_in_and_arrives(linked: Web, provider: Provider) -> None:
    _somebody(linked, provider, "s-arrives")
    provider.expect("s-arrives")
    client = linked.stranger()

    answer = client.get(_there_and_back(client, next="/drivers"))

    assert answer.headers["Location"] == "/drivers"
    assert client.get("/about").status_code == 200


def test_an_address_links_nobody(linked: Web, provider: Provider) -> None:
    """The provider says that somebody has the address of an admin here; that is no proof of being them."""
    linked.house.add_person("ada@example.org", Role.ADMIN)
    provider.expect("s-unknown")
    client = linked.stranger()

    answer = client.get(_there_and_back(client))

    assert answer.status_code == 401
    assert "s-unknown" in answer.text
    assert client.get("/about").status_code == 302


@pytest.mark.parametrize("twist", [twist for twist in TWISTS if twist])
def test_an_answer_with_something_wrong_signs_nobody_in(linked: Web, provider: Provider, twist: str) -> None:
    _somebody(linked, provider, f"s-{twist}")
    provider.expect(f"s-{twist}", twist)
    client = linked.stranger()

    answer = client.get(_there_and_back(client))

    assert answer.status_code == 401
    assert "did not sign you in" in answer.text
    assert client.get("/about").status_code == 302


def test_the_answer_for_one_browser_is_worth_nothing_in_another(linked: Web, provider: Provider) -> None:
    _somebody(linked, provider, "s-state")
    provider.expect("s-state")
    victim, attacker = linked.stranger(), linked.stranger()
    address = _there_and_back(attacker)
    _there_and_back(victim)

    assert victim.get(address).status_code == 401
    assert victim.get("/about").status_code == 302


def test_the_way_back_is_that_of_the_settings_whatever_host_was_asked(linked: Web) -> None:
    sent = linked.stranger().get("/login/provider", headers={"Host": "evil.example"})

    assert "redirect_uri=https%3A%2F%2Fpostlens.example%2Flogin%2Fprovider%2Fback" in sent.headers["Location"]
    assert "evil" not in sent.headers["Location"]


def test_an_answer_counts_once(linked: Web, provider: Provider) -> None:
    _somebody(linked, provider, "s-once")
    provider.expect("s-once")
    client = linked.stranger()
    address = _there_and_back(client)
    assert client.get(address).status_code == 302
    client.post("/sign-out")

    assert client.get(address).status_code == 401


def test_an_invitation_binds_the_sign_in_of_the_provider(linked: Web, provider: Provider) -> None:
    email = f"invited{next(linked.visits)}@example.org"
    token = linked.house.services.invitations.invite(make_actor(), email, Role.AGENCY, ("red",))
    provider.expect("s-invited")
    client = linked.stranger()
    assert client.get(_there_and_back(client, invitation=token)).status_code == 302

    again = linked.stranger()
    answer = again.get(_there_and_back(again))

    assert answer.status_code == 302
    assert again.get("/about").status_code == 200
    people = {one.email: one for one in linked.house.services.people.all(make_actor())}
    assert (people[email].name, people[email].linked) == ("Nina From There", True)


def test_somebody_signed_in_links_their_own_from_our_own_page_only(linked: Web, provider: Provider) -> None:
    client = linked.person()
    provider.expect("s-own")
    elsewhere = client.get("/login/provider?link=1", headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.headers["Location"] == "/account"

    assert client.get(_there_and_back(client, link="1")).headers["Location"] == "/account"

    again = linked.stranger()
    assert again.get(_there_and_back(again)).status_code == 302


def test_a_second_factor_is_asked_for_all_the_same(linked: Web, provider: Provider) -> None:
    email = _somebody(linked, provider, "s-second")
    with linked.house.database.directory() as directory:
        user = directory.user_by_email(email)
        directory.factors.begin(user.id, "unused")
        directory.factors.find(user.id).confirmed_at = linked.house.clock.now
    provider.expect("s-second")
    later = linked.stranger()

    answer = later.get(_there_and_back(later))

    assert answer.headers["Location"] == "/login/second"
    assert later.get("/about").status_code == 302


def test_a_provider_that_does_not_answer_is_said_in_words(story: Story, tmp_path: Path) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "home", oidc_issuer=f"http://127.0.0.1:{free_port()}")
    web = make_web(house, story)

    answer = web.stranger().get("/login/provider")

    assert answer.status_code == 401
    assert "did not sign you in" in answer.text
    house.close()


def test_without_a_provider_its_addresses_lead_nowhere(web: Web) -> None:
    assert web.stranger().get("/login/provider").status_code == 404
    assert web.stranger().get("/login/provider/back").status_code == 404
    assert "provider" not in web.stranger().get("/login").text
