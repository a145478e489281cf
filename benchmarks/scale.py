"""How long segments, exact answers and the map take at size: `python benchmarks/scale.py`.

Each size runs in a process of its own, a round each; medians of several rounds. The posts are made up, of four kinds.
Results go into the section At size of docs/performance.md.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import orjson
import psutil
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_score

from components.figures import CHARTS
from services.algorithms import k_means, rowwise, shapley
from services.algorithms.distances import measure_margins
from services.algorithms.k_means import Partition
from services.algorithms.points import gather
from services.algorithms.projection import project
from services.algorithms.sweep import sweep
from services.algorithms.warm import compile_kernels
from services.analyses import Analysed
from services.domain.analysis import Analysis, Described, Plane
from services.domain.datasets import Dataset
from services.domain.features import Features, PostCounts
from services.domain.posts import Posts
from services.domain.segmentation import K_RANGE, Segmentation, Sweep
from services.domain.selection import Area, Filters
from services.maps import map_of_posts
from services.progress import unwatched
from services.recipes import RECIPES
from services.scope import scope

_BEGIN, _END = "<!-- size: made by benchmarks/scale.py -->", "<!-- /size -->"
_NAMES = ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
_TYPICAL = ((1, 0.3, 30, 0.3, 0.1, 0.1, 0.1, 0.1), (14, 3, 210, 9, 1, 0.5, 0.1, 0.1))
_TYPICAL = (*_TYPICAL, (420, 75, 160, 26, 2.5, 4, 0.5, 0.2), (240, 160, 1300, 190, 45, 40, 11, 2))
_KINDS = np.array([0.6, 0.24, 0.11, 0.05])
K = 4
# What takes minutes beyond these sizes is left out there.
SWEEP_TO, SHAPLEY_TO = 1_000_000, 1_000_000
# On how many posts the peer measures silhouettes: all of them would take it hours.
PEER_SILHOUETTE = 10_000
_SWEEP, _OURS = "sweep k = 2 to 10, 20 starts", "k-means, k = 4, 20 starts, from all rows"
GOALS = {
    _SWEEP: "1 M: 1/15 of scikit-learn with 10 starts, 1/5 with one",
    f"{_SWEEP}: extra MB": "400 at 1 M",
    "sweep k = 2 to 10, 20 starts, 50 resamples": "none at this size",
    "scikit-learn's sweep, 10 starts": "(the peer)",
    "scikit-learn's sweep, 1 start": "(the peer)",
    _OURS: "10 M: 1/30 of scikit-learn with 10 starts, 1/5 with one",
    f"{_OURS}: extra MB": "1/20 of scikit-learn's",
    "scikit-learn, k = 4, 10 starts": "(the peer)",
    "scikit-learn, k = 4, 10 starts: extra MB": "(the peer)",
    "scikit-learn, k = 4, 1 start": "(the peer)",
    "inertia above the best of both": "0.001",
    "assign to the nearest centroid": "none",
    "exact margin contributions": "1,000,000 posts a second",
    "exact Shapley values": "none at this size",
    "map: counted": "with drawing: 30 ms at 1 M, 300 ms at 10 M",
    "map: drawn as JSON": "see above",
    "map: an outline of 60 corners": "with drawing: 200 ms at 1 M",
    "map: one format": "with drawing: 200 ms at 1 M",
    "map: bytes of the figure": "500,000, and 1/150 of points",
}


def make_counts(posts: int, seed: int = 2012) -> dict[str, Any]:
    draw = np.random.default_rng(seed)
    typical = np.array(_TYPICAL)[draw.choice(len(_KINDS), posts, p=_KINDS)]
    luck = np.exp(draw.normal(0, 0.5, posts))[:, None] * np.exp(draw.normal(0, 0.35, typical.shape))
    return dict(zip(_NAMES, draw.poisson(typical * luck).astype(float).T, strict=True))


def run(posts: int) -> None:
    """One round, in this process; prints seconds by work, and the peak in MB."""
    compile_kernels()
    counts = make_counts(posts)
    formats = np.array(["photo", "video"], object)[np.arange(posts) % 2]
    features = RECIPES["engagement"].features(PostCounts(counts, formats))
    took: dict[str, float] = {}
    found = _measure_k_means(took, features)
    labels = _timed(took, "assign to the nearest centroid", lambda: rowwise.assign(features.scaled, found.centroids))
    _timed(took, "exact margin contributions", lambda: measure_margins(features.scaled, found.centroids))
    if posts <= SHAPLEY_TO:
        some = features.scaled[shapley.draw_background(labels, 42)]
        _timed(
            took,
            "exact Shapley values",
            lambda: shapley.explain_assignment(features.scaled, found.centroids, some),
        )
    if posts <= SWEEP_TO:
        _measure_sweeps(took, features)
    _measure_map(took, _analysed(features, labels.astype(np.int16), found.centroids, formats))
    took["peak MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(took))


def _measure_k_means(took: dict[str, float], features: Features) -> Partition:
    rows = features.scaled
    found = _weighed(took, _OURS, lambda: k_means.fit(gather(rows), K, 42))
    ten = _weighed(took, "scikit-learn, k = 4, 10 starts", lambda: KMeans(K, n_init=10, random_state=42).fit(rows))
    _timed(took, "scikit-learn, k = 4, 1 start", lambda: KMeans(K, random_state=42).fit(rows))
    inertia = found.inertia_per_post * len(rows)
    took["inertia above the best of both"] = inertia / min(inertia, ten.inertia_) - 1
    return found


def _measure_sweeps(took: dict[str, float], features: Features) -> None:
    _weighed(took, _SWEEP, lambda: sweep(features, 42, unwatched, resamples=1))
    _timed(took, "sweep k = 2 to 10, 20 starts, 50 resamples", lambda: sweep(features, 42, unwatched))
    _timed(took, "scikit-learn's sweep, 10 starts", lambda: _peers_sweep(features.scaled, 10))
    _timed(took, "scikit-learn's sweep, 1 start", lambda: _peers_sweep(features.scaled, 1))


def _peers_sweep(rows: Any, starts: int) -> list[float]:
    labels = [KMeans(k, n_init=starts, random_state=42).fit_predict(rows) for k in K_RANGE]
    return [silhouette_score(rows, one, sample_size=PEER_SILHOUETTE, random_state=42) for one in labels]


def _measure_map(took: dict[str, float], analysed: Analysed) -> None:
    plane = analysed.analysis.plane
    seen = scope(analysed, Filters())
    counted = _timed(took, "map: counted", lambda: map_of_posts(analysed, seen), rounds=5)
    chart = CHARTS["density"]
    sent = _timed(took, "map: drawn as JSON", lambda: orjson.dumps(chart.draw(counted)), rounds=5)
    took["map: bytes of the figure"] = len(sent)
    turns = np.linspace(0, 2 * np.pi, 60, endpoint=False)
    x, y = (np.median(axis) + wave(turns) * axis.std() for axis, wave in ((plane.x, np.cos), (plane.y, np.sin)))
    outline = Area(tuple(zip(x.tolist(), y.tolist(), strict=True)))
    for name, filters in (("an outline of 60 corners", Filters(area=outline)), ("one format", _one_format())):
        _timed(took, f"map: {name}", lambda only=filters: map_of_posts(analysed, scope(analysed, only)), rounds=3)


def _one_format() -> Filters:
    return Filters(formats=("photo",))


def _timed(took: dict[str, float], name: str, work: Callable[[], Any], rounds: int = 1) -> Any:
    """What the work gave; its median time goes into the table."""
    seconds = []
    for _ in range(rounds):
        started = time.perf_counter()
        result = work()
        seconds.append(time.perf_counter() - started)
    took[name] = statistics.median(seconds)
    return result


def _weighed(took: dict[str, float], name: str, work: Callable[[], Any]) -> Any:
    """As above, once; and how many MB the process grew meanwhile, looked at every 5 ms."""
    process, done = psutil.Process(), threading.Event()
    before = most = process.memory_info().rss

    def watch() -> None:
        nonlocal most
        while not done.wait(0.005):
            most = max(most, process.memory_info().rss)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        return _timed(took, name, work)
    finally:
        done.set()
        watcher.join()
        took[f"{name}: extra MB"] = (most - before) / 2**20


def _analysed(features: Features, labels: Any, centroids: Any, formats: Any) -> Analysed:
    """What a page has of an analysis, without a sweep."""
    posts = len(labels)
    nothing, moment = np.full(posts, "", object), datetime(2026, 1, 1, tzinfo=UTC)
    ids = np.arange(posts).astype(object)
    published = np.full(posts, np.datetime64("2025-01-01", "us"))
    rows = Posts(ids, published, formats, nothing, nothing, nothing, np.zeros(posts, bool), {})
    projected = project(features.scaled)
    x, y = np.ascontiguousarray(projected.places.T.astype(np.float32))
    plane = Plane(x, y, projected.loadings, float(projected.shares.sum()))
    segmentation = Segmentation(K, labels, centroids, 0.0, np.ones(K), np.ones(posts))
    described = Described(segmentation, tuple(f"Segment {rank + 1}" for rank in range(K)), np.zeros((K, 8)))
    analysis = Analysis("engagement", features.names, Sweep((), (segmentation,), K, 0, 0), (described,), plane, None)
    dataset = Dataset("d", "d", "d.csv", 0, posts, posts, 0, moment, moment, _NAMES, (), "", moment, "0" * 64)
    return Analysed(dataset, rows, analysis, described, "0" * 64)


def measure(posts: int, rounds: int) -> list[str]:
    """The lines of the table for so many posts."""
    command = [sys.executable, __file__, "--posts", str(posts)]
    done = [subprocess.run(command, check=True, capture_output=True, text=True) for _ in range(rounds)]
    took = [json.loads(one.stdout) for one in done]
    lines = []
    for name in (*GOALS, "peak MB"):
        if name in took[0]:
            middle = statistics.median(one[name] for one in took)
            lines.append(f"| {posts:,} | {name} | {_shown(name, middle)} | {rounds} | {GOALS.get(name, '')} |")
    return lines


def _shown(name: str, middle: float) -> str:
    if name.endswith("MB") or name == "map: bytes of the figure":
        return f"{middle:,.0f}"
    return f"{middle:.6f}" if name.startswith("inertia") else f"{middle:,.3f} s"


def _rounds(posts: int, wanted: int) -> int:
    """A round of a million posts takes minutes, and so one has to do."""
    return wanted if posts < 1_000_000 else 1


def _written(table: str, target: Path) -> None:
    """The table in its section of the document, which is made where there is none."""
    text = target.read_text()
    if _BEGIN not in text:
        text += f"\n## At size\n\n{_BEGIN}\n{_END}\n"
    before, _, rest = text.partition(_BEGIN)
    target.write_text(f"{before}{_BEGIN}\n{table}\n{_END}{rest.partition(_END)[2]}")


def main() -> None:
    """Measures and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--posts", type=int, help="one round with so many posts, in this process")
    options.add_argument("--sizes", type=int, nargs="*", default=[100_000, 1_000_000, 10_000_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--document", type=Path, default=Path(__file__).parent.parent / "docs" / "performance.md")
    asked = options.parse_args()
    if asked.posts:
        run(asked.posts)
        return
    head = [
        "Two cores, shared with others; made-up posts with eight counts; medians of so many rounds.",
        "",
        "| posts | work | took | rounds | goal |",
        "|---|---|---|---|---|",
    ]
    table = "\n".join([*head, *(line for size in asked.sizes for line in measure(size, _rounds(size, asked.rounds)))])
    print(table)
    _written(table, asked.document)


if __name__ == "__main__":
    main()
