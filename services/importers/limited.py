"""The steps that read files nobody vouches for, within what an installation unpacks at most."""

from collections.abc import Callable
from typing import Any

from services.importers.intake import take_in
from services.importers.matching import header_fingerprints, look
from services.importers.packing import unpacking_at_most
from services.progress import Report

_STEPS: dict[str, Callable[..., Any]] = {"read": take_in, "look": look, "fingerprints": header_fingerprints}


def run_step(report: Report, step: str, unpacked_mb: int, arguments: dict[str, Any]) -> Any:
    """What the step gives; step: `read`, `look` or `fingerprints`. InvalidInput where the file cannot be read."""
    with unpacking_at_most(unpacked_mb):
        return _STEPS[step](report, **arguments)
