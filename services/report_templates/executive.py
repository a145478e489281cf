"""One page for those who have a minute."""

from services.reports.words import Word

from . import TEMPLATES, ReportTemplate

TEMPLATES.add("executive")(
    ReportTemplate(
        Word.EXECUTIVE, "One page: the finding, four figures, one chart.", ("summary", "comparison"), cover=False
    )
)
