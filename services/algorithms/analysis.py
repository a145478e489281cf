"""One recipe's whole answer: segments for every k, told in words, with the map of posts."""

import numpy as np

from services.domain.analysis import Analysis, CircularCheck, Described, Plane
from services.domain.arrays import read_only
from services.domain.features import Features, PostCounts
from services.domain.segmentation import Segmentation
from services.progress import Report, part
from services.recipes import RECIPES

from . import classic
from .contrasts import contrasts
from .names import name_segments
from .projection import project
from .rules import find_rules
from .sweep import sweep


def analyse(counts: PostCounts, recipe: str, seed: int, report: Report) -> Analysis:
    """The analysis of these posts; InvalidInput where they are too few or too alike."""
    report(0.0, "Preparing the counts")
    chosen = RECIPES[recipe]
    features = chosen.features(counts)
    swept = sweep(features, seed, part(report, 0.05, 0.9))
    report(0.92, "Naming the segments")
    described = tuple(_describe(features, segmentation, counts) for segmentation in swept.segmentations)
    report(0.96, "Drawing the map")
    published_k = chosen.default_k if chosen.default_k in [row.k for row in swept.rows] else None
    return Analysis(
        recipe=recipe,
        features=features.names,
        sweep=swept,
        described=described,
        plane=_plane(features),
        circular=_circular(features, swept.at(published_k), counts) if published_k else None,
        published_k=published_k,
    )


def _describe(features: Features, segmentation: Segmentation, counts: PostCounts) -> Described:
    table = contrasts(features, segmentation.labels)
    names = name_segments(features, segmentation.labels, counts.post_type, table)
    return Described(segmentation, names, table, find_rules(features, segmentation.labels, segmentation.k))


def _plane(features: Features) -> Plane:
    projected = project(features.scaled)
    places = projected.places.astype(np.float32)
    return Plane(
        x=read_only(np.ascontiguousarray(places[:, 0])),
        y=read_only(np.ascontiguousarray(places[:, 1])),
        loadings=projected.loadings,
        variance=float(projected.shares.sum()),
    )


def _circular(features: Features, segmentation: Segmentation, counts: PostCounts) -> CircularCheck:
    types = classic.relabel(segmentation.labels, counts.post_type)
    known, posts = np.unique(types, return_counts=True)
    order = np.argsort(-posts, kind="stable")
    return CircularCheck(
        type_agreement=classic.agree_on_type(segmentation.labels, counts.post_type),
        forest_accuracy=classic.restate(features.scaled, types),
        types=tuple(str(known[place]) for place in order),
        posts=tuple(int(posts[place]) for place in order),
    )
