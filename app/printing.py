"""How commands print: JSON for scripts, lines for people, and progress for people who watch."""

import json
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

Report = dict[str, Any]
of_workspace = click.option("--workspace", help="Slug; the oldest workspace unless given.")


def facts(found: Report) -> list[str]:
    """A line a fact: `recipe: engagement`."""
    plain = {name: value if isinstance(value, str) else _json(value) for name, value in found.items()}
    return [f"{name}: {value}" for name, value in plain.items()]


def printed_as(lines: Callable[[Report], list[str]]) -> Callable[[Callable[..., Report]], Callable[..., None]]:
    """Adds --json to a command that returns what it found, and prints it either way; lines: for people."""

    def decorated(command: Callable[..., Report]) -> Callable[..., None]:
        @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
        @wraps(command)
        def printing(*, as_json: bool, **options: Any) -> None:
            found = command(**options)
            for line in [_json(found)] if as_json else lines(found):
                click.echo(line)

        return printing

    return decorated


printed = printed_as(facts)


def number_of_segments(k: str) -> int | None:
    """The number that --k names; None for auto."""
    if k == "auto":
        return None
    if not k.isdecimal():
        raise click.BadParameter(f"{k!r} is neither a number of segments nor auto.", param_hint="--k")
    return int(k)


def tell(fraction: float, step: str) -> None:
    """Progress for people who watch: one line that is written over."""
    if sys.stderr.isatty():
        click.echo(f"\r\033[K{fraction:4.0%} {step}", err=True, nl=fraction >= 1.0)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
