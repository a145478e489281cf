"""What a catalogue holds: whole texts, and texts with places in them which a pattern finds again.

A place is a name in braces. Its name says what may stand there, and a digit behind it tells two of a kind apart:
`{n}` a number, written as the language writes numbers, or an element; `{digits}` a number alone; `{day}` a day, with or
without its minute; `{time}` an hour and its minutes; `{word}` words of
the app, looked up in turn, and the pattern is another where they are not known; `{list}` several of those, `a, b and
c`; any other name, such as `{file}`: whatever it is, left as it is, because people typed it; so are `{name}` and
`{segment}`, which never go on into the next sentence.
"""

import re
from dataclasses import dataclass
from functools import cache
from string import Formatter

# Elements inside a sentence stand in it as one of these signs, which no language uses.
FIRST_SIGN, LAST_SIGN = "\ue000", "\uf8ff"
SIGN = f"[{FIRST_SIGN}-{LAST_SIGN}]"
NUMBER = r"[+−-]?\d[\d,]*(?:\.\d+)?%?"
DAY = r"(?:\d{1,2} [A-Z][a-z]{2}(?: \d{4})?|\d{4}-\d\d-\d\d)(?:, \d\d:\d\d)?"
_MAY_STAND = {
    "n": f"{NUMBER}|{SIGN}",
    "digits": NUMBER,
    "day": f"{DAY}|{SIGN}",
    "time": r"\d{1,2}:\d{2}",
    **dict.fromkeys(("name", "segment"), r"(?:(?!\. [A-Z]).)+?"),
}


def kind(place: str) -> str:
    """What a place holds, from its name: `n2` holds a number."""
    return place.rstrip("0123456789")


def places(template: str) -> tuple[str, ...]:
    """The names in braces, in their order."""
    return tuple(name for _, name, _, _ in Formatter().parse(template) if name)


@dataclass(frozen=True, slots=True)
class Pattern:
    """An English text with places, and what it becomes: one form, or those of the language's plural rule.

    starts, ends: the plain text around the places; looked at before the expression is tried. plain: how many of its
    letters are fixed; of several patterns that fit, the one with the most is meant.
    """

    english: str
    expression: str
    starts: str
    ends: str
    plain: int
    forms: tuple[str, ...]

    def find(self, text: str) -> dict[str, str] | None:
        """What stands in the places of this text, None where it is another text."""
        if not (text.startswith(self.starts) and text.endswith(self.ends)):
            return None
        found = _compiled(self.expression).fullmatch(text)
        return found.groupdict() if found else None


def pattern(template: str, *forms: str, clause: bool = False) -> Pattern:
    """The pattern of a text such as `{n} posts`; a clause is one of several, and none of its places goes beyond it."""
    anything = "[^,;:]+?" if clause else ".+?"
    may_stand = _MAY_STAND if not clause else {**_MAY_STAND, "name": anything, "segment": anything}
    parts, seen, expression = list(Formatter().parse(template)), set[str](), ""
    for plain, place, _, _ in parts:
        expression += re.escape(plain)
        if place:
            expression += f"(?P={place})" if place in seen else f"(?P<{place}>{may_stand.get(kind(place), anything)})"
            seen.add(place)
    ends = parts[-1][0] if parts[-1][1] is None else ""
    fixed = sum(len(plain) for plain, _, _, _ in parts)
    return Pattern(template, expression, parts[0][0], ends, fixed, forms)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    """Compiled when it is first tried: a page needs a few of the many."""
    return re.compile(expression, re.DOTALL)
