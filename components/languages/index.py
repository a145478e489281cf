"""Finds the few patterns that may fit a text among the many there are."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from string import Formatter

from components.languages.entries import Pattern

_WORDS = re.compile("[A-Za-z]+")
# A word that touches a place may be a part of a longer one in the text.
_WHOLE_WORDS = re.compile(r"(?<![A-Za-z\x00])[A-Za-z]+(?![A-Za-z\x00])")


class Index:
    """Patterns by one of their fixed words: a text without that word is another text."""

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        known = tuple(patterns)
        common = Counter(word for one in known for word in _words(one))
        self._by_word: defaultdict[str, list[Pattern]] = defaultdict(list)
        for one in known:
            self._by_word[min(_words(one), key=lambda word: common[word], default="")].append(one)

    def may_fit(self, text: str) -> list[Pattern]:
        """The most exact first."""
        words = {"", *_WORDS.findall(text)}
        found = [one for word in words for one in self._by_word.get(word, ())]
        return sorted(found, key=lambda one: -one.plain)


def _words(one: Pattern) -> list[str]:
    parts = Formatter().parse(one.english)
    return _WHOLE_WORDS.findall("".join(plain + ("\x00" if place is not None else "") for plain, place, _, _ in parts))
