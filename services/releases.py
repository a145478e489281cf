"""Reports on their way to clients: checked, released by whoever may, superseded, never changed."""

from dataclasses import replace

from services.arrivals import FACTS
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.domain.releasing import Flaw, Inspection, ReleaseRules, ReportEvent, ReportState, Standing
from services.domain.reporting import FinishedReport
from services.policy import Permission, requires
from services.report_checks.freshness import of_the_data, of_the_files
from services.report_checks.names import foreign_names
from services.report_checks.passages import unpack
from services.reports.folder import Folder
from services.storage.database import Database
from services.storage.files import Files
from services.storage.report_tables import ReportEventRow, ReportRow, ReportRulesRow
from services.storage.workspace import WorkspaceData

_LONGEST_NOTE = 1_000


class Releases:
    """Checks reports and lets them go."""

    def __init__(self, database: Database, files: Files, clock: Clock) -> None:
        self._database, self._files, self._clock = database, files, clock

    @requires(Permission.REPORT)
    def rules(self, actor: Actor) -> ReleaseRules:
        """What the workspace asks for before a report goes out."""
        with self._database.reading(actor.workspace_id) as data:
            return _rules(data)

    @requires(Permission.RULE_REPORTS)
    def set_rules(self, actor: Actor, rules: ReleaseRules) -> ReleaseRules:
        """What the workspace asks for from now on."""
        what = "asked for a second person to release reports" if rules.second_person else "lets builders release"
        with self._database.transaction(actor.workspace_id) as data:
            now = self._clock()
            data.reports.set_rules(
                ReportRulesRow(second_person=rules.second_person, changed_by=actor.name, changed_at=now)
            )
            data.activity.note(actor.user_id, what, actor.workspace_name, now)
        return rules

    @requires(Permission.REPORT)
    def standing(self, actor: Actor, report_id: str) -> Standing:
        """How the report stands as of now, looked at again wherever something may have changed."""
        with self._database.reading(actor.workspace_id) as data:
            return self._standing(actor, data, data.reports.get(report_id))

    @requires(Permission.REPORT)
    def check(self, actor: Actor, report_id: str) -> Standing:
        """The same, and the report is checked from now on where nothing must be put right first."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.reports.get(report_id)
            if ReportState(row.state).is_kept:
                return self._standing(actor, data, row)
            now = self._clock()
            row.inspection = FACTS.unstructure(replace(_inspection(row), checked_at=now))
            flaws = self._flaws(actor, data, row)
            blocked = any(flaw.blocking for flaw in flaws)
            row.state = (ReportState.DRAFT if blocked else ReportState.CHECKED).value
            self._note(data, actor, row, "checked", _counted(flaws))
            data.settle()
            return self._standing(actor, data, row)

    @requires(Permission.REPORT)
    def accept(self, actor: Actor, report_id: str, flaw_key: str, note: str) -> Standing:
        """The warning is accepted, with a reason; Conflict for what must be put right."""
        note = " ".join(note.split())[:_LONGEST_NOTE]
        if not note:
            raise InvalidInput("Say in a few words why this may stay as it is.", "note")
        with self._database.transaction(actor.workspace_id) as data:
            row = data.reports.get(report_id)
            flaw = next((one for one in self._flaws(actor, data, row) if one.key == flaw_key), None)
            if flaw is None or ReportState(row.state).is_kept:
                raise NotFound("There is no such warning any more. Check the report again.")
            if flaw.blocking:
                raise Conflict(f"This cannot be accepted: {flaw.words} Build the report again without it.")
            seen = _inspection(row)
            row.inspection = FACTS.unstructure(replace(seen, accepted={**seen.accepted, flaw.key: (actor.name, note)}))
            self._note(data, actor, row, "accepted a warning", f"{flaw.words} ({flaw.where}): {note}")
            data.settle()
            return self._standing(actor, data, row)

    @requires(Permission.RELEASE)
    def release(self, actor: Actor, report_id: str, replaces: str = "") -> Standing:
        """The report as it goes out, from now on unchangeable. replaces: the id of a released one it stands in for.

        Conflict where something must be put right or accepted first, Forbidden to its builder where the workspace
        asks for a second person.
        """
        with self._database.transaction(actor.workspace_id) as data:
            data.take_turns()
            row = data.reports.get(report_id)
            if obstacle := self._standing(actor, data, row).obstacle:
                refusal = Forbidden if _is_builder(actor, data, row) else Conflict
                raise refusal(obstacle)
            if replaces:
                self._supersede(data, actor, row, replaces)
            row.state = ReportState.RELEASED.value
            self._note(data, actor, row, "released", "")
            data.activity.note(actor.user_id, "released a report", row.id, self._clock())
            data.settle()
            return self._standing(actor, data, row)

    @requires(Permission.REPORT)
    def replaceable(self, actor: Actor, report_id: str) -> tuple[FinishedReport, ...]:
        """Released reports about the same dataset, newest first: what this one could stand in for."""
        with self._database.reading(actor.workspace_id) as data:
            rows = data.reports.of_line(data.reports.get(report_id).line_id)
            facts = [FACTS.structure(row.facts, FinishedReport) for row in rows if row.state == ReportState.RELEASED]
        return tuple(one for one in facts if one.id != report_id)

    @requires(Permission.MANAGE_UPLOADS)
    def erase(self, actor: Actor, report_id: str, reason: str) -> None:
        """A released report is gone for good, where a law asks for it; its history keeps the hash and the reason."""
        reason = " ".join(reason.split())[:_LONGEST_NOTE]
        if not reason:
            raise InvalidInput("Say why this report must be erased.", "reason")
        with self._database.transaction(actor.workspace_id) as data:
            row = data.reports.get(report_id)
            self._note(data, actor, row, "erased", reason)
            data.reports.remove([row.id])
            data.activity.note(actor.user_id, "erased a released report", row.id, self._clock())
        Folder(self._files, actor.workspace_id, row.id).clear()

    def _supersede(self, data: WorkspaceData, actor: Actor, row: ReportRow, replaces: str) -> None:
        earlier = data.reports.get(replaces)
        if earlier.state != ReportState.RELEASED or earlier.id == row.id:
            raise Conflict("Only a released report can be superseded, and only once. Load the page again.")
        earlier.state, row.replaces = ReportState.SUPERSEDED.value, earlier.id
        self._note(data, actor, earlier, "superseded", f"by report {row.id}")

    def _standing(self, actor: Actor, data: WorkspaceData, row: ReportRow) -> Standing:
        state, seen = ReportState(row.state), _inspection(row)
        flaws = self._flaws(actor, data, row)
        facts = FACTS.structure(row.facts, FinishedReport)
        return Standing(
            report_id=row.id,
            title=facts.title,
            state=state,
            flaws=flaws,
            obstacle=_obstacle(state, flaws, seen, second=_is_builder(actor, data, row)),
            history=(
                *(ReportEvent(one.what, one.by, one.at, one.sha256, one.note) for one in data.reports.events(row.id)),
                ReportEvent("built", facts.made_by, facts.made_at, row.sha256),
            ),
            checked_at=seen.checked_at,
        )

    def _flaws(self, actor: Actor, data: WorkspaceData, row: ReportRow) -> tuple[Flaw, ...]:
        with self._database.reading_directory() as directory:
            rooms = directory.workspaces()
            known = frozenset(room.id for room in directory.rooms_of(actor))
        others = [room for room in rooms if room.id != row.workspace_id]
        own = [room.name for room in rooms if room.id == row.workspace_id]
        folder, seen = Folder(self._files, row.workspace_id, row.id), _inspection(row)
        found = (
            *of_the_files(folder, row),
            *foreign_names(unpack(row.words), own, others, known),
            *of_the_data(data, row),
            *seen.flaws,
        )
        return tuple(_with_acceptance(flaw, seen) for flaw in found)

    def _note(self, data: WorkspaceData, actor: Actor, row: ReportRow, what: str, note: str) -> None:
        data.reports.note(
            ReportEventRow(
                report_id=row.id, what=what, by=actor.name, note=note[:1_000], sha256=row.sha256, at=self._clock()
            )
        )


def _rules(data: WorkspaceData) -> ReleaseRules:
    row = data.reports.rules()
    return ReleaseRules(row.second_person if row else False)


def _is_builder(actor: Actor, data: WorkspaceData, row: ReportRow) -> bool:
    """Whether the workspace asks for somebody else than this person."""
    return _rules(data).second_person and row.built_by == actor.user_id


def _inspection(row: ReportRow) -> Inspection:
    return FACTS.structure(row.inspection, Inspection)


def _with_acceptance(flaw: Flaw, seen: Inspection) -> Flaw:
    by, note = seen.accepted.get(flaw.key, ("", ""))
    return flaw if flaw.blocking else replace(flaw, accepted_by=by, note=note)


def _obstacle(state: ReportState, flaws: tuple[Flaw, ...], seen: Inspection, *, second: bool) -> str:
    if state.is_kept:
        return "This report was released already. Build a newer one to say something else."
    if any(flaw.blocking for flaw in flaws):
        return "Something must be put right first. Build the report again without it."
    if seen.checked_at is None or state is ReportState.DRAFT:
        return "Check the report first."
    waiting = sum(flaw.is_open for flaw in flaws)
    if waiting:
        return f"{waiting} {'warning waits' if waiting == 1 else 'warnings wait'} to be accepted."
    return "You built this report; this workspace asks for a second person to release it." if second else ""


def _counted(flaws: tuple[Flaw, ...]) -> str:
    blocking = sum(flaw.blocking for flaw in flaws)
    return f"{blocking} to put right, {len(flaws) - blocking} warnings" if flaws else "nothing found"
