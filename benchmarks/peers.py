"""One round of a peer, in an environment of its own: `python benchmarks/peers.py WAY FILE`, a WAY of WAYS.

The peers get what the plain way has after its forest: 4 segments by KMeans and a random forest of 100 trees. They are
run by benchmarks/explaining.py, and stay in its words: the seconds of each lap, as JSON on the last line.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.cluster import KMeans
from sklearn.ensemble import RandomForestClassifier

COUNTS = ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
SEED = 42


def teach(source: str) -> tuple[pd.DataFrame, pd.Series, RandomForestClassifier]:
    """The counts, the segments, and the forest taught with both."""
    raw = pd.read_csv(source)[[f"num_{name}" for name in COUNTS]].astype(float)
    logged = np.log1p(raw.to_numpy())
    labels = KMeans(4, n_init=10, random_state=SEED).fit_predict((logged - logged.mean(0)) / logged.std(0))
    segments = pd.Series(labels, index=raw.index, name="segment")
    return raw, segments, RandomForestClassifier(100, random_state=SEED).fit(raw, segments)


def run_shapash(source: str) -> None:
    """Everything explained, and a summary of one post."""
    from shapash import SmartExplainer

    raw, segments, forest = teach(source)
    explainer = SmartExplainer(model=forest)
    explainer.compile(x=raw, y_pred=segments)
    explainer.to_pandas()


def run_dashboard(source: str, *, interactions: bool = False) -> None:
    """A dashboard that could be served; without interactions it is the lighter of its two ways."""
    from explainerdashboard import ClassifierExplainer, ExplainerDashboard

    raw, segments, forest = teach(source)
    explainer = ClassifierExplainer(forest, raw, segments)
    explainer.get_shap_values_df()
    ExplainerDashboard(explainer, shap_interaction=interactions)


def run_whole_dashboard(source: str) -> None:
    """The same as it comes."""
    run_dashboard(source, interactions=True)


WAYS = {"shapash": run_shapash, "explainerdashboard": run_dashboard, "whole-dashboard": run_whole_dashboard}


def main() -> None:
    started = time.perf_counter()
    WAYS[sys.argv[1]](sys.argv[2])
    print(json.dumps({"until usable": time.perf_counter() - started}))


if __name__ == "__main__":
    main()
