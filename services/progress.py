"""The only link between work and whoever watches it."""

from collections.abc import Callable

# report(fraction from 0 to 1, what is being done now): a bar in the page, a job row, a line on the terminal.
Report = Callable[[float, str], None]


def unwatched(fraction: float, message: str) -> None:
    """Nobody looks."""


def part(report: Report, start: float, end: float) -> Report:
    """The same watcher, for a step that takes the bar from `start` to `end`."""

    def of_the_step(fraction: float, message: str) -> None:
        report(start + (end - start) * fraction, message)

    return of_the_step
