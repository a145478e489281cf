"""The segments of one analysis under permanent ids: those of the analysis before where they are the same."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from services.domain.analysis import Analysis
from services.domain.arrays import Floats
from services.domain.features import Features
from services.domain.identity import LARGEST_DISTANCE, Run, Sighting

from .matching import distances, match, signatures


@dataclass(frozen=True, slots=True)
class Place:
    """Where an analysis stands: the dataset's line and version, the seed, and the analysis before, if any."""

    line: str
    version: int
    seed: int
    before: Run | None


def identify(analysis: Analysis, features: Features, place: Place) -> Run:
    """Every segmentation of the analysis, its segments known by id.

    A segment is the one of the analysis before, with the same k, whose centroid is nearest, at most 0.5 standard
    deviations a feature away; else the one of the next k, counted towards the recommended one, by the same measure;
    else it is new. All pairs at once (the Hungarian method), so that no segment is given away twice.
    """
    seen: dict[int, tuple[Sighting, ...]] = {}
    given = place.before.given if place.before else 0
    for k, neighbour in _outwards([one.segmentation.k for one in analysis.described], analysis.default_k):
        described = analysis.at(k)
        here = signatures(features, described.segmentation.labels, k)
        found = _from_before(here, k, features.names, place.before)
        found = _from_neighbour(here, found, seen.get(neighbour, ()))
        sizes = np.bincount(described.segmentation.labels, minlength=k)
        sightings = []
        for rank, (known, distance) in enumerate(found):
            given += not known
            name = known or _new_id(place.line, analysis.recipe, given)
            signature = tuple(round(value, 6) for value in here[rank].tolist())
            sightings.append(Sighting(name, described.names[rank], int(sizes[rank]), signature, distance))
        seen[k] = tuple(sightings)
    return Run(place.version, place.seed, features.names, given, tuple(seen[k] for k in sorted(seen)))


# An id, "" = none yet, and how far the centroid moved, None = it was not compared.
_Found = list[tuple[str, float | None]]


def _outwards(ks: Sequence[int], first: int) -> Iterator[tuple[int, int]]:
    """Each k with its neighbour on the way to the first, which comes first and has none."""
    yield first, 0
    yield from ((k, k + 1) for k in sorted(ks, reverse=True) if k < first)
    yield from ((k, k - 1) for k in sorted(ks) if k > first)


def _from_before(here: Floats, k: int, names: tuple[str, ...], before: Run | None) -> _Found:
    nothing: _Found = [("", None)] * k
    sightings = before.at(k) if before else ()
    shared = [name for name in names if before and name in before.features]
    if not before or not sightings or not shared:
        return nothing
    now = here[:, [names.index(name) for name in shared]]
    then = np.array([one.signature for one in sightings])[:, [before.features.index(name) for name in shared]]
    between = distances(now, then)
    return [
        ("", None) if column is None else (sightings[column].id, float(between[rank, column]))
        for rank, column in enumerate(match(between, LARGEST_DISTANCE))
    ]


def _from_neighbour(here: Floats, found: _Found, neighbour: tuple[Sighting, ...]) -> _Found:
    """Segments still without an id take one of the next k's, as far as it is free and near enough."""
    used = {known for known, _ in found}
    free = [one for one in neighbour if one.id not in used]
    ranks = [rank for rank, (known, _) in enumerate(found) if not known]
    if not free or not ranks:
        return found
    between = distances(here[ranks], np.array([one.signature for one in free]))
    completed = list(found)
    for rank, column in zip(ranks, match(between, LARGEST_DISTANCE), strict=True):
        if column is not None:
            completed[rank] = (free[column].id, None)
    return completed


def _new_id(line: str, recipe: str, number: int) -> str:
    """The same for the same dataset, recipe and number, and no other's in the workspace."""
    return "g" + hashlib.sha256(f"{line}/{recipe}/{number}".encode()).hexdigest()[:9]
