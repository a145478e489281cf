"""What a browser may send to a callback: the parts this callback was hung up with, and nothing else.

Dash takes a request apart without looking at it first: whatever does not fit ends there as a defect.
"""

from collections.abc import Mapping
from typing import Any

import orjson

CallbackMap = Mapping[str, Mapping[str, Any]]
# What Dash's scripts send, and nothing else.
_PARTS = frozenset({"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"})


def well_formed(body: Any) -> bool:
    """Whether this is a callback request at all."""
    return isinstance(body, dict) and body.keys() <= _PARTS and isinstance(body.get("output"), str)


def on_the_server(output: str, callbacks: CallbackMap) -> bool:
    """Whether there is such a callback and the browser does not do it itself."""
    return "callback" in callbacks.get(output, {})


def fits(body: dict[str, Any], callbacks: CallbackMap) -> bool:
    """Whether inputs, state and outputs are those of the callback that `body["output"]` names."""
    output: str = body["output"]
    known = callbacks[output]
    return (
        _all_fit(body.get("inputs", []), known["inputs"])
        and _all_fit(body.get("state", []), known["state"])
        and _outputs_fit(body.get("outputs"), output)
        and _changed_fit(body.get("changedPropIds", []), body.get("inputs", []))
        and isinstance(body.get("parsedChangedPropsIds", []), list)
    )


def _changed_fit(changed: Any, inputs: list[Any]) -> bool:
    """Whether what is said to have changed are inputs of this very request."""
    slots = [one for sent in inputs for one in (sent if isinstance(sent, list) else [sent])]
    names = {f"{one['id']}.{one['property']}" for one in slots if isinstance(one["id"], str)}
    patterns = [(one["id"], one["property"]) for one in slots if isinstance(one["id"], dict)]
    return (
        isinstance(changed, list)
        and all(isinstance(name, str) for name in changed)
        and all(name in names or _pattern(name) in patterns for name in changed)
    )


def _pattern(name: str) -> tuple[Any, str] | None:
    """`{"key":"a","part":"b"}.value` taken apart; None where it is none."""
    written, _, changed = name.rpartition(".")
    try:
        return orjson.loads(written), changed
    except orjson.JSONDecodeError:
        return None


def _all_fit(sent: Any, known: list[dict[str, Any]]) -> bool:
    return isinstance(sent, list) and len(sent) == len(known) and all(map(_one_fits, sent, known))


def _one_fits(sent: Any, known: dict[str, Any]) -> bool:
    if known["id"].startswith("{"):
        # A pattern of ids: whichever components have one of them.
        found = sent if isinstance(sent, list) else [sent]
        return all(_is_slot(one, dict) and one["property"] == known["property"] for one in found)
    return _is_slot(sent, str) and (sent["id"], sent["property"]) == (known["id"], known["property"])


def _outputs_fit(sent: Any, output: str) -> bool:
    several = output.startswith("..")
    names = output.strip(".").split("...") if several else [output]
    found = sent if several and isinstance(sent, list) else [sent]
    return len(found) == len(names) and all(map(_names, found, names))


def _names(sent: Any, output: str) -> bool:
    # Behind an @ stands what tells callbacks with the same output apart.
    return _is_slot(sent, str) and f"{sent['id']}.{sent['property'].partition('@')[0]}" == output.partition("@")[0]


def _is_slot(sent: Any, id_type: type) -> bool:
    return isinstance(sent, dict) and isinstance(sent.get("id"), id_type) and isinstance(sent.get("property"), str)
