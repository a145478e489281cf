"""Pins: things of pages that somebody keeps for reports."""

from dataclasses import dataclass
from datetime import datetime

from .selection import Selection

PREFIX = "pin-"


@dataclass(frozen=True, slots=True)
class Pin:
    """One thing in one view.

    page: its path. name: what it is, in services.report_pins. subject: which one of its kind, such as the id of a
    post, "" = there is one. selection: the view, tied to the data as it was then.
    """

    id: str
    page: str
    name: str
    subject: str
    selection: Selection
    pinned_at: datetime

    @property
    def section(self) -> str:
        """What the part of a report that shows it is called."""
        return f"{PREFIX}{self.id}"


@dataclass(frozen=True, slots=True)
class PinOnTheBoard:
    """A pin as its owner sees it.

    title: what it is. view: dataset and filters, in words. address: the page in this view. changed: the data is not
    what it was when this was pinned. gone: why it cannot be shown any more, "" = it can.
    """

    pin: Pin
    title: str
    view: str
    address: str
    changed: bool = False
    gone: str = ""
