"""What is looked for in a report before a client sees it: over the document, never over its bytes."""

from services.domain.documents import Document
from services.domain.releasing import Flaw
from services.report_checks import figures, wording
from services.report_checks.passages import passages


def look_through(document: Document) -> tuple[Flaw, ...]:
    """Everything in the document itself that somebody should know before it leaves the house."""
    words = passages(document)
    return (
        *figures.without_interval(document),
        *figures.few_posts(document),
        *figures.still_growing(document),
        *wording.causal(words),
        *wording.figures_of_people(words),
    )
