"""Sentences made of texts and elements: looked up as one, so that a language may put the elements elsewhere.

`[A(16%), " of posts are in ", Span(Viral)]` is looked up as `{number} of posts are in {segment}.`, with a sign in
the place of each element.
"""

import re
from collections.abc import Callable
from typing import Any

from components.languages.catalogue import Catalogue, sentence_spans
from components.languages.entries import FIRST_SIGN, LAST_SIGN, SIGN

Walk = Callable[[Any, Catalogue], Any]

_SIGNS = re.compile(f"({SIGN})")
_MOST = ord(LAST_SIGN) - ord(FIRST_SIGN)
_LETTER = re.compile("[A-Za-z]")


def content(value: Any, words: Catalogue, walk: Walk) -> Any:
    """Whatever may stand inside an element: a text, an element, or several of both."""
    if isinstance(value, str):
        return words.say(value)
    if isinstance(value, list):
        if any(isinstance(part, str) and _LETTER.search(part) for part in value) or _several_strong(value):
            return _mixed(value, words, walk)
        return [content(part, words, walk) for part in value]
    return walk(value, words) if isinstance(value, dict) else value


def _mixed(parts: list[Any], words: Catalogue, walk: Walk) -> list[Any]:
    if len(parts) >= _MOST:
        return [content(part, words, walk) for part in parts]
    whole = "".join(_as_text(part, place) for place, part in enumerate(parts))
    found = words.find(whole)
    if found is not None:
        return _taken_apart(found, parts, words, walk)
    return _by_sentence(parts, words, walk)


def _by_sentence(parts: list[Any], words: Catalogue, walk: Walk) -> list[Any]:
    """The same with bold pieces melted into their sentences; a sentence that was bold all through is bold again."""
    melted = [_as_text(part, place, melted=True) for place, part in enumerate(parts)]
    text = "".join(melted)
    bold = [_is_strong(part) for part, piece in zip(parts, melted, strict=True) for _ in piece]
    told = [(start, end, words.find(text[start:end])) for start, end in sentence_spans(text)]
    if not any(found for _, _, found in told):
        return [content(part, words, walk) for part in parts]
    made: list[Any] = []
    for start, end, found in told:
        letters = [bold[at] for at in range(start, end) if _LETTER.match(text[at])]
        said = text[start:end] if found is None else found
        made += _taken_apart(f"{said} ", parts, words, walk, heavy=bool(letters) and all(letters))
    return made


def _taken_apart(text: str, parts: list[Any], words: Catalogue, walk: Walk, *, heavy: bool = False) -> list[Any]:
    made: list[Any] = []
    for piece in filter(None, _SIGNS.split(text)):
        if _SIGNS.fullmatch(piece):
            made.append(content(parts[ord(piece) - ord(FIRST_SIGN)], words, walk))
        else:
            # What no entry had: perhaps there is one for this piece alone.
            told = words.say(piece)
            made.append(_strong(told) if heavy and told.strip() else told)
    return made


def _as_text(part: Any, place: int, *, melted: bool = False) -> str:
    if isinstance(part, str):
        return part
    if part is None:
        return ""
    return str(part["props"]["children"]) if melted and _is_strong(part) else chr(ord(FIRST_SIGN) + place)


def _is_strong(part: Any) -> bool:
    """A bold piece of the sentence's own text."""
    if not (isinstance(part, dict) and part.get("type") == "Strong"):
        return False
    return isinstance(part.get("props", {}).get("children"), str)


def _several_strong(parts: list[Any]) -> bool:
    return sum(_is_strong(part) for part in parts) > 1


def _strong(text: str) -> dict[str, Any]:
    return {"props": {"children": text}, "type": "Strong", "namespace": "dash_html_components"}
