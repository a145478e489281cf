"""One post with other counts: where it would land, how certainly, and why."""

from dataclasses import dataclass, replace

import numpy as np

from services.algorithms import agreement, flat_forest
from services.algorithms.crossings import MOST, Standing
from services.algorithms.leaf_games import LeafGames, explain_one, measure_base, open_leaves
from services.algorithms.lime_ranges import cut_ranges, find_row
from services.algorithms.shapley import explain_assignment
from services.analyses import Analysed
from services.domain.arrays import Floats, read_only
from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.explained import LimeAnswer, ShapAnswer
from services.domain.features import Features
from services.domain.moving import Moved, MovedCount, MovedShap, SetCount, Verdict
from services.domain.surrogate import Surrogate
from services.post_explained import exact_answer, labelled, lime_answer
from services.recipes import RECIPES
from services.wording import listed


@dataclass(frozen=True, slots=True)
class Model:
    """The stored surrogate, opened so that it answers for posts that nobody published.

    background: (m, p) the scaled posts that the exact answer compares with.
    """

    surrogate: Surrogate
    games: LeafGames
    base: Floats
    ranges: tuple[Floats, ...]
    background: Floats


@dataclass(frozen=True, slots=True)
class Stage:
    """One post ready to be moved, without the others, so that many can be remembered.

    place: in the file, from 0; rank: of its segment. features, segments: names, in their order.
    most: (p,) the largest measured count of any post.
    """

    place: int
    rank: int
    features: tuple[str, ...]
    segments: tuple[str, ...]
    standing: Standing
    most: Floats


def open_model(surrogate: Surrogate, features: Features) -> Model:
    """Some 0.2 s for a hundred trees: to be kept."""
    games = open_leaves(surrogate.forest)
    background = read_only(features.scaled[surrogate.background])
    return Model(surrogate, games, measure_base(games), cut_ranges(features.raw), background)


def set_stage(analysed: Analysed, features: Features, place: int) -> Stage:
    """One post; InvalidInput where its recipe cannot say where other counts would stand."""
    recipe = RECIPES[analysed.analysis.recipe]
    if recipe.ruler is None:
        raise InvalidInput(f"The recipe {recipe.label} cannot say where other counts would stand.", "recipe")
    posts = analysed.posts
    ruler = recipe.ruler(features.raw, posts.pages if posts.has_pages else None, place)
    movable = read_only(np.array([name in COUNTS for name in features.names]))
    segmentation = analysed.described.segmentation
    counts, scaled = features.raw[place].copy(), features.scaled[place].copy()
    standing = Standing(read_only(counts), read_only(scaled), movable, ruler, segmentation.centroids)
    most = read_only(np.nan_to_num(features.raw, nan=0.0).max(axis=0))
    rank = int(segmentation.labels[place])
    return Stage(place, rank, features.names, analysed.described.names, standing, most)


def movable_counts(stage: Stage) -> tuple[MovedCount, ...]:
    """The counts that can be changed, as the post has them: those of the recipe that were measured for it."""
    columns = np.flatnonzero(stage.standing.movable & ~np.isnan(stage.standing.counts))
    return tuple(_count(stage, int(column), stage.standing.counts[column]) for column in columns)


def moved(stage: Stage, model: Model | None, wanted: tuple[SetCount, ...]) -> Moved:
    """The post with the wanted counts; InvalidInput for a count that it has not, or that cannot be."""
    counts = _set(stage, wanted)
    row = _row(stage, counts)
    exact, _ = exact_answer(stage.segments, stage.standing.centroids, row, 0)
    was, now = Verdict(stage.rank, None), Verdict(exact.segment, None)
    lime = None
    if model is not None:
        before, after = flat_forest.predict(model.surrogate.forest, np.vstack([stage.standing.counts, row.raw]))
        was, now = replace(was, certainty=float(before[was.segment])), replace(now, certainty=float(after[now.segment]))
        lime = _lime(stage, model, row, int(after.argmax()))
    return Moved(stage.segments, counts, was, now, exact, lime)


def moved_shap(stage: Stage, model: Model | None, wanted: tuple[SetCount, ...]) -> MovedShap:
    """SHAP of the post with the wanted counts, for the segment it lands in."""
    counts = _set(stage, wanted)
    changes = tuple(count for count in counts if count.changed)
    if model is None:
        return MovedShap(changes, None, None)
    row = _row(stage, counts)
    rank = int(stage.standing.assign(row.scaled)[0])
    every = explain_one(model.games, row.raw[0])
    values, base = every[:, rank], float(model.base[rank])
    answer = ShapAnswer(rank, stage.segments, base, base + float(values.sum()), labelled(row, 0, values))
    return MovedShap(changes, answer, _agreement(stage, model, row, every))


def _agreement(stage: Stage, model: Model, row: Features, shap: Floats) -> int | None:
    """As for posts of the file: on how many of the top three counts the answers agree; shap: (p, k)."""
    found = find_row(model.surrogate.lime, model.ranges, row.raw[0])
    if found is None:
        return None
    label = int((model.base + shap.sum(axis=0)).argmax())
    exact = explain_assignment(row.scaled, stage.standing.centroids, model.background).values
    lime = model.surrogate.lime.weights[found, :, label]
    return int(agreement.compare(exact, shap[None, :, label], lime[None]).all_three[0])


def _lime(stage: Stage, model: Model, row: Features, label: int) -> LimeAnswer | None:
    found = find_row(model.surrogate.lime, model.ranges, row.raw[0])
    return None if found is None else lime_answer(model.surrogate.lime, found, label, stage.segments)


def _set(stage: Stage, wanted: tuple[SetCount, ...]) -> tuple[MovedCount, ...]:
    counts = {count.name: count for count in movable_counts(stage)}
    for one in wanted:
        if one.name not in counts:
            offered = listed(tuple(counts)) if counts else "none"
            raise InvalidInput(f"{one.name[:40]!r} cannot be changed for this post; there is {offered}.", one.name)
        if not (0 <= one.value <= MOST and float(one.value).is_integer()):
            raise InvalidInput(f"{COUNTS[one.name].label} must be a whole number from 0 to {MOST:,.0f}.", one.name)
        counts[one.name] = replace(counts[one.name], now=float(one.value))
    return tuple(counts.values())


def _row(stage: Stage, counts: tuple[MovedCount, ...]) -> Features:
    """The post with other counts as a table of one row; what was not changed stays to the bit."""
    raw, scaled = stage.standing.counts[None].copy(), stage.standing.scaled[None].copy()
    for count in counts:
        if count.changed:
            column = stage.features.index(count.name)
            raw[0, column] = count.now
            scaled[0, column] = stage.standing.ruler.place_one(column, raw[:, column])[0]
    return Features(stage.features, read_only(raw), read_only(scaled))


def _count(stage: Stage, column: int, value: float) -> MovedCount:
    name = stage.features[column]
    return MovedCount(name, COUNTS[name].label, float(value), float(value), float(stage.most[column]))
