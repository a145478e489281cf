"""Tries everything that trust rests on and writes what came of it: `python -m trust.run --requests 20000`.

Each part writes its own figures into the file, so parts can be run one at a time: --part.
"""

import argparse
import json
import os
import platform
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.observability import log_as_json

ROOT = Path(__file__).parent.parent.parent
Figures = dict[str, Any]


def main() -> int:
    """The exit code: 0 where nothing failed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=20_000, help="hostile requests to send")
    options.add_argument("--minutes", type=float, default=60, help="the longest time for them")
    options.add_argument("--sign-ins", type=int, default=200, help="refused sign-ins of each kind to time")
    options.add_argument("--posts", type=int, default=60, help="posts with a script in each text to open one by one")
    options.add_argument("--seed", type=int, default=2026)
    options.add_argument("--part", choices=PARTS, action="append", help="only this part; may be given several times")
    options.add_argument("--out", type=Path, default=ROOT / "docs/trust.json")
    asked = options.parse_args()
    log_as_json()
    found: Figures = json.loads(asked.out.read_text()) if asked.out.exists() else {}
    found["machine"] = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    with tempfile.TemporaryDirectory() as folder:
        for name in asked.part or PARTS:
            found[name] = PARTS[name](Path(folder), asked)
            found[name]["measured"] = f"{datetime.now(UTC):%Y-%m-%d}"
            asked.out.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
            print(f"{name}: {json.dumps(found[name], ensure_ascii=False)[:300]}", flush=True)
    return min(1, sum(found[name].get("failed", 0) for name in PARTS if name in found))


def tried(number: int, failed: int, **more: Any) -> Figures:
    """What was tried and what failed; where nothing did, the rate is below 3/N with 95 % confidence."""
    return {"tried": number, "failed": failed, "below": round(3 / number, 6) if not failed and number else None, **more}


def _template(folder: Path) -> Path:
    from isolation.world import make_template

    if not (folder / "template").exists():
        make_template(folder / "template")
    return folder / "template"


def _matrix(folder: Path, _asked: argparse.Namespace) -> Figures:
    """Every cell of the matrix, with every way of filling a callback in."""
    from isolation import ask_callbacks, ask_commands, ask_jobs, ask_operations, ask_routes
    from isolation.world import close_world, open_world

    parts: dict[str, int] = {}
    wrong: list[str] = []
    for part in (ask_routes, ask_callbacks, ask_operations, ask_jobs, ask_commands):
        world = open_world(_template(folder), folder / part.__name__)
        asked = part.ask_all(world)
        close_world(world)
        parts[part.__name__.rpartition("_")[2]] = asked.cells
        wrong += asked.wrong
    return tried(sum(parts.values()), len(wrong), cells=parts, wrong=wrong[:20])


def _planted(folder: Path, _asked: argparse.Namespace) -> Figures:
    import pytest
    from isolation.planted import BUGS
    from isolation.world import close_world, open_world

    missed = []
    for number, (name, bug) in enumerate(BUGS.items()):
        with pytest.MonkeyPatch.context() as patch:
            bug.plant(patch)
            world = open_world(_template(folder), folder / f"planted{number}")
            if not bug.ask(world).wrong:
                missed.append(name)
            close_world(world)
    return tried(len(BUGS), len(missed), found=len(BUGS) - len(missed), missed=missed) | {"below": None}


def _requests(folder: Path, asked: argparse.Namespace) -> Figures:
    from isolation.world import close_world, open_world
    from trust.hostile_requests import attack, targets

    world = open_world(_template(folder), folder / "attacked")
    figures = attack(world, asked.requests, asked.seed, asked.minutes * 60, lambda words: print(words, flush=True))
    outputs, routes = targets(world)
    close_world(world)
    covered = len(set(figures.asked) & {*outputs, *routes})
    return tried(
        figures.tried,
        len(figures.defects),
        defects=figures.defects[:20],
        slower_than_a_second=len(figures.slow),
        slow=figures.slow[:5],
        statuses={str(status): number for status, number in sorted(figures.statuses.items())},
        callbacks=len(outputs),
        routes=len(routes),
        covered_of_all=covered / (len(outputs) + len(routes)),
    )


def _scripts(folder: Path, asked: argparse.Namespace) -> Figures:
    from playwright.sync_api import sync_playwright
    from trust.payloads import PAYLOADS
    from trust.scripts import try_in

    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, ("chromium", "google-chrome"))), None)
    if program is None:
        return {"tried": 0, "failed": 0, "below": None, "why": "no browser was there"}
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--use-gl=angle", "--use-angle=swiftshader"]
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=[*flags, "--enable-unsafe-swiftshader"])
        told = try_in(chromium, folder, asked.posts)
        chromium.close()
    failed = len(told.ran) + len(told.complaints)
    return tried(
        told.shown,
        failed,
        payloads=len(PAYLOADS),
        stored=told.sinks,
        pages=told.pages,
        not_done_in_time=told.unsettled,
        ran=told.ran[:9],
        complaints=told.complaints[:9],
    )


def _timing(folder: Path, asked: argparse.Namespace) -> Figures:
    from trust.timing import gap

    difference, median = gap(folder / "timing", asked.sign_ins)
    late = abs(difference) >= 5
    return {
        "tried": 2 * asked.sign_ins,
        "failed": int(late),
        "below": None,
        "median_gap_ms": round(difference, 2),
        "median_ms": round(median, 1),
    }


def _asvs(_folder: Path, _asked: argparse.Namespace) -> Figures:
    """What docs/asvs.md says, counted."""
    rows = re.findall(
        r"^\| (\d+\.\d+\.\d+) \| (met|partly|not met|deployment)", (ROOT / "docs/asvs.md").read_text(), re.MULTILINE
    )
    words = [word for _, word in rows]
    return {"tried": len(rows), "failed": 0, "below": None} | {word: words.count(word) for word in sorted(set(words))}


PARTS: dict[str, Callable[[Path, argparse.Namespace], Figures]] = {
    "tenant_probes": _matrix,
    "planted_bugs": _planted,
    "hostile_requests": _requests,
    "stored_scripts": _scripts,
    "sign_in_timing": _timing,
    "asvs": _asvs,
}

if __name__ == "__main__":
    sys.exit(main())
