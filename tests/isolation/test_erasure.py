"""What is erased is in no file any more: looked for byte by byte, in the database, its log, files and caches."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import BLUE, RED, make_actor
from click.testing import CliRunner
from isolation.world import World, canary, close_world, open_world, standing
from sqlalchemy import select

from app.cli import main
from services.domain.actors import Role
from services.domain.errors import Forbidden, NotFound
from services.domain.tagging import TagRule
from services.storage.cache import open_cache
from services.storage.tables import UserRow, WorkspaceRow

SHELL = make_actor(Role.ADMIN)


@pytest.fixture
def doomed(template: Path, tmp_path: Path) -> Iterator[World]:
    """A world of the test's own, with a result of each tenant in the cache."""
    made = open_world(template, tmp_path / "home")
    with open_cache(made.house.settings.cache) as cache:
        for tenant in (made.red, made.blue):
            cache.set(f"{tenant.room.id}-small", f"{tenant.word} small", tag=tenant.room.id)
            cache.set(f"{tenant.room.id}-large", f"{tenant.word} large" * 20_000, tag=tenant.room.id)
    yield made
    close_world(made)


def places(home: Path, word: str) -> list[str]:
    """The files that hold the word, in whatever case, in UTF-8 or UTF-16, by content or by name."""
    needles = [word.encode(), word.upper().encode(), word.encode("utf-16-le")]
    found = []
    for path in home.rglob("*"):
        held = path.is_file() and path.name != "tenants.json" and any(one in path.read_bytes() for one in needles)
        if held or word in path.name:
            found.append(str(path.relative_to(home)))
    return [
        path
        for path in found
        if not path.endswith((f"{word}-dataset.csv", f"{word}-hidden.csv", f"{word}-deleted.csv"))
    ]


def test_a_workspace_that_was_erased_is_found_nowhere(doomed: World) -> None:
    house, home = doomed.house, doomed.house.settings.home
    before = standing(doomed, doomed.blue)
    assert len(places(home, doomed.red.word)) > 3, "there is something to erase"

    receipt = house.services.erasure.workspace(SHELL, RED.slug)

    house.database.close()
    # The people stay: an account may belong to several workspaces, and has a name and an address of its own.
    with house.database.directory() as directory:
        for row in directory._session.scalars(select(UserRow).where(UserRow.email.startswith(doomed.red.word))).all():
            directory.remove_user(row.id, row.email)
    house.database.scrub()
    assert places(home, doomed.red.word) == []
    assert standing(doomed, doomed.blue) == before, "the other workspace is as it was"
    items = {item.kind: item.number for item in receipt.items}
    assert {"datasets", "uploads", "jobs", "tags", "reports", "brands", "decisions", "alerts", "files"} <= set(items)
    assert items["results that pages keep"] == 2
    assert "Backups" in receipt.beyond
    with house.database.reading_directory() as directory:
        assert [room.slug for room in directory.workspaces()] == [BLUE.slug]


def test_erasing_again_finds_nothing_and_half_an_erasure_is_finished_by_the_next(
    doomed: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    erasure = doomed.house.services.erasure

    def fail(*_: object) -> int:
        raise OSError("no room")

    with monkeypatch.context() as broken:
        broken.setattr("services.erasure.forget", fail)
        with pytest.raises(OSError, match="no room"):
            erasure.workspace(SHELL, RED.slug)
    assert erasure.workspace(SHELL, RED.slug).subject == "workspace red"
    with pytest.raises(NotFound, match="There is no workspace 'red'"):
        erasure.workspace(SHELL, RED.slug)


def test_whoever_was_in_an_erased_workspace_is_asked_to_sign_in(doomed: World) -> None:
    doomed.house.services.erasure.workspace(SHELL, RED.slug)

    assert doomed.people["red agency"].get("/segments").status_code == 302
    assert doomed.people["blue agency"].get("/segments").status_code == 200


def test_a_person_that_was_erased_is_named_nowhere(doomed: World) -> None:
    house, home = doomed.house, doomed.house.settings.home
    email, name = f"{canary(RED)}-agency@example.org", f"{canary(RED)}-agency"
    actor = doomed.actor("red", "agency")
    house.services.alerts.set(actor, 0.2)
    house.services.tagging.add(actor, "kept", TagRule(contains="words"))
    house.services.datasets.import_file(actor, home / f"{canary(RED)}-dataset.csv")
    assert any("postlens.db" in path for path in places(home, name))

    receipt = house.services.erasure.person(SHELL, email.upper())

    house.database.close()
    assert [path for path in places(home, name) if "original" not in path] == []
    assert {item.kind for item in receipt.items} >= {
        "accounts",
        "sessions",
        "memberships",
        "rows that named the person",
    }
    assert doomed.people["red agency"].get("/segments").status_code == 302
    assert house.services.alerts.rule(doomed.actor("red", "manager")).changed_by == "somebody"
    with pytest.raises(NotFound, match="There is no account"):
        house.services.erasure.person(SHELL, email)


@pytest.mark.parametrize("role", [Role.BRAND_MANAGER, Role.AGENCY])
def test_only_admins_erase(doomed: World, role: Role) -> None:
    for ask in (doomed.house.services.erasure.workspace, doomed.house.services.erasure.person):
        with pytest.raises(Forbidden):
            ask(make_actor(role), "red")


def test_the_shell_erases_and_prints_a_receipt(doomed: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLENS_HOME", str(doomed.house.settings.home))
    run = CliRunner()

    done = run.invoke(main, ["erase", "workspace", "red", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["erased"] == "workspace red"
    assert told["items"]["datasets"] > 1

    person = run.invoke(main, ["erase", "person", f"{canary(BLUE)}-manager@example.org", "--json"])
    assert json.loads(person.output)["items"]["accounts"] == 1
    assert run.invoke(main, ["erase", "workspace", "red", "--json"]).exit_code == 3
    assert run.invoke(main, ["erase", "person", "nobody@example.org", "--json"]).exit_code == 3
    with doomed.house.database.reading_directory() as directory:
        rows = directory._session.scalars(select(WorkspaceRow.slug)).all()
    assert rows == ["blue"]
