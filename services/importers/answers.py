"""Questions that findings ask, their choices, and which one applies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from services.domain.errors import InvalidInput
from services.domain.intake import DAY_ORDER as ORDER_CODE
from services.domain.intake import TIME_ZONE as ZONE_CODE
from services.domain.intake import UNKNOWN, Answer, Choice, Finding
from services.importers.time_zones import ZONES


@dataclass(frozen=True, slots=True)
class Question:
    """What a finding asks; the first choice applies until somebody answers otherwise."""

    code: str
    text: str
    choices: tuple[Choice, ...]

    def applied(self, answers: Sequence[Answer]) -> str:
        """The key of the choice that applies, the last answer to this question; InvalidInput if unknown."""
        chosen = [answer.choice for answer in answers if answer.code == self.code]
        key = chosen[-1] if chosen else self.choices[0].key
        if all(choice.key != key for choice in self.choices):
            known = ", ".join(choice.key for choice in self.choices)
            raise InvalidInput(f"{key!r} is no answer to {self.text!r}. Choose one of: {known}.", self.code)
        return key

    def label(self, key: str) -> str:
        """The words of this choice, the key itself where there is none."""
        return next((choice.label for choice in self.choices if choice.key == key), key)

    def put(self, finding: Finding, applied: str) -> Finding:
        """The finding, with this question and the choice that was applied."""
        return replace(finding, question=self.text, answers=self.choices, answer=applied)


DAY_ORDER = Question(
    ORDER_CODE,
    "Do these dates begin with the month or with the day?",
    (
        Choice("as_found", "As the rest of the file suggests"),
        Choice("month_first", "Month first"),
        Choice("day_first", "Day first"),
    ),
)
TIME_ZONE = Question(
    ZONE_CODE,
    "Which time zone are these times in?",
    (
        Choice(UNKNOWN, "Not known: show the hours as written"),
        Choice("page", "The page's own time"),
        *(Choice(zone.key, zone.label) for zone in ZONES),
    ),
)
REPEATED_POSTS = Question(
    "repeated_posts",
    "Keep the repeated posts?",
    (Choice("keep", "Keep them all"), Choice("set_aside", "Keep the first of each, set the others aside")),
)
REPEATED_IDS = Question(
    "repeated_ids",
    "Which row of each post counts?",
    (Choice("first", "The first in the file"), Choice("last", "The last in the file")),
)
BEFORE_REACTIONS = Question(
    "kinds_before_reactions",
    "How should the other kinds count for these posts?",
    (Choice("zero", "As in the file: 0"), Choice("not_measured", "Not measured")),
)
SEVERAL_NETWORKS = "several_networks"
ALL_NETWORKS = "all"


def ask_networks(names: Sequence[str]) -> Question:
    """Which of these networks to read."""
    choices = tuple(Choice(name, f"{name} only") for name in names)
    return Question(
        SEVERAL_NETWORKS,
        "Which network's posts should be read?",
        (Choice(ALL_NETWORKS, "All of them together"), *choices),
    )


QUESTIONS = (DAY_ORDER, TIME_ZONE, REPEATED_POSTS, REPEATED_IDS, BEFORE_REACTIONS)
