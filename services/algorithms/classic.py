"""The published notebook's fit and its two figures, which mostly restate that the type is an input."""

import numpy as np
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier
from sklearn.model_selection import train_test_split
from threadpoolctl import threadpool_limits

from services.domain.arrays import Floats, Labels
from services.domain.features import Texts

from .k_means import Partition, strongest_first
from .points import Indices, Points


def fit(points: Points, k: int, seed: int) -> Partition:
    """scikit-learn's KMeans from one beginning with its defaults, on the posts in the order of the file.

    With k = 4 and seed 42 on the `classic` features: 4,142, 2,307, 325 and 276 posts, as published.
    Another order of the posts may give other segments: that is what one beginning means.
    """
    with threadpool_limits(1):
        model = KMeans(k, n_init=1, random_state=seed).fit(points.spread(points.rows))
    labels = np.empty(len(points), np.int64)
    labels[slice(None) if points.place is None else points.place] = model.labels_
    inertia = float(model.inertia_) / points.posts
    return strongest_first(Partition(labels, model.cluster_centers_, inertia))


def relabel(labels: Labels | Indices, types: Texts) -> Texts:
    """(n,) for each post the commonest type of its segment; of equally common ones the first by name."""
    known, codes = np.unique(types.astype(str), return_inverse=True)
    table = np.zeros((int(labels.max()) + 1, len(known)), np.int64)
    np.add.at(table, (labels, codes), 1)
    commonest: Texts = known[table.argmax(axis=1)]
    return commonest[labels]


def agree_on_type(labels: Labels | Indices, types: Texts) -> float:
    """Share of the posts whose segment, named after its commonest type, is their type, 0 to 1."""
    return float((relabel(labels, types) == types).mean())


def restate(scaled: Floats, classes: Texts) -> float:
    """A forest's accuracy on the held-out fifth of the posts, 0 to 1, as the notebook measures it.

    100 trees, random_state 0, balanced class weights; stratified 80/20 split, random_state 42.
    nan where a class has fewer than two posts or there is only one: no such split can be made.
    """
    sizes = np.unique(classes, return_counts=True)[1]
    if len(sizes) < 2 or sizes.min() < 2:
        return float("nan")
    known, unseen, known_classes, unseen_classes = train_test_split(
        scaled, classes, test_size=0.2, stratify=classes, random_state=42
    )
    forest = RandomForestClassifier(100, class_weight="balanced", random_state=0)
    return float(forest.fit(known, known_classes).score(unseen, unseen_classes))
