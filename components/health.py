"""The page of health: how the installation is doing, in one look."""

from dash import html
from dash.development.base_component import Component

from components import ids
from components.cards import card, chip, page_head, skeleton, table_region, waiting
from components.controls import action
from components.empty import empty
from components.text import Content, day, minute
from components.uploads import file_size
from services.domain.health import Health, JobLine

_TONES = {"succeeded": "good", "failed": "bad", "running": "warn"}


def layout() -> Component:
    """The empty frame with every slot in place; callbacks fill it."""
    return html.Div(
        [
            page_head("Health", action("Look again", ids.HEALTH_LOOK, icon="arrow-clockwise")),
            waiting(html.Div(skeleton(360), id=str(ids.HEALTH_STATE)), 360),
        ],
        className="page",
    )


def state(health: Health) -> list[Component]:
    """What is well and what is not, then the newest jobs."""
    oldest = f"the oldest since {minute(health.oldest_waiting)} UTC" if health.oldest_waiting else "nothing waits"
    in_time = f"locked on {day(health.locked)}, to be renewed by {day(health.renew_by)}"
    tiles = [
        _tile("Workers", _working(health), f"{health.running:,} at work now"),
        _tile("Queue", f"{health.waiting:,} waiting", oldest),
        _tile("Failed", f"{health.failed_today:,}", "jobs in the last day"),
        _tile("Storage", file_size(health.kept), f"kept of datasets; {file_size(health.free)} free on the disk"),
        _tile("Database", health.database, f"tables of version {health.schema}"),
        _tile("Version", health.version, "of Postlens"),
        _tile("Libraries", _libraries(health), in_time),
    ]
    return [
        _headline(health),
        html.Div(tiles, className="tiles health"),
        _jobs(health.jobs),
    ]


def _headline(health: Health) -> Component:
    words = (
        "Work is waiting and no worker takes it. Start one: postlens worker."
        if health.stuck
        else "Everything answers, and no work is waiting for a worker that is not there."
    )
    return html.P(words, className="upload-bad" if health.stuck else "position", role="status")


def _working(health: Health) -> Content:
    return chip("not answering", "bad") if health.stuck else chip("well", "good")


def _libraries(health: Health) -> Content:
    return chip("overdue", "bad") if health.overdue else chip("in time", "good")


def _tile(title: str, figure: Content, words: str) -> Component:
    lines = [html.H2(title), html.P(figure, className="tile-figure"), html.P(words)]
    return html.Section(lines, className="sheet tile")


def _jobs(jobs: tuple[JobLine, ...]) -> Component:
    if not jobs:
        return empty("No jobs yet", "As soon as somebody imports a file or opens an analysis, its work stands here.")
    head = html.Tr([html.Th(title) for title in ("Work", "Workspace", "For", "Ordered (UTC)", "Took", "State")])
    table = html.Table([html.Thead(head), html.Tbody([_line(job) for job in jobs])], className="facts jobs")
    return card("Jobs", f"The newest {len(jobs)} of all workspaces.", table_region(table, "Jobs"))


def _line(job: JobLine) -> Component:
    took = f"{(job.finished_at - job.created_at).total_seconds():,.0f} s" if job.finished_at else "–"
    return html.Tr(
        [
            html.Th(job.title, scope="row"),
            html.Td(job.workspace, className="notranslate"),
            html.Td(job.who),
            html.Td(minute(job.created_at), className="fact-line"),
            html.Td(took, className="fact-line"),
            html.Td(chip(job.state, _TONES.get(job.state, "plain"))),
        ]
    )
