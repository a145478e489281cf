"""`postlens manifest` and `postlens verify`: an analysis written down, and made again."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from app import installation
from app.container import build_services
from app.printing import number_of_segments, of_workspace, tell
from app.settings import Settings
from services import manifest_json
from services.domain.errors import InvalidInput, NotFound
from services.domain.manifest import Verification
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest

DIFFERS = 1


def add_to(group: click.Group) -> None:
    """Makes these commands known."""
    for command in (manifest, verify):
        group.add_command(command)


@click.command()
@click.argument("dataset")
@click.option("--recipe", default=DEFAULT_RECIPE, show_default=True)
@click.option("--k", default="auto", show_default=True, help="A number of segments, or auto.")
@click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="Write to this file; printed unless given.")
@of_workspace
@click.option("--json", "_as_json", is_flag=True, help="A manifest is JSON in any case; errors are too then.")
def manifest(dataset: str, recipe: str, k: str, out: Path | None, **options: Any) -> None:
    """Write down what the segments of DATASET were made from, and what came of it."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, options["workspace"]), build_services(settings)
    request = SegmentationRequest(dataset, recipe, number_of_segments(k), options["seed"])
    services.analyses.make(actor, request, tell)
    text = manifest_json.write(services.manifests.of(actor, request)[1])
    if out is None:
        click.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as cause:
        raise InvalidInput(f"{out} cannot be written ({cause.strerror}).", "out") from cause


@click.command()
@click.argument("manifest", type=click.Path(path_type=Path))
@click.option(
    "--file",
    "originals",
    type=click.Path(path_type=Path),
    multiple=True,
    metavar="ORIGINAL",
    help="Read this file instead of the stored original; once a file of the manifest, in its order.",
)
@of_workspace
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
def verify(manifest: Path, originals: tuple[Path, ...], workspace: str | None, *, as_json: bool) -> None:
    """Make the analysis of MANIFEST again; exit code 0 when it is identical, 1 when something differs."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    found = services.manifests.verify(actor, manifest_json.read(_bytes(manifest)), originals, tell)
    for line in [json.dumps(_report(found), ensure_ascii=False)] if as_json else _lines(found):
        click.echo(line)
    sys.exit(0 if found.identical else DIFFERS)


def _bytes(path: Path) -> bytes:
    """The file, one byte more than a manifest may have at most."""
    if not path.is_file():
        raise NotFound(f"There is no file {path}.")
    with path.open("rb") as file:
        return file.read(manifest_json.MOST_BYTES + 1)


def _report(found: Verification) -> dict[str, Any]:
    apart = [{"part": one.part, "detail": one.detail} for one in found.differences]
    return {"identical": found.identical, "posts": found.posts, "differences": apart}


def _lines(found: Verification) -> list[str]:
    if found.identical:
        return [f"identical: {found.posts:,} posts, the same segments, centroids and sweep"]
    return [f"{one.part}: {one.detail}" for one in found.differences]
