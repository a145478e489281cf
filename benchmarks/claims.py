"""What recommendations and the best time say of 500 files whose truth is known, effect by effect."""

import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from simulated import simulate  # noqa: E402  # found by the path above

from services.algorithms.best_time import find_best_time  # noqa: E402  # as above
from services.algorithms.comparisons import compare_posts  # noqa: E402  # as above
from services.algorithms.lever_table import timed_posts  # noqa: E402  # as above

RUNS = 500
TWICE = float(np.log(2))
EFFECTS = {
    "twice as much, six pages": {"format_effect": TWICE},
    "twice as much, eight pages that differ in it": {"format_effect": TWICE, "page_spread": 0.2, "pages": 8},
    "twice as much, three pages": {"format_effect": TWICE, "pages": 3},
    "twice as much, hidden by a reversal between pages": {"format_effect": TWICE, "reversal": True, "page_level": 1.5},
}


def main() -> None:
    told = [_nothing(seed) for seed in range(RUNS)]
    recommended, timed = (np.array(column) for column in zip(*told, strict=True))
    print(
        f"no effect: recommended {recommended.mean():.1%}, slot {timed.mean():.1%}, {(recommended | timed).mean():.1%}"
    )
    for name, truth in EFFECTS.items():
        files = [compare_posts(simulate(seed, posts=900, **truth)[0]).supported for seed in range(RUNS)]
        videos = [one for file in files for one in file if one.value == "format:video"]
        wrong = np.mean([any(one.value == "format:photo" for one in file) for file in files])
        covers = np.mean([one.low <= 2 <= one.high for one in videos])
        print(f"{name}: found {len(videos) / RUNS:.1%}, covered {covers:.1%}, the other format {wrong:.1%}")


def _nothing(seed: int) -> tuple[bool, bool]:
    posts, _ = simulate(seed, posts=3000, texts=seed % 2 == 0)
    slots = find_best_time(timed_posts(posts)).slots
    return bool(compare_posts(posts).supported), bool(slots.reliable.any())


if __name__ == "__main__":
    main()
