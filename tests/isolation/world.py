"""Two tenants in one installation, with a word of its own in everything each of them has: a canary.

Whatever one tenant is shown that holds the other's canary is a leak.
"""

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

from builders import BLUE, PASSWORD, RED, House, Web, copy_house, make_actor, make_house, make_posts_csv
from dash import Dash
from flask.testing import FlaskClient
from isolation.furnishing import furnish_more, make_tokens
from scoped import owned_tables
from sqlalchemy import delete, update

from app.factory import create_app
from callbacks.context import EXTENSION
from services.domain.actors import Actor, Role, Workspace
from services.domain.branding import BrandWords
from services.domain.recommending import Verdict
from services.domain.reporting import ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.tagging import TagRule
from services.jobs import WorkOrder
from services.storage.report_tables import RunRow
from services.storage.tables import DecisionRow, MembershipRow, Table, UserRow

Ids = dict[str, str]
RECIPE, SEED = "volume", 42
_ROLES = {"manager": Role.BRAND_MANAGER, "agency": Role.AGENCY, "admin": Role.ADMIN}
POST = "p1"  # the same in both, and no secret


def canary(room: Workspace) -> str:
    """The word that stands in everything of this tenant."""
    return f"{room.slug}canary"


@dataclass(frozen=True, slots=True)
class Tenant:
    """A workspace, the ids of what it has by kind, and its word."""

    room: Workspace
    ids: Ids

    @property
    def word(self) -> str:
        return canary(self.room)


def no_objects(ids: Ids) -> Ids:
    """The same kinds, as long as the ids of rows that are there, but of none; never a number by chance."""
    return {kind: f"f{hashlib.sha256(kind.encode()).hexdigest()}"[: len(one)] for kind, one in ids.items()}


def make_template(home: Path) -> None:
    """The installation that every world is a copy of; takes seconds, as both tenants have analyses."""
    house = make_house(home)
    known = {}
    for room in (RED, BLUE):
        for name, role in _ROLES.items():
            house.add_person(f"{canary(room)}-{name}@example.org", role, (room.slug,))
        for name in ("disabled", "removed", "expired", "left"):
            house.add_person(f"{canary(room)}-{name}@example.org", Role.AGENCY, (room.slug,))
        known[room.slug] = _furnish(house, room, home)
    (home / "tenants.json").write_text(json.dumps(known))
    house.close()


def _furnish(house: House, room: Workspace, folder: Path) -> Ids:
    """One of everything, with the tenant's word in whatever holds words."""
    word, services = canary(room), house.services
    actor = replace(make_actor(Role.ADMIN, room, hashlib.sha256(word.encode()).hexdigest()[:16]), name=f"{word} person")
    datasets = {}
    for number, kind in enumerate(("hidden", "deleted", "dataset")):
        house.clock.advance(minutes=1)
        datasets[kind] = services.datasets.import_file(actor, _file(folder, word, kind, number)).id
    services.lifecycle.hide(actor, datasets["hidden"])
    services.lifecycle.delete(actor, datasets["deleted"])
    request = SegmentationRequest(datasets["dataset"], RECIPE)
    selection = Selection(request, post=POST)
    analysed = services.analyses.make(actor, request)
    if room == RED:
        # The other tenant only asks.
        services.analyses.make_explained(actor, request)
    segment = analysed.lineage.identities[0].id
    services.segments.rename(actor, selection, segment, f"{word} segment")
    tag = services.tagging.add(actor, f"{word} tag", TagRule(contains=word)).id
    services.alerts.set(actor, 0.1)
    services.branding.change(actor, BrandWords(footer=f"{word} footer", prepared_by=f"{word} maker"))
    report = services.reports.build(actor, ReportOrder(selection, "appendix", "csv", title=f"{word} report")).id
    run = secrets.token_hex(8)
    more = furnish_more(services, actor, selection, word)
    upload = services.uploads.begin(actor, f"{word}-upload.csv", 10).id
    waiting = services.uploads.begin(actor, f"{word}-waiting.csv", 10).id
    services.uploads.receive(actor, waiting, 0, b"a,b\n1,2\n\n\n")
    services.uploads.park(actor, waiting, f"{word} columns")
    order = WorkOrder("analysis.segments", f"{word} work", {"args": [{"dataset": datasets["dataset"], "seed": 7}]})
    job = services.jobs.submit(actor, order).id
    with house.database.transaction(room.id) as data:
        line = data.datasets.get(datasets["dataset"]).line_id
        data.decisions.put(
            DecisionRow(
                line_id=line,
                value="format=photo",
                verdict=next(iter(Verdict)).value,
                note=f"{word} note",
                decided_by=f"{word} person",
                decided_at=house.clock(),
            )
        )
        data.schedules.add_run(
            RunRow(
                id=run,
                schedule_id=more["schedule"],
                due_at=house.clock(),
                state="delivered",
                words=f"{word} went out",
                report_id=more["released"],
                job_id="",
            )
        )
    kinds = {
        "run": run,
        "segment": segment,
        "tag": tag,
        "report": report,
        "upload": upload,
        "waiting": waiting,
        "job": job,
    }
    return {**datasets, **kinds, **more, "key": order.key(room.id), "workspace": room.id}


def _file(folder: Path, word: str, kind: str, seed: int) -> Path:
    text = make_posts_csv(posts=90 if kind == "dataset" else 30, seed=seed + len(word))
    text = text.replace("North shop", f"{word} north").replace("Words of", f"{word} words of")
    path = folder / f"{word}-{kind}.csv"
    path.write_text(text)
    return path


@dataclass(frozen=True, slots=True)
class World:
    """Both tenants, the web app, and somebody of every kind in a browser of their own."""

    house: House
    app: Dash
    red: Tenant
    blue: Tenant
    people: dict[str, FlaskClient]
    tokens: dict[str, str]  # of everybody, for programs

    def tenant(self, of: str) -> Tenant:
        return {"red": self.red, "blue": self.blue}[of]

    def actor(self, of: str, who: str) -> Actor:
        """The person as services see them."""
        with self.house.database.reading_directory() as directory:
            user = directory.user_by_email(f"{canary(self.tenant(of).room)}-{who}@example.org")
            assert user is not None
            found = directory.actor(user.id, self.tenant(of).room.id)
        assert found is not None
        return found


def open_world(template: Path, home: Path) -> World:
    """A copy to be hurt at will."""
    house = copy_house(template, home)
    app = create_app(house.settings)
    app.server.extensions[EXTENSION] = house.services
    known = json.loads((home / "tenants.json").read_text())
    house.clock.advance(hours=1)
    world = World(house, app, Tenant(RED, known["red"]), Tenant(BLUE, known["blue"]), {}, {})
    world.tokens.update(make_tokens(house, canary))
    world.people.update(_people(world))
    return world


def close_world(world: World) -> None:
    """Nothing of it is left."""
    world.house.close()
    shutil.rmtree(world.house.settings.home, ignore_errors=True)


def _people(world: World) -> Iterator[tuple[str, FlaskClient]]:
    """Name to browser: three roles of each tenant, and all kinds of people who should get nowhere."""
    web = Web(world.house, world.red.ids, world.app, count(1))  # type: ignore[arg-type]  # no dataset needed
    expired = _signed_in(web, world.red, "expired")
    world.house.clock.advance(minutes=31)
    yield "expired", expired
    for of in ("red", "blue"):
        for name in _ROLES:
            client = _signed_in(web, world.tenant(of), name)
            # An admin may enter every workspace, and begins in the first by name.
            assert client.post("/workspace", data={"workspace": world.tenant(of).room.id}).status_code == 302
            yield f"{of} {name}", client
    left = _signed_in(web, world.red, "left")
    cookie = left.get_cookie("postlens")
    left.post("/sign-out")
    # The cookie, kept by somebody else, after its owner signed out.
    left.set_cookie("postlens", cookie.value if cookie else "")
    yield "signed out", left
    for name in ("disabled", "removed"):
        yield name, _signed_in(web, world.red, name)
    _shut_out(world)
    yield "stranger", web.stranger()


def _signed_in(web: Web, tenant: Tenant, name: str) -> FlaskClient:
    client = web.stranger()
    answer = client.post("/login", data={"email": f"{tenant.word}-{name}@example.org", "password": PASSWORD})
    assert answer.status_code == 302, answer.text
    return client


def _shut_out(world: World) -> None:
    """One account is disabled, another may no longer enter the workspace; both have a session that goes on."""
    with world.house.database.jobs() as session:
        session.execute(
            update(UserRow).where(UserRow.email == f"{world.red.word}-disabled@example.org").values(active=False)
        )
        gone = session.query(UserRow).filter_by(email=f"{world.red.word}-removed@example.org").one()
        session.execute(delete(MembershipRow).where(MembershipRow.user_id == gone.id))


def standing(world: World, tenant: Tenant) -> Any:
    """Every row and every file of a tenant: equal before and after means that nothing was changed."""
    rows = {}
    with world.house.database.engine.connect() as connection:
        for name in sorted(owned_tables()):
            table = Table.metadata.tables[name]
            found = connection.execute(table.select().where(table.c.workspace_id == tenant.room.id)).mappings()
            rows[name] = sorted(repr(sorted(row.items())) for row in found)
    folder = world.house.files.path(tenant.room.id)
    return rows, sorted((str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file())
