"""Levers: tested once for each view of a dataset, stored, and told in words."""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from services.analyses import Analysed, Analyses
from services.claims import Evidence
from services.domain.actors import Actor
from services.domain.arrays import Booleans, read_only
from services.domain.errors import NotFound
from services.domain.fingerprint import fingerprint
from services.domain.levers import LeversFound, LeversView
from services.domain.posts import Posts
from services.domain.segmentation import Segmentation
from services.domain.selection import Filters, Selection
from services.domain.tagging import Tag
from services.engines import Engine
from services.lever_words import best_time_words, levers_headline
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.scope import scope
from services.segments import choices
from services.storage.results import ResultStore


@dataclass(frozen=True, slots=True)
class _Question:
    """What the answer depends on besides the segmentation: the posts that the filters leave."""

    segmentation: str
    k: int
    seed: int
    filters: Filters
    tags: tuple[Tag, ...]


class Levers:
    """Makes, stores and finds what the page Levers shows."""

    def __init__(self, analyses: Analyses, results: ResultStore, engine: Engine) -> None:
        self._analyses, self._results, self._engine = analyses, results, engine

    @requires(Permission.EXPLORE)
    def is_found(self, actor: Actor, selection: Selection) -> bool:
        """Whether the levers of these posts are there to be looked at."""
        name = _name(self._analyses.get(actor, selection.segmentation), selection)
        return self._results.holds(actor.workspace_id, name, LeversFound)

    @requires(Permission.EXPLORE)
    def find(self, actor: Actor, selection: Selection, report: Report = unwatched) -> LeversFound:
        """The levers against chance; computed now unless stored already. InvalidInput where posts are too few."""
        analysed = self._analyses.get(actor, selection.segmentation)
        name = _name(analysed, selection)
        if not self._results.holds(actor.workspace_id, name, LeversFound):
            kept = scope(analysed, beforehand(selection.filters)).in_view
            posts, parts = posts_of(_with_tags(analysed), kept), parts_of(analysed.described.segmentation, kept)
            found = self._engine.find_levers(posts, parts, selection.segmentation.seed, report)
            self._results.save(actor.workspace_id, name, found, analysed.dataset.id)
        else:
            self._results.link(actor.workspace_id, name, analysed.dataset.id)
        report(1.0, "Levers tested")
        return self._results.load(actor.workspace_id, name, LeversFound)

    @requires(Permission.EXPLORE)
    def view(self, actor: Actor, selection: Selection) -> LeversView:
        """Everything the page shows; NotFound while the levers were not tested."""
        analysed = self._analyses.get(actor, selection.segmentation)
        found = self._results.load(actor.workspace_id, _name(analysed, selection), LeversFound)
        around = replace(selection, filters=beforehand(selection.filters))
        seen = scope(analysed, around.filters)
        evidence = Evidence(analysed, around, seen.in_view & ~analysed.posts.immature)
        return LeversView(
            headline=levers_headline(evidence, found.scores),
            best_time=best_time_words(evidence, found.best_time),
            choices=choices(analysed, seen),
            found=found,
        )


def beforehand(filters: Filters) -> Filters:
    """The same without what posts earned: a choice of segments would decide the answer beforehand."""
    return replace(filters, segments=(), area=None)


def _name(analysed: Analysed, selection: Selection) -> str:
    k, seed = analysed.described.segmentation.k, selection.segmentation.seed
    question = _Question(analysed.fingerprint, k, seed, beforehand(selection.filters), analysed.tags)
    return fingerprint("levers", analysed.dataset.content, question)


def _with_tags(analysed: Analysed) -> Posts:
    """The posts with their tags: what somebody calls them is a lever too."""
    return replace(analysed.posts, tags={tag.id: tag.of(analysed.posts) for tag in analysed.tags})


def posts_of(posts: Posts, kept: Booleans) -> Posts:
    """The posts in view; NotFound where there is none."""
    if not kept.any():
        raise NotFound("No post fits these filters. Clear one of them.")
    columns: dict[str, Any] = {
        name: read_only(getattr(posts, name)[kept])
        for name in ("ids", "published", "formats", "pages", "texts", "permalinks", "immature")
    }
    counts = {name: read_only(values[kept]) for name, values in posts.counts.items()}
    tags = {name: read_only(values[kept]) for name, values in posts.tags.items()}
    return Posts(**columns, counts=counts, tags=tags)


def parts_of(segmentation: Segmentation, kept: Booleans) -> Segmentation:
    """The segmentation of the posts in view alone."""
    return replace(
        segmentation,
        labels=read_only(segmentation.labels[kept]),
        membership=read_only(np.asarray(segmentation.membership)[kept]),
    )
