"""The life of datasets, from the shell: what is there, another file, out of sight, back, gone for good."""

import sys
from pathlib import Path

import click

from app import installation, reports
from app.container import build_services
from app.printing import Report, of_workspace, printed, printed_as, tell
from app.settings import Settings
from services.bundle import Services
from services.domain.actors import Actor
from services.domain.intake import TableChoice

_file = click.argument("file", type=click.Path(path_type=Path))
_dataset = click.argument("dataset")
sheet_option = click.option("--sheet", default="", help="The sheet of a workbook, or the file of an archive, to read.")
drop_text_option = click.option(
    "--drop-text", is_flag=True, help="Keep no words, links or names of the posts, and not the file either."
)


def add_to(group: click.Group) -> None:
    """Makes these commands known."""
    for command in (datasets, replace, append, hide, restore, delete):
        group.add_command(command)


@click.command()
@of_workspace
@printed_as(reports.as_shelf)
def datasets(workspace: str | None) -> Report:
    """List the datasets, hidden ones too, newest first."""
    actor, services = _enter(workspace)
    return reports.shelved(actor, services.datasets.newest_first(actor), services.lifecycle.hidden(actor))


@click.command()
@_dataset
@_file
@sheet_option
@drop_text_option
@of_workspace
@printed
def replace(dataset: str, file: Path, sheet: str, workspace: str | None, *, drop_text: bool) -> Report:
    """Put FILE in the place of DATASET's file; the earlier version is kept."""
    actor, services = _enter(workspace)
    choice = TableChoice(sheet, wordless=drop_text)
    return reports.changed(services.versions.replace_file(actor, dataset, file, tell, choice))


@click.command()
@_dataset
@_file
@sheet_option
@drop_text_option
@of_workspace
@printed
def append(dataset: str, file: Path, sheet: str, workspace: str | None, *, drop_text: bool) -> Report:
    """Add FILE to DATASET: new posts come in, known ones get the newer counts and keep the earlier ones."""
    actor, services = _enter(workspace)
    choice = TableChoice(sheet, wordless=drop_text)
    return reports.changed(services.versions.append_file(actor, dataset, file, tell, choice))


@click.command()
@_dataset
@of_workspace
@printed
def hide(dataset: str, workspace: str | None) -> Report:
    """Put DATASET out of sight; it can be restored within 30 days."""
    actor, services = _enter(workspace)
    return reports.hidden(services.lifecycle.hide(actor, dataset))


@click.command()
@_dataset
@of_workspace
@printed
def restore(dataset: str, workspace: str | None) -> Report:
    """Bring hidden DATASET back."""
    actor, services = _enter(workspace)
    return reports.restored(services.lifecycle.restore(actor, dataset))


@click.command()
@_dataset
@click.option("--yes", is_flag=True, help="Do not ask; scripts are never asked.")
@of_workspace
@printed_as(reports.as_receipt)
def delete(dataset: str, workspace: str | None, *, yes: bool) -> Report:
    """Delete DATASET for good, with everything made from it, and print the receipt."""
    actor, services = _enter(workspace)
    if not yes and sys.stdin.isatty():
        click.confirm(f"Delete dataset {dataset} and everything made from it for good?", abort=True, err=True)
    return reports.deleted(services.lifecycle.delete(actor, dataset))


def _enter(workspace: str | None) -> tuple[Actor, Services]:
    settings = Settings()
    return installation.shell_actor(settings, workspace), build_services(settings)
