"""What the browser sends, translated: one module a page, all of them listed here."""

from callbacks import (
    analysis,
    datasets,
    doctor,
    drivers,
    explain,
    history,
    levers,
    mapping,
    moves,
    reports,
    segments,
    shell,
    uploads,
)
from callbacks.wiring import Wiring

_MODULES = (
    shell,
    analysis,
    segments,
    explain,
    moves,
    drivers,
    levers,
    reports,
    datasets,
    doctor,
    mapping,
    history,
    uploads,
)

# Long work by name, for the worker.
TASKS = {
    task.name: task
    for task in (
        *analysis.TASKS,
        *levers.TASKS,
        *reports.TASKS,
        *datasets.TASKS,
        *doctor.TASKS,
        *mapping.TASKS,
        *history.TASKS,
    )
}


def register_all(wire: Wiring) -> None:
    """Hangs up the callbacks of every page."""
    for module in _MODULES:
        module.register(wire)
