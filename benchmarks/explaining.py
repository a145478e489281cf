"""How long until every post is explained, beside the plain way: `python benchmarks/explaining.py`.

The plain way is a short script with the libraries themselves: KMeans with 4 segments, a random forest of 100 trees,
`shap.TreeExplainer` over all posts, one post by LIME. Ours tries 2 to 10 segments with 50 resamples, checks the forest
on held-out posts, and explains all posts three times. Each way runs in a process of its own, from its start and from
the CSV file, the ways in turn; medians of several rounds, and ratios of the same run. The file is made up, unless
`--file` names another. With `--peers PYTHON` two dashboards take part, from an environment that has their packages
(`pip install shapash explainerdashboard`). Results go into the section Explaining of docs/performance.md.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from ingest import make_file

_COUNTS = ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
_SECTION = ("<!-- explaining: made by benchmarks/explaining.py -->", "<!-- /explaining -->")
_SEED = 42
_PEERS = ("shapash", "explainerdashboard")
Lap = Callable[[str], None]


def run_plain(source: Path, lap: Lap) -> None:
    """With the libraries themselves."""
    import numpy as np
    import pandas as pd
    import shap
    from lime.lime_tabular import LimeTabularExplainer
    from sklearn.cluster import KMeans
    from sklearn.ensemble import RandomForestClassifier

    raw = pd.read_csv(source)[[f"num_{name}" for name in _COUNTS]].to_numpy(float)
    logged = np.log1p(raw)
    labels = KMeans(4, n_init=10, random_state=_SEED).fit_predict((logged - logged.mean(0)) / logged.std(0))
    lap("segments")
    forest = RandomForestClassifier(100, random_state=_SEED).fit(raw, labels)
    lap("forest")
    shap.TreeExplainer(forest).shap_values(raw, check_additivity=False)
    lap("SHAP, all posts")
    LimeTabularExplainer(raw, random_state=_SEED).explain_instance(raw[0], forest.predict_proba)
    lap("LIME")


def run_ours(source: Path, lap: Lap) -> None:
    """With Postlens."""
    import numpy as np
    import pandas as pd

    from services.algorithms.surrogate import explain_all
    from services.algorithms.sweep import sweep
    from services.domain.features import PostCounts
    from services.progress import unwatched
    from services.recipes import RECIPES

    table = pd.read_csv(source)
    counts = {name: table[f"num_{name}"].to_numpy(float) for name in _COUNTS}
    features = RECIPES["engagement"].features(PostCounts(counts, np.full(len(table), "", object)))
    segmentation = sweep(features, _SEED, unwatched).at(4)
    lap("segments")
    explain_all(features, segmentation, _SEED, unwatched)
    lap("forest, its fidelity, exact, SHAP and LIME of all posts")


WAYS = {"the plain way": run_plain, "postlens": run_ours}


def run(way: str, source: Path) -> None:
    """One way, in this process; prints the seconds of each lap."""
    laps: dict[str, float] = {}
    last = time.perf_counter()

    def lap(what: str) -> None:
        nonlocal last
        now = time.perf_counter()
        laps[what], last = now - last, now

    WAYS[way](source, lap)
    print(json.dumps(laps))


def measure(source: Path, rounds: int, peers: str) -> list[str]:
    """The lines of the table; peers: the Python that has their packages, or empty."""
    ours = {way: [sys.executable, __file__, "--way", way, str(source)] for way in WAYS}
    script = str(Path(__file__).with_name("peers.py"))
    commands = ours | ({way: [peers, script, way, str(source)] for way in _PEERS} if peers else {})
    took: dict[str, list[dict[str, float]]] = {way: [] for way in commands}
    for _ in range(rounds):
        for way, command in commands.items():
            started = time.perf_counter()
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            total = time.perf_counter() - started
            took[way].append(json.loads(done.stdout.splitlines()[-1]) | {"all, with start": total})
    all_ours = _median(took["postlens"], "all, with start")
    return [
        f"| {way} | {what} | {seconds:,.1f} | {seconds / all_ours:.2f} |"
        for way in commands
        for what in took[way][0]
        for seconds in [_median(took[way], what)]
    ]


def _median(rounds: list[dict[str, float]], what: str) -> float:
    return statistics.median(one[what] for one in rounds)


def _written(table: str, target: Path) -> None:
    """The table in its section of the document."""
    begin, end = _SECTION
    text = target.read_text()
    if begin not in text:
        text += f"\n## Explaining\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    target.write_text(f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}")


def main() -> None:
    """Measures and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--way", nargs=2, metavar=("WAY", "SOURCE"), help="run one way once")
    options.add_argument("--posts", type=int, default=7_050)
    options.add_argument("--file", type=Path, help="a file of the core schema instead of a made-up one")
    options.add_argument("--peers", default="", metavar="PYTHON", help="the Python that has the peers' packages")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--document", type=Path, default=Path(__file__).parent.parent / "docs" / "performance.md")
    asked = options.parse_args()
    if asked.way:
        run(asked.way[0], Path(asked.way[1]))
        return
    what = f"The posts of {asked.file.name}" if asked.file else f"{asked.posts:,} made-up posts"
    head = [
        (
            f"{what}, two cores shared with others; medians of {asked.rounds} rounds, the ways "
            "in turn. The plain way fits 4 segments once and explains one post by LIME; postlens tries 2 to 10 "
            "segments with 50 resamples and explains every post, three times; the peers start with the plain way's "
            "segments and forest."
        ),
        "",
        "| way | what | seconds | times postlens, all |",
        "|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        source = asked.file or Path(folder) / "posts.csv"
        if not asked.file:
            make_file(source, asked.posts)
        table = "\n".join([*head, *measure(source, asked.rounds, asked.peers)])
    print(table)
    _written(table, asked.document)


if __name__ == "__main__":
    main()
