"""Every segment, or the chosen ones, on pages of their own."""

from services.reports.words import Word

from . import TEMPLATES, ReportTemplate

TEMPLATES.add("deep_dive")(
    ReportTemplate(
        Word.DEEP_DIVE,
        "Each chosen segment with its figures, formats, what goes with it, and its posts.",
        ("summary", "comparison", "profile", "one_by_one", "forest", "method"),
    )
)
