"""Work that goes on: the bar in a page and the tray that keeps what goes on behind."""

import dash_bootstrap_components as dbc
from dash import html
from dash.development.base_component import Component

from components import ids
from components.attributes import aria
from components.slot import Slot
from components.text import percent
from services.domain.jobs import Job, JobState

# What a page that shows segments, or the forest's answers, keeps: see callbacks.analysis.
ANALYSIS_STORES = (ids.SWEEP_WANTED, ids.SWEEP_MADE, ids.SWEEP_READY)
MODEL_STORES = (ids.MODEL_WANTED, ids.MODEL_MADE, ids.MODEL_READY)

STATES = {
    JobState.QUEUED: "waiting",
    JobState.RUNNING: "running",
    JobState.SUCCEEDED: "done",
    JobState.FAILED: "failed",
    JobState.CANCELLED: "cancelled",
}


def progress_place(area: Slot, cancel_slot: Slot) -> Component:
    """Where a bar stands while work goes on, and the button that stops it.

    The bar is drawn anew several times a second. The button is not: a button that is replaced between press and
    release hears no click, and loses the focus. The stylesheet shows it beside a bar of work that can be stopped.
    """
    cancel = html.Button("Cancel", id=str(cancel_slot), type="button", className="tool progress-cancel")
    return html.Div([html.Div(id=str(area), className="progress-area"), cancel], className="progress-place")


def progress(job_title: str, fraction: float, step: str) -> Component:
    """What is being done and how far it is; `fraction` 0 to 1."""
    return _under_way(job_title, fraction, step, "under-way stoppable")


def ordered(job_title: str) -> Component:
    """The bar of work that the page is about to order: there is no job yet that could be stopped."""
    return _under_way(job_title, 0.0, "Waiting for a worker", "under-way")


def _under_way(job_title: str, fraction: float, step: str, look: str) -> Component:
    words = html.Div([html.Strong(job_title), html.Span(step, className="step")], className="progress-words")
    return html.Div([words, bar(fraction, job_title)], className=look, role="status")


def bar(fraction: float, label: str) -> Component:
    """A bar filled to `fraction`, 0 to 1, with the number beside it."""
    done = min(max(fraction, 0.0), 1.0)
    filled = html.Div(className="bar-filled", style={"width": f"{done:.1%}"})
    track = html.Div(
        filled,
        className="bar-track",
        role="progressbar",
        **aria(label=label, valuenow=round(done * 100), valuemin=0, valuemax=100),
    )
    return html.Div([track, html.Span(f"{done:.0%}", className="bar-number")], className="bar")


def job_tray(jobs: tuple[Job, ...]) -> Component:
    """A button with how many jobs run; it opens to the list of them, newest first."""
    running = sum(not job.state.final for job in jobs)
    words = f"{running} running" if running else "Jobs"
    busy = dbc.Spinner(size="sm") if running else html.I(className="bi bi-check2-circle", **aria(hidden=True))
    lines = [_job(job) for job in jobs] or [html.Li("Nothing runs. Long work shows here.", className="tray-none")]
    return html.Details(
        [html.Summary([busy, html.Span(words)], className="tool"), html.Ul(lines, className="tray-list")]
    )


def _job(job: Job) -> Component:
    """One line; a job that runs has its bar and a Cancel button, one that failed says why."""
    state = html.Span(STATES[job.state], className=f"chip chip-{_tone(job.state)}")
    parts: list[Component] = [html.Div([html.Strong(job.title), state], className="tray-head")]
    if not job.state.final:
        cancel = html.Button(
            "Cancel", id=ids.JOB_CANCEL.at(job.id), type="button", className="link", title=f"Cancel {job.title}"
        )
        parts += [bar(job.fraction, job.title), html.Div([html.Span(job.step), cancel], className="tray-step")]
    elif job.state is JobState.FAILED:
        parts.append(html.Div(job.step, className="tray-step"))
    return html.Li(parts)


def _tone(state: JobState) -> str:
    return {JobState.SUCCEEDED: "good", JobState.FAILED: "bad"}.get(state, "plain")


def spoken(job: Job) -> str:
    """One line for a notice: `Segments of spring.csv: running, 40%`."""
    done = "" if job.state.final else f", {percent(job.fraction)}"
    return f"{job.title}: {STATES[job.state]}{done}"
