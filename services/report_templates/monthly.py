"""What a client is sent every month."""

from services.reports.words import Word

from . import TEMPLATES, ReportTemplate

TEMPLATES.add("monthly")(
    ReportTemplate(
        Word.MONTHLY,
        "Cover, contents, segments, time, formats, levers, typical posts and the method.",
        ("summary", "comparison", "segments", "mix", "formats", "levers", "best_time", "typical", "method"),
    )
)
