"""Reports: what is ordered, and what is kept of a finished one."""

from dataclasses import dataclass
from datetime import datetime

from .releasing import ReportState
from .selection import Selection
from .views import Option


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody wrote for one section of a report, by the section's name."""

    section: str
    text: str


@dataclass(frozen=True, slots=True)
class ReportOrder:
    """One report: of what, by which template, in which language and format.

    title: "" = as the template is called. sections: names in their order, empty = those of the template.
    """

    selection: Selection
    template: str
    format: str
    language: str = "en"
    title: str = ""
    sections: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


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
    languages: tuple[Option, ...]
    sections: tuple[Option, ...]
