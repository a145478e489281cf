"""Which segment is which, from one analysis to the next: permanent ids, where they come from, names that stay."""

from dataclasses import dataclass

from .errors import InvalidInput

# In standard deviations a feature (root mean square over the features): a centroid that moved further
# is another segment's. On the core file the same segments move by 0.3 at most when half of the posts are left
# out, and different ones are 0.66 or more apart.
LARGEST_DISTANCE = 0.5
LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Sighting:
    """A segment as it was in one analysis.

    name: what its figures called it then. signature: where its centroid lay, in standard deviations from the
    average post, a number a feature. distance: how far that is from where the analysis before saw it, None =
    it was not there.
    """

    id: str
    name: str
    posts: int
    signature: tuple[float, ...]
    distance: float | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One analysis of a dataset by a recipe, its segments under their permanent ids.

    version: of the dataset. given: how many ids this dataset and recipe have used up. sightings: one entry a k
    that was tried, each by rank.
    """

    version: int
    seed: int
    features: tuple[str, ...]
    given: int
    sightings: tuple[tuple[Sighting, ...], ...]

    def at(self, k: int) -> tuple[Sighting, ...]:
        """The segments of the segmentation into k, strongest first; none where that k was not tried."""
        return next((one for one in self.sightings if len(one) == k), ())


@dataclass(frozen=True, slots=True)
class Origin:
    """What a segment was in the analysis before: its name and posts then, in which version, by which seed."""

    id: str
    name: str
    posts: int
    version: int
    seed: int


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a segment is, whatever is computed anew.

    name: as people see it; default_name: what its figures call it. origin: None where the analysis before had
    no counterpart.
    """

    id: str
    name: str
    default_name: str
    origin: Origin | None = None

    @property
    def is_renamed(self) -> bool:
        """Whether somebody gave it a name of its own."""
        return self.name != self.default_name


@dataclass(frozen=True, slots=True)
class Lineage:
    """The segments of one view by rank, and what became of those of the analysis before.

    version, seed: of this analysis. before: the version of the analysis before, None = this is the first.
    gone: segments of then that have no counterpart now.
    """

    identities: tuple[Identity, ...] = ()
    version: int = 1
    seed: int = 0
    before: int | None = None
    gone: tuple[Origin, ...] = ()


def clean_name(name: str) -> str:
    """The name as it is kept: one line of at most 60 characters; InvalidInput for one that cannot be shown."""
    line = " ".join(name.split())
    if len(line) > LONGEST_NAME:
        raise InvalidInput(f"This name has {len(line)} characters. Choose one of at most {LONGEST_NAME}.", "name")
    if not line.isprintable():
        raise InvalidInput("This name has characters that cannot be shown. Type it anew.", "name")
    return line
