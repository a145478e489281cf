"""What the browser sends, translated: one module a page, all of them listed here."""

from callbacks import (
    account,
    activity,
    analysis,
    changes,
    compare,
    datasets,
    doctor,
    drivers,
    explain,
    health,
    history,
    levers,
    mapping,
    moves,
    overview,
    people,
    recommendations,
    releases,
    report_schedules,
    reports,
    scoring,
    segments,
    shell,
    tags,
    tokens,
    uploads,
    valuing,
    workspaces,
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
    releases,
    report_schedules,
    datasets,
    doctor,
    mapping,
    history,
    scoring,
    tokens,
    uploads,
    account,
    people,
    workspaces,
    activity,
    health,
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
        *report_schedules.TASKS,
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
