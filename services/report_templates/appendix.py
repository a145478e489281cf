"""All tables and every post."""

from services.reports.words import Word

from . import TEMPLATES, ReportTemplate

TEMPLATES.add("appendix")(
    ReportTemplate(
        Word.APPENDIX,
        "All tables, the choice of the number of segments, and every post in view.",
        (
            "comparison",
            "segments",
            "profile",
            "mix",
            "formats",
            "stability",
            "forest",
            "levers",
            "best_time",
            "all_posts",
            "method",
        ),
    )
)
