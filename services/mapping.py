"""What columns mean, as a person said it: files are read so, and their headers are known the next time."""

from dataclasses import replace
from pathlib import Path

from services.arrivals import FACTS, Arrival, Source
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.counts import COUNTS
from services.domain.datasets import Dataset
from services.domain.errors import InvalidInput
from services.domain.intake import TableChoice
from services.importers.importer import INTERACTIONS
from services.importers.mapped import importer_for
from services.importers.recognition import FEWEST_COUNTS
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.storage.database import Database
from services.storage.tables import MappingRow
from services.versions import Versions


class Mappings:
    """Reads files as people say, and remembers for their workspace what they said."""

    def __init__(self, database: Database, datasets: Datasets, versions: Versions, clock: Clock) -> None:
        self._database, self._datasets, self._versions, self._clock = database, datasets, versions, clock

    @requires(Permission.IMPORT, change="imported a dataset")
    def import_upload(self, actor: Actor, upload_id: str, choice: TableChoice, report: Report = unwatched) -> Dataset:
        """A whole upload made a dataset, its columns as in the choice; InvalidInput where they cannot be so.

        A file that waited for its columns goes on waiting when it cannot be read with these.
        """
        said = self._said(actor, choice)

        def arrange(source: Source) -> Arrival:
            return Arrival((replace(source, choice=said),))

        return self._remember(actor, self._datasets.arrive_from(actor, upload_id, arrange, report))

    @requires(Permission.IMPORT, change="imported a dataset")
    def import_file(self, actor: Actor, path: Path, choice: TableChoice, report: Report = unwatched) -> Dataset:
        """The same with a file of this machine."""
        said = self._said(actor, choice)
        return self._remember(actor, self._datasets.import_file(actor, path, report, choice=said))

    @requires(Permission.IMPORT, change="matched columns", about="dataset_id")
    def match(self, actor: Actor, dataset_id: str, choice: TableChoice, report: Report = unwatched) -> Dataset:
        """The dataset's next version: its newest file read with these columns."""
        said = self._said(actor, choice)
        return self._remember(actor, self._versions.match(actor, dataset_id, said, report))

    @requires(Permission.IMPORT, change="forgot the meaning of columns", about="dataset_id")
    def forget(self, actor: Actor, dataset_id: str) -> bool:
        """Whether files with this dataset's header were known by it until now; the dataset stays as it is."""
        dataset = self._datasets.get(actor, dataset_id)
        with self._database.transaction(actor.workspace_id) as data:
            return bool(dataset.sources) and data.mappings.remove(dataset.sources[-1].header)

    def _said(self, actor: Actor, choice: TableChoice) -> TableChoice:
        """The choice with who made it and when; refused before any work where it makes no sense."""
        if choice.mapping is None:
            raise InvalidInput("No column has a meaning yet. Choose at least two counts.", "mapping")
        importer_for(choice.mapping)
        counts = sum(column.field in (*COUNTS, INTERACTIONS) for column in choice.mapping.columns)
        if counts < FEWEST_COUNTS:
            raise InvalidInput(
                f"At least {FEWEST_COUNTS} columns have to be counts, such as comments and shares; {counts} so far. "
                "Choose for more columns what they count.",
                "mapping",
            )
        return replace(choice, matched_by=actor.name, matched_at=self._clock())

    def _remember(self, actor: Actor, dataset: Dataset) -> Dataset:
        newest = dataset.sources[-1]
        row = MappingRow(
            header=newest.header,
            facts=FACTS.unstructure(newest.choice.mapping),
            matched_by=newest.choice.matched_by,
            matched_at=newest.choice.matched_at,
        )
        with self._database.transaction(actor.workspace_id) as data:
            data.mappings.put(row)
        return dataset
