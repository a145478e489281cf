"""What needs attention in a dataset, each as a sentence with the way to put it right."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from services.analyses import Analysed
from services.claiming import told
from services.domain.claims import Estimand, Number, Unit
from services.domain.overview import Notice, Urgency
from services.domain.selection import Filters, Selection
from services.domain.views import Phrase
from services.sides import Side

# A file whose newest post is older than this is probably not the newest there is.
FRESH = timedelta(days=42)


def attention(analysed: Analysed, selection: Selection, now: datetime) -> tuple[Notice, ...]:
    """What is open, doubtful or left out in this dataset, whatever the filters; now: aware."""
    everything = Side(analysed, selection, np.ones(len(analysed.posts), bool), Filters())
    found = (_unanswered(everything), _stale(everything, now), _growing(everything), _set_aside(everything))
    return tuple(notice for notices in (*found, _unstable(everything)) for notice in notices)


def _unanswered(side: Side) -> Iterator[Notice]:
    for finding in side.analysed.dataset.open_questions:
        yield Notice(Urgency.ASKS, (Phrase(finding.title, strong=True),), "Answer it", _datasets(side))


def _stale(side: Side, now: datetime) -> Iterator[Notice]:
    last = side.analysed.dataset.last
    if last is not None and now.replace(tzinfo=None) - last > FRESH:
        day = f"{last.day} {last:%b %Y}"
        words = (Phrase(f"The newest post is of {day}. ", strong=True), Phrase("Nothing later has been brought."))
        yield Notice(Urgency.TELLS, words, "Bring newer posts", _datasets(side))


def _growing(side: Side) -> Iterator[Notice]:
    young = side.analysed.posts.immature
    if young.any():
        posts = int(young.sum())
        since = side.analysed.posts.published[young].min().astype("datetime64[D]").item()
        claim = side.claim(Estimand.GROWING, Number(posts, Unit.POSTS), posts)
        words = Phrase(
            " were young when they were imported: their counts may still grow, and comparisons leave them out."
        )
        yield Notice(Urgency.TELLS, (told(replace(claim, rows=side.view(Filters(since=since))), strong=True), words))


def _set_aside(side: Side) -> Iterator[Notice]:
    rows = side.analysed.dataset.rows_set_aside
    if rows:
        claim = side.claim(Estimand.SET_ASIDE, Number(rows, Unit.WHOLE), len(side.posts))
        words = (told(claim, strong=True), Phrase(" rows of the file were set aside, each with its reason."))
        yield Notice(Urgency.TELLS, words, "See them", _datasets(side))


def _unstable(side: Side) -> Iterator[Notice]:
    if side.analysed.analysis.sweep.recommended_k is None:
        words = "No number of segments is stable in this data: read the segments as a rough sketch."
        yield Notice(Urgency.TELLS, (Phrase(words),))


def _datasets(side: Side) -> str:
    return f"/datasets?dataset={side.analysed.dataset.id}"
