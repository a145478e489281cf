"""Sections of reports: one file each, found by name; templates and people put them in order."""

from collections.abc import Callable
from dataclasses import dataclass

from services.domain.documents import Block
from services.registry import Registry
from services.reports.material import Material, Need
from services.reports.words import Word


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One part of a report.

    title: its words. write: the blocks, none where there is nothing to say. needs: what is computed first.
    joins: on paper it goes on where the part before it ends.
    """

    title: Word
    write: Callable[[Material], tuple[Block, ...]]
    needs: frozenset[Need] = frozenset()
    joins: bool = False


SECTIONS: Registry[ReportSection] = Registry("services.report_sections", "sections of reports")
