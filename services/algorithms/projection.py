"""The plane that shows most of what tells posts apart: principal components, numpy only."""

from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Floats, read_only


@dataclass(frozen=True, slots=True)
class Projection:
    """Every post on two axes.

    places: (n, 2) in scaled units from the mean post. loadings: (p, 2) each axis as a direction of
    length 1 in the features. shares: (2,) of the variance each axis holds, 0 to 1.
    """

    places: Floats
    loadings: Floats
    shares: Floats


def project(scaled: Floats) -> Projection:
    """The first two principal components of (n, p) scaled features; x grows with engagement.

    Signs are fixed: the loadings of x sum to 0 or more, the largest loading of y is positive. Posts with
    missing features do not shape the axes; they stand where the mean of what they lack puts them.
    With one feature y is 0.
    """
    complete = scaled[~np.isnan(scaled).any(axis=1)]
    mean = complete.mean(axis=0) if len(complete) else np.zeros(scaled.shape[1])
    spread = (complete - mean).T @ (complete - mean) / max(len(complete), 1)
    values, vectors = np.linalg.eigh(spread)
    first = np.argsort(-values, kind="stable")[:2]
    loadings = np.zeros((scaled.shape[1], 2))
    loadings[:, : len(first)] = vectors[:, first]
    loadings *= _signs(loadings)
    shares = np.zeros(2)
    shares[: len(first)] = np.maximum(values[first], 0) / max(float(values.sum()), np.finfo(float).tiny)
    places = np.where(np.isnan(scaled), 0.0, scaled - mean) @ loadings
    return Projection(read_only(places), read_only(loadings), read_only(shares))


def _signs(loadings: Floats) -> Floats:
    x, y = loadings.T
    largest = float(y[np.abs(y).argmax()])
    return np.array([1.0 if x.sum() >= 0 else -1.0, 1.0 if largest >= 0 else -1.0])
