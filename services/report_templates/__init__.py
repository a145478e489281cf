"""Templates of reports: one file each, found by name."""

from dataclasses import dataclass

from services.registry import Registry
from services.reports.words import Word


@dataclass(frozen=True, slots=True)
class ReportTemplate:
    """A way to begin a report. sections: names in their order. cover: whether it has a cover and contents."""

    title: Word
    summary: str
    sections: tuple[str, ...]
    cover: bool = True


TEMPLATES: Registry[ReportTemplate] = Registry("services.report_templates", "templates of reports")
