"""What can be ordered, with words for people."""

from services.domain.reporting import ReportChoices, Span, TemplateChoice
from services.domain.selection import Compare
from services.domain.views import Option
from services.exporters import EXPORTERS
from services.report_sections import SECTIONS
from services.report_templates import TEMPLATES

_TEMPLATES = ("executive", "monthly", "deep_dive", "appendix")
# From the finding to the evidence to the method; every template keeps this order.
_SECTIONS = (
    *("summary", "comparison", "segments", "profile", "mix", "formats", "one_by_one", "stability"),
    *("forest", "levers", "best_time", "typical", "all_posts", "method"),
)
_FORMATS = ("pdf", "pptx", "xlsx", "html", "csv")


def choices() -> ReportChoices:
    """Templates and formats, the most asked for first; sections in the order of a full report."""
    return ReportChoices(
        templates=tuple(
            TemplateChoice(name, TEMPLATES[name].title.value, TEMPLATES[name].summary, TEMPLATES[name].sections)
            for name in _known(_TEMPLATES, list(TEMPLATES))
        ),
        formats=tuple(Option(name, EXPORTERS[name].label) for name in _known(_FORMATS, list(EXPORTERS))),
        spans=(
            Option(Span.ALL.value, "All posts"),
            Option(Span.MONTH.value, "Last whole month"),
            Option(Span.QUARTER.value, "Last 3 whole months"),
            Option(Span.OWN.value, "Own dates"),
        ),
        compares=(
            Option(Compare.NONE.value, "Nothing"),
            Option(Compare.PREVIOUS.value, "The period before"),
            Option(Compare.YEAR.value, "A year before"),
        ),
        languages=(Option("en", "English"), Option("th", "ไทย")),
        sections=tuple(Option(name, SECTIONS[name].title.value) for name in _known(_SECTIONS, list(SECTIONS))),
    )


def _known(first: tuple[str, ...], all_of_them: list[str]) -> list[str]:
    """All of them, these first."""
    return [*(name for name in first if name in all_of_them), *(name for name in all_of_them if name not in first)]
