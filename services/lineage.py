"""Segments that stay themselves: every analysis is matched to the one before, and names follow the ids."""

from dataclasses import dataclass, replace

from services.arrivals import FACTS, note
from services.domain.actors import Actor
from services.domain.analysis import Analysis, Described
from services.domain.clock import Clock
from services.domain.datasets import Dataset
from services.domain.features import Features
from services.domain.identity import Identity, Lineage, Origin, Run, Sighting
from services.storage.database import Database
from services.storage.tables import SegmentRunRow


@dataclass(frozen=True, slots=True)
class Made:
    """An analysis that was just made, by its fingerprint, with all it was made from."""

    dataset: Dataset
    seed: int
    fingerprint: str
    analysis: Analysis
    features: Features


class Lineages:
    """Keeps which segment is which. Callers have checked the right."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def knows(self, workspace_id: str, dataset: Dataset, fingerprint: str) -> bool:
        """Whether the segments of this analysis have their ids."""
        with self._database.reading(workspace_id) as data:
            return data.segments.run(dataset.id, fingerprint) is not None

    def add(self, workspace_id: str, made: Made) -> None:
        """The segments have ids from now on; nothing new where they have them already.

        NotFound where the dataset was deleted meanwhile.
        """
        from services.algorithms.identities import Place, identify  # noqa: PLC0415  (scipy, in the worker only)

        line, recipe = made.dataset.line or made.dataset.id, made.analysis.recipe
        with self._database.transaction(workspace_id) as data:
            data.take_turns()
            data.datasets.kept(made.dataset.id)
            if data.segments.run(made.dataset.id, made.fingerprint) is not None:
                return
            last = data.segments.newest(line, recipe)
            before = FACTS.structure(last.facts, Run) if last else None
            place = Place(line, made.dataset.version, made.seed, before)
            data.segments.add(
                SegmentRunRow(
                    line_id=line,
                    recipe=recipe,
                    number=last.number + 1 if last else 1,
                    dataset_id=made.dataset.id,
                    fingerprint=made.fingerprint,
                    facts=FACTS.unstructure(identify(made.analysis, made.features, place)),
                    created_at=self._clock(),
                )
            )

    def of(self, workspace_id: str, dataset: Dataset, fingerprint: str, described: Described) -> Lineage:
        """Who the segments of this view are; nobody where the analysis has not been identified."""
        with self._database.reading(workspace_id) as data:
            row = data.segments.run(dataset.id, fingerprint)
            if row is None:
                return Lineage()
            earlier = data.segments.newest(row.line_id, row.recipe, before=row.number)
            names = data.segments.names(row.line_id)
        run = FACTS.structure(row.facts, Run)
        before = FACTS.structure(earlier.facts, Run) if earlier else None
        return _lineage(run, before, described, names)

    def rename(self, actor: Actor, dataset: Dataset, identity: Identity, name: str) -> None:
        """The segment is called so from now on, which stands in the dataset's history; "" = its default name."""
        wanted = "" if name == identity.default_name else name
        with self._database.transaction(actor.workspace_id) as data:
            data.datasets.kept(dataset.id)
            data.segments.rename(dataset.line or dataset.id, identity.id, wanted, self._clock())
            told = f"“{identity.name}” is now “{wanted or identity.default_name}”"
            note(data, actor, dataset, ("renamed a segment", told), self._clock())


def renamed(described: Described, lineage: Lineage) -> Described:
    """The segmentation under the names that people see."""
    return replace(described, names=tuple(one.name for one in lineage.identities) or described.names)


def _lineage(run: Run, before: Run | None, described: Described, names: dict[str, str]) -> Lineage:
    now = run.at(described.segmentation.k)
    then = before.at(described.segmentation.k) if before else ()
    origins = {
        one.id: Origin(one.id, names.get(one.id, one.name), one.posts, before.version, before.seed)
        for one in then
        if before
    }
    shown = _told_apart(now, described, names)
    identities = tuple(
        Identity(one.id, name, default, origins.get(one.id))
        for one, name, default in zip(now, shown, described.names, strict=True)
    )
    here = {one.id for one in now}
    gone = tuple(origin for origin in origins.values() if origin.id not in here)
    return Lineage(identities, run.version, run.seed, before.version if before and then else None, gone)


def _told_apart(now: tuple[Sighting, ...], described: Described, names: dict[str, str]) -> tuple[str, ...]:
    """Names as shown: a person's own, else the default one, told apart where somebody took it for another segment."""
    taken = {names[one.id] for one in now if one.id in names}
    shown = []
    for one, default in zip(now, described.names, strict=True):
        name = names.get(one.id, default)
        while one.id not in names and name in taken:
            name += ", another group"
        taken.add(name)
        shown.append(name)
    return tuple(shown)
