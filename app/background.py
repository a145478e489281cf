"""Dash's background callbacks as job rows: ordered and watched here, done by the worker.

The stock manager starts a process in the web server, mixes up people who ask the same thing, and loses
the result when the page is loaded again. This one keeps its interface and nothing else: a row a job, the
result as JSON on disk under a key that carries the workspace.
"""

from collections.abc import Callable
from typing import Any

import orjson
from dash import DiskcacheManager
from dash._utils import to_json
from diskcache import Cache
from flask import request

from callbacks import context
from callbacks.wiring import BackgroundTask
from components.progress import progress
from services.domain.jobs import Job, JobState
from services.storage.cache import read


class JobManager(DiskcacheManager):
    """What Dash calls to start, watch and cancel; handles are job ids."""

    def __init__(self, cache: Cache) -> None:
        super().__init__(cache)  # type: ignore[no-untyped-call]  # Dash has no type hints here

    def build_cache_key(self, fn: Callable[..., Any], args: Any, *_ignored: Any) -> str:
        """The same for the same work in one workspace; other workspaces have other keys."""
        return _task_of(fn).order(args).key(context.actor().workspace_id)

    def make_job_fn(self, fn: Callable[..., Any], progress: object, key: str | None = None) -> BackgroundTask:  # noqa: ARG002  (Dash's interface)
        """What is to be done, by name: no function travels."""
        return _task_of(fn)

    def call_job_fn(self, key: str, job_fn: BackgroundTask, args: Any, context_: object) -> str:
        """Orders the work; one that is on its way or done already is joined."""
        del context_  # cookies and headers stay here
        jobs, who = context.services().jobs, context.actor()
        return jobs.submit(who, job_fn.order(args), again=not self.result_ready(key)).id

    def job_running(self, job: str | None) -> bool:
        """Whether the page is to ask again where get_result had nothing to say: always, as every job ends.

        A second look at the row would be wrong: a job that ended between the two would end the asking, too.
        """
        return job is not None

    def terminate_job(self, job: str | None) -> None:
        """Cancels, if a person asked for that: a page that merely moves on leaves the work going."""
        if job is not None and request.args.getlist("cancelJob"):
            context.services().jobs.cancel(context.actor(), job)

    def terminate_unhealthy_job(self, job: str | None) -> bool:  # noqa: ARG002  (Dash's interface)
        """Workers look after their own."""
        return False

    def get_progress(self, key: str) -> list[Any] | None:
        """The bar as it stands; looking does not use it up, so any number of pages may look."""
        job = context.services().jobs.find(context.actor(), key)
        if job is None or job.state.final:
            return None
        return [_plain(progress(job.title, job.fraction, job.step))]

    def result_ready(self, key: str) -> bool:
        """Whether the result is on disk."""
        return read(self.handle, key) is not None

    def get_result(self, key: str, job: str | None) -> Any:
        """What the callback returned, an error for work that failed, UNDEFINED while it goes on."""
        if job is None or not (found := self._job(job)).state.final:
            return self.UNDEFINED
        if found.state is JobState.CANCELLED:
            return self._task(found.task).cancelled()
        stored = read(self.handle, key) if found.state is JobState.SUCCEEDED else None
        if stored is not None:
            return orjson.loads(stored)
        words = found.step if found.state is JobState.FAILED else "The result is gone. Start again."
        return {"background_callback_error": {"msg": words, "tb": ""}}

    def get_updated_props(self, key: str) -> dict[str, Any]:  # noqa: ARG002  (Dash's interface)
        """Jobs do not reach into the page beside their result."""
        return {}

    def _job(self, job: str) -> Job:
        return context.services().jobs.get(context.actor(), job)

    def _task(self, name: str) -> BackgroundTask:
        known: list[BackgroundTask] = list(self.func_registry.values())
        return next(task for task in known if task.name == name)


def _plain(component: Any) -> Any:
    return orjson.loads(to_json(component))


def _task_of(callback: Callable[..., Any]) -> BackgroundTask:
    task: BackgroundTask = callback.task  # type: ignore[attr-defined]  # set by Wiring
    return task
