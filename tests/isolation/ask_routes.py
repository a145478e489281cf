"""Every route and method, asked by everybody about their own, others', and what is not there."""

import re
from typing import Any

from isolation.asking import Asked, alike, other, tenant_of
from isolation.matrix import MATRIX, may
from isolation.world import Ids, World, no_objects
from werkzeug.test import TestResponse

EVERYBODY = tuple(f"{tenant} {role}" for tenant in ("red", "blue") for role in ("manager", "agency", "admin"))
NOBODIES = ("stranger", "expired", "signed out", "disabled", "removed")
_METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE"}


def routes(world: World) -> set[str]:
    """`GET /path/<object>`, for all there are."""
    rules = world.app.server.url_map.iter_rules()
    return {f"{method} {rule.rule}" for rule in rules for method in (rule.methods or set()) & _METHODS}


def ask(world: World, person: str, route: str, ids: Ids) -> TestResponse:
    """The answer to this person about objects with these ids."""
    method, _, rule = route.partition(" ")
    row = MATRIX["routes"][route]
    values = {**ids, "number": "1", **row.get("path", {})}
    path = re.sub(r"<(?:[^:<>]+(?:\([^)]*\))?:)?(\w+)>", lambda found: values.get(found[1], "x"), rule)
    fill = lambda one: one.format(**ids) if isinstance(one, str) else one  # noqa: E731  (used four times below)
    more: dict[str, Any] = {
        name: {key: fill(one) for key, one in row[name].items()} for name in ("json", "form") if name in row
    }
    if "form" in more:
        more["data"] = more.pop("form")
    if "data" in row:
        more["data"] = row["data"]
    query = {key: fill(one) for key, one in row.get("query", {}).items()}
    headers = dict(row.get("header", {}))
    if row.get("token"):
        world.house.clock.advance(seconds=1)  # so many calls a minute are let through, of each token
        headers["Authorization"] = f"Bearer {world.tokens[person]}"
        return world.app.server.test_client().open(path, method=method, query_string=query, headers=headers, **more)
    return world.people[person].open(path, method=method, query_string=query, headers=headers, **more)


def text_of(answer: TestResponse) -> str:
    """Everything that somebody is told: status, headers and body."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.headers if name not in _VARYING)
    text = f"{answer.status_code}\n{headers}\n{answer.get_data(as_text=False).decode('utf-8', 'replace')}"
    answer.close()
    return text


_VARYING = {"Date", "Content-Length", "Set-Cookie", "Content-Security-Policy"}


def ask_all(world: World, only: set[str] | None = None) -> Asked:
    """All cells, or those of some routes."""
    asked = Asked()
    for route, row in MATRIX["routes"].items():
        if only is not None and route not in only:
            continue
        if row["who"] == "anybody":
            _ask_open(world, route, row, asked)
            continue
        _ask_nobodies(world, route, asked)
        for person in EVERYBODY:
            _ask_person(world, person, route, row, asked)
    return asked


def _ask_open(world: World, route: str, row: dict[str, Any], asked: Asked) -> None:
    for person in ("stranger", "signed out"):
        answer = ask(world, person, route, world.red.ids)
        asked.expect(answer.status_code == row["own"], f"{route} answers {person} with {answer.status_code}")
        text = text_of(answer)
        asked.expect(not _tells(world, text), f"{route} tells {person} a word of a tenant")


def _ask_nobodies(world: World, route: str, asked: Asked) -> None:
    for person in NOBODIES:
        answer = ask(world, person, route, world.red.ids)
        away = answer.status_code == 302 and answer.headers["Location"].startswith(("/login", "/segments"))
        asked.expect(away or answer.status_code == 401, f"{route} answers {person} with {answer.status_code}")
        asked.expect(not _tells(world, text_of(answer)), f"{route} tells {person} a word of a tenant")


def _ask_person(world: World, person: str, route: str, row: dict[str, Any], asked: Asked) -> None:
    home = tenant_of(world, person)
    away = other(world, home)
    names_objects = bool(re.search(r"\{\w+\}", str(row))) or bool(set(re.findall(r"<(\w+)>", route)) & set(home.ids))
    if not may(row["who"], person):
        answers = [ask(world, person, route, ids) for ids in (home.ids, away.ids, no_objects(home.ids))]
        for answer in answers:
            asked.expect(answer.status_code == 403, f"{route} answers {person}, who may not, with {answer.status_code}")
            asked.expect(away.word not in text_of(answer), f"{route} tells {person} a word of {away.room.name}")
        return
    theirs, nobodys = (text_of(ask(world, person, route, ids)) for ids in (away.ids, no_objects(away.ids)))
    admins = row.get("lists") and person.endswith("admin")
    asked.expect(admins or away.word not in theirs, f"{route} tells {person} a word of {away.room.name}")
    asked.expect(
        admins or alike(theirs, away.ids) == alike(nobodys, no_objects(away.ids)) or _may_enter(route, person),
        f"{route} tells {person} what is {away.room.name}'s from what never was",
    )
    if names_objects and not row.get("page") and not _may_enter(route, person):
        wanted = str(row.get("absent", 404))
        asked.expect(theirs.startswith(wanted), f"{route} answers {person} about others' with {theirs[:3]}")
        for kind in ("hidden", "deleted"):
            gone = {**home.ids, "dataset": home.ids[kind]}
            if "dataset" in route or "{dataset}" in str(row):
                status = ask(world, person, route, gone).status_code
                asked.expect(
                    status == row.get("absent", 404), f"{route} answers {person} about a {kind} dataset with {status}"
                )
    own = ask(world, person, route, home.ids)
    asked.expect(own.status_code in (row["own"], row.get("again")), f"{route} answers {person} with {own.status_code}")
    asked.expect(admins or away.word not in text_of(own), f"{route} tells {person} a word of {away.room.name} beside")


def _may_enter(route: str, person: str) -> bool:
    """An admin may enter every workspace: that is the one route about workspaces."""
    return route == "POST /workspace" and person.endswith("admin")


def _tells(world: World, text: str) -> bool:
    return world.red.word in text or world.blue.word in text
