"""One language's words: read from its file, looked up whole, by pattern, or sentence by sentence."""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from gettext import c2py
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from components.languages.claim_entries import claim_entries
from components.languages.entries import DAY, Pattern, kind, pattern, places
from components.languages.forms import day, number
from components.languages.index import Index
from services.claiming.language import Language

# The context of entries for the parts of a chart's description; too general for anything else.
CHART = "chart"
# The context of the entry that joins the last of several words.
LIST = "list"
# Longer texts are what people wrote; nothing of ours is as long.
_LONGEST = 900
# Texts remembered a language: what the pages say over and over.
_REMEMBERED = 8_192
_BETWEEN_SENTENCES = re.compile(r"(?<=[.?])\s+(?=[A-Z0-9\ue000-\uf8ff])")
_BETWEEN_CLAUSES = re.compile(r"(; |, |: |\. |\.$)")
_LETTERS = re.compile(r"[A-Za-z]{2}|[a-z]")
_DAY = re.compile(DAY)


class Catalogue:
    """What every English text of the interface is in this language.

    find(text): None where nothing is known; blanks around the text stay. say(text): what is known of it, the rest as it
    is. say_of_chart(text): the same, clause by clause. All remember what they answered.
    """

    def __init__(self, of: Language, messages: Iterable[Message], plural: Callable[[int], int]) -> None:
        self.language = of
        self._plural = plural
        self._whole: dict[str, str] = {}
        anywhere: list[Pattern] = []
        of_charts: list[Pattern] = []
        self._joined = "{list} and {word}"
        self.of_scripts: dict[str, str] = {}
        for english, forms in claim_entries(of):
            anywhere += self._taken(english, forms)
        for message in messages:
            english, forms = _entry(message)
            if message.context == LIST:
                self._joined = forms[0]
            elif message.context == CHART:
                of_charts += [pattern(one, *forms, clause=True) for one in english]
            else:
                anywhere += self._taken(english, forms)
            if any(str(file).startswith("assets/") for file, _ in message.locations):
                self.of_scripts[english[0]] = forms[0]
        self._anywhere, self._of_charts = Index(anywhere), Index(of_charts)
        self.find = lru_cache(_REMEMBERED)(self._find)
        self.say = lru_cache(_REMEMBERED)(self._say)
        self.say_of_chart = lru_cache(_REMEMBERED)(self._say_of_chart)
        self._clause = lru_cache(_REMEMBERED)(self._find_clause)

    def _say(self, text: str) -> str:
        """The text in this language; as it is where nothing is known about it."""
        found = self.find(text)
        return self._partly(text) if found is None else found

    def _say_of_chart(self, text: str) -> str:
        """A text of a chart, which may be a list of what the chart shows: then clause by clause."""
        found = self.find(text)
        if found is not None or not _LETTERS.search(text):
            return text if found is None else found
        lines = text.split("<br>")
        return "<br>".join(" ".join(self._of_chart(line[a:b]) for a, b in sentence_spans(line)) for line in lines)

    def _of_chart(self, text: str) -> str:
        found = self._clause(text)
        return "".join(self._clause(part) or part for part in _BETWEEN_CLAUSES.split(text)) if found is None else found

    def _find_clause(self, text: str) -> str | None:
        for bare in dict.fromkeys((text.removesuffix("."), text)):
            if bare in self._whole:
                return self._whole[bare]
            if (said := self._by_pattern(self._of_charts, bare)) is not None:
                return said
            if (said := self.find(bare)) is not None:
                return said
        return None

    def _taken(self, english: tuple[str, ...], forms: tuple[str, ...]) -> list[Pattern]:
        """Keeps whole texts; gives those with places back as patterns."""
        self._whole |= {one: forms[0] for one in english if not places(one)}
        return [pattern(one, *forms) for one in english if places(one)]

    def _find(self, text: str) -> str | None:
        """None where nothing is known; blanks around the text stay."""
        bare = text.strip()
        if len(bare) > _LONGEST or not _LETTERS.search(bare):
            return None
        found = self._one(bare)
        if found is None:
            found = self._by_sentence(bare)
        return None if found is None else text.replace(bare, found, 1)

    def _one(self, text: str) -> str | None:
        for spelled in (text, text[:1].lower() + text[1:], text[:1].upper() + text[1:]):
            if spelled in self._whole:
                return self._whole[spelled]
        if _DAY.fullmatch(text):
            return day(text, self.language)
        for spelled in dict.fromkeys((text, text[:1].lower() + text[1:])):
            if (said := self._by_pattern(self._anywhere, spelled)) is not None:
                return said
        return None

    def _by_pattern(self, index: Index, text: str) -> str | None:
        for one in index.may_fit(text):
            if (found := one.find(text)) is not None and (filled := self._filled(one, found)) is not None:
                return filled
        return None

    def _filled(self, one: Pattern, found: dict[str, str]) -> str | None:
        """None where words that are to be looked up are not known: then it is another text after all."""
        said: dict[str, str] = {}
        for place, text in found.items():
            value = self._value(kind(place), text)
            if value is None:
                return None
            said[place] = value
        counted = next((value for place, value in found.items() if kind(place) in ("n", "digits")), "")
        digits = re.sub(r"\D", "", counted.partition(".")[0])
        return one.forms[min(self._plural(int(digits or 2)), len(one.forms) - 1)].format(**said)

    def _value(self, what: str, text: str) -> str | None:
        if what in ("n", "digits"):
            return number(text, self.language)
        if what == "day":
            return day(text, self.language)
        if what == "word":
            return self._word(text)
        return self._list(text) if what == "list" else text

    def _word(self, text: str) -> str | None:
        return self.find(text) if _LETTERS.search(text) else text

    def _list(self, text: str) -> str | None:
        known: list[str] = []
        for part in (part for some in text.split(", ") for part in some.split(" and ")):
            told = self._word(part)
            if told is None:
                # Perhaps the list is one word after all, as `weekday and hour`.
                return self._word(text)
            known.append(told)
        *first, last = known
        return self._joined.format(list=", ".join(first), word=last) if first else last

    def _by_sentence(self, text: str) -> str | None:
        """All of its sentences, or None."""
        told = [self._one(text[start:end]) for start, end in sentence_spans(text)]
        return " ".join(map(str, told)) if len(told) > 1 and all(told) else None

    def _partly(self, text: str) -> str:
        """The sentences that are known; a text of one sentence, and what is known of none, as it is."""
        spans = sentence_spans(text)
        if len(spans) < 2 or len(text) > _LONGEST:
            return text
        told = [self.find(text[start:end]) for start, end in spans]
        if not any(told):
            return text
        return " ".join(found or text[start:end] for found, (start, end) in zip(told, spans, strict=True))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where each sentence begins and ends, without the blanks between."""
    ends = [found.start() for found in _BETWEEN_SENTENCES.finditer(text)]
    starts = [0, *(found.end() for found in _BETWEEN_SENTENCES.finditer(text))]
    return list(zip(starts, [*ends, len(text)], strict=True))


def load(of: Language) -> Catalogue:
    """The catalogue in this folder's file of the language's name."""
    path = Path(__file__).with_name(f"{of.value}.po")
    with path.open("rb") as file:
        read = read_po(file, locale=of.value, abort_invalid=True)
    return Catalogue(of, (message for message in read if message.id and message.string), c2py(read.plural_expr))


def _entry(message: Message) -> tuple[tuple[str, ...], tuple[str, ...]]:
    english = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return english, forms
