"""What a hostile client sends to a callback: more than fifty ways to spoil a request that was good."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Sent:
    """One request to the address of callbacks."""

    data: bytes
    content_type: str = "application/json"
    query: tuple[tuple[str, str], ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def as_json(body: Any, **more: Any) -> Sent:
    """The body as JSON, half characters and all."""
    return Sent(json.dumps(body).encode(), **more)


_RAW = {
    "nothing": b"",
    "null": b"null",
    "a list": b"[]",
    "a number": b"3",
    "a text": b'"x"',
    "half a body": b'{"output": "a.b", "inp',
    "no text": b"\xff\xfe\x00",
    "a byte order mark": b"\xef\xbb\xbf{}",
    "two bodies": b"{}{}",
    "a tower of lists": b"[" * 200_000,
    "a tower of objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "ten megabytes": b'"' + b"x" * 10_000_000 + b'"',
    "many keys": b"{" + b",".join(b'"k%d":1' % number for number in range(50_000)) + b"}",
}
_TYPES = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "", "application/xml")
_PARTS = ("output", "outputs", "inputs", "state", "changedPropIds")
_ODD: tuple[Any, ...] = (None, 3, "text", {}, [], [None], [[]], {"id": 3}, True)
VALUES: dict[str, Any] = {
    "none": None,
    "zero": 0,
    "less than nothing": -1,
    "true": True,
    "a huge float": 1e308,
    "a large whole number": 2**62,
    "a list": [],
    "an object": {},
    "lists in lists": [[{}]],
    "": "",
    "a long text": "x" * 5_000,
    "a very long text": "y" * 1_000_000,
    "ten thousand numbers": [0] * 10_000,
    "a nul": "?dataset=\x00",
    "signs from right to left": "\u202egpj.exe",
    "a flag": "🏳️‍🌈" * 50,
    "mark-up": "<img src=x onerror=alert(1)>",
    "a path": "../../../../etc/passwd",
    "sql": "' OR 1=1; DROP TABLE datasets; --",
    "a template": "{{7*7}}${7*7}{0.__class__}%s%n",
    "a prototype": {"__proto__": {"admin": True}, "constructor": {"prototype": {}}},
    "a formula": "=cmd|'/c calc'!A1",
    "a url": "http://169.254.169.254/latest/meta-data/",
    "a script address": "javascript:alert(1)",
    "no such k": "?k=99",
    "k as text": "?k=none",
    "no such day": "?since=2026-02-30",
    "an area of nothing": "?area=1",
    "many parameters": "?" + "a=1&" * 500,
    "broken percent": "?post=%F0%9F%&x=%",
    "an expression": "(a+)+$" + "a" * 2_000,
    "deep, but not too deep": json.loads("[" * 20 + "]" * 20),
    "a data address": "data:image/png;base64,AAAA",
    "one key of an order": {"dataset": {"id": 1}, "search": 7, "upload": [], "order": None},
}
_CHANGED: tuple[Any, ...] = (["elsewhere.data"], ["{}.value"], [3], "x", [[]], ["a" * 10_000], ['{"a":1}.n_clicks'])
_QUERIES: tuple[tuple[tuple[str, str], ...], ...] = (
    (("oldJob", "1"),),
    (("cancelJob", "1~2"),),
    (("job", "a~b"), ("cacheKey", "a~b")),
    (("cacheKey", "tenant:secret"),),
    (("endId", "é~é"),),
    (("endId", "x"), ("endId", "y")),
    (("debug", "1"),),
    tuple(("oldJob", str(number)) for number in range(100)),
)


def mutations(other: Body) -> dict[str, Callable[[Body, Random], Sent]]:
    """Name to what it makes of a good body; other: the body of another callback."""
    found: dict[str, Callable[[Body, Random], Sent]] = {}
    for name, raw in _RAW.items():
        found[f"body: {name}"] = lambda _b, _r, raw=raw: Sent(raw)
    for kind in _TYPES:
        found[f"type: {kind}"] = lambda b, _r, kind=kind: Sent(json.dumps(b).encode(), kind)
    found["utf-16"] = lambda b, _r: Sent(json.dumps(b).encode("utf-16"), "application/json; charset=utf-16")
    found["said to be packed"] = lambda b, _r: as_json(b, headers={"Content-Encoding": "gzip"})
    found["from another site"] = lambda b, _r: as_json(b, headers={"Origin": "https://elsewhere.example"})
    for part in _PARTS:
        found[f"without {part}"] = lambda b, _r, part=part: as_json({k: v for k, v in b.items() if k != part})
        found[f"odd {part}"] = lambda b, r, part=part: as_json({**b, part: r.choice(_ODD)})
    found["inputs twice"] = lambda b, _r: as_json({**b, "inputs": b["inputs"] * 2})
    found["inputs of another"] = lambda b, _r: as_json({**b, "inputs": other["inputs"], "state": other["state"]})
    found["output of another"] = lambda b, _r: as_json({**b, "output": other["output"]})
    found["no such output"] = lambda b, r: as_json(
        {**b, "output": r.choice(("x.y", "", "\x00.y", "z" * 9_999, "..a.b.."))}
    )
    found["more keys"] = lambda b, _r: as_json({**b, "__proto__": {}, "workspace": "another"})
    for number, changed in enumerate(_CHANGED):
        found[f"changed {number}"] = lambda b, _r, changed=changed: as_json({**b, "changedPropIds": changed})
    for number, query in enumerate(_QUERIES):
        found[f"handles {number}"] = lambda b, _r, query=query: as_json(b, query=query)
    for name, value in VALUES.items():
        found[f"value: {name}"] = lambda b, _r, value=value: as_json(_filled(b, value))
    for name, raw in (("NaN", "NaN"), ("infinity", "1e999"), ("2**70", str(2**70)), ("half", '"\\ud800"')):
        found[f"value: {name}"] = lambda b, _r, raw=raw: Sent(
            json.dumps(_filled(b, "@@")).replace('"@@"', raw).encode()
        )
    found["one part spoilt"] = lambda b, r: as_json(_spoilt(b, r))
    return found


def _filled(body: Body, value: Any) -> Body:
    """The body with this value in every place."""

    def fill(slot: Any) -> Any:
        if isinstance(slot, list):
            return [fill(one) for one in slot]
        return {**slot, "value": value}

    return {**body, **{part: [fill(one) for one in body[part]] for part in ("inputs", "state")}}


def _spoilt(value: Any, draw: Random) -> Any:
    """The value with one part, at any depth, replaced by something else."""
    if isinstance(value, dict) and value and draw.random() < 0.85:
        key = draw.choice(sorted(value))
        return {**value, key: _spoilt(value[key], draw)}
    if isinstance(value, list) and value and draw.random() < 0.85:
        place = draw.randrange(len(value))
        return [_spoilt(one, draw) if place == number else one for number, one in enumerate(value)]
    return draw.choice(_ODD)


def odd_words() -> Iterator[str]:
    """Texts for places where a path, a query or a header stands."""
    yield from (value for value in VALUES.values() if isinstance(value, str) and len(value) <= 5_000)
    yield from (
        "..%2f..%2fetc%2fpasswd",
        "%00",
        "0" * 16,
        "-1",
        "9" * 400,
        "é",
        "a/b",
        "nul\x00byte",
        "\r\nX: y",
        "~",
        ".",
    )
