"""How callbacks are hung up: each with the permission it needs, so that none is left open by mistake."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from threading import BoundedSemaphore
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks import context
from components.still import stilled
from services.domain.jobs import WorkOrder
from services.policy import Permission, demand

Callback = Callable[..., Any]
Dependency = Input | Output | State

# How often a page looks at a job it waits for, in milliseconds.
_LOOK = 250
# Python computes one thing at a time: answers that are all worked on at once are all late, and none is there to be
# drawn meanwhile. Whoever has waited so many seconds goes on: somebody before may be waiting for a database.
_AT_ONCE, _LONGEST_WAIT = 2, 0.25
_turns = BoundedSemaphore(_AT_ONCE)


@dataclass(frozen=True, slots=True)
class BackgroundTask:
    """Long work behind a callback.

    name: what the job row carries. title: what people read. run(report, *arguments): the callback itself,
    done by a worker. progress: where the bar stands. cancel: the button beside it that stops the work.
    failed(error), cancelled(): what the outputs become when it did not end well, or was stopped.
    """

    name: str
    title: str
    run: Callback
    permission: Permission
    progress: Output
    cancel: Input
    failed: Callback
    cancelled: Callback

    def order(self, arguments: Any) -> WorkOrder:
        """The work that the callback with these arguments asks for."""
        return WorkOrder(self.name, self.title, {"args": arguments})


class Wiring:
    """Registers callbacks with one app and remembers what each of them demands."""

    def __init__(self, app: Dash) -> None:
        self._app = app
        self.permissions: dict[str, Permission] = {}
        # The task behind a callback, and the callback that Dash adds for the button that stops it.
        self.tasks: dict[str, str] = {}
        self.buttons: set[str] = set()

    def __call__(self, callback: Callback, *dependencies: Dependency, permission: Permission, **options: Any) -> None:
        """A callback that answers at once."""
        with self._demanding(permission):
            self._app.callback(*dependencies, **options)(guarded(in_turn(callback), permission))

    def in_background(self, task: BackgroundTask, *dependencies: Dependency) -> None:
        """A callback whose work is a job: ordered here, done by a worker, watched from the page."""
        callback = guarded(task.run, task.permission)
        callback.task = task  # type: ignore[attr-defined]  # read by app.background, which orders the job
        with self._demanding(task.permission) as added:
            self._app.callback(
                *dependencies,
                background=True,
                progress=[task.progress],
                cancel=[task.cancel],
                interval=_LOOK,
                prevent_initial_call=True,
                on_error=task.failed,
            )(callback)
        self.tasks.update(dict.fromkeys(added, task.name))
        # Dash adds a callback of its own for the button.
        button = f"{task.cancel.component_id}.id"
        self.permissions[button] = task.permission
        self.buttons.add(button)

    def in_browser(self, function: str, *dependencies: Dependency, **options: Any) -> None:
        """A function of the scripts in assets; the server is not asked, so nothing is demanded."""
        with self._demanding(Permission.EXPLORE):
            self._app.clientside_callback(ClientsideFunction("postlens", function), *dependencies, **options)

    def undeclared(self) -> set[str]:
        """Callbacks that were hung up some other way and demand nothing."""
        return {name for name in self._app.callback_map if not name.startswith("_pages")} - set(self.permissions)

    @contextmanager
    def _demanding(self, permission: Permission) -> Iterator[set[str]]:
        """The names of what is hung up meanwhile, filled in at the end."""
        before, added = set(self._app.callback_map), set[str]()
        yield added
        added |= set(self._app.callback_map) - before
        self.permissions.update(dict.fromkeys(added, permission))


def guarded(callback: Callback, permission: Permission) -> Callback:
    """The callback behind its right, also where no web request leads to it; its answer as it travels."""

    @wraps(callback)
    def checked(*args: Any, **kwargs: Any) -> Any:
        demand(context.actor(), permission)
        return _sent(callback(*args, **kwargs))

    return checked


def in_turn(callback: Callback) -> Callback:
    """The callback, a few of them at a time, about in the order in which they were asked for."""

    @wraps(callback)
    def waiting(*args: Any, **kwargs: Any) -> Any:
        taken = _turns.acquire(timeout=_LONGEST_WAIT)
        try:
            return callback(*args, **kwargs)
        finally:
            if taken:
                _turns.release()

    return waiting


def _sent(answer: Any) -> Any:
    """Each output as it travels."""
    return tuple(map(stilled, answer)) if isinstance(answer, tuple) else stilled(answer)
