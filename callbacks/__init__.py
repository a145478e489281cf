"""What the browser sends, translated: one module a page, all of them listed here."""

from callbacks import (
    analysis,
    changes,
    compare,
    datasets,
    doctor,
    drivers,
    explain,
    history,
    levers,
    mapping,
    masters,
    moves,
    overview,
    pins,
    previews,
    recommendations,
    reports,
    segments,
    shell,
    tags,
    uploads,
    valuing,
)
from callbacks.wiring import Wiring

_MODULES = (
    shell,
    analysis,
    overview,
    changes,
    valuing,
    segments,
    explain,
    tags,
    moves,
    drivers,
    levers,
    compare,
    recommendations,
    reports,
    previews,
    masters,
    pins,
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
        *changes.TASKS,
        *levers.TASKS,
        *compare.TASKS,
        *recommendations.TASKS,
        *reports.TASKS,
        *previews.TASKS,
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
