"""What the browser sends, translated: one module a page, all of them listed here."""

from callbacks import analysis, datasets, doctor, drivers, explain, mapping, segments, shell
from callbacks.wiring import Wiring

_MODULES = (shell, analysis, segments, explain, drivers, datasets, doctor, mapping)

# Long work by name, for the worker.
TASKS = {task.name: task for task in (*analysis.TASKS, *datasets.TASKS, *doctor.TASKS, *mapping.TASKS)}


def register_all(wire: Wiring) -> None:
    """Hangs up the callbacks of every page."""
    for module in _MODULES:
        module.register(wire)
