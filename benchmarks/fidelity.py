"""How well the forest restates the segments of a real file, and how far the three answers agree.

`python benchmarks/fidelity.py FILE ...`, by `engagement` and `volume`. The files are not part of the project. Results
go into docs/method-figures.md.
"""

import argparse
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import polars as pl

from services.algorithms.surrogate import explain_all
from services.algorithms.sweep import sweep
from services.domain.counts import COUNTS
from services.domain.features import PostCounts
from services.domain.segmentation import DEFAULT_SEED, Segmentation, Sweep
from services.domain.surrogate import Agreement, Fidelity
from services.importers.read import read_posts
from services.progress import unwatched
from services.recipes import RECIPES

SAMPLE = 500
_MARKS = ("<!-- fidelity: made by benchmarks/fidelity.py -->", "<!-- /fidelity -->")
_ANSWERS = (("all three", "all_three"), ("exact and SHAP", "exact_shap"), ("exact and LIME", "exact_lime"))


def read(path: Path) -> PostCounts:
    """The counts of the posts of any file that Postlens reads."""
    posts = read_posts(path, datetime(2026, 1, 1, tzinfo=UTC), unwatched).posts
    measured = [name for name in COUNTS if name in posts.columns]
    counts = {name: posts[name].cast(pl.Float64).fill_null(np.nan).to_numpy().copy() for name in measured}
    page = posts["page"].fill_null("").to_numpy().astype(object)
    return PostCounts(counts, posts["post_type"].fill_null("").to_numpy().astype(object), page)


def measure(name: str, counts: PostCounts, recipe: str, resamples: int) -> Iterator[str]:
    """The paragraph of one file and recipe."""
    features = RECIPES[recipe].features(counts)
    found = sweep(features, DEFAULT_SEED, unwatched, resamples=resamples)
    segmentation = _chosen(found)
    started = time.perf_counter()
    explained = explain_all(features, segmentation, DEFAULT_SEED, unwatched)
    took = time.perf_counter() - started
    stable = "recommended" if found.recommended_k else "none is stable; the steadiest"
    leaves = int((explained.forest.left < 0).sum())
    yield f"\n### {name}, `{recipe}`, {features.posts:,} posts, {segmentation.k} segments ({stable})\n"
    yield from _fidelity(explained.fidelity, segmentation)
    yield f"\nA forest of {len(explained.forest.roots)} trees and {leaves:,} leaves; all explained in {took:.1f} s.\n"
    yield from _agreement(explained.agreement)


def _chosen(found: Sweep) -> Segmentation:
    """The recommended one, else the one with the highest mean adjusted Rand index."""
    return found.at(found.recommended_k or max(found.rows, key=lambda row: row.ari).k)


def _fidelity(held: Fidelity, segmentation: Segmentation) -> Iterator[str]:
    yield "| held-out real posts | posts | right |"
    yield "|---|---|---|"
    yield f"| all, {held.folds} folds | {len(segmentation.labels):,} | {held.held_out:.4f} |"
    sizes = np.bincount(segmentation.labels, minlength=segmentation.k)
    for rank, (posts, right) in enumerate(zip(sizes, held.per_segment, strict=True)):
        yield f"| segment {rank + 1} | {posts:,} | {right:.4f} |"
    yield f"| always the largest segment | | {held.baseline:.4f} |"


def _agreement(agreed: Agreement) -> Iterator[str]:
    """Over seeded posts: how many of the top three counts the answers share."""
    posts = len(agreed.all_three)
    drawn = np.random.default_rng(DEFAULT_SEED).choice(posts, min(SAMPLE, posts), replace=False)
    yield f"| top three counts, {len(drawn)} posts drawn | three in common | two or more | one or more |"
    yield "|---|---|---|---|"
    for words, answers in (*_ANSWERS, ("SHAP and LIME", "shap_lime")):
        shared = getattr(agreed, answers)[drawn]
        yield f"| {words} | {(shared == 3).mean():.1%} | {(shared >= 2).mean():.1%} | {(shared >= 1).mean():.1%} |"


def _written(lines: list[str], target: Path) -> None:
    begin, end = _MARKS
    before, _, rest = target.read_text().partition(begin)
    target.write_text(f"{before}{begin}\n{chr(10).join(lines).strip()}\n{end}{rest.partition(end)[2]}")


def main() -> None:
    """Measures and writes the tables."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("files", nargs="+", type=Path)
    options.add_argument("--recipes", nargs="*", default=["engagement", "volume"])
    options.add_argument("--resamples", type=int, default=50)
    options.add_argument("--document", type=Path, default=Path(__file__).parent.parent / "docs" / "method-figures.md")
    asked = options.parse_args()
    lines = [
        line
        for file in asked.files
        for recipe in asked.recipes
        for line in measure(file.name, read(file), recipe, asked.resamples)
    ]
    print("\n".join(lines))
    _written(lines, asked.document)


if __name__ == "__main__":
    main()
