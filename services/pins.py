"""Pins: things of pages that people keep for their reports, each person their own."""

from dataclasses import replace
from hashlib import sha256

from services.addresses import address
from services.analyses import Analyses
from services.arrivals import FACTS
from services.claiming import capital, named
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import InvalidInput, NotFound, TooMany
from services.domain.pinning import Pin, PinOnTheBoard
from services.domain.selection import Filters, Selection
from services.policy import Permission, requires
from services.report_pins import PINNABLES, Pinnable
from services.storage.database import Database
from services.storage.report_tables import PinRow

MOST = 60
_LONGEST_SUBJECT = 300


class Pins:
    """Keeps and finds them."""

    def __init__(self, database: Database, analyses: Analyses, clock: Clock) -> None:
        self._database, self._analyses, self._clock = database, analyses, clock

    @requires(Permission.REPORT)
    def add(self, actor: Actor, page: str, name: str, subject: str, selection: Selection) -> Pin:
        """The pin, tied to the data as it is now; the same thing in the same view is one pin.

        InvalidInput for what cannot be pinned from this page, TooMany for more than 60.
        """
        _known(page, name, subject)
        dataset = self._analyses.standing(actor, replace(selection.segmentation, content="")).dataset
        view = replace(selection.segmentation, dataset=dataset.id, content=dataset.content)
        selection = replace(selection, segmentation=view, post=subject if name == "post" else "")
        same = sha256(repr((actor.workspace_id, actor.user_id, page, name, subject, selection)).encode())
        pin = Pin(same.hexdigest()[:16], page, name, subject, selection, self._clock())
        with self._database.transaction(actor.workspace_id) as data:
            others = [row.id for row in data.pins.of_person(actor.user_id) if row.id != pin.id]
            if len(others) >= MOST:
                raise TooMany(f"You keep {MOST} pins already. Take one away on the page Reports.")
            line = data.datasets.get(dataset.id).line_id
            facts = FACTS.unstructure(pin)
            data.pins.put(PinRow(id=pin.id, user_id=actor.user_id, line_id=line, facts=facts, created_at=pin.pinned_at))
        return pin

    @requires(Permission.REPORT)
    def all(self, actor: Actor) -> tuple[PinOnTheBoard, ...]:
        """The person's own pins in this workspace, oldest first, each with how it stands."""
        with self._database.reading(actor.workspace_id) as data:
            pins = [FACTS.structure(row.facts, Pin) for row in data.pins.of_person(actor.user_id)]
        return tuple(self._on_the_board(actor, pin) for pin in pins if pin.name in PINNABLES)

    @requires(Permission.REPORT)
    def chosen(self, actor: Actor, sections: tuple[str, ...]) -> tuple[Pin, ...]:
        """Those of this person's pins whose parts a report has, in the order of its parts."""
        with self._database.reading(actor.workspace_id) as data:
            pins = [FACTS.structure(row.facts, Pin) for row in data.pins.of_person(actor.user_id)]
        mine = {pin.section: pin for pin in pins}
        return tuple(mine[name] for name in dict.fromkeys(sections) if name in mine)

    @requires(Permission.REPORT)
    def remove(self, actor: Actor, pin_id: str) -> None:
        """Takes one away; NotFound where it is not theirs. Finished reports stay as they are."""
        with self._database.transaction(actor.workspace_id) as data:
            data.pins.remove([data.pins.get(actor.user_id, pin_id).id])

    def _on_the_board(self, actor: Actor, pin: Pin) -> PinOnTheBoard:
        way = address(pin.selection, pin.page)
        try:
            standing = self._analyses.standing(actor, pin.selection.segmentation)
        except NotFound as gone:
            return PinOnTheBoard(pin, pin_title(pin), view_words(pin.selection.filters), way, gone=str(gone))
        now = replace(pin.selection, segmentation=replace(pin.selection.segmentation, content=""))
        words = " · ".join(filter(None, (standing.dataset.name, view_words(pin.selection.filters))))
        return PinOnTheBoard(pin, pin_title(pin), words, address(now, pin.page), changed=standing.changed)


def pin_title(pin: Pin) -> str:
    """What it is, and which one."""
    title = PINNABLES[pin.name].title.value
    if not pin.subject:
        return title
    return f"{title}: {capital(named(pin.subject)) if pin.name == 'recommendation' else pin.subject[:60]}"


def view_words(filters: Filters) -> str:
    """The filters in a line, "" = none."""
    told = [", ".join(one) for one in (filters.pages, filters.formats) if one]
    told += ["chosen segments"] if filters.segments else []
    told += ["chosen tags"] if filters.tags else []
    told += [named(filters.lever)] if filters.lever else []
    told += ["an outline on the map"] if filters.area else []
    days = [f"{day:%Y-%m-%d}" if day else "" for day in (filters.since, filters.until)]
    return "; ".join([*told, *([" – ".join(days).strip()] if any(days) else [])])


def _known(page: str, name: str, subject: str) -> Pinnable:
    if name not in PINNABLES or page not in PINNABLES[name].pages or len(subject) > _LONGEST_SUBJECT:
        raise InvalidInput("This cannot be added to a report. Load the page again.", "pin")
    return PINNABLES[name]
