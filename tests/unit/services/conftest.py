"""The core file as features and segments, without the recipes: the references are measured on it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from posted import Postman, listening
from sklearn.cluster import KMeans
from sklearn.ensemble import ExtraTreesClassifier

from services.algorithms import flat_forest, forest
from services.domain.features import Features, Slopes
from services.domain.segmentation import Segmentation
from services.domain.surrogate import FlatForest
from services.mail import SmtpServer

SEED = 42
NAMES = ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")


@dataclass(frozen=True, slots=True)
class Core:
    """The 7,050 posts in four segments, and the forest that restates them, theirs and ours."""

    features: Features
    segmentation: Segmentation
    grown: ExtraTreesClassifier
    flat: FlatForest


@cache
def _read_core(path: Path) -> Core:
    raw = pd.read_csv(path)[[f"num_{name}" for name in NAMES]].to_numpy(float)
    logged = np.log1p(raw)
    scaled = (logged - logged.mean(axis=0)) / logged.std(axis=0)
    means = KMeans(4, n_init=4, random_state=SEED).fit(scaled)
    order = np.argsort(-means.cluster_centers_.mean(axis=1))
    labels = np.argsort(order)[means.labels_].astype(np.int16)
    centroids = means.cluster_centers_[order]
    segmentation = Segmentation(4, labels, centroids, 3.169, np.ones(4), np.ones(len(raw)))
    slopes = Slopes(1 / logged.std(axis=0)[None], np.zeros(len(raw), np.int32))
    features = Features(NAMES, raw, scaled, slopes=slopes)
    grown = forest.grow(features, segmentation, SEED)
    return Core(features, segmentation, grown, flat_forest.flatten(grown, 4))


@pytest.fixture
def core(real_file: Callable[[str], Path]) -> Core:
    """Read once for all tests; nobody writes to it."""
    return _read_core(real_file("facebook_live_thailand.csv"))


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Postman, SmtpServer]]:
    """A mail server, and who takes the letters."""
    with listening() as both:
        yield both


@pytest.fixture
def postman(server: tuple[Postman, SmtpServer]) -> Postman:
    """Who takes the letters, with none so far."""
    server[0].letters.clear()
    server[0].readers.clear()
    return server[0]
