"""A browser without a screen: opens pages of the web app as Dash's own scripts do, and collects what is on them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from builders import Web
from flask.testing import FlaskClient

_CALLBACK, _MOST_ROUNDS = "/_dash-update-component", 12
Props = dict[str, Any]


@dataclass
class Front:
    """One tab of somebody; `components` by id, as the callbacks left them."""

    web: Web
    client: FlaskClient
    components: dict[str, Props] = field(default_factory=dict)
    answers: list[Any] = field(default_factory=list)
    callbacks: list[Any] = field(default_factory=list)

    def open(self, path: str, search: str = "") -> list[Any]:
        """All that the server sent for this page: the frame, then what callbacks answered, until nothing changes."""
        self.components, self.answers = {}, []
        frame = json.loads(self.client.get("/_dash-layout").get_data())
        new = self._keep(frame)
        changed = {place for place in new if self.components[place]["_type"] == "Location"}
        for place in changed:
            self.components[place] |= {"pathname": path, "search": search, "href": path + search, "hash": ""}
        for _ in range(_MOST_ROUNDS):
            new, changed = self._round(new, changed)
            if not new and not changed:
                break
        return [frame, *self.answers]

    def _round(self, new: set[str], changed: set[str]) -> tuple[set[str], set[str]]:
        """Fires callbacks of new components, and of those that changed; what is new and has changed after that."""
        came, moved = set[str](), set[str]()
        for known in self._known():
            output = known["output"]
            if not self._all_there(known, output):
                continue
            inputs = {place for one in known["inputs"] for place in self._places(one["id"])}
            around = inputs | {place for one in _outputs(output) for place in self._places(one)}
            if inputs & changed or (around & new and not known["prevent_initial_call"]):
                arrived, answered = self._fire(output, known)
                came, moved = came | arrived, moved | answered
        return came, moved

    def _known(self) -> list[Any]:
        """The callbacks that the server answers at once; the browser's own and a worker's are left out."""
        if not self.callbacks:
            listed = json.loads(self.client.get("/_dash-dependencies").get_data())
            self.callbacks = [one for one in listed if not (one["clientside_function"] or one.get("background"))]
        return self.callbacks

    def _all_there(self, known: Any, output: str) -> bool:
        needed = [one["id"] for part in ("inputs", "state") for one in known[part] if not one.get("allow_optional")]
        single = [one for one in (*needed, *_outputs(output)) if not one.startswith("{")]
        return bool(single) and all(one in self.components for one in single)

    def _fire(self, output: str, known: Any) -> tuple[set[str], set[str]]:
        body = self.web.body(output)
        for part in ("inputs", "state"):
            body[part] = [self._value(one) for one in known[part]]
        answer = self.client.post(_CALLBACK, json=body)
        if answer.status_code == HTTPStatus.NO_CONTENT:
            return set(), set()
        assert answer.status_code == HTTPStatus.OK, (output, answer.text[:300])
        told = json.loads(answer.get_data())
        self.answers.append(told)
        came, moved = set[str](), set[str]()
        for place, props in {**(told.get("response") or {}), **(told.get("sideUpdate") or {})}.items():
            if place in self.components:
                self.components[place] |= props
                moved.add(place)
                came |= self._keep(list(props.values()))
        return came, moved

    def _value(self, known: Any) -> Any:
        if known["id"].startswith("{"):
            return [
                {
                    "id": json.loads(place),
                    "property": known["property"],
                    "value": self.components[place].get(known["property"]),
                }
                for place in self._places(known["id"])
            ]
        return {**known, "value": self.components.get(known["id"], {}).get(known["property"])}

    def _places(self, name: str) -> list[str]:
        if not name.startswith("{"):
            return [name] if name in self.components else []
        fixed = {key: value for key, value in json.loads(name).items() if not isinstance(value, list)}
        found = (place for place in self.components if place.startswith("{"))
        return [place for place in found if fixed.items() <= json.loads(place).items()]

    def _keep(self, content: Any) -> set[str]:
        kept = set()
        for node in nodes(content):
            place = node["props"].get("id")
            if place is not None:
                name = place if isinstance(place, str) else json.dumps(place, sort_keys=True, separators=(",", ":"))
                self.components[name] = {**node["props"], "_type": node["type"]}
                kept.add(name)
        return kept


def _outputs(output: str) -> list[str]:
    return [name.rpartition(".")[0] for name in output.strip(".").split("...")]


def nodes(content: Any) -> Iterator[dict[str, Any]]:
    """All components in this content, the outermost first."""
    if isinstance(content, list):
        for one in content:
            yield from nodes(one)
    elif isinstance(content, dict) and "props" in content and "type" in content:
        yield content
        yield from nodes(list(content["props"].values()))
