"""Tried and failed, by family: what a run of the corpus has to say."""

from collections import Counter
from dataclasses import dataclass, field

_HEAD = f"{'family':<12} {'tried':>7} {'failed':>7} {'bound, 95 %':>12}"


@dataclass(frozen=True, slots=True)
class Failure:
    """One file that was not taken as it must be; number: makes it again, with the seed of the run."""

    number: int
    family: str
    kind: str
    faults: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.family}, {self.kind}, file {self.number}: {'; '.join(self.faults)}"


@dataclass(slots=True)
class Figures:
    """Counts that grow while the corpus is tried."""

    tried: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)

    def add(self, family: str, failure: Failure | None) -> None:
        """One more trial."""
        self.tried[family] += 1
        if failure:
            self.failures.append(failure)

    def table(self) -> str:
        """A line a family, and one for all of them."""
        failed = Counter(failure.family for failure in self.failures)
        lines = [_line(name, self.tried[name], failed[name]) for name in sorted(self.tried)]
        return "\n".join([_HEAD, *lines, _line("all", self.tried.total(), failed.total())])


def _line(name: str, tried: int, failed: int) -> str:
    return f"{name:<12} {tried:>7,} {failed:>7,} {_bound(tried, failed):>12}"


def _bound(tried: int, failed: int) -> str:
    """The share of failures that is not exceeded with 95 % certainty: 3 / tried, where none was seen."""
    return f"{min(3 / tried, 1):.2%}" if tried and not failed else "-"
