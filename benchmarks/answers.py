"""How long the answers for all posts take beside the libraries', on one forest: `python benchmarks/answers.py FILE`.

shap and lime are asked about a sample, our kernels about all posts; times are for one post. The ways come in turn,
medians of several rounds, ratios of the same run. FILE has posts of any format that Postlens reads. Results go into the
section Answers of docs/performance.md.
"""

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import shap
from fidelity import read
from lime.lime_tabular import LimeTabularExplainer
from sklearn.ensemble import RandomForestClassifier

from services.algorithms import flat_forest, forest, lime_table, shapley, tree_shap
from services.algorithms.distances import measure_margins
from services.algorithms.sweep import sweep
from services.algorithms.warm import compile_kernels
from services.domain.segmentation import DEFAULT_SEED
from services.progress import unwatched
from services.recipes import RECIPES

SAMPLE, SAMPLE_OF_LIME = 200, 4
K = 4
_MARKS = ("<!-- answers: made by benchmarks/answers.py -->", "<!-- /answers -->")


@dataclass(frozen=True, slots=True)
class Contest:
    """The same question to a library, about a sample, and to ours, about all posts."""

    name: str
    library: Callable[[], Any]
    asked: int
    ours: Callable[[], Any]
    posts: int

    def run(self, rounds: int) -> str:
        """The row of the table."""
        theirs, ours = [], []
        for _ in range(rounds):
            theirs.append(_seconds(self.library) / self.asked)
            ours.append(_seconds(self.ours) / self.posts)
        slow, fast = statistics.median(theirs), statistics.median(ours)
        return f"| {self.name} | {slow * 1e6:,.0f} | {fast * 1e6:,.2f} | {1 / fast:,.0f} | {slow / fast:,.0f} |"


def _seconds(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def contests(source: Path) -> tuple[list[Contest], float]:
    """The contests, and the largest difference between the SHAP values of both ways."""
    features = RECIPES["engagement"].features(read(source))
    segmentation = sweep(features, DEFAULT_SEED, unwatched, ks=(K,)).at(K)
    raw, posts, labels = features.raw, features.posts, segmentation.labels
    grown = forest.grow(features, segmentation, DEFAULT_SEED)
    common = RandomForestClassifier(100, random_state=DEFAULT_SEED, n_jobs=-1).fit(raw, labels)
    some = raw[np.random.default_rng(0).choice(posts, SAMPLE, replace=False)]
    seeds = lime_table.derive_seeds(DEFAULT_SEED)
    limes = [LimeTabularExplainer(raw, feature_names=features.names, random_state=seed) for seed in seeds]
    background = features.scaled[shapley.draw_background(labels, DEFAULT_SEED)]
    found, difference = [], 0.0
    for name, model in (("our forest", grown), ("100 trees of a random forest", common)):
        flat, explainer = flat_forest.flatten(model, K), shap.TreeExplainer(model)
        own, theirs = tree_shap.explain_forest(flat, some).values, explainer.shap_values(some, check_additivity=False)
        difference = max(difference, float(np.abs(own - theirs).max()))
        ask_shap = _about(explainer.shap_values, some)
        found.append(Contest(f"SHAP, {name}", ask_shap, SAMPLE, _forest_of(flat, raw), posts))

    def ask_lime() -> None:
        for post in some[:SAMPLE_OF_LIME]:
            for lime in limes:
                lime.explain_instance(post, grown.predict_proba, top_labels=K)

    flat = flat_forest.flatten(grown, K)
    ours = lambda: lime_table.explain_bins(features.names, raw, flat, DEFAULT_SEED, unwatched)  # noqa: E731  # a question
    found.append(Contest("LIME, five seeds each", ask_lime, SAMPLE_OF_LIME, ours, posts))
    shap_of = found[0].library
    margins = lambda: measure_margins(features.scaled, segmentation.centroids)  # noqa: E731  # one of several questions
    exact = lambda: shapley.explain_assignment(features.scaled, segmentation.centroids, background)  # noqa: E731  # as above
    found.append(Contest("exact margins beside SHAP of our forest", shap_of, SAMPLE, margins, posts))
    found.append(Contest("exact Shapley values beside the same", shap_of, SAMPLE, exact, posts))
    return found, difference


def _about(shap_values: Callable[..., Any], some: Any) -> Callable[[], Any]:
    return lambda: shap_values(some, check_additivity=False)


def _forest_of(flat: Any, raw: Any) -> Callable[[], Any]:
    return lambda: tree_shap.explain_forest(flat, raw)


def main() -> None:
    """Measures and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file", type=Path)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--document", type=Path, default=Path(__file__).parent.parent / "docs" / "performance.md")
    asked = options.parse_args()
    compile_kernels()
    found, difference = contests(asked.file)
    lines = [
        (
            f"{found[0].posts:,} posts of {asked.file.name}, {K} segments; medians of {asked.rounds} rounds. shap is "
            f"asked about {SAMPLE} posts, lime about {SAMPLE_OF_LIME}, ours about all. The SHAP values differ by "
            f"{difference:.0e} at most."
        ),
        "",
        "| question | library, microseconds a post | ours | posts a second | times faster |",
        "|---|---|---|---|---|",
        *(contest.run(asked.rounds) for contest in found),
    ]
    print("\n".join(lines))
    begin, end = _MARKS
    text = asked.document.read_text()
    if begin not in text:
        text += f"\n## Answers\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    asked.document.write_text(f"{before}{begin}\n{chr(10).join(lines)}\n{end}{rest.partition(end)[2]}")


if __name__ == "__main__":
    main()
