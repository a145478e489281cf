"""Names of other clients in a report."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from services.domain.actors import Workspace
from services.domain.releasing import Flaw, Passage, Whose

# Shorter names are in every other word.
_SHORTEST = 3
_DISCREET = "There is a name here that is not this client's."


def foreign_names(
    words: tuple[Passage, ...], own: Sequence[str], others: Sequence[Workspace], known: frozenset[str]
) -> Iterator[Flaw]:
    """Names of other workspaces, a line a place. own: names that may stand here.

    known: ids of workspaces the reader may enter; what any other is called, or that there is one, is not told.
    Words that people wrote block a release; what the data says can be accepted, for a name may be a common word.
    """
    patterns = [(room, pattern) for room in others if (pattern := _pattern(room.name, [_plain(name) for name in own]))]
    told: set[tuple[str, str]] = set()
    for passage in words if patterns else ():
        text = _plain(passage.text)
        for room, pattern in patterns:
            if any(found[1] for found in pattern.finditer(text)):
                said = f"\u201c{room.name}\u201d is the name of another client." if room.id in known else _DISCREET
                if (passage.where, room.id) not in told:
                    told.add((passage.where, room.id))
                    blocking = passage.whose is Whose.PEOPLE
                    yield Flaw("foreign_name", passage.where, said, blocking, subject=room.id)


def _pattern(name: str, own: list[str]) -> re.Pattern[str] | None:
    """Finds the name, as its first group; a name of our own that has it within itself is passed over."""
    plain = _plain(name)
    if len(plain) < _SHORTEST or plain in own:
        return None
    # Thai has no blanks between words, so a border is asked for only beside letters that have them.
    before, after = (r"(?<!\w)" if plain[0].isascii() else ""), (r"(?!\w)" if plain[-1].isascii() else "")
    longer = [re.escape(one) for one in own if plain in one]
    return re.compile("|".join([*longer, f"{before}({re.escape(plain)}){after}"]))


def _plain(text: str) -> str:
    """Case, width and invisible marks do not make another name."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    seen = "".join(letter for letter in folded if unicodedata.category(letter) != "Cf")
    return " ".join(seen.split())
