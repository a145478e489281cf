"""The languages of the interface: English stays where it is written, and is looked up where it leaves the server.

A `.po` file here is a language; see docs/guide.md and docs/decisions/0016-languages.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache

from components.languages.catalogue import Catalogue, load
from services.claiming.language import Language

# What a language calls itself: nobody has to read another to find their own.
NAMES = {Language.ENGLISH: "English", Language.THAI: "ไทย"}

_in_force: ContextVar[Language] = ContextVar("language", default=Language.ENGLISH)


def language() -> Language:
    """The language of the person who asks; English where nobody does, as in a worker."""
    return _in_force.get()


def speak(chosen: Language) -> None:
    """From here on, in this request."""
    _in_force.set(chosen)


@contextmanager
def speaking(chosen: Language) -> Iterator[None]:
    """Inside, this language; afterwards, the one before it."""
    token = _in_force.set(chosen)
    try:
        yield
    finally:
        _in_force.reset(token)


@cache
def catalogue(of: Language) -> Catalogue:
    """The words of a language, read once when they are first needed; English has none and needs none."""
    return load(of)


def said(text: str) -> str:
    """The text in the language of the person who asks; as it is where the language has no entry for it."""
    return said_in(text, language())


def said_in(text: str, chosen: Language) -> str:
    """The same in this language, for texts that leave in a document."""
    return text if chosen is Language.ENGLISH else catalogue(chosen).say(text)
