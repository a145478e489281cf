"""Reports: what is ordered, and what is kept of a finished one."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .pinning import Pin
from .releasing import ReportState
from .selection import Compare, Selection
from .views import Option


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote for one section of a report, by the section's name."""

    section: str
    text: str


class Span(StrEnum):
    """Which days a report is about, as people choose them.

    Months are whole ones, and the newest that the data has to its end: the same order gives the next month once
    its posts are there. own: the days of the selection's filters, none = all.
    """

    OWN = "own"
    ALL = "all"
    MONTH = "month"
    QUARTER = "quarter"


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report: of what, by which template, in which language and format.

    title: "" = as the template is called. sections: names in their order, empty = those of the template; a pin has one
    of its own. pins: those that the sections name, as they were when the report was written. span: its days; compare:
    what they are held against in the section about that.
    """

    selection: Selection
    template: str
    format: str
    language: str = "en"
    title: str = ""
    sections: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()
    pins: tuple[Pin, ...] = ()
    span: Span = Span.OWN
    compare: Compare = Compare.NONE


@dataclass(frozen=True, slots=True)
class FinishedReport:
    """A report that is kept, as people see it in the list; size in bytes. state: see releasing.ReportState."""

    id: str
    title: str
    template: str
    format: str
    language: str
    dataset: str
    file_name: str
    size: int
    sha256: str
    made_by: str
    made_at: datetime
    state: ReportState = ReportState.DRAFT


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of a report that comes out differently now: as it was printed, and as it is; "" = not there."""

    what: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class TemplateChoice:
    """A template as people choose it: its sections are those it begins with."""

    name: str
    label: str
    summary: str
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportChoices:
    """What can be ordered."""

    templates: tuple[TemplateChoice, ...]
    formats: tuple[Option, ...]
    spans: tuple[Option, ...]
    compares: tuple[Option, ...]
    languages: tuple[Option, ...]
    sections: tuple[Option, ...]
