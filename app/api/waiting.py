"""Answers that need long work first: the job is ordered, or joined, and the caller is told where to look."""

from dataclasses import replace

from app.api.operation import Call, Reply
from app.api.problems import ROOT
from app.api.told import JobFacts
from callbacks.analysis import SEGMENTS
from callbacks.levers import LEVERS
from callbacks.recommendations import COMPARISONS
from callbacks.wiring import BackgroundTask
from services.addresses import search
from services.domain.errors import Conflict
from services.domain.jobs import Job, WorkOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

_SECONDS = "2"


def segments_first(call: Call, request: SegmentationRequest) -> Reply:
    """The segments are being found; request: with its dataset by name."""
    wanted = {"dataset": request.dataset, "recipe": request.recipe, "seed": request.seed}
    return _ordered(call, SEGMENTS.order([wanted]))


def levers_first(call: Call, selection: Selection) -> Reply:
    """The levers are being tested."""
    return _ordered(call, _of_view(LEVERS, selection))


def comparisons_first(call: Call, selection: Selection) -> Reply:
    """The posts are being compared."""
    return _ordered(call, _of_view(COMPARISONS, selection))


def facts_of(job: Job) -> JobFacts:
    """A job as programs see it."""
    times = {"created_at": job.created_at, "finished_at": job.finished_at}
    return JobFacts(id=job.id, title=job.title, state=job.state, fraction=job.fraction, step=job.step, **times)


def _of_view(task: BackgroundTask, selection: Selection) -> WorkOrder:
    asked = replace(selection, segmentation=replace(selection.segmentation, content=""))
    return task.order([{"dataset": selection.segmentation.dataset, "search": f"?{search(asked)}", "strict": True}])


def _ordered(call: Call, order: WorkOrder) -> Reply:
    """The job that does this work; Conflict, with the reason, where it was tried just now and failed."""
    jobs = call.services.jobs
    reason = jobs.failed_just_now(call.actor, order)
    if reason:
        raise Conflict(reason)
    job = jobs.submit(call.actor, order, again=True)
    headers = {"Location": f"{ROOT}/jobs/{job.id}", "Retry-After": _SECONDS}
    return Reply(facts_of(job), 202, headers)
