"""Which of many buttons was pressed."""

from secrets import token_hex

from dash import ctx


def key_of(place: object) -> str:
    """The key that an id carries, as the browser sent it; "" where it carries none."""
    return str(place.get("key", "")) if isinstance(place, dict) else ""


def pressed_key() -> str:
    """The key of the button that was pressed; "" where a button was merely drawn, or none of ours was."""
    place = ctx.triggered_id
    pressed = any(one["value"] for one in ctx.triggered)
    return str(place["key"]) if pressed and isinstance(place, dict) and "key" in place else ""


def anew() -> str:
    """A value like no other before, for a store that says: something changed."""
    return token_hex(4)
