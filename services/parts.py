"""The libraries of this version: when their versions were locked, and until when they are to be renewed."""

from datetime import date, timedelta

# Written by `make lock`, and compared with the history of requirements.lock by a test.
LOCKED = date(2026, 11, 26)
# docs/trust.md promises as much for whatever is not urgent.
RENEWED_WITHIN = timedelta(days=90)


def renew_by() -> date:
    """The last day on which these versions are young enough."""
    return LOCKED + RENEWED_WITHIN
