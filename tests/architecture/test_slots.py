"""Ids: written once, and every one a callback uses is in some page."""

import ast
import re
from pathlib import Path
from typing import get_args

from components import ids, release_ids
from components.slot import Kind, Slot

ROOT = Path(__file__).parent.parent.parent
SLOTS = {name: slot for part in (ids, release_ids) for name, slot in vars(part).items() if isinstance(slot, Slot)}


def _sources(*rooms: str) -> str:
    return "\n".join(path.read_text() for room in rooms for path in sorted((ROOT / room).rglob("*.py")))


def test_no_two_slots_share_an_id():
    texts = [str(slot) for slot in SLOTS.values()]
    assert len(texts) == len(set(texts))


def test_every_slot_is_placed_by_a_component():
    placed = _sources("components")
    missing = [name for name in SLOTS if not re.search(rf"\bids\.{name}\b", placed)]
    assert not missing, f"no component places {missing}"


def test_callbacks_write_no_id_by_hand():
    for path in sorted((ROOT / "callbacks").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("Input", "Output", "State"):
                assert not isinstance(node.args[0], ast.Constant), (
                    f"{path.name}:{node.lineno} takes ids from components.ids"
                )


def test_scripts_use_only_ids_that_exist():
    known = {str(slot) for slot in SLOTS.values()}
    kinds = "|".join(get_args(Kind))
    for script in sorted((ROOT / "assets").glob("*.js")):
        used = set(re.findall(rf"[\"']((?:[a-z]+-){{2}}(?:{kinds}))[\"']", script.read_text()))
        assert used <= known, f"{script.name} knows ids that no slot has: {used - known}"
