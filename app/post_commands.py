"""Commands about one post: why it is where it is, and what it would take to be elsewhere."""

from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from app import installation, move_reports, reports
from app.container import build_services
from app.printing import Report, number_of_segments, of_workspace, printed, tell
from app.settings import Settings
from services.bundle import Services
from services.domain.actors import Actor
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED, SegmentationRequest
from services.domain.selection import Selection
from services.set_counts import read_counts


def add_to(group: click.Group) -> None:
    """Offers them all."""
    for command in (explain, nearest, twins):
        group.add_command(command)


def _of_one_post(command: Callable[..., Report]) -> click.Command:
    """A command about one post of one segmentation, which is made first: it is given services, actor and selection."""

    @click.command(command.__name__, help=command.__doc__)
    @click.argument("dataset")
    @click.option("--post", required=True, help="The post's id, or its number from 1.")
    @click.option("--recipe", default=DEFAULT_RECIPE, show_default=True)
    @click.option("--k", default="auto", show_default=True, help="A number of segments, or auto.")
    @click.option("--seed", type=int, default=DEFAULT_SEED, show_default=True)
    @of_workspace
    @printed
    @wraps(command)
    def asked(**options: Any) -> Report:
        settings = Settings()
        workspace, k = options.pop("workspace"), number_of_segments(options.pop("k"))
        request = SegmentationRequest(options.pop("dataset"), options.pop("recipe"), k, options.pop("seed"))
        actor, services = installation.shell_actor(settings, workspace), build_services(settings)
        services.analyses.make(actor, request, tell)
        return command(services, actor, Selection(request, post=options.pop("post")), **options)

    return asked


@_of_one_post
@click.option("--what-if", "counts", default="", metavar="COUNTS", help="Other counts: comments=120,shares=4.")
def explain(services: Services, actor: Actor, selection: Selection, counts: str) -> Report:
    """Explain why a post of DATASET is in its segment, or where it would fall with other counts."""
    wanted = read_counts(counts)
    services.analyses.make_explained(actor, selection.segmentation, tell)
    if not wanted:
        return reports.explained(services.explanations.post(actor, selection))
    moved = services.moves.what_if(actor, selection, wanted)
    return move_reports.moved(moved, services.moves.what_if_shap(actor, selection, wanted))


@_of_one_post
def nearest(services: Services, actor: Actor, selection: Selection) -> Report:
    """Show the smallest changes of counts that would place a post of DATASET in another segment."""
    return move_reports.nearest(services.moves.nearest(actor, selection))


@_of_one_post
def twins(services: Services, actor: Actor, selection: Selection) -> Report:
    """Show posts of DATASET that differ from one in a single lever, and where they landed."""
    return move_reports.twins(services.moves.twins(actor, selection))
