"""Pins as parts of a report: each drawn from its own view, with the filters of that view printed over it."""

from collections.abc import Iterator
from dataclasses import replace

from services.claiming.language import Language
from services.domain.documents import Block, Note, Section
from services.domain.errors import InvalidInput, NotFound
from services.domain.pinning import Pin
from services.domain.selection import Selection
from services.progress import Report, part
from services.report_pins import PINNABLES
from services.reports.gathering import Asked, Known, gather
from services.reports.languages import word
from services.reports.material import Material
from services.reports.renaming import renamed
from services.reports.standing import facts
from services.reports.thai_names import thai_name
from services.reports.words import Word


def draw(known: Known, asked: Asked, pins: tuple[Pin, ...], report: Report) -> dict[str, Section]:
    """A section a pin, under its name; NotFound, which names the pin, where one cannot be drawn any more."""
    return {
        pin.section: _section(known, asked, pin, part(report, place / len(pins), (place + 1) / len(pins)))
        for place, pin in enumerate(pins)
    }


def _section(known: Known, asked: Asked, pin: Pin, report: Report) -> Section:
    kind = PINNABLES[pin.name]
    title = word(kind.title, asked.language)
    try:
        standing = known.analyses.standing(asked.actor, pin.selection.segmentation)
        # A report tells how things are now; where that is not what was pinned, it says so.
        selection = _as_of_now(pin.selection)
        material = gather(known, replace(asked, selection=selection, needs=kind.needs), report)
        blocks = kind.write(material, pin.subject)
    except (InvalidInput, NotFound) as gone:
        raise NotFound(
            f"The pinned part “{title}” cannot be drawn any more: {gone} Take it out of the report."
        ) from gone
    section = Section(pin.section, title, (*_standing(material, pin, changed=standing.changed), *blocks))
    if asked.language is not Language.THAI:
        return section
    # The segments of a pin need not be those of the report.
    return renamed(section, {name: thai_name(name) for name in material.names})


def _as_of_now(selection: Selection) -> Selection:
    return replace(selection, segmentation=replace(selection.segmentation, content=""))


def _standing(material: Material, pin: Pin, *, changed: bool) -> Iterator[Block]:
    yield Note(" · ".join(f"{fact.label}: {fact.value}" for fact in facts(material)))
    if changed:
        yield Note(material.word(Word.CHANGED_SINCE, day=material.day(pin.pinned_at.date())))
