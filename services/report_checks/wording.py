"""Words that say more than the data can: causes, and figures that are nobody's claim."""

import re
from collections.abc import Iterator

from services.domain.releasing import Flaw, Passage, Whose

# Patterns without a blank each: no text of this app names a cause, not even the list of them.
_CAUSES = (
    *("drives?", "driven", "causes?", "caused", r"leads?\s+to", r"led\s+to", "boost(?:s|ed|ing)?"),
    *("increases?", r"because\s+of", r"due\s+to", r"results?\s+in", "raises?", "improves?", r"thanks\s+to"),
    *(r"makes?\s+(?:posts|people)", "impacts?", r"effects?\s+of"),
)
_CAUSAL = re.compile(rf"\b(?:{'|'.join(_CAUSES)})\b", re.IGNORECASE)
_CAUSAL_THAI = re.compile("ทำให้|ส่งผล|เพราะ|เพิ่มขึ้นจาก|กระตุ้น")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*\s*(?:%|percent\b|times\b|x\b|เท่า|เปอร์เซ็นต์)|\b\d{1,3}(?:,\d{3})+\b|\b\d{3,}\b")
_YEAR = re.compile(r"(?:19|20|25)\d\d")


def causal(words: tuple[Passage, ...]) -> Iterator[Flaw]:
    """What people wrote as if one thing made another; posts may say what they like."""
    for passage in words:
        found = _CAUSAL.search(passage.text) or _CAUSAL_THAI.search(passage.text)
        if passage.whose is Whose.PEOPLE and found:
            yield Flaw(
                "causal_wording",
                passage.where,
                f"\u201c{found[0]}\u201d says that one thing makes another; these data show only what goes together.",
            )


def figures_of_people(words: tuple[Passage, ...]) -> Iterator[Flaw]:
    """Figures in comments: they have neither n nor interval, and nobody can check them."""
    for passage in words:
        found = [one for one in _FIGURE.findall(passage.text) if not _YEAR.fullmatch(one)]
        if passage.whose is Whose.PEOPLE and passage.where.startswith("the comment") and found:
            yield Flaw(
                "number_without_interval",
                passage.where,
                f"\u201c{found[0].strip()}\u201d was typed by a person: it has no n and no interval behind it.",
            )
