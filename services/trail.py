"""The trail: who did what, where, when and with what result, one row an action.

The one place where it is written is `services.policy.requires(..., change=...)`; only what people do before they are
somebody (signing in, following a link) is told by those services themselves.
"""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from services.domain.clock import Clock
from services.refusals import NOBODY
from services.storage.database import Database
from services.storage.people_tables import AuditRow

log = structlog.get_logger()


class Trail:
    """Writes actions down; nothing can take them back."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def keep(self, user_id: str, workspace_id: str, what: str, subject: str = "", *, result: str = "done") -> None:
        """One action of a person; the subject is an id, never a name: names can be erased, rows cannot."""
        row = AuditRow(
            at=self._clock(),
            user_id=user_id or NOBODY,
            workspace_id=workspace_id,
            what=what,
            subject=subject,
            result=result,
        )
        try:
            with self._database.directory() as directory:
                directory.audit.add(row)
        except SQLAlchemyError as trouble:
            # A full disk refuses what was asked for, and then this: the person is told the first, and the log has both.
            log.warning("trail not written", what=what, result=result, subject=subject, trouble=type(trouble).__name__)
