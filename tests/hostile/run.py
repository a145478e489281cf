"""Tries the importers on hostile files and prints tried and failed: `python -m hostile.run --files 10000`.

Every file is read as in production: by a confined process of its own, which imports this module anew. What it does
not need is therefore imported further down.
"""

import argparse
import sys


def main() -> int:
    """The exit code: 0 where no file failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--files", type=int, default=10_000, help="how many files to try")
    options.add_argument("--seed", type=int, default=2026, help="another seed makes other files")
    options.add_argument("--only", type=int, help="the number of the only file to try")
    options.add_argument("--kind", default="", help="the only kind, or family, to try")
    asked = options.parse_args()
    from hostile.trying import try_corpus

    figures = try_corpus(asked.files, asked.seed, asked.only, asked.kind)
    print(figures.table())
    return min(len(figures.failures), 1)


if __name__ == "__main__":
    sys.exit(main())
