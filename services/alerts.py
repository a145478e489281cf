"""Alerts of a workspace: off unless somebody turns them on, and quiet then."""

from math import isfinite

from services.arrivals import note
from services.change_words import alert_words
from services.changes import Changes
from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.alerting import LARGEST, OFF, SMALLEST, AlertRule
from services.domain.clock import Clock
from services.domain.errors import InvalidInput
from services.domain.overview import Notice, Urgency
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.storage.database import Database
from services.storage.tables import AlertRow

_DONE = "was told of a turn"


class Alerts:
    """Keeps the rule of each workspace, and looks whether a dataset meets it."""

    def __init__(self, database: Database, datasets: Datasets, changes: Changes, clock: Clock) -> None:
        self._database, self._datasets, self._changes, self._clock = database, datasets, changes, clock

    @requires(Permission.EXPLORE)
    def rule(self, actor: Actor) -> AlertRule:
        """What the workspace wants to be told of."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.alerts.find()
            return AlertRule(row.threshold, row.changed_by, row.changed_at) if row else OFF

    @requires(Permission.TAG, change="set alerts")
    def set(self, actor: Actor, threshold: float | None) -> AlertRule:
        """The rule from now on; threshold as in AlertRule. InvalidInput where it is out of bounds."""
        if threshold is not None and not (isfinite(threshold) and SMALLEST <= threshold <= LARGEST):
            raise InvalidInput("Choose a turn of 1 to 50 points, or turn alerts off.", "threshold")
        with self._database.transaction(actor.workspace_id) as data:
            if threshold is None:
                data.alerts.remove()
            else:
                data.alerts.put(AlertRow(threshold=threshold, changed_by=actor.name, changed_at=self._clock()))
            said = "alerts off" if threshold is None else f"alerts from {100 * threshold:.0f} points on"
            data.activity.note(actor.user_id, "set alerts", said, self._clock())
        return self.rule(actor)

    @requires(Permission.EXPLORE)
    def raised(self, actor: Actor, request: SegmentationRequest) -> tuple[Notice, ...]:
        """What the dataset's newest weeks give cause to tell; nothing while alerts are off."""
        turns = self._changes.alerts(actor, request, self.rule(actor))
        return tuple(Notice(Urgency.ALERT, alert_words(turn)) for turn in turns)

    @requires(Permission.EXPLORE)
    def watch(self, actor: Actor, request: SegmentationRequest, report: Report = unwatched) -> None:
        """Looks through a dataset that was just analysed; a version's history says once what was told."""
        self._changes.find(actor, Selection(request), report)
        raised = self.raised(actor, request)
        dataset = self._datasets.get(actor, request.dataset)
        if not raised:
            return
        with self._database.transaction(actor.workspace_id) as data:
            known = {(row.what, row.version_id) for row in data.activity.of_line(dataset.line or dataset.id)}
            if (_DONE, dataset.id) not in known:
                words = " ".join("".join(phrase.text for phrase in notice.words) for notice in raised)
                note(data, actor, dataset, (_DONE, words), self._clock())
