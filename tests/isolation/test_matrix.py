"""Nobody reaches what is not theirs: every cell of the written matrix, asked of the running app."""

import pytest
from isolation import ask_callbacks, ask_commands, ask_jobs, ask_operations, ask_routes
from isolation.asking import Asked
from isolation.matrix import differences
from isolation.planted import BUGS
from isolation.world import World, close_world, open_world, standing
from scoped import WATCH

from callbacks import TASKS


def told(asked: Asked, most: int = 12) -> str:
    return "\n".join([f"{len(asked.wrong)} of {asked.cells} cells are wrong:", *asked.wrong[:most]])


def test_every_route_has_a_row(world: World) -> None:
    assert not differences("routes", ask_routes.routes(world)), differences("routes", ask_routes.routes(world))


def test_every_callback_has_a_row(world: World) -> None:
    found = set(ask_callbacks.callbacks(world))
    assert not differences("callbacks", found), differences("callbacks", found)
    buttons = {f"{task.cancel.component_id}.id" for task in TASKS.values()}
    assert ask_callbacks.unnamed(world) == buttons


def test_every_operation_has_a_row() -> None:
    found = set(ask_operations.operations())
    assert not differences("operations", found), differences("operations", found)


def test_every_job_has_a_row() -> None:
    assert not differences("jobs", set(TASKS)), differences("jobs", set(TASKS))


def test_every_command_has_a_row() -> None:
    assert not differences("commands", ask_commands.commands()), differences("commands", ask_commands.commands())


def test_an_endpoint_without_a_row_is_named_with_what_to_do() -> None:
    assert differences("jobs", {*TASKS, "new.task"}) == (
        "'new.task' has no row: add it to [jobs] of tests/isolation/matrix.toml."
    )
    assert "take it out" in differences("jobs", set(TASKS) - {"reports.build"})


@pytest.mark.timeout(600)
@pytest.mark.parametrize("part", [ask_routes, ask_operations, ask_jobs, ask_commands], ids=lambda part: part.__name__)
def test_nobody_reaches_what_is_not_theirs(victim: World, part) -> None:
    asked = part.ask_all(victim)

    assert not asked.wrong, told(asked)
    assert asked.cells > 20


@pytest.mark.timeout(600)
def test_nobody_reaches_what_is_not_theirs_through_a_callback(victim: World) -> None:
    asked = ask_callbacks.ask_all(victim, fills_each=2)

    assert not asked.wrong, told(asked)
    assert asked.cells > 2_000


@pytest.mark.timeout(600)
def test_asking_for_what_is_not_theirs_changes_nothing(victim: World) -> None:
    """The tenant that is asked about is left as it was, to the byte; its own people stay away meanwhile."""
    before = standing(victim, victim.red)
    everybody = {name: client for name, client in victim.people.items() if not name.startswith("red")}
    stranger = victim.people["stranger"]
    # Red's people are replaced by nobodies: their requests are refused, those of everybody else are made.
    victim.people.update({name: stranger for name in victim.people if name not in everybody})
    victim.tokens.update({name: "pl_of_nobody" for name in victim.tokens if name not in everybody})

    ask_routes.ask_all(victim)
    ask_callbacks.ask_all(victim, fills_each=1)
    ask_commands.ask_all(victim)

    assert standing(victim, victim.red) == before


@pytest.mark.parametrize("name", BUGS)
def test_a_planted_bug_is_found(name: str, template, tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    with WATCH.off():
        BUGS[name].plant(monkeypatch)
        world = open_world(template, tmp_path / "home")
        asked = BUGS[name].ask(world)
        close_world(world)

    assert asked.wrong, f"{name}: {asked.cells} cells were asked and none noticed"
