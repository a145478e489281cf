"""The corpus, file by file."""

import multiprocessing
import sys
import tempfile
import time
from pathlib import Path

from hostile.corpus import Recipe, corpus
from hostile.figures import Failure, Figures
from hostile.trial import LIMITS, faults_of

from services.reader import Reader

_PRELOADED = ("services.importers.intake", "services.importers.matching", "services.reader", "services.sandbox")
_TELL_EVERY = 500
_SLOW = 10.0


def try_corpus(files: int, seed: int, only: int | None = None, kind: str = "") -> Figures:
    """Tries them all, or those asked for; failures, slow files and progress are told on the way."""
    # The confined processes fork off one that has everything in memory.
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(_PRELOADED))
    figures, reader = Figures(), Reader(LIMITS)
    started = time.monotonic()
    for recipe in corpus(files, seed):
        if only not in (None, recipe.number) or kind not in ("", recipe.kind, recipe.family.name):
            continue
        figures.add(recipe.family.name, _tried(recipe, reader))
        if figures.tried.total() % _TELL_EVERY == 0:
            took = time.monotonic() - started
            _tell(f"{figures.tried.total():,} tried, {len(figures.failures):,} failed, {took:,.0f} s")
    return figures


def _tried(recipe: Recipe, reader: Reader) -> Failure | None:
    file, started = recipe.make(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        faults = faults_of(file, reader, Path(folder))
    took = time.monotonic() - started
    if took > _SLOW and not faults:
        _tell(f"{recipe.family.name}, {recipe.kind}, file {recipe.number} took {took:.1f} s")
    if not faults:
        return None
    failure = Failure(recipe.number, recipe.family.name, recipe.kind, tuple(faults))
    _tell(f"FAILED {failure}")
    return failure


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
