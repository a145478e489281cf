"""Alerts: whether a workspace wants to be told of turns in the mix, and of which."""

from dataclasses import dataclass
from datetime import datetime

# A difference of shares that somebody may ask to be told of.
SMALLEST, LARGEST = 0.01, 0.5


@dataclass(frozen=True, slots=True)
class AlertRule:
    """threshold: the smallest turn that is told, in the share of posts in the strongest segments, 0 to 1; None = off.

    changed_by, changed_at: who turned alerts on, "" and None while they are off.
    """

    threshold: float | None = None
    changed_by: str = ""
    changed_at: datetime | None = None


OFF = AlertRule()
