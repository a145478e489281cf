"""Every method of every service, asked by somebody of one tenant about objects of the other: the app, the command
line and the API all come through here."""

import dataclasses
import inspect
import secrets
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from isolation.asking import Asked, alike
from isolation.matrix import LOWEST, MATRIX, ROLE_OF, WHO, rows
from isolation.world import POST, RECIPE, Ids, World, no_objects

from services.bundle import Services
from services.domain.actors import Actor, Role, TokenScope
from services.domain.alerting import AlertRule
from services.domain.branding import BrandWords
from services.domain.comparing import Cut
from services.domain.errors import Forbidden, ServiceError
from services.domain.intake import TableChoice
from services.domain.releasing import ReleaseRules
from services.domain.reporting import ReportOrder
from services.domain.scheduling import Plan, ScheduleOrder
from services.domain.scoring import NewPost, PostTable
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection, TableQuery
from services.domain.sharing import ShareOrder
from services.domain.tagging import TagRule
from services.domain.tokens import NewToken
from services.domain.uploading import UploadsQuery
from services.domain.valuing import OwnFigures
from services.jobs import WorkOrder

_IDS = {
    "dataset_id": "dataset",
    "version_id": "dataset",
    "upload_id": "upload",
    "job_id": "job",
    "report_id": "report",
    "tag_id": "tag",
    "token_id": "token",
    "pin_id": "pin",
    "schedule_id": "schedule",
    "run_id": "run",
    "link_id": "link",
    "segment": "segment",
    "key": "key",
}


_POST = NewPost("1", {"comments": 5.0})


def operations() -> dict[str, Callable[..., Any]]:
    """`service.method` to the method, for all there are."""
    kinds = typing.get_type_hints(Services)
    return {
        f"{service.name}.{name}": method
        for service in dataclasses.fields(Services)
        for name, method in inspect.getmembers(kinds[service.name], inspect.isfunction)
        if not name.startswith("_")
    }


def ask_all(world: World, only: set[str] | None = None) -> Asked:
    """All cells, or those of some operations."""
    asked = Asked()
    known, inside = rows("operations"), MATRIX["operations"]["inside"]
    for name in operations():
        if name in inside or name not in known or (only is not None and name not in only):
            continue
        who = known[name]
        for role in set(ROLE_OF) - {one for one, kind in ROLE_OF.items() if kind in WHO[who]}:
            told = _outcome(world, name, world.actor("blue", role), world.blue.ids)
            asked.expect(told.startswith("Forbidden"), f"{name} lets a {role} in, who may not: {told[:80]}")
        if name in MATRIX["operations"]["across"]:
            continue
        asker = world.actor("blue", LOWEST[who])
        theirs, nothing = world.red.ids, no_objects(world.red.ids)
        told = _outcome(world, name, asker, theirs) + _elsewhere(world, name, asker, theirs)
        never = _outcome(world, name, asker, nothing) + _elsewhere(world, name, asker, nothing)
        asked.expect(world.red.word not in told, f"{name} tells a word of another tenant: {told[:200]}")
        asked.expect(
            name in MATRIX["operations"]["varies"] or alike(told, theirs) == alike(never, nothing),
            f"{name} tells what is another tenant's from what never was: {told[:120]} / {never[:120]}",
        )
        if name not in MATRIX["operations"]["changes"]:
            own = _outcome(world, name, asker, world.blue.ids)
            asked.expect(world.red.word not in own, f"{name} tells a word of another tenant beside: {own[:200]}")
    return asked


def _elsewhere(world: World, name: str, actor: Actor, ids: Ids) -> str:
    """The same where a method lets admins name another workspace, and somebody else does."""
    service, _, method = name.partition(".")
    parameters = inspect.signature(getattr(getattr(world.house.services, service), method)).parameters
    if actor.role is Role.ADMIN or "workspace_id" not in parameters or parameters["workspace_id"].default != "":
        return ""
    return "\n" + _outcome(world, name, actor, ids, workspace_id=ids["workspace"])


def _outcome(world: World, name: str, actor: Actor, ids: Ids, **more: str) -> str:
    service, _, method = name.partition(".")
    bound = getattr(getattr(world.house.services, service), method)
    try:
        found = bound(actor, **dict(_arguments(bound, world, actor, ids)), **more)
        if isinstance(found, Iterator):
            found = list(found)
    except (ServiceError, Forbidden) as refusal:
        return f"{type(refusal).__name__}: {refusal}"
    return repr(found)


def _arguments(bound: Callable[..., Any], world: World, actor: Actor, ids: Ids) -> Iterator[tuple[str, Any]]:
    hints = typing.get_type_hints(bound)
    for name, parameter in list(inspect.signature(bound).parameters.items())[1:]:
        if parameter.default is parameter.empty:
            yield name, _value(name, hints.get(name), world, actor, ids)


def _value(name: str, hint: Any, world: World, actor: Actor, ids: Ids) -> Any:
    if name in _IDS:
        return ids[_IDS[name]]
    if name == "name":
        return secrets.token_hex(8)
    if name == "workspace_id":
        return actor.workspace_id
    request = SegmentationRequest(ids["dataset"], RECIPE)
    selection = Selection(request, post=POST)
    made: dict[Any, Any] = {
        SegmentationRequest: request,
        Selection: selection,
        ReportOrder: ReportOrder(selection, "appendix", "csv"),
        WorkOrder: WorkOrder("analysis.segments", "Work", {"args": [{"dataset": ids["dataset"]}]}),
        Path: world.house.settings.home / "probe.csv",
        bytes: b"x",
        int: 1,
        AlertRule: AlertRule(0.1),
        TagRule: TagRule(contains="x"),
        BrandWords: BrandWords(),
        TableChoice: TableChoice(),
        TableQuery: TableQuery(),
        UploadsQuery: UploadsQuery(),
        OwnFigures: OwnFigures(),
        Cut: Cut.FORMAT,
        NewToken: NewToken("probe", (TokenScope.READ,)),
        ShareOrder: ShareOrder(ids["released"]),
        ScheduleOrder: ScheduleOrder(ids["dataset"], "appendix", "csv", Plan(), ("reader@example.org",)),
        ReleaseRules: ReleaseRules(),
        PostTable: PostTable((_POST,), (), (), ()),
        Sequence[NewPost]: (_POST,),
        tuple[str, ...]: (f"pin-{ids['pin']}",),
    }
    if hint in made:
        return made[hint]
    return None if hint is not str and "None" in str(hint) else "x"
