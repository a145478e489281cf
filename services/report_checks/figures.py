"""Figures that say less than they seem to: without interval, of few posts, of posts that still grow."""

from collections.abc import Iterator

from services.claiming import told
from services.claiming.language import Language
from services.domain.claims import Claim, Estimand, Unit
from services.domain.documents import Document, Section, claims_of
from services.domain.releasing import Flaw

# Below this a share or a median moves by itself from one handful of posts to the next.
FEW = 30
# What is estimated for posts that are yet to come; everything else was counted over all posts.
ESTIMATES = frozenset(
    {
        Estimand.POSTS_SHARE,
        Estimand.STRONGEST_SHARE,
        Estimand.HELD,
        Estimand.HELD_BY_STRONGEST,
        Estimand.FIDELITY,
        Estimand.LEVER,
        Estimand.SLOT,
        Estimand.RATIO,
        Estimand.RATIO_OF_MONTH,
        Estimand.AFTERWARDS,
        Estimand.MEDIAN_CHANGE,
        Estimand.POSTS_CHANGE,
        Estimand.STRONGEST_CHANGE,
        Estimand.BORDERLINE_CHANGE,
    }
)
_COUNTED = frozenset({Unit.POSTS, Unit.WHOLE, Unit.VALUE})


def without_interval(document: Document) -> Iterator[Flaw]:
    """Estimates that do not say how sure they are, a line a section."""
    for place, claims in _by_place(document):
        bare = [claim for claim in claims if claim.estimand in ESTIMATES and claim.number.low is None]
        if bare:
            words = f"{_figures(bare)} without an interval, such as {_example(bare[0])}."
            yield Flaw("number_without_interval", place, words)


def few_posts(document: Document) -> Iterator[Flaw]:
    """Figures that rest on few posts, a line a section."""
    for place, claims in _by_place(document):
        thin = [claim for claim in claims if claim.n < FEW and claim.number.unit not in _COUNTED]
        if thin:
            least = min(thin, key=lambda claim: claim.n)
            words = f"{_figures(thin)} of fewer than {FEW} posts, such as {_example(least)} with n = {least.n}."
            yield Flaw("few_posts", place, words)


def still_growing(document: Document) -> Iterator[Flaw]:
    """Posts so young that their counts will be others next week."""
    if document.growing:
        who = "1 post is" if document.growing == 1 else f"{document.growing:,} posts are"
        words = f"{who} too young: their counts still grow, so these figures will be others next week."
        yield Flaw("immature_posts", "the whole report", words)


def _by_place(document: Document) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    for section in document.sections:
        yield f"\u201c{section.title}\u201d", _claims(document, section)


def _claims(document: Document, section: Section) -> tuple[Claim, ...]:
    alone = Document(
        document.title, "", document.language, document.brand, (), (section,), document.made_at, manifest=""
    )
    return claims_of(alone)


def _figures(claims: list[Claim]) -> str:
    return "1 figure" if len(claims) == 1 else f"{len(claims)} figures"


def _example(claim: Claim) -> str:
    names = ", ".join(text for role, text in claim.names if not role.endswith("_rank"))
    what = f"{claim.estimand.value} ({names})" if names else claim.estimand.value
    return f"{told(claim, Language.ENGLISH).text} ({what})"
