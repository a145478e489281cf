"""Charts of pages: each with the finding that stands over it, as the sections of reports draw them."""

from collections.abc import Callable

from services.domain.documents import Block, Chart, Note, PostList, Table, Text
from services.report_sections import SECTIONS
from services.reports.material import Material, Need
from services.reports.words import Word

from . import PINNABLES, Pinnable


def of_section(name: str, *kinds: type[Block]) -> Callable[[Material, str], tuple[Block, ...]]:
    """The blocks of these kinds that a section has."""

    def write(material: Material, _subject: str) -> tuple[Block, ...]:
        return tuple(block for block in SECTIONS[name].write(material) if isinstance(block, kinds))

    return write


def forest_of(material: Material, subject: str) -> tuple[Block, ...]:
    """What goes with the segments in view, or with the one whose name is given."""
    blocks = SECTIONS["forest"].write(material)
    if not subject:
        return blocks
    title = material.word(Word.IMPORTANCE_OF, segment=subject)
    return tuple(block for block in blocks if not isinstance(block, Chart) or block.title == title)


_FOREST, _LEVERS = frozenset({Need.FOREST}), frozenset({Need.LEVERS})

PINNABLES.add("sizes")(Pinnable(Word.HOLDS, of_section("summary", Chart), ("/segments",)))
PINNABLES.add("profile")(Pinnable(Word.PROFILE, of_section("profile", Table), ("/segments",)))
PINNABLES.add("why_k")(Pinnable(Word.STABILITY, of_section("stability", Text, Chart, Note), ("/segments",)))
PINNABLES.add("mix")(Pinnable(Word.MIX, of_section("mix", Chart), ("/segments", "/overview")))
PINNABLES.add("importance")(Pinnable(Word.FOREST, forest_of, ("/drivers",), _FOREST))
PINNABLES.add("lever_scores")(Pinnable(Word.LEVERS, of_section("levers", Text, Chart, Note), ("/levers",), _LEVERS))
PINNABLES.add("best_time")(Pinnable(Word.BEST_TIME, of_section("best_time", Text, Table, Note), ("/levers",), _LEVERS))
PINNABLES.add("typical")(Pinnable(Word.TYPICAL, of_section("typical", PostList), ("/drivers",)))
