"""One post, explained three times over."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from services.algorithms.distances import measure_margins
from services.analyses import Analysed
from services.claims import Evidence, earned
from services.domain.arrays import Booleans, Floats
from services.domain.claims import Claim
from services.domain.counts import COUNTS
from services.domain.errors import NotFound
from services.domain.explained import Contribution, ExactAnswer, LimeAnswer, PostExplained, PostHeader, ShapAnswer
from services.domain.features import Features
from services.domain.segmentation import BORDERLINE
from services.domain.surrogate import LimeTable, Surrogate
from services.domain.views import Sentence
from services.posts_table import figure
from services.profiles import card_counts
from services.wording import why_this_segment


def explained(evidence: Evidence, features: Features, surrogate: Surrogate | None, wanted: str) -> PostExplained:
    """The Explain page for the wanted post: an id, a number from 1, or "" for the first of the evidence."""
    analysed, in_view = evidence.analysed, evidence.posts
    place = find_post(analysed, in_view, wanted)
    exact, standing = exact_answer(analysed.described.names, analysed.described.segmentation.centroids, features, place)
    return PostExplained(
        header=_header(analysed, surrogate, in_view, place),
        sentence=why(exact, standing, earned(evidence, features, place)),
        exact=exact,
        shap=_shap(analysed, features, surrogate, place) if surrogate else None,
        lime=_lime(analysed, surrogate, place) if surrogate else None,
        agreement=int(surrogate.agreement.all_three[place]) if surrogate else None,
    )


def find_post(analysed: Analysed, in_view: Booleans, wanted: str) -> int:
    """The place of the post in the file's order, from 0."""
    ids = analysed.posts.ids
    if not wanted:
        first = np.flatnonzero(in_view)
        if not len(first):
            raise NotFound("No post fits these filters. Clear one of them.")
        return int(first[0])
    named = np.flatnonzero(ids == wanted.strip())
    if len(named):
        return int(named[0])
    shown = wanted.strip()[:60]
    if shown.isdecimal() and 1 <= int(shown) <= len(ids):
        return int(shown) - 1
    raise NotFound(f"There is no post {shown!r} in this dataset. Use its id or a number up to {len(ids):,}.")


def _header(analysed: Analysed, surrogate: Surrogate | None, in_view: Booleans, place: int) -> PostHeader:
    posts, described = analysed.posts, analysed.described
    around = np.flatnonzero(in_view)
    position = int(np.searchsorted(around, place))
    among = bool(in_view[place])
    rank = int(described.segmentation.labels[place])
    membership = float(described.segmentation.membership[place])
    return PostHeader(
        post_id=posts.ids[place],
        position=position + 1 if among else 0,
        in_view=len(around),
        previous=posts.ids[around[position - 1]] if position else "",
        following=_following(analysed, around, place),
        format=posts.formats[place],
        page=posts.pages[place],
        text=posts.texts[place],
        permalink=posts.permalinks[place],
        published_at=posts.published[place].item(),
        segment=rank,
        names=described.names,
        counts=tuple(figure(analysed, name, place) for name in card_counts(analysed)),
        certainty=float(surrogate.shap.probability[place, rank]) if surrogate else None,
        membership=membership,
        note=_note(analysed, place, membership),
    )


def _following(analysed: Analysed, around: NDArray[np.intp], place: int) -> str:
    after = int(np.searchsorted(around, place, side="right"))
    return str(analysed.posts.ids[around[after]]) if after < len(around) else ""


def _note(analysed: Analysed, place: int, membership: float) -> str:
    notes = []
    if membership < BORDERLINE:
        notes.append(f"Borderline: it keeps this segment in {membership:.0%} of resamples.")
    if analysed.posts.immature[place]:
        notes.append("Younger than 28 days when imported: its counts may still grow.")
    missing = [name for name in analysed.analysis.features if _missing(analysed, name, place)]
    if missing:
        notes.append(f"Not measured for this post: {', '.join(missing)}. It is placed by its other counts.")
    return " ".join(notes)


def _missing(analysed: Analysed, name: str, place: int) -> bool:
    counts = analysed.posts.counts
    return name in counts and bool(np.isnan(counts[name][place]))


def exact_answer(
    names: tuple[str, ...], centroids: Floats, features: Features, place: int
) -> tuple[ExactAnswer, list[float]]:
    """Why this segment and not the next, for one row of the features; its scaled values in the order of the bars."""
    margins = measure_margins(features.scaled[place : place + 1], centroids)
    own, other = int(margins.own[0]), int(margins.runner_up[0])
    weights = margins.contributions[0]
    order = np.argsort(-np.abs(weights), kind="stable")
    bars = labelled(features, place, weights)
    answer = ExactAnswer(own, other, names, float(margins.margin[0]), bars)
    return answer, [float(features.scaled[place, j]) for j in order]


def why(exact: ExactAnswer, standing: list[float], told: dict[str, Claim]) -> Sentence:
    """The answer in words; its two segments in their colours. told: what the post earned, a claim a count."""
    ranks = (exact.segment, exact.runner_up)
    words = why_this_segment(exact.bars, standing, (exact.names[ranks[0]], exact.names[ranks[1]]), told)
    return tuple(part if part.segment is None else replace(part, segment=ranks[part.segment]) for part in words)


def _shap(analysed: Analysed, features: Features, surrogate: Surrogate, place: int) -> ShapAnswer:
    rank = int(analysed.described.segmentation.labels[place])
    values: Floats = surrogate.shap.values[place, :, rank]
    bars = labelled(features, place, values)
    base, probability = float(surrogate.shap.base[rank]), float(surrogate.shap.probability[place, rank])
    return ShapAnswer(rank, analysed.described.names, base, probability, bars)


def labelled(features: Features, place: int, values: Floats) -> tuple[Contribution, ...]:
    """What each feature of one row adds (p,), largest first."""
    order = np.argsort(-np.abs(values), kind="stable")
    return tuple(Contribution(valued(features, place, int(j)), float(values[j]), features.names[j]) for j in order)


def _lime(analysed: Analysed, surrogate: Surrogate, place: int) -> LimeAnswer:
    lime = surrogate.lime
    return lime_answer(lime, int(lime.bins[place]), int(lime.label[place]), analysed.described.names)


def lime_answer(lime: LimeTable, row: int, label: int, names: tuple[str, ...]) -> LimeAnswer:
    """The rules of one row of the table for the segment that the forest answers."""
    weights = lime.weights[row, :, label]
    order = np.argsort(-np.abs(weights), kind="stable")
    return LimeAnswer(
        segment=label,
        names=names,
        bars=tuple(Contribution(lime.rules[j][lime.codes[row, j]], float(weights[j])) for j in order),
        r2=float(lime.r2[row, label]),
        stability=float(lime.stability[row, label]),
        seeds=lime.seeds,
    )


def valued(features: Features, place: int, column: int) -> str:
    """`Shares = 47`, `Loves not measured`."""
    name, value = features.names[column], features.raw[place, column]
    label = COUNTS[name].label if name in COUNTS else name.replace("_", " ").capitalize()
    return f"{label} not measured" if np.isnan(value) else f"{label} = {value:,.0f}"
