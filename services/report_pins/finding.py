"""The finding that a page begins with: its claims as sentences, and the figures beside them."""

from services.domain.documents import Block, Text, Tiles
from services.report_pins.charts import of_section
from services.reports.material import Material
from services.reports.words import Word

from . import PINNABLES, Pinnable

_WRITE = of_section("summary", Text, Tiles)


def write(material: Material, subject: str) -> tuple[Block, ...]:
    """The leading sentence with its figures."""
    blocks = _WRITE(material, subject)
    return tuple(block for block in blocks if not isinstance(block, Text) or block.lead)


PINNABLES.add("finding")(Pinnable(Word.PINNED_FINDING, write, ("/overview", "/segments")))
