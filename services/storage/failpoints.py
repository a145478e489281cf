"""Places where a test may end the process or fail the disk; in an installation they do nothing.

A point fires only after `arm`, which the app calls when FAILPOINT is set and its own setting allows it; with the
variable alone the app refuses to start. This module itself never looks at the environment.
"""

import errno
import os
import signal
from dataclasses import dataclass

from services.domain.errors import InvalidInput

VARIABLE = "FAILPOINT"
ACTIONS = ("kill", "eio", "enospc", "raise")
POINTS = (
    "upload.first_byte",
    "upload.mid_body",
    "upload.after_body",
    "upload.before_fsync",
    "upload.after_fsync",
    "upload.before_commit",
    "upload.after_commit",
    "file.before_fsync",
    "file.after_fsync",
    "file.after_rename",
    "import.before_commit",
    "import.after_commit",
    "delete.before_mark",
    "delete.after_mark",
    "delete.first_file",
    "delete.files_gone",
    "delete.before_commit",
    "delete.after_commit",
)


class Failed(Exception):
    """What the action `raise` raises: a defect like any other."""


@dataclass(slots=True)
class _Armed:
    """The one point that fires, at which time it is reached, and how."""

    name: str
    action: str
    passes: int


_armed: list[_Armed] = []


def arm(order: str) -> None:
    """Sets `name:action` or `name:action:3` (the third time the point is reached); "" disarms."""
    _armed.clear()
    if not order:
        return
    name, action, times = (*order.split(":"), "1", "1")[:3]
    if name not in POINTS or action not in ACTIONS or not times.isdecimal():
        raise InvalidInput(f"{order!r} is no failpoint. Write name:action, as {POINTS[0]}:kill.", VARIABLE)
    _armed.append(_Armed(name, action, int(times)))


def reached(name: str) -> None:
    """Nothing, unless this point is armed."""
    for point in _armed:
        if point.name == name:
            point.passes -= 1
            if point.passes == 0:
                _fire(point)


def _fire(point: _Armed) -> None:
    if point.action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if point.action == "raise":
        raise Failed(point.name)
    code = errno.EIO if point.action == "eio" else errno.ENOSPC
    raise OSError(code, os.strerror(code))
