"""Analyses: made once, stored under their fingerprint, found by everybody of the workspace."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.analysis import Analysis, Described
from services.domain.datasets import Dataset, Standing
from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.features import Features, PostCounts
from services.domain.fingerprint import fingerprint
from services.domain.identity import Lineage
from services.domain.posts import Posts
from services.domain.segmentation import K_RANGE, SegmentationRequest
from services.domain.surrogate import Surrogate
from services.domain.tagging import Tag
from services.engines import Engine
from services.lineage import Lineages, Made, renamed
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.recipes import RECIPES
from services.storage.posts import PostStore
from services.storage.results import ResultStore
from services.tag_book import TagBook


@dataclass(frozen=True, slots=True)
class _SweepQuestion:
    """What the sweep depends on besides the file."""

    recipe: str
    version: int
    seed: int


@dataclass(frozen=True, slots=True)
class _ModelQuestion:
    """What the surrogate depends on besides the file."""

    recipe: str
    version: int
    seed: int
    k: int


@dataclass(frozen=True, slots=True)
class Analysed:
    """One segmentation with all it was made from.

    described: under the names that people see. lineage: who its segments are, and were. tags: of the
    workspace. analysed_at: None = not stored.
    """

    dataset: Dataset
    posts: Posts
    analysis: Analysis
    described: Described
    fingerprint: str
    lineage: Lineage = field(default_factory=Lineage)
    tags: tuple[Tag, ...] = ()
    analysed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """What people call things: segments, and posts."""

    lineages: Lineages
    tags: TagBook


class Analyses:
    """Makes, stores and finds analyses."""

    def __init__(
        self, datasets: Datasets, posts: PostStore, results: ResultStore, engine: Engine, names: Names
    ) -> None:
        self._datasets, self._posts, self._results = datasets, posts, results
        self._engine, self._lineages, self._tags = engine, names.lineages, names.tags

    @requires(Permission.EXPLORE)
    def is_ready(self, actor: Actor, request: SegmentationRequest) -> bool:
        """Whether the segments of this dataset by this recipe are there to be looked at."""
        dataset = self._dataset(actor, request)
        name = sweep_name(dataset, request)
        known = self._lineages.knows(actor.workspace_id, dataset, name)
        return known and self._results.holds(actor.workspace_id, name, Analysis)

    @requires(Permission.EXPLORE)
    def standing(self, actor: Actor, request: SegmentationRequest) -> Standing:
        """Whether the data is still what a page shows; NotFound once nobody sees it any more."""
        dataset = self._datasets.get(actor, request.dataset)
        changed = request.content not in ("", dataset.content)
        return Standing(dataset, changed, followed=request.dataset not in ("", dataset.id))

    @requires(Permission.EXPLORE)
    def make(self, actor: Actor, request: SegmentationRequest, report: Report = unwatched) -> Analysed:
        """The analysis; computed now unless it is stored already."""
        dataset = self._dataset(actor, request)
        name = sweep_name(dataset, request)
        if not self._results.holds(actor.workspace_id, name, Analysis):
            counts = self._counts(actor, dataset)
            analysis = self._engine.analyse(counts, request.recipe, request.seed, report)
            self._results.save(actor.workspace_id, name, analysis, dataset.id)
        else:
            self._results.link(actor.workspace_id, name, dataset.id)
        self._identify(actor, dataset, request, name)
        report(1.0, "Segments found")
        return self.get(actor, request)

    @requires(Permission.EXPLORE)
    def get(self, actor: Actor, request: SegmentationRequest) -> Analysed:
        """The stored analysis; NotFound where it was not made yet."""
        dataset = self._dataset(actor, request)
        name = sweep_name(dataset, request)
        analysis = self._results.load(actor.workspace_id, name, Analysis)
        posts = self._posts.load(actor.workspace_id, dataset.id)
        described = segmentation_into(analysis, request.k)
        lineage = self._lineages.of(actor.workspace_id, dataset, name, described)
        tags = self._tags.of(actor.workspace_id, dataset)
        made_at = self._results.made_at(actor.workspace_id, name)
        return Analysed(dataset, posts, analysis, renamed(described, lineage), name, lineage, tags, made_at)

    @requires(Permission.EXPLORE)
    def features(self, actor: Actor, request: SegmentationRequest) -> Features:
        """What the recipe makes of the counts, every post a row."""
        dataset = self._dataset(actor, request)
        return self._recipe_features(request.recipe, self._counts(actor, dataset))

    @requires(Permission.EXPLORE)
    def is_explained(self, actor: Actor, request: SegmentationRequest) -> bool:
        """Whether the forest, SHAP and LIME are there to be looked at."""
        if not self.is_ready(actor, request):
            return False
        name = self._model_name(self.get(actor, request), request)
        return self._results.holds(actor.workspace_id, name, Surrogate)

    @requires(Permission.EXPLORE)
    def make_explained(self, actor: Actor, request: SegmentationRequest, report: Report = unwatched) -> Surrogate:
        """The surrogate of one segmentation; computed now unless it is stored already."""
        analysed = self.get(actor, request)
        name = self._model_name(analysed, request)
        if not self._results.holds(actor.workspace_id, name, Surrogate):
            features, segmentation = self.features(actor, request), analysed.described.segmentation
            surrogate = self._engine.explain(features, segmentation, request.seed, report)
            self._results.save(actor.workspace_id, name, surrogate, analysed.dataset.id)
        else:
            self._results.link(actor.workspace_id, name, analysed.dataset.id)
        report(1.0, "Every post explained")
        return self._results.load(actor.workspace_id, name, Surrogate)

    @requires(Permission.EXPLORE)
    def surrogate(self, actor: Actor, request: SegmentationRequest) -> Surrogate | None:
        """The stored surrogate, None where it was not made yet."""
        try:
            name = self._model_name(self.get(actor, request), request)
            return self._results.load(actor.workspace_id, name, Surrogate)
        except NotFound:
            return None

    def _identify(self, actor: Actor, dataset: Dataset, request: SegmentationRequest, name: str) -> None:
        """Permanent ids for the segments of a stored analysis: a version of the dataset may be new to it."""
        if not self._lineages.knows(actor.workspace_id, dataset, name):
            analysis = self._results.load(actor.workspace_id, name, Analysis)
            features = self._recipe_features(request.recipe, self._counts(actor, dataset))
            self._lineages.add(actor.workspace_id, Made(dataset, request.seed, name, analysis, features))

    def _dataset(self, actor: Actor, request: SegmentationRequest) -> Dataset:
        if request.recipe not in RECIPES:
            raise InvalidInput(f"There is no recipe {request.recipe!r}. Choose {_either(RECIPES)}.", "recipe")
        if request.k is not None and request.k not in K_RANGE:
            raise InvalidInput(f"{request.k} segments cannot be made; choose {K_RANGE[0]} to {K_RANGE[-1]}.", "k")
        dataset = self._datasets.get(actor, request.dataset)
        if request.content not in ("", dataset.content):
            raise Conflict("The data changed since this analysis. Load the page again to see it as it is now.")
        return dataset

    def _counts(self, actor: Actor, dataset: Dataset) -> PostCounts:
        return counts_of(self._posts.load(actor.workspace_id, dataset.id))

    def _recipe_features(self, recipe: str, counts: PostCounts) -> Features:
        return RECIPES[recipe].features(counts)

    def _model_name(self, analysed: Analysed, request: SegmentationRequest) -> str:
        version, k = RECIPES[request.recipe].version, analysed.described.segmentation.k
        return fingerprint("model", analysed.dataset.content, _ModelQuestion(request.recipe, version, request.seed, k))


def sweep_name(dataset: Dataset, request: SegmentationRequest) -> str:
    """The fingerprint under which the analysis of this dataset is found."""
    question = _SweepQuestion(request.recipe, RECIPES[request.recipe].version, request.seed)
    return fingerprint("sweep", dataset.content, question)


def counts_of(posts: Posts) -> PostCounts:
    """What recipes make features of."""
    return PostCounts(posts.counts, posts.formats, posts.pages if posts.has_pages else None)


def segmentation_into(analysis: Analysis, k: int | None) -> Described:
    """The segmentation into k, None = its own; InvalidInput where that k was not tried."""
    try:
        return analysis.at(k or analysis.default_k)
    except KeyError:
        raise InvalidInput(f"These posts cannot be parted into {k} segments: too few differ.", "k") from None


def _either(names: Iterable[str]) -> str:
    return " or ".join(sorted(names))
