"""What the import doctor found in a dataset, and what was answered."""

from services.arrivals import dataset_of
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.datasets import Dataset, Examination
from services.domain.intake import TIME_ZONE, UNKNOWN, Answer
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.workspace import WorkspaceData


class Doctor:
    """Shows findings with what is known beside them."""

    def __init__(self, database: Database, datasets: Datasets) -> None:
        self._database, self._datasets = database, datasets

    @requires(Permission.EXPLORE)
    def examine(self, actor: Actor, dataset_id: str) -> Examination:
        """The dataset, "" for the newest, with the workspace's last time zone; NotFound where there is none."""
        dataset = self._datasets.get(actor, dataset_id)
        with self._database.reading(actor.workspace_id) as data:
            return Examination(dataset, _last_zone(data, dataset), _is_remembered(data, dataset))


def _last_zone(data: WorkspaceData, dataset: Dataset) -> str:
    """The zone that was last answered in this workspace, for any other dataset; "" for none."""
    others = (dataset_of(row) for row in data.datasets.newest_first() if row.line_id != dataset.line)
    answers = [one for other in others for one in other.answers if one.code == TIME_ZONE and one.choice != UNKNOWN]
    return max(answers, key=_moment).choice if answers else ""


def _moment(answer: Answer) -> float:
    return answer.at.timestamp() if answer.at else 0.0


def _is_remembered(data: WorkspaceData, dataset: Dataset) -> bool:
    return bool(dataset.sources) and data.mappings.find(dataset.sources[-1].header) is not None
