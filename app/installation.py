"""An installation: its database, its first workspace, and the demonstration."""

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from app.container import build_services
from app.settings import Settings
from services.bundle import Services
from services.demo import generate
from services.domain.actors import Actor, Role, Workspace
from services.domain.clock import system_clock
from services.domain.errors import InvalidInput, NotFound
from services.domain.segmentation import SegmentationRequest
from services.people import NewPerson
from services.progress import Report, part
from services.storage.database import Database
from services.storage.files import Files
from services.storage.schema import is_current, migrate

_DEMO_FILE = "postlens-demo.csv"
_PEOPLE = (
    ("brand@demo.example", "Bea Brand", Role.BRAND_MANAGER),
    ("agency@demo.example", "Arun Agency", Role.AGENCY),
    ("admin@demo.example", "Ada Admin", Role.ADMIN),
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """A demonstration account as it is printed at start."""

    email: str
    password: str
    role: str


def initialise(settings: Settings, slug: str, name: str) -> None:
    """The folder, the tables, and a first workspace; doing it again changes nothing."""
    settings.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database)
    if not is_current(database.engine):
        migrate(database.engine)
    with database.directory() as directory:
        if not directory.workspaces():
            directory.add_workspace(Workspace(secrets.token_hex(8), slug, name), system_clock())
    database.close()


def shell_actor(settings: Settings, slug: str | None = None) -> Actor:
    """Whoever holds the shell may do everything in the workspace; the oldest one unless it is named."""
    if not settings.home.exists():
        raise InvalidInput(f"There is no Postlens in {settings.home}. Run: postlens init")
    database = Database(settings.database)
    if not is_current(database.engine):
        raise InvalidInput(
            f"The database of {settings.home} is empty or of another version. Run: postlens init; nothing is lost."
        )
    with database.reading_directory() as directory:
        rooms = directory.workspaces()
    database.close()
    found = next((room for room in rooms if slug in (None, room.slug)), None)
    if found is None:
        raise NotFound(f"There is no workspace {slug!r}; there is {', '.join(room.slug for room in rooms)}.")
    return Actor("shell", "Command line", Role.ADMIN, found.id, found.name)


def add_demo(settings: Settings, report: Report) -> None:
    """The synthetic posts, analysed, and one account a role with a password of its own; once."""
    services, actor = build_services(settings), shell_actor(settings)
    if not _sign_ins_file(settings).exists():
        _add_people(settings, services, actor)
    if not services.datasets.newest_first(actor):
        folder = Files(settings.home.absolute() / "files").path(actor.workspace_id, "uploads")
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = folder / _DEMO_FILE
        file.write_text(generate(system_clock()), encoding="utf-8")
        try:
            dataset = services.datasets.import_file(actor, file, part(report, 0.0, 0.2))
        finally:
            file.unlink()
        request = SegmentationRequest(dataset.id)
        services.analyses.make(actor, request, part(report, 0.2, 0.6))
        services.analyses.make_explained(actor, request, part(report, 0.6, 1.0))


def demo_sign_ins(settings: Settings) -> tuple[SignIn, ...]:
    """The demonstration's accounts, none where there is no demonstration."""
    path = _sign_ins_file(settings)
    return tuple(SignIn(**entry) for entry in json.loads(path.read_text())) if path.exists() else ()


def default_slug(settings: Settings) -> str:
    """The oldest workspace: what is meant where none is named."""
    database = Database(settings.database)
    with database.reading_directory() as directory:
        slug = directory.workspaces()[0].slug
    database.close()
    return slug


def _add_people(settings: Settings, services: Services, actor: Actor) -> None:
    made, slug = [], default_slug(settings)
    for email, name, role in _PEOPLE:
        password = secrets.token_urlsafe(12)
        services.people.add(actor, NewPerson(email, name, role, password, (slug,)))
        made.append({"email": email, "password": password, "role": role.value})
    handle = os.open(_sign_ins_file(settings), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(made, file)


def _sign_ins_file(settings: Settings) -> Path:
    return settings.home.absolute() / "demo-sign-ins.json"
