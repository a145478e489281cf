"""`postlens report list | check | release | share | erase`, and `postlens schedule list | pause | remove`."""

from dataclasses import asdict
from typing import Any

import click

from app import installation
from app.container import build_services
from app.printing import of_workspace, printed
from app.settings import Settings
from services.bundle import Services
from services.domain.actors import Actor
from services.domain.releasing import Standing
from services.domain.sharing import LONGEST, SHORTEST, ShareOrder


def add_to(report: click.Group, main: click.Group) -> None:
    """Makes the commands known."""
    for command in (list_reports, check, release, share, erase):
        report.add_command(command)
    main.add_command(schedule)


@click.command("list")
@of_workspace
@printed
def list_reports(workspace: str | None) -> dict[str, Any]:
    """The kept reports of a workspace, newest first, with their states."""
    actor, services = _at(workspace)
    kept = services.reports.all(actor)
    return {
        "reports": [
            {"report": one.id, "title": one.title, "state": one.state.value, "format": one.format, "sha256": one.sha256}
            for one in kept
        ]
    }


@click.command()
@click.argument("report")
@of_workspace
@printed
def check(report: str, workspace: str | None) -> dict[str, Any]:
    """Look through REPORT: figures, words, names, data."""
    actor, services = _at(workspace)
    return _told(services.releases.check(actor, report))


@click.command()
@click.argument("report")
@click.option("--accept", "note", default="", help="Accept every warning, for this reason.")
@click.option("--replaces", default="", help="The released report that this one stands in for.")
@of_workspace
@printed
def release(report: str, note: str, replaces: str, workspace: str | None) -> dict[str, Any]:
    """Check REPORT and release it: from then on it stays as it is."""
    actor, services = _at(workspace)
    standing = services.releases.check(actor, report)
    for flaw in standing.flaws if note else ():
        if flaw.is_open and not flaw.blocking:
            services.releases.accept(actor, report, flaw.key, note)
    return _told(services.releases.release(actor, report, replaces))


@click.command()
@click.argument("report")
@click.option("--days", type=click.IntRange(SHORTEST, LONGEST), default=14, show_default=True)
@click.option("--with-password", is_flag=True, help="Ask for a password that readers must give.")
@of_workspace
@printed
def share(report: str, days: int, *, with_password: bool, workspace: str | None) -> dict[str, Any]:
    """Make a link to the released REPORT; it is told here and never again."""
    actor, services = _at(workspace)
    password = click.prompt("Password", hide_input=True, confirmation_prompt=True) if with_password else ""
    link = services.sharing.share(actor, ShareOrder(report, days, password))
    return {"report": report, "link": link.url, "until": link.expires_at.isoformat()}


@click.command()
@click.argument("report")
@click.option("--reason", required=True, help="Kept in the history, which stays.")
@of_workspace
@printed
def erase(report: str, reason: str, workspace: str | None) -> dict[str, Any]:
    """Erase a released REPORT for good, where a law asks for it."""
    actor, services = _at(workspace)
    services.releases.erase(actor, report, reason)
    return {"erased": report, "reason": reason}


@click.group()
def schedule() -> None:
    """Reports that are made by themselves; the Reports page makes them."""


@schedule.command("list")
@of_workspace
@printed
def list_schedules(workspace: str | None) -> dict[str, Any]:
    """Every schedule, when it runs next and how it went last."""
    actor, services = _at(workspace)
    return {
        "schedules": [
            {
                "schedule": one.id,
                "title": one.title,
                "when": one.order.plan.words,
                "next": one.next_at.isoformat() if one.next_at else None,
                "owner": one.owner,
                "last": one.last.state.value if one.last else None,
                "words": one.last.words if one.last else "",
            }
            for one in services.schedules.all(actor)
        ]
    }


@schedule.command()
@click.argument("schedule")
@of_workspace
@printed
def pause(schedule: str, workspace: str | None) -> dict[str, Any]:
    """Let SCHEDULE make nothing until somebody resumes it on the page."""
    actor, services = _at(workspace)
    return {"schedule": services.schedules.pause(actor, schedule).id, "state": "paused"}


@schedule.command()
@click.argument("schedule")
@of_workspace
@printed
def remove(schedule: str, workspace: str | None) -> dict[str, Any]:
    """Remove SCHEDULE; reports that it made stay."""
    actor, services = _at(workspace)
    services.schedules.remove(actor, schedule)
    return {"schedule": schedule, "state": "removed"}


def _at(workspace: str | None) -> tuple[Actor, Services]:
    return installation.shell_actor(Settings(), workspace), build_services(Settings())


def _told(standing: Standing) -> dict[str, Any]:
    return {
        "report": standing.report_id,
        "state": standing.state.value,
        "obstacle": standing.obstacle,
        "found": [{"key": flaw.key, **asdict(flaw)} for flaw in standing.flaws],
    }
