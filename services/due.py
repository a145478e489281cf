"""Whether schedules have something to do; small, for the worker asks often."""

from datetime import datetime

from services.storage.database import Database


def is_anything_due(database: Database, now: datetime) -> bool:
    """Whether any workspace has something for the timetable; asked often, so it looks and waits for nobody."""
    with database.reading_directory() as directory:
        rooms = directory.workspaces()
    for room in rooms:
        with database.reading(room.id) as data:
            if data.schedules.is_anything_due(now):
                return True
    return False
