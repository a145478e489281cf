"""Posts that are in no file: placed by a stored segmentation, with how certain that is and why. Nothing is kept."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache, partial
from typing import cast

import numpy as np

from services.algorithms.distances import measure_margins
from services.algorithms.placing import membership
from services.algorithms.rulers import Ruler
from services.analyses import Analysed, Analyses
from services.claims import Evidence, given
from services.domain.actors import Actor
from services.domain.arrays import Floats, read_only
from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.features import Features
from services.domain.scoring import Askable, NewPost, PostTable, Scored, ScoredPost
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Option
from services.new_posts import raw_features, without_unplaced
from services.policy import Permission, on_behalf, requires
from services.post_explained import exact_answer, why
from services.post_tables import read_posts
from services.recipes import RECIPES
from services.remembered import Question, remember
from services.scope import segment_ids
from services.scored_csv import scored_csv

# Rulers kept, one a page of a dataset: two numbers a count each.
_RULERS = 1_024


class Scoring:
    """Answers at once from what is stored."""

    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses
        self._rulers = remember(_RULERS)

    @requires(Permission.SCORE)
    def asked(self, actor: Actor, request: SegmentationRequest) -> tuple[SegmentationRequest, bool]:
        """The request with its dataset by name, "" = the newest, and whether its segments are there to score with."""
        reader = on_behalf(actor)
        dataset = self._analyses.standing(reader, request).dataset
        wanted = replace(request, dataset=dataset.id)
        return wanted, self._analyses.is_ready(reader, wanted)

    @requires(Permission.SCORE)
    def askable(self, actor: Actor, request: SegmentationRequest) -> Askable:
        """What can be typed of a post; NotFound while there are no segments."""
        analysed = self._analyses.get(on_behalf(actor), request)
        codes = RECIPES[analysed.analysis.recipe].codes
        return Askable(
            dataset=analysed.dataset.id,
            dataset_name=analysed.dataset.name,
            counts=tuple(name for name in analysed.analysis.features if name in COUNTS),
            formats=next(iter(codes.values()), ()),
            pages=tuple(sorted(set(analysed.posts.pages) - {""})),
        )

    @requires(Permission.SCORE)
    def score(self, actor: Actor, request: SegmentationRequest, posts: Sequence[NewPost]) -> Scored:
        """Each post with its segment, in their order; NotFound while there are no segments.

        InvalidInput for a post that cannot be placed, TooLarge for too many.
        """
        reader = on_behalf(actor)
        analysed = self._analyses.get(reader, request)
        recipe, names = RECIPES[analysed.analysis.recipe], analysed.analysis.features
        raw = raw_features(posts, names, recipe)
        scaled = self._scaled(reader, analysed, request, ([post.page for post in posts], raw))
        segments = zip(segment_ids(analysed), analysed.described.names, strict=True)
        return Scored(
            dataset=analysed.dataset.id,
            dataset_name=analysed.dataset.name,
            recipe=recipe.name,
            k=analysed.described.segmentation.k,
            segments=tuple(Option(segment, name) for segment, name in segments),
            features=names,
            posts=_placed(analysed, request, posts, Features(names, raw, scaled)),
        )

    @requires(Permission.SCORE)
    def score_table(self, actor: Actor, request: SegmentationRequest, table: PostTable) -> tuple[Scored, PostTable]:
        """The same, where posts that cannot be placed are set aside with the reason, not refused."""
        analysed = self._analyses.get(on_behalf(actor), request)
        sifted = without_unplaced(table, analysed.analysis.features, RECIPES[analysed.analysis.recipe])
        return self.score(actor, request, sifted.posts), sifted

    @requires(Permission.SCORE)
    def score_file(self, actor: Actor, request: SegmentationRequest, content: bytes) -> tuple[Scored, PostTable]:
        """The same for a small CSV file; InvalidInput where it is none, TooLarge for a large one."""
        return self.score_table(actor, request, read_posts(content))

    @requires(Permission.SCORE)
    def as_csv(self, actor: Actor, request: SegmentationRequest, content: bytes) -> tuple[str, str]:
        """A name for people and the scores of a small CSV file as CSV, safe to open in a spreadsheet."""
        scored, table = self.score_file(actor, request, content)
        return f"{scored.dataset_name} - scored.csv", scored_csv(scored, table)

    def _scaled(
        self, reader: Actor, analysed: Analysed, request: SegmentationRequest, told: tuple[list[str], Floats]
    ) -> Floats:
        """(m, p) where posts of these pages with these features would stand among those of the file."""
        pages, raw = np.array(told[0], object), told[1]
        known = set(analysed.posts.pages) - {""}
        scaled = np.empty_like(raw)
        features = cache(lambda: self._analyses.features(reader, request))
        for page in set(told[0]):
            here = pages == page
            own = page if page in known else ""
            key = (reader.workspace_id, analysed.dataset.id, analysed.fingerprint, own)
            question = Question(key, partial(_ruler, analysed, features, own))
            scaled[here] = cast("Ruler", self._rulers(question)).place(raw[here])
        return read_only(scaled)


def _ruler(analysed: Analysed, asked: Callable[[], Features], page: str) -> Ruler:
    """The lines of a post of this page, "" = of a page that the file does not know."""
    recipe, pages, features = RECIPES[analysed.analysis.recipe], analysed.posts.pages, asked()
    if recipe.ruler is None:
        raise InvalidInput(f"The recipe {recipe.label} cannot say where new posts would stand.", "recipe")
    if not page:
        return recipe.ruler(features.raw, None, 0)
    return recipe.ruler(features.raw, pages, int(np.flatnonzero(pages == page)[0]))


def _placed(
    analysed: Analysed, request: SegmentationRequest, posts: Sequence[NewPost], features: Features
) -> tuple[ScoredPost, ...]:
    segmentation = analysed.described.segmentation
    labels = measure_margins(features.scaled, segmentation.centroids).own
    kept = membership(features.scaled, labels, segmentation.resampled)
    evidence = Evidence(analysed, Selection(request), np.zeros(len(analysed.posts), bool))
    return tuple(
        _one(evidence, features, place, (post, None if kept is None else float(kept[place])))
        for place, post in enumerate(posts)
    )


def _one(evidence: Evidence, features: Features, place: int, told: tuple[NewPost, float | None]) -> ScoredPost:
    described, (post, kept) = evidence.analysed.described, told
    exact, standing = exact_answer(described.names, described.segmentation.centroids, features, place)
    row = zip(features.names, features.raw[place], strict=True)
    counts = {name: float(value) for name, value in row if name in COUNTS and not np.isnan(value)}
    return ScoredPost(
        post=post,
        segment=exact.segment,
        runner_up=exact.runner_up,
        membership=kept,
        margin=exact.margin,
        bars=exact.bars,
        missing=tuple(name for name in features.names if name in COUNTS and name not in counts),
        why=why(exact, standing, given(evidence, counts, exact.segment)),
    )
