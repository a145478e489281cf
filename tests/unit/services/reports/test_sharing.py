"""Links to released reports: who makes them, how long they open something, and what they never tell."""

import hashlib
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import BLUE, House, Story, copy_house, make_actor

from services.accounts import Browser
from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound, TooMany
from services.domain.reporting import FinishedReport, ReportOrder
from services.domain.sharing import LinkState, ShareOrder

ANN, ADMIN, THERE = make_actor(Role.AGENCY, user_id="ann"), make_actor(), make_actor(workspace=BLUE)
CLIENT = Browser("203.0.113.7", "Client")


@pytest.fixture
def own(story: Story, tmp_path: Path) -> Iterator[House]:
    house = copy_house(story.house.settings.home, tmp_path / "own", public_url="https://reports.example/")
    yield house
    house.close()


@pytest.fixture
def draft(own: House, order: ReportOrder) -> FinishedReport:
    return own.services.reports.build(ANN, replace(order, template="executive"))


@pytest.fixture
def released(own: House, draft: FinishedReport) -> FinishedReport:
    own.services.releases.check(ANN, draft.id)
    own.services.releases.release(ANN, draft.id)
    return draft


def _token(url: str) -> str:
    return url.rpartition("/")[2]


def test_a_link_is_long_random_and_kept_as_a_hash(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    token = _token(made.url)

    assert re.fullmatch(r"https://reports\.example/s/[\w-]{43}", made.url)
    with sqlite3.connect(own.settings.home / "postlens.db") as database:
        everything = "\n".join(database.iterdump())
    database.close()
    assert token not in everything
    assert hashlib.sha256(token.encode()).hexdigest() in everything


def test_only_a_released_report_is_shared(own: House, draft: FinishedReport) -> None:
    with pytest.raises(Conflict, match="Only a released report"):
        own.services.sharing.share(ANN, ShareOrder(draft.id))


@pytest.mark.parametrize("days", [0, -1, 91])
def test_a_link_lasts_one_to_ninety_days(own: House, released: FinishedReport, days: int) -> None:
    with pytest.raises(InvalidInput):
        own.services.sharing.share(ANN, ShareOrder(released.id, days))


def test_whoever_holds_the_link_sees_report_client_and_files(own: House, released: FinishedReport) -> None:
    link, locked = own.services.sharing.open(
        _token(own.services.sharing.share(ANN, ShareOrder(released.id)).url), CLIENT
    )
    seen = own.services.sharing.look(link)

    assert not locked
    assert (seen.title, seen.client, seen.newer) == ("Executive summary", "Red", False)
    assert [file.name.rpartition(".")[2] for file in seen.files] == ["pdf", "html"]
    assert seen.page == seen.files[1]
    assert "Executive summary" in seen.files[1].path.read_text(encoding="utf-8")


def test_openings_are_counted_and_looks_are_not(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    for _ in range(3):
        own.services.sharing.open(_token(made.url), CLIENT)
    own.services.sharing.look(made.id)
    (link,) = own.services.sharing.links(ANN, released.id)

    assert (link.opened, link.opened_at, link.state) == (3, own.clock.now, LinkState.OPEN)


def test_an_expired_a_withdrawn_and_a_guessed_link_are_the_same_nothing(own: House, released: FinishedReport) -> None:
    sharing = own.services.sharing
    withdrawn, expired = (sharing.share(ANN, ShareOrder(released.id, days)) for days in (90, 7))
    sharing.withdraw(ANN, withdrawn.id)
    own.clock.advance(days=7)
    told = set()
    for url in (withdrawn.url, expired.url, "https://x/s/guess"):
        with pytest.raises(NotFound) as refusal:
            sharing.open(_token(url), CLIENT)
        told.add(str(refusal.value))
    for link in (withdrawn.id, expired.id, "0" * 16, "\x00"):
        with pytest.raises(NotFound) as refusal:
            sharing.look(link)
        told.add(str(refusal.value))

    assert len(told) == 1
    assert {link.state for link in sharing.links(ANN, released.id)} == {LinkState.WITHDRAWN, LinkState.EXPIRED}


def test_a_link_opens_until_its_last_second(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id, 1))
    own.clock.advance(days=1, seconds=-1)
    own.services.sharing.open(_token(made.url), CLIENT)
    own.clock.advance(seconds=1)
    with pytest.raises(NotFound):
        own.services.sharing.look(made.id)


def test_guessing_is_slowed_down_by_address_alone(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    for number in range(20):
        with pytest.raises(NotFound):
            own.services.sharing.open(f"guess {number}", CLIENT)
    with pytest.raises(TooMany):
        own.services.sharing.open(_token(made.url), CLIENT)

    assert own.services.sharing.open(_token(made.url), Browser("198.51.100.1"))[0] == made.id
    own.clock.advance(minutes=15, seconds=1)
    assert own.services.sharing.open(_token(made.url), CLIENT)[0] == made.id


def test_a_password_is_asked_for_kept_as_a_hash_and_not_guessed(own: House, released: FinishedReport) -> None:
    sharing = own.services.sharing
    with pytest.raises(InvalidInput):
        sharing.share(ANN, ShareOrder(released.id, password="short"))
    made = sharing.share(ANN, ShareOrder(released.id, password="correct horse"))

    assert sharing.open(_token(made.url), CLIENT) == (made.id, True)
    sharing.unlock(made.id, "correct horse", CLIENT)
    with own.database.reading_directory() as directory:
        link = directory.link(made.id)
    assert link is not None
    assert link.password_hash.startswith("$argon2id$")
    assert link.opened == 1
    for number in range(10):
        with pytest.raises(Forbidden):
            sharing.unlock(made.id, f"wrong {number}", CLIENT)
    with pytest.raises(TooMany):
        sharing.unlock(made.id, "correct horse", CLIENT)


def test_a_superseded_report_stays_behind_its_link_and_says_so(
    own: House, released: FinishedReport, order: ReportOrder
) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    newer = own.services.reports.build(ANN, replace(order, template="executive", title="Newer"))
    own.services.releases.check(ANN, newer.id)
    own.services.releases.release(ANN, newer.id, released.id)

    assert own.services.sharing.look(made.id).newer
    with pytest.raises(Conflict):
        own.services.sharing.share(ANN, ShareOrder(released.id))


def test_an_erased_or_damaged_report_is_nothing_behind_its_link(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    path = own.services.reports.file(ANN, released.id).path
    whole = path.read_bytes()
    path.write_bytes(b"other")
    with pytest.raises(NotFound):
        own.services.sharing.look(made.id)
    path.write_bytes(whole)
    assert own.services.sharing.look(made.id).title
    own.services.releases.erase(ADMIN, released.id, "Article 17")
    with pytest.raises(NotFound):
        own.services.sharing.look(made.id)


def test_links_of_another_workspace_are_not_there(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    for ask in (
        lambda: own.services.sharing.links(THERE, released.id),
        lambda: own.services.sharing.withdraw(THERE, made.id),
        lambda: own.services.sharing.share(THERE, ShareOrder(released.id)),
    ):
        with pytest.raises(NotFound):
            ask()
    assert own.services.sharing.look(made.id)


def test_sharing_and_withdrawing_stand_in_the_history(own: House, released: FinishedReport) -> None:
    made = own.services.sharing.share(ANN, ShareOrder(released.id))
    own.services.sharing.withdraw(ADMIN, made.id)
    own.services.sharing.withdraw(ADMIN, made.id)
    history = own.services.releases.standing(ANN, released.id).history

    assert [event.what for event in history] == ["withdrew a link", "shared", "released", "checked", "built"]


def test_a_report_has_at_most_fifty_open_links(own: House, released: FinishedReport) -> None:
    made = [own.services.sharing.share(ANN, ShareOrder(released.id)) for _ in range(50)]
    with pytest.raises(TooMany):
        own.services.sharing.share(ANN, ShareOrder(released.id))
    own.services.sharing.withdraw(ANN, made[0].id)
    assert own.services.sharing.share(ANN, ShareOrder(released.id))
