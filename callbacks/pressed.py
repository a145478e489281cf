"""Which of many buttons was pressed, and what stands in which of many fields."""

from secrets import token_hex
from typing import Any

from dash import ctx

from services.domain.errors import InvalidInput


def key_of(place: object) -> str:
    """The key that an id carries, as the browser sent it; "" where it carries none."""
    return str(place.get("key", "")) if isinstance(place, dict) else ""


def by_key(places: object, values: object, what: str = "field") -> dict[str, Any]:
    """Values of fields by the keys of their ids, as the browser sent both; InvalidInput where they do not pair."""
    if not isinstance(places, list) or not isinstance(values, list) or len(places) != len(values):
        raise InvalidInput(f"The {what}s cannot be read. Load the page again.", what)
    return dict(zip(map(key_of, places), values, strict=True))


def pressed_key() -> str:
    """The key of the button that was pressed; "" where a button was merely drawn, or none of ours was."""
    place = ctx.triggered_id
    pressed = any(one["value"] for one in ctx.triggered)
    return str(place["key"]) if pressed and isinstance(place, dict) and "key" in place else ""


def anew() -> str:
    """A value like no other before, for a store that says: something changed."""
    return token_hex(4)
