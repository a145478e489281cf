"""The material of a report: what the use cases know, computed first where it is not stored."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.analyses import Analyses
from services.claiming.language import Language
from services.claims import Evidence
from services.comparisons import Comparisons
from services.domain.actors import Actor
from services.domain.comparing import SecondOpinionView
from services.domain.driving import DriversView
from services.domain.errors import InvalidInput, NotFound
from services.domain.levers import LeversFound
from services.domain.recommending import RecommendationsView
from services.domain.selection import Selection
from services.explanations import Explanations
from services.levers import Levers
from services.pins import Pins
from services.progress import Report, part
from services.recommendations import Recommendations
from services.reports.material import Material, Need
from services.scope import scope
from services.segments import Segments


def as_written(text: str, language: Language) -> str:  # noqa: ARG001  (the shape of what translates)
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Known:
    """The use cases that reports are written from.

    translate: a text of the interface, such as the title of a finding, in a language; as it is where nothing is known.
    """

    analyses: Analyses
    segments: Segments
    explanations: Explanations
    levers: Levers
    recommendations: Recommendations
    comparisons: Comparisons
    pins: Pins
    translate: Callable[[str, Language], str] = as_written


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks, for which posts, in which language, what for, and when."""

    actor: Actor
    selection: Selection
    language: Language
    needs: frozenset[Need]
    at: datetime


def gather(known: Known, asked: Asked, report: Report) -> Material:
    """Everything that the sections need; NotFound where no post fits the filters."""
    actor, selection = asked.actor, asked.selection
    analysed = known.analyses.make(actor, selection.segmentation, part(report, 0.0, 0.4))
    seen = scope(analysed, selection.filters)
    if not seen.in_view.any():
        raise NotFound("No post fits these filters. Clear one of them.")
    drivers, surrogate = None, None
    if Need.FOREST in asked.needs:
        surrogate = known.analyses.make_explained(actor, selection.segmentation, part(report, 0.4, 0.7))
        drivers = known.explanations.drivers(actor, selection)
    levers, why_not = _levers(known, asked, part(report, 0.7, 0.95))
    post = known.explanations.post(actor, selection) if Need.POST in asked.needs else None
    return Material(
        language=asked.language,
        evidence=Evidence(analysed, selection, seen.of_all_segments),
        view=known.segments.view(actor, selection),
        portraits=known.explanations.portraits(actor, selection),
        made_at=asked.at,
        drivers=_known(drivers),
        fidelity=surrogate.fidelity if surrogate else None,
        levers=levers,
        no_levers=why_not,
        post=post,
        recommendations=_recommendations(known, asked, report),
        flow=known.comparisons.make_flow(actor, selection, report) if Need.FLOW in asked.needs else None,
        opinion=_opinion(known, asked, report),
        compared=Need.COMPARISON in asked.needs,
        translate=lambda text: known.translate(text, asked.language),
    )


def _levers(known: Known, asked: Asked, report: Report) -> tuple[LeversFound | None, str]:
    """What was found, or why nothing could be."""
    if Need.LEVERS not in asked.needs:
        return None, ""
    try:
        return known.levers.find(asked.actor, asked.selection, report), ""
    except (InvalidInput, NotFound) as nothing:
        return None, str(nothing)


def _recommendations(known: Known, asked: Asked, report: Report) -> RecommendationsView | None:
    if Need.RECOMMENDATIONS not in asked.needs:
        return None
    known.recommendations.find(asked.actor, asked.selection, report)
    return known.recommendations.view(asked.actor, asked.selection)


def _opinion(known: Known, asked: Asked, report: Report) -> SecondOpinionView | None:
    if Need.OPINION not in asked.needs:
        return None
    known.comparisons.find(asked.actor, asked.selection, report)
    return known.comparisons.second_opinion(asked.actor, asked.selection)


def _known(drivers: DriversView | None) -> tuple[DriversView, ...]:
    return (drivers,) if drivers else ()
