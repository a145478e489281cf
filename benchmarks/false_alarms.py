"""How many simulated files in which nothing turns show a turn.

PYTHONPATH=.:tests python benchmarks/false_alarms.py 400
"""

import sys

from simulated import simulate

from services.algorithms.change_points import find_change_points

KINDS = ({"posts": 400, "pages": 4}, {"posts": 1500, "pages": 6}, {"posts": 1500, "pages": 1})

if __name__ == "__main__":
    files, alarms = int(sys.argv[1]), 0
    for kind in KINDS:
        found = 0
        for seed in range(10_000, 10_000 + files):
            posts, outcome = simulate(seed, trend=0.0, drift=0.0, **kind)
            found += bool(find_change_points(posts, outcome, 4)[0])
        alarms += found
        print(f"{kind}: {found} of {files}, {found / files:.1%}")
    print(f"in all: {alarms} of {files * len(KINDS)}, {alarms / files / len(KINDS):.1%}")
