"""Every callback, asked by everybody with others' ids in every place that a browser fills in."""

import json
from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from typing import Any

from isolation.ask_routes import EVERYBODY, NOBODIES
from isolation.asking import Asked, alike, other, tenant_of
from isolation.matrix import MATRIX, may, rows
from isolation.world import POST, RECIPE, Ids, World, no_objects
from werkzeug.test import TestResponse

from app.auth import DASH_CALLBACK

_INTERNAL = ("_pages_", ".._pages_")
_ALL = 15  # as many as `fills` gives
# Kinds of ids that are tried as they are, each in every place.
_KINDS = (
    "dataset",
    "upload",
    "waiting",
    "job",
    "report",
    "tag",
    "segment",
    "token",
    "pin",
    "schedule",
    "run",
    "link",
    "released",
)


def callbacks(world: World) -> dict[str, list[str]]:
    """`module.function` to its outputs, for all that the server does."""
    found: dict[str, list[str]] = {}
    for output, known in world.app.callback_map.items():
        function = known.get("callback")
        while hasattr(function, "__wrapped__"):
            function = function.__wrapped__
        module = getattr(function, "__module__", "")
        if module.startswith("callbacks."):
            name = f"{module.removeprefix('callbacks.')}.{function.__qualname__}"
            found.setdefault(name, []).append(output)
    return found


def unnamed(world: World) -> set[str]:
    """Callbacks that are nobody's function: those that Dash adds for pages and for buttons that stop work."""
    named = {output for outputs in callbacks(world).values() for output in outputs}
    served = {output for output, known in world.app.callback_map.items() if "callback" in known}
    return {one for one in served - named if not one.startswith(_INTERNAL)}


def fills(ids: Ids) -> Iterator[tuple[str, Any, str]]:
    """What stands in every place: a name, the value, and the key of the buttons that are pressed."""
    dataset = ids["dataset"]
    yield "address", f"?dataset={dataset}&recipe={RECIPE}&post={POST}", f"{ids['workspace']} {dataset}"
    facts = {
        "search": f"?dataset={dataset}",
        "dataset": dataset,
        "recipe": RECIPE,
        "upload": ids["upload"],
        "order": ids["waiting"],
        "into": dataset,
    }
    yield "store", {**facts, "how": "append", "template": "appendix", "format": "csv", "sections": ["posts"]}, dataset
    for kind in _KINDS:
        yield kind, ids[kind], ids[kind]


def body(world: World, output: str, value: Any, key: str, clicks: int | None = 1) -> dict[str, Any]:
    """A request with this value in every place, every button pressed; clicks None = drawn and not pressed."""
    known = world.app.callback_map[output]
    sent = {part: [_slots(one, value, key, clicks) for one in known[part]] for part in ("inputs", "state")}
    first = sent["inputs"][0] if sent["inputs"] else []
    first = first[0] if isinstance(first, list) and first else first
    name = (
        first["id"] if isinstance(first, dict) and isinstance(first["id"], str) else json.dumps(first and first["id"])
    )
    outputs = [_output(one) for one in output.strip(".").split("...")]
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "changedPropIds": [f"{name}.{first['property']}"] if first else [],
        **sent,
    }


def _slots(known: dict[str, Any], value: Any, key: str, clicks: int | None) -> Any:
    filled = clicks if known["property"] in ("n_clicks", "n_submit", "n_intervals") else value
    if known["id"].startswith("{"):
        place = {**json.loads(known["id"]), "key": key}
        return [{"id": place, "property": known["property"], "value": place if known["property"] == "id" else filled}]
    return {"id": known["id"], "property": known["property"], "value": filled}


def _output(name: str) -> dict[str, Any]:
    component, _, changed = name.rpartition(".")
    return {"id": component, "property": changed.partition("@")[0]}


def ask(world: World, person: str, output: str, fill: tuple[Any, str], clicks: int | None = 1) -> TestResponse:
    """The answer; work that was ordered is forgotten again, so that the next question finds the same."""
    answer = world.people[person].post(DASH_CALLBACK, json=body(world, output, *fill, clicks))
    if '"cacheKey"' in answer.get_data(as_text=True):
        home = tenant_of(world, person)
        with world.house.database.transaction(home.room.id) as data:
            data.jobs.remove([row.id for row in data.jobs.all() if row.id != home.ids["job"]])
    return answer


def ask_all(
    world: World, only: set[str] | None = None, thorough: tuple[str, ...] = ("blue agency",), fills_each: int = _ALL
) -> Asked:
    """All cells, or those of some callbacks; thorough: who asks with so many fills; the others ask once."""
    asked = Asked()
    known = rows("callbacks")
    for name, outputs in callbacks(world).items():
        if (only is not None and name not in only) or name not in known:
            continue
        for output in outputs:
            for person in NOBODIES if fills_each == _ALL else NOBODIES[:2]:
                status = world.people[person].post(DASH_CALLBACK, json=body(world, output, "x", "x")).status_code
                asked.expect(status == 401, f"{name} answers {person} with {status}")
            for person in EVERYBODY:
                times = fills_each if person in thorough or fills_each == _ALL else 1
                _ask_person(world, person, (name, output), asked, times)
    return asked


def _ask_person(world: World, person: str, callback: tuple[str, str], asked: Asked, times: int) -> None:
    name, output = callback
    who = rows("callbacks")[name]
    away = other(world, tenant_of(world, person))
    nothing = no_objects(away.ids)
    if not may(who, person):
        status = ask(world, person, output, (f"?dataset={away.ids['dataset']}", away.ids["dataset"])).status_code
        asked.expect(status == 403, f"{name} answers {person}, who may not, with {status}")
        return
    if name in MATRIX["callbacks"]["across"]:
        return
    if times > 1:
        _ask_own(world, person, callback, asked)
    for (kind, value, key), (_, no_value, no_key) in islice(zip(fills(away.ids), fills(nothing), strict=True), times):
        if _is_number(value):
            continue  # an id that is a number by chance is read as one
        _forgive(world)
        theirs = ask(world, person, output, (value, key))
        text = theirs.get_data(as_text=True)
        asked.expect(
            theirs.status_code in (200, 204), f"{name} answers {person} about {kind} with {theirs.status_code}"
        )
        asked.expect(away.word not in text, f"{name} tells {person} a word of {away.room.name}, asked by {kind}")
        if times == 1:
            continue
        nobodys = ask(world, person, output, (no_value, no_key)).get_data(as_text=True)
        asked.expect(
            alike(text, away.ids) == alike(nobodys, nothing),
            f"{name} tells {person} what is {away.room.name}'s from what never was, asked by {kind}",
        )


def _forgive(world: World) -> None:
    """Wrong passwords are forgotten: the one that is one too many would be told apart from the one before."""
    with world.house.database.directory() as directory:
        directory.attempts.forget_before(world.house.clock() + timedelta(days=1))


def _ask_own(world: World, person: str, callback: tuple[str, str], asked: Asked) -> None:
    name, output = callback
    away = other(world, tenant_of(world, person))
    _, own_value, own_key = next(fills(tenant_of(world, person).ids))
    own = ask(world, person, output, (own_value, own_key), clicks=None)
    asked.expect(own.status_code in (200, 204), f"{name} answers {person} about their own with {own.status_code}")
    asked.expect(away.word not in own.text, f"{name} tells {person} a word of {away.room.name}, asked for their own")


def _is_number(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(float(value) or True)
    except ValueError:
        return False
