"""The corpus: any number of hostile files, the same ones for the same seed, all kinds of a family in turn."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from hostile import disguised, mutated, packed, texts, wellformed, workbooks
from hostile.files import Family, HostileFile

FAMILIES: tuple[Family, ...] = (
    disguised.FAMILY,
    mutated.FAMILY,
    packed.FAMILY,
    texts.FAMILY,
    wellformed.FAMILY,
    workbooks.FAMILY,
)
_ROUND = sum(family.share for family in FAMILIES)


@dataclass(frozen=True, slots=True)
class Recipe:
    """Makes one file of the corpus, again and again the same."""

    seed: int
    number: int
    family: Family
    kind: str

    def make(self) -> HostileFile:
        """The file."""
        return self.family.kinds[self.kind](Random(f"{self.seed} {self.number}"))


def corpus(files: int, seed: int) -> Iterator[Recipe]:
    """So many recipes; each round of a hundred has every family with its share, in an order of the seed."""
    made: Counter[str] = Counter()
    for start in range(0, files, _ROUND):
        line = [family for family in FAMILIES for _ in range(family.share)]
        Random(f"{seed} round {start}").shuffle(line)
        for number, family in enumerate(line[: files - start], start):
            kinds = list(family.kinds)
            yield Recipe(seed, number, family, kinds[made[family.name] % len(kinds)])
            made[family.name] += 1
