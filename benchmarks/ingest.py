"""How long a file takes to become stored posts, beside what reading alone takes: `python benchmarks/ingest.py`.

Each way runs in a process of its own, the ways in turn, so that a busy machine slows all of them; medians of
several rounds. Files are made up and removed again. Results go into the section Reading of docs/performance.md.
"""

import argparse
import importlib
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

_HEADER = "status_id,status_type,status_published,num_reactions,num_comments,num_shares"
_KINDS = ("likes", "loves", "wows", "hahas", "sads", "angrys")
_TYPICAL = (60, 4, 1, 1, 0.3, 0.2)
_LONG_ID = pl.format("100000000000001_{}", 1_700_000_000_000_000 - pl.col("status_id") * 7919)
_ROWS_AT_ONCE = 1_000_000
_SECTION = ("<!-- reading: made by benchmarks/ingest.py -->", "<!-- /reading -->")
WAYS = ("postlens", "polars scan to sink", "pandas read_csv")


def make_file(path: Path, rows: int, seed: int = 2012, *, of_a_page: bool = False) -> None:
    """The core schema, two date notations in one column, newest first; no row of any real file.

    of_a_page: ids are long, the page's number in front, instead of row numbers.
    """
    draw = np.random.default_rng(seed)
    with path.open("wb") as file:
        for start in range(0, rows, _ROWS_AT_ONCE):
            some = _some(draw, start, min(_ROWS_AT_ONCE, rows - start), rows)
            some = some.with_columns(_LONG_ID.alias("status_id")) if of_a_page else some
            some.write_csv(file, include_header=not start, line_terminator="\r\n")


def _some(draw: np.random.Generator, start: int, rows: int, of: int) -> pl.DataFrame:
    span = 6 * 365 * 24 * 60
    minutes = np.linspace(start / of * span, (start + rows) / of * span, rows).astype("timedelta64[m]")
    moments = pl.Series((np.datetime64("2025-06-30T22:00") - minutes).astype("datetime64[us]"))
    luck = np.exp(draw.normal(0, 1, rows))[:, None]
    kinds = draw.poisson(np.array(_TYPICAL) * luck)
    others = draw.poisson(np.array([8.0, 2.0]) * luck)
    frame = pl.DataFrame({"moment": moments}).select(
        status_id=pl.int_range(start + 1, start + rows + 1),
        status_type=pl.Series(draw.choice(["photo", "video", "status", "link"], rows, p=[0.6, 0.33, 0.06, 0.01])),
        status_published=pl.when(pl.col("moment").dt.day() > 12)
        .then(pl.col("moment").dt.strftime("%-m/%-d/%Y %-H:%M"))
        .otherwise(pl.col("moment").dt.strftime("%m-%d-%Y %H:%M")),
    )
    counts = {"reactions": kinds.sum(axis=1), "comments": others[:, 0], "shares": others[:, 1]}
    counts |= dict(zip(_KINDS, kinds.T, strict=True))
    return frame.with_columns(pl.Series(f"num_{name}", values) for name, values in counts.items())


def run(way: str, source: Path, target: Path) -> None:
    """One way, in this process; prints what it took."""
    library = "pandas" if way.startswith("pandas") else "services.importers.intake"
    module: Any = importlib.import_module(library)
    if way == "postlens":
        # As in the sandbox, whose server has this in memory before the first job comes.
        importlib.import_module("app.preloaded")
    before, started = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    if way == "postlens":
        target.mkdir(exist_ok=True)
        module.take_in(lambda *_: None, str(source), str(target), datetime(2026, 1, 1, tzinfo=UTC).isoformat())
    elif way.startswith("polars"):
        pl.scan_csv(source).sink_parquet(target)
    else:
        module.read_csv(source)
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime
    took = {"wall": time.perf_counter() - started, "cpu": cpu, "mb": used.ru_maxrss / 1024}
    print(json.dumps(took))


def measure(rows: int, rounds: int, folder: Path, *, of_a_page: bool = False) -> list[str]:
    """The lines of the table for files with so many rows; of_a_page: as in `make_file`."""
    source = folder / f"{rows}.csv"
    make_file(source, rows, of_a_page=of_a_page)
    took: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for _ in range(rounds):
        for way in WAYS:
            command = [sys.executable, __file__, "--way", way, str(source), str(folder / way.replace(" ", "-"))]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            took[way].append(json.loads(done.stdout))
    size = source.stat().st_size / 1e6
    source.unlink()
    bare = _median(took["polars scan to sink"], "wall")
    file = f"{rows:,}{', long ids' if of_a_page else ''} ({size:,.0f} MB)"
    return [
        f"| {file} | {way} | {_median(took[way], 'wall'):,.2f} | {_median(took[way], 'cpu'):,.2f} "
        f"| {_median(took[way], 'mb'):,.0f} | {_median(took[way], 'wall') / bare:.1f} |"
        for way in WAYS
    ]


def _median(rounds: list[dict[str, float]], what: str) -> float:
    return statistics.median(one[what] for one in rounds)


def _written(table: str, target: Path) -> None:
    """The table in its section of the document, which is made where there is none."""
    begin, end = _SECTION
    text = target.read_text() if target.exists() else "# Performance\n"
    if begin not in text:
        text += f"\n## Reading\n\n{begin}\n{end}\n"
    before, _, rest = text.partition(begin)
    target.write_text(f"{before}{begin}\n{table}\n{end}{rest.partition(end)[2]}")


def main() -> None:
    """Measures and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--way", nargs=3, metavar=("WAY", "SOURCE", "TARGET"), help="run one way once")
    options.add_argument("--rows", type=int, nargs="*", default=[100_000, 1_000_000, 10_000_000])
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--document", type=Path, default=Path(__file__).parent.parent / "docs" / "performance.md")
    asked = options.parse_args()
    if asked.way:
        run(asked.way[0], Path(asked.way[1]), Path(asked.way[2]))
        return
    head = [
        (
            f"Two cores, shared with others; medians of {asked.rounds} rounds, the ways in turn. `postlens` is CSV to "
            "stored posts with all findings and the row ledger, the others only read. Starting is not counted; in the "
            "memory of `postlens` is what its jobs find there, with everything that computes."
        ),
        "",
        "| rows | way | seconds | processor seconds | peak MB | times polars |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        lines = [line for rows in asked.rows for line in measure(rows, asked.rounds, Path(folder))]
        lines += measure(max(asked.rows), asked.rounds, Path(folder), of_a_page=True)
    table = "\n".join([*head, *lines])
    print(table)
    _written(table, asked.document)


if __name__ == "__main__":
    main()
