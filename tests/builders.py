"""Small installations, files and analyses that tests of several layers share; real adapters throughout."""

import csv
import io
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import numpy as np
from argon2 import PasswordHasher
from dash import Dash, _get_app
from flask.testing import FlaskClient

from app.container import build_services
from app.factory import create_app
from app.settings import Settings
from callbacks.context import EXTENSION
from services.analyses import Analysed
from services.bundle import Services
from services.domain.actors import Actor, Role, Workspace
from services.domain.analysis import Analysis, Described, Plane
from services.domain.arrays import read_only
from services.domain.datasets import Dataset
from services.domain.identity import Identity, Lineage
from services.domain.posts import Posts
from services.domain.rules import Rule, bounded
from services.domain.segmentation import Segmentation, SegmentationRequest, Sweep, SweepRow
from services.domain.surrogate import Surrogate
from services.people import NewPerson
from services.storage.database import Database
from services.storage.files import Files
from services.storage.schema import migrate

FAST_HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD = "a long enough password"  # of accounts that live as long as a test
START = datetime(2026, 1, 5, 12, tzinfo=UTC)
RED = Workspace("red-room", "red", "Red")
BLUE = Workspace("blue-room", "blue", "Blue")
_HEADER = (
    "status_id,page_name,status_type,status_message,status_published,num_reactions,num_comments,num_shares,"
    "num_likes,num_loves,num_wows,num_hahas,num_sads,num_angrys"
)
# Typical comments, shares, likes, loves, wows, hahas, sads, angrys, and the type, of three kinds of posts.
_KINDS = (
    ("photo", (2, 1, 60, 2, 1, 1, 1, 1)),
    ("link", (20, 8, 2500, 260, 60, 30, 10, 6)),
    ("video", (1200, 240, 500, 90, 9, 14, 9, 5)),
)


class SetClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **duration: float) -> None:
        """Later by hours, minutes or seconds."""
        self.now += timedelta(**duration)


def make_actor(role: Role = Role.ADMIN, workspace: Workspace = RED, user_id: str = "somebody") -> Actor:
    return Actor(user_id, "Some Body", role, workspace.id, workspace.name)


@dataclass(frozen=True, slots=True)
class House:
    """An installation in a folder of its own, with two workspaces and a clock that a test moves."""

    settings: Settings
    clock: SetClock
    database: Database
    files: Files
    services: Services

    def add_person(self, email: str, role: Role = Role.BRAND_MANAGER, workspaces: tuple[str, ...] = ("red",)) -> str:
        """The id of somebody who signs in with PASSWORD."""
        person = NewPerson(email, email.partition("@")[0], role, PASSWORD, workspaces)
        return self.services.people.add(make_actor(), person)

    def close(self) -> None:
        self.database.close()


def make_house(home: Path, **settings: Any) -> House:
    """An installation with the tables of this version and the workspaces red and blue."""
    house = _open_house(home, **settings)
    migrate(house.database.engine)
    with house.database.directory() as directory:
        for workspace in (RED, BLUE):
            directory.add_workspace(workspace, START)
    return house


def copy_house(template: Path, home: Path, **settings: Any) -> House:
    """The same installation as in the template's folder, to be changed at will."""
    shutil.copytree(template, home)
    return _open_house(home, **settings)


def _open_house(home: Path, **settings: Any) -> House:
    # Tests ask faster than people do.
    chosen, clock = Settings(home=home, **{"requests_per_minute": 0, **settings}), SetClock()
    services = build_services(chosen, clock, FAST_HASHER)
    # The services' own database, so that closing the house leaves no connection open.
    database: Database = services.accounts._database
    return House(chosen, clock, database, Files(home / "files"), services)


def make_posts_csv(posts: int = 240, seed: int = 7, unreadable: int = 0) -> str:
    """Posts of three clear kinds on two pages, newest first, in the core schema; then rows with a broken date."""
    draw = np.random.default_rng(seed)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER.split(","))
    newest = datetime(2025, 11, 28, 18, 30)  # noqa: DTZ001  # files state no zone
    for number in range(posts):
        kind, typical = _KINDS[number % 3]
        counts = np.round(np.array(typical) * np.exp(draw.normal(0, 0.25, len(typical)))).astype(int).tolist()
        day = newest - timedelta(days=2 * number, minutes=number)
        page = ("North shop", "South shop")[number // 3 % 2]
        words = f"Words of post {number + 1}"
        writer.writerow([f"p{number + 1}", page, kind, words, f"{day:%Y-%m-%d %H:%M:%S}", sum(counts[2:]), *counts])
    for number in range(unreadable):
        writer.writerow([f"u{number + 1}", "North shop", "photo", "", "some day", 1, 1, 1, 1, 0, 0, 0, 0, 0])
    return text.getvalue()


def save_posts_csv(folder: Path, name: str = "posts.csv", **differences: Any) -> Path:
    path = folder / name
    path.write_text(make_posts_csv(**differences), encoding="utf-8")
    return path


def make_dataset(**difference: Any) -> Dataset:
    dataset = Dataset(
        id="d1",
        name="spring",
        file_name="spring.csv",
        size=1200,
        rows_in_file=6,
        rows_kept=6,
        rows_set_aside=0,
        first=datetime(2025, 1, 1, 9),  # noqa: DTZ001  # as written in the file
        last=datetime(2025, 6, 1, 9),  # noqa: DTZ001  # as above
        measured=("reactions", "comments", "shares", "likes"),
        findings=(),
        uploaded_by="Some Body",
        created_at=START,
        sha256="0" * 64,
    )
    return replace(dataset, **difference)


def make_posts(**difference: Any) -> Posts:
    """Six posts, a month apart, the last one's comments not measured."""
    posts = Posts(
        ids=np.array(["a", "b", "c", "d", "e", "f"], object),
        published=np.array([f"2025-0{month}-01T09:00" for month in range(1, 7)], "datetime64[us]"),
        formats=np.array(["video", "video", "photo", "photo", "photo", ""], object),
        pages=np.array(["North", "South", "North", "South", "North", ""], object),
        texts=np.array(["Live now", "", "", "", "", ""], object),
        permalinks=np.array(["https://example.org/a", "", "", "", "", ""], object),
        immature=np.array([False, False, False, False, False, True]),
        counts={
            "comments": np.array([900.0, 700.0, 3.0, 2.0, 1.0, np.nan]),
            "shares": np.array([90.0, 110.0, 1.0, 0.0, 0.0, 0.0]),
            "reactions": np.array([300.0, 280.0, 50.0, 40.0, 30.0, 20.0]),
        },
    )
    return replace(posts, **difference)


def make_analysed(posts: Posts | None = None, labels: tuple[int, ...] = (0, 0, 1, 1, 1, 1)) -> Analysed:
    """Six posts in two segments by hand: a and b are talked about, the others are not; c is borderline."""
    posts = posts or make_posts()
    features = tuple(name for name in ("comments", "shares", "reactions") if name in posts.counts)
    segmentation = Segmentation(
        k=2,
        labels=read_only(np.array(labels, np.int16)),
        centroids=read_only(np.array([[1.2, 1.1, 1.0], [-0.6, -0.5, -0.5]])[:, : len(features)]),
        inertia_per_post=0.4,
        jaccard=read_only(np.array([0.95, 0.97])),
        membership=read_only(np.array([1.0, 1.0, 0.7, 1.0, 1.0, 1.0])),
    )
    row = SweepRow(2, 0.4, 0.7, 0.96, 0.95, 0.33, 2)
    contrasts = np.array([[1.9, 1.8, 1.7], [-0.9, -0.8, -0.7]])[:, : len(features)]
    names = ("Talked about", "Quiet posts")
    rules = (
        Rule(((bounded("comments", 100, None),),), 1.0, 1.0, 2),
        Rule(((bounded("comments", None, 90),),), 1.0, 1.0, 4),
    )
    described = Described(segmentation, names, read_only(contrasts), rules)
    identities = tuple(Identity(f"s{place + 1}", name, name) for place, name in enumerate(names))
    analysis = Analysis(
        recipe="volume",
        features=features,
        sweep=Sweep((row,), (segmentation,), 2, 6, 50),
        described=(described,),
        plane=Plane(
            x=read_only(np.array([3, 2, 0, -1, -2, -2], np.float32)),
            y=read_only(np.array([1, -1, 0, 0, 1, -1], np.float32)),
            loadings=read_only(np.array([[0.6, -0.7], [0.6, 0.7], [0.5, 0.0]])[: len(features)]),
            variance=0.9,
        ),
        circular=None,
    )
    return Analysed(make_dataset(), posts, analysis, described, "f" * 64, Lineage(identities), analysed_at=START)


@dataclass(frozen=True, slots=True)
class Story:
    """An installation with one dataset in the red workspace, segmented and explained."""

    house: House
    dataset: Dataset
    analysed: Analysed
    surrogate: Surrogate

    @property
    def request(self) -> SegmentationRequest:
        return SegmentationRequest(self.dataset.id)


def make_story(home: Path) -> Story:
    house = make_house(home)
    file = save_posts_csv(home, "autumn-export.csv", unreadable=2)
    dataset = house.services.datasets.import_file(make_actor(), file)
    file.unlink()
    request = SegmentationRequest(dataset.id)
    analysed = house.services.analyses.make(make_actor(), request)
    return Story(house, dataset, analysed, house.services.analyses.make_explained(make_actor(), request))


@dataclass(frozen=True, slots=True)
class Web:
    """The web app on an installation, and people who visit it; `visits` gives each an address of their own."""

    house: House
    dataset: Dataset
    app: Dash
    visits: Iterator[int]

    def stranger(self) -> FlaskClient:
        client = self.app.server.test_client()
        number = next(self.visits)
        client.environ_base["REMOTE_ADDR"] = f"10.0.{number // 250}.{number % 250}"
        return client

    def person(self, role: Role = Role.BRAND_MANAGER, workspaces: tuple[str, ...] = ("red",)) -> FlaskClient:
        """Somebody new, signed in."""
        client, email = self.stranger(), f"person{next(self.visits)}@example.org"
        self.house.add_person(email, role, workspaces)
        answer = client.post("/login", data={"email": email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        return client

    def body(self, output: str, **values: Any) -> dict[str, Any]:
        """What a browser sends for this callback; values by `component.property`, None where none is given."""
        known = self.app.callback_map[output]
        given = {part: [_dependency(one, values) for one in known[part]] for part in ("inputs", "state")}
        outputs = [_output(one) for one in output.strip(".").split("...")]
        first = known["inputs"][0] if known["inputs"] else {"id": "", "property": ""}
        return {
            "output": output,
            "outputs": outputs if output.startswith("..") else outputs[0],
            "changedPropIds": [f"{first['id']}.{first['property']}"],
            **given,
        }


def make_web(house: House, story: Story) -> Web:
    return Web(house, story.dataset, make_app(house), count(1))


def make_second_web(house: House, story: Story) -> Web:
    return Web(house, story.dataset, make_second_app(house), count(1))


def make_app(house: House) -> Dash:
    app = create_app(house.settings)
    app.server.extensions[EXTENSION] = house.services
    return app


def make_second_app(house: House) -> Dash:
    """An app beside the one of all tests, which goes on being the one that Dash signs handles of jobs with."""
    first = _get_app.APP
    made = make_app(house)
    if first is not None:
        _get_app.APP = first
        _get_app.app_context.set(first)
    return made


def _dependency(known: dict[str, Any], values: dict[str, Any]) -> Any:
    if known["id"].startswith("{"):
        return []
    return {**known, "value": values.get(f"{known['id']}.{known['property']}")}


def _output(name: str) -> dict[str, str]:
    component, _, changed = name.rpartition(".")
    return {"id": component, "property": changed.partition("@")[0]}
