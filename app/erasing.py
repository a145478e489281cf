"""Erasing for good, from the shell: a workspace with everything in it, or a person."""

import sys

import click

from app import installation
from app.container import build_services
from app.printing import Report, printed
from app.settings import Settings
from services.domain.erasing import ErasureReceipt


def add_to(group: click.Group) -> None:
    """Makes these commands known."""
    group.add_command(erase)


@click.group()
def erase() -> None:
    """Erase a workspace or a person for good, with a receipt."""


_yes = click.option("--yes", is_flag=True, help="Do not ask; scripts are never asked.")


@erase.command("workspace")
@click.argument("slug")
@_yes
@printed
def erase_workspace(slug: str, *, yes: bool) -> Report:
    """Erase workspace SLUG: datasets, files, results, reports, jobs, tags, everything."""
    _ask(f"Erase workspace {slug} and everything in it? This cannot be undone.", yes=yes)
    settings = Settings()
    return _told(build_services(settings).erasure.workspace(installation.shell_actor(settings), slug))


@erase.command("person")
@click.argument("email")
@_yes
@printed
def erase_person(email: str, *, yes: bool) -> Report:
    """Erase the account EMAIL: it is gone, and rows that stay name nobody."""
    _ask(f"Erase the account {email}? This cannot be undone.", yes=yes)
    settings = Settings()
    return _told(build_services(settings).erasure.person(installation.shell_actor(settings), email))


def _ask(question: str, *, yes: bool) -> None:
    if not yes and sys.stdin.isatty():
        click.confirm(question, abort=True)


def _told(receipt: ErasureReceipt) -> Report:
    items = {item.kind: item.number for item in receipt.items}
    return {"erased": receipt.subject, "at": receipt.at.isoformat(), "items": items, "beyond": receipt.beyond}
