"""Hostile requests to every callback and every route of an app that runs, and how it took them."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any
from urllib.parse import quote

from flask.testing import FlaskClient
from isolation.ask_callbacks import body
from isolation.ask_routes import routes
from isolation.world import World
from trust.mutations import VALUES, Sent, mutations, odd_words

from app.auth import DASH_CALLBACK

DEFECT = 599  # stands for a defect that is told in the page
SLOWEST = 1.0  # seconds that an answer may take
_WORDS = tuple(odd_words())
_NOT_ASKED = {"POST /sign-out"}  # it would end the session that asks


@dataclass
class Figures:
    """tried, and what was wrong: defects, and answers that came late. asked: how often each target was."""

    tried: int = 0
    defects: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def note(self, target: str, how: str, status: int, took: float) -> None:
        self.tried += 1
        self.asked[target] += 1
        self.statuses[status] += 1
        if status >= 500:
            self.defects.append(f"{target}, {how}: {status}")
        if took > SLOWEST:
            self.slow.append(f"{target}, {how}: {took:.2f} s")


def targets(world: World) -> tuple[list[str], list[str]]:
    """The outputs of all callbacks that the server answers, and all routes."""
    outputs = [name for name, known in world.app.callback_map.items() if "callback" in known]
    return outputs, sorted(routes(world) - _NOT_ASKED - {f"POST {DASH_CALLBACK}"})


def attack(
    world: World, number: int, seed: int = 2026, seconds: float = float("inf"), say: Callable[[str], None] = print
) -> Figures:
    """So many requests, or as many as there is time for: each target in turn, by somebody who may do everything."""
    end = time.monotonic() + seconds
    figures, client, draw = Figures(), world.people["red admin"], Random(seed)
    plan = _plan(world, draw)
    while figures.tried < number and time.monotonic() < end:
        target, how, send = next(plan)
        began = time.perf_counter()
        status = send(client)
        figures.note(target, how, status, time.perf_counter() - began)
        if figures.tried % 1_000 == 0:
            say(f"{figures.tried:,} requests, {len(figures.defects)} defects, {len(figures.slow)} slow")
    return figures


def _plan(world: World, draw: Random) -> Iterator[tuple[str, str, Callable[[FlaskClient], int]]]:
    outputs, paths = targets(world)
    bodies = {output: body(world, output, "?dataset=" + world.red.ids["dataset"], "x") for output in outputs}
    ways = list(mutations(bodies[outputs[0]]))
    turn = 0
    while True:
        # Every target comes once a round, with the next mutation of its own: few rounds cover all targets.
        for place, output in enumerate(outputs):
            name = ways[(turn + place) % len(ways)]
            other = bodies[outputs[(place + 1) % len(outputs)]]
            sent = mutations(other)[name](bodies[output], draw)
            yield output, name, lambda client, sent=sent: _call(client, sent)
        for place, route in enumerate(paths):
            yield route, f"way {turn + place}", lambda client, route=route: _visit(client, route, draw)
        turn += 1


def _call(client: FlaskClient, sent: Sent) -> int:
    answer = client.post(
        DASH_CALLBACK, data=sent.data, content_type=sent.content_type, query_string=sent.query, headers=sent.headers
    )
    told = b"Something went wrong" in answer.get_data()
    answer.close()
    # A page that is told so is told of a defect, whatever the status says.
    return DEFECT if told else answer.status_code


def _visit(client: FlaskClient, route: str, draw: Random) -> int:
    method, _, rule = route.partition(" ")
    parts = rule.split("/")
    path = "/".join(quote(draw.choice(_WORDS), safe="") if part.startswith("<") else part for part in parts)
    keys = ("dataset", "recipe", "k", "seed", "since", "post", "value", "count", "on", "next", "workspace", "x")
    query = {draw.choice(keys): draw.choice(_WORDS) for _ in range(draw.randrange(4))}
    if draw.random() < 0.1:
        method = draw.choice(("TRACE", "PUT", "DELETE", "PROPFIND", "PATCH", "POST", "OPTIONS"))
    answer = client.open(
        path, method=method, query_string=query, headers=_headers(draw), buffered=False, **_payload(draw, method)
    )
    answer.close()
    return answer.status_code


def _headers(draw: Random) -> dict[str, str]:
    plain = [word for word in _WORDS if word.isprintable() and word.isascii()]
    names = (
        "Upload-Offset",
        "Range",
        "If-None-Match",
        "If-Modified-Since",
        "Accept",
        "Accept-Encoding",
        "X-Forwarded-For",
    )
    more = (
        *names,
        "X-Forwarded-Host",
        "Authorization",
        "Origin",
        "Sec-Fetch-Site",
        "Content-Encoding",
        "Idempotency-Key",
    )
    return {draw.choice(more): draw.choice(plain)[:2_000] for _ in range(draw.randrange(3))}


def _payload(draw: Random, method: str) -> dict[str, Any]:
    if method in ("GET", "HEAD", "OPTIONS", "TRACE"):
        return {}
    way = draw.randrange(5)
    values = list(VALUES.values())
    keys = ("name", "size", "key", "into", "email", "password", "next", "workspace", "rows", "dataset")
    if way == 0:
        return {
            "data": draw.randbytes(draw.randrange(2_000)),
            "content_type": draw.choice(("application/json", "", "text/csv")),
        }
    if way == 1:
        return {"data": b"[" * 100_000, "content_type": "application/json"}
    if way == 2:
        return {"data": {draw.choice(keys): draw.choice(_WORDS) for _ in range(4)}}
    return {"json": {draw.choice(keys): draw.choice(values) for _ in range(5)} if way == 3 else draw.choice(values)}
