"""The client's own .pptx whose look slides take on: cleaned in a process of its own, kept for the workspace."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from services.arrivals import FACTS
from services.domain.actors import Actor
from services.domain.branding import MasterFacts
from services.domain.clock import Clock
from services.domain.errors import InvalidInput
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.rendering.texts import clean
from services.sandbox import Limits, Task, run_confined
from services.storage.database import Database
from services.storage.report_tables import MasterRow

# What fits into a request of the browser, with room for its packing.
LARGEST = 5_000_000
_LIMITS = Limits(memory_mb=1_500, cpu_seconds=60, wall_seconds=90, written_mb=100)
_TASK, _WRITTEN = "services.rendering.masters:take_in", "master.pptx"


@dataclass(frozen=True, slots=True)
class _Cleaned:
    content: bytes
    facts: MasterFacts


class Masters:
    """Keeps one a workspace."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    @requires(Permission.REPORT)
    def facts(self, actor: Actor) -> MasterFacts | None:
        """What is known of the one that slides take on; None where the app's own look is used."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.masters.find()
        return FACTS.structure(row.facts, MasterFacts) if row else None

    @requires(Permission.REPORT)
    def change(self, actor: Actor, name: str, content: bytes, report: Report = unwatched) -> MasterFacts:
        """From now on slides look so; InvalidInput for what cannot be used, which changes nothing."""
        if len(content) > LARGEST:
            raise InvalidInput(
                f"This file has {len(content) / 1e6:.1f} MB; {LARGEST // 1_000_000} MB fit. Delete its slides: only "
                "the slide master is used.",
                "master",
            )
        cleaned = self._cleaned(actor, name, content, report)
        row = MasterRow(
            facts=FACTS.unstructure(cleaned.facts),
            file=cleaned.content,
            changed_by=actor.name,
            changed_at=self._clock(),
        )
        with self._database.transaction(actor.workspace_id) as data:
            data.masters.put(row)
            data.activity.note(actor.user_id, "changed the slide master", actor.workspace_name, self._clock())
        return cleaned.facts

    @requires(Permission.REPORT)
    def remove(self, actor: Actor) -> None:
        """From now on slides have the app's own look."""
        with self._database.transaction(actor.workspace_id) as data:
            data.masters.remove()
            data.activity.note(actor.user_id, "removed the slide master", actor.workspace_name, self._clock())

    def _cleaned(self, actor: Actor, name: str, content: bytes, report: Report) -> _Cleaned:
        with TemporaryDirectory() as folder:
            sent = Path(folder) / "sent.pptx"
            sent.write_bytes(content)
            found = run_confined(Task(_TASK, {"path": str(sent), "folder": folder}), _LIMITS, report)
            facts = MasterFacts(
                name=" ".join(clean(name).split())[:120] or "master.pptx",
                layouts=int(found["layouts"]),
                content=str(found["content"])[:120],
                cover=str(found["cover"])[:120],
                titled=bool(found["titled"]),
                changed_by=actor.name,
                changed_at=self._clock(),
            )
            return _Cleaned((Path(folder) / _WRITTEN).read_bytes(), facts)
