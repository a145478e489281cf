"""What commands of the shell share: options that need reading, and progress."""

import sys

import click


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
