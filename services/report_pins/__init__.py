"""Things that can be pinned, found by name; on paper they are drawn from the same services as anywhere."""

from collections.abc import Callable
from dataclasses import dataclass

from services.domain.documents import Block
from services.registry import Registry
from services.reports.material import Material, Need
from services.reports.words import Word


@dataclass(frozen=True, slots=True)
class Pinnable:
    """One kind of thing.

    title: its words. write: the blocks for a subject ("" = there is one), none where there is nothing to say.
    needs: what is computed first. pages: where it can be pinned.
    """

    title: Word
    write: Callable[[Material, str], tuple[Block, ...]]
    pages: tuple[str, ...]
    needs: frozenset[Need] = frozenset()


PINNABLES: Registry[Pinnable] = Registry("services.report_pins", "things that can be pinned")
