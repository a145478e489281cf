"""Processes killed at every step of an upload, an import and a deletion; disks that are full; and nothing lost.

After each of them the installation is started anew, the same thing is asked again under the same key, and then:
what was acknowledged is there, what was not is there whole or not at all, nothing is there twice, and the checker
finds nothing once the reaper has been through.
"""

import json
import os
import secrets
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from builders import FAST_HASHER, RED, House, SetClock, copy_house, make_actor, make_posts_csv
from integration.processes import Site, until

from app.container import build_services, build_upkeep
from services.bundle import Services
from services.domain.actors import Actor, Role
from services.domain.errors import NotFound, ServiceError, Unavailable
from services.storage.database import Database
from services.storage.files import Files
from services.uploads import Purpose

POSTLENS = Path(sys.executable).with_name("postlens")
SHELL = make_actor(user_id="shell")
CONTENT = make_posts_csv(posts=30)
KEY = "the one upload"

# The faults of an upload by their numbers. A piece is written in its place, without a name of its own that would be
# changed: F06 is a fault of the import, which keeps the original, the rows set aside and the posts one after the other.
UPLOAD_POINTS = {
    "F01": "upload.first_byte",
    "F02": "upload.mid_body",
    "F03": "upload.after_body",
    "F04": "upload.before_fsync",
    "F05": "upload.after_fsync",
    "F07": "upload.before_commit",
    "F08": "upload.after_commit",
}
IMPORT_POINTS = {
    **{f"F04 of file {number}": f"file.before_fsync:kill:{number}" for number in (1, 3)},
    **{f"F05 of file {number}": f"file.after_fsync:kill:{number}" for number in (1, 3)},
    **{f"F06 of file {number}": f"file.after_rename:kill:{number}" for number in (1, 2, 3)},
    "F07": "import.before_commit:kill",
    "F08": "import.after_commit:kill",
}
DELETE_POINTS = (
    "delete.before_mark",
    "delete.after_mark",
    "delete.first_file",
    "delete.files_gone",
    "delete.before_commit",
    "delete.after_commit",
)


@pytest.fixture
def home(empty_home: Path, tmp_path: Path) -> Iterator[House]:
    """An installation of the test's own, in real time: processes run on it."""
    opened = copy_house(empty_home, tmp_path / "home")
    yield opened
    opened.close()


def restarted(house: House) -> Services:
    """As a new process finds the installation, after its reaper went through."""
    build_upkeep(house.settings).reaper.reap()
    return build_services(house.settings, hasher=FAST_HASHER)


def assert_sound(house: House) -> None:
    assert build_upkeep(house.settings).checker.check().faults == ()


def assert_fsck_finds_nothing(house: House) -> None:
    """As an operator asks: the command, in a process of its own."""
    told = run(house, POSTLENS, "fsck", "--json")
    assert (told.returncode, json.loads(told.stdout)["faults"]) == (0, []), told.stdout


def run(house: House, *command: str | Path, failpoint: str = "") -> subprocess.CompletedProcess[str]:
    """A process on the installation, with a point at which it fails."""
    environment = os.environ | {"POSTLENS_HOME": str(house.settings.home), "POSTLENS_TESTING": "1"}
    armed = environment | {"FAILPOINT": failpoint} if failpoint else environment
    return subprocess.run(command, env=armed, capture_output=True, text=True, timeout=120, check=False)


def datasets(services: Services, actor: Actor = SHELL) -> list[str]:
    return [dataset.id for dataset in services.datasets.newest_first(actor)]


@pytest.mark.parametrize("point", IMPORT_POINTS.values(), ids=IMPORT_POINTS)
def test_an_import_killed_anywhere_is_one_whole_dataset_in_the_end(home: House, tmp_path: Path, point: str) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(CONTENT)
    killed = run(home, POSTLENS, "import", file, "--key", KEY, "--workspace", "red", failpoint=point)
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    services = restarted(home)
    found = datasets(services)
    assert len(found) == ("after_commit" in point)
    assert_sound(home)

    dataset = services.datasets.import_file(SHELL, file, key=KEY)

    assert datasets(services) == [dataset.id]
    assert found in ([], [dataset.id])
    assert dataset.rows_kept == 30
    assert services.datasets.original(SHELL, dataset.id).path.read_text() == CONTENT
    assert_fsck_finds_nothing(home)
    assert len(list(home.files.path(RED.id, "datasets").iterdir())) == 1


@dataclass(frozen=True, slots=True)
class Sender:
    """Somebody of the agency who sends a file over HTTP."""

    url: str
    session: requests.Session

    def begin(self, name: str, size: int) -> dict[str, object]:
        answer = self.session.post(f"{self.url}/uploads", json={"name": name, "size": size, "key": KEY}, timeout=30)
        assert answer.status_code == 201, answer.text
        found: dict[str, object] = answer.json()
        return found

    def send(self, upload: object, offset: int, piece: bytes) -> requests.Response:
        headers = {"Upload-Offset": str(offset)}
        return self.session.patch(f"{self.url}/uploads/{upload}", data=piece, headers=headers, timeout=30)

    def vanish(self, upload: object, offset: int, piece: bytes, share: float) -> None:
        """Announces a piece, sends this share of it, and is gone; returns when the server has noticed."""
        address = urlsplit(self.url)
        with closing(HTTPConnection(address.hostname, address.port, timeout=30)) as connection:
            connection.putrequest("PATCH", f"/uploads/{upload}")
            cookies = "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.session.cookies)
            for name, value in (("Cookie", cookies), ("Upload-Offset", offset), ("Content-Length", len(piece))):
                connection.putheader(name, str(value))
            connection.endheaders(piece[: int(share * len(piece))])
            connection.sock.shutdown(socket.SHUT_WR)
            connection.getresponse().read()


def start_web(site: Site, failpoint: str = "") -> None:
    extra = (f"FAILPOINT={failpoint}", "POSTLENS_TESTING=1") if failpoint else ()
    site.web = site.start("/usr/bin/env", *extra, POSTLENS, "serve", "--web-only")
    until(site.answers, what="the web server answers")


def stop_web(site: Site) -> None:
    assert site.web is not None
    site.web.kill()
    site.web.wait(20)
    until(lambda: not site.answers(), what="the web server is gone")


@pytest.mark.parametrize("point", UPLOAD_POINTS.values(), ids=UPLOAD_POINTS)
def test_a_web_server_killed_in_an_upload_loses_nothing_it_acknowledged(home: House, point: str) -> None:
    person = home.add_person("ann@example.org", Role.AGENCY)
    ann = make_actor(Role.AGENCY, user_id=person)
    # The second piece is larger than what is written at once.
    content = CONTENT.replace("Words of post 1,", f"{'long ' * 300_000},").encode()
    first, second = content[:1000], content[1000:]
    site = Site(home)
    try:
        start_web(site, f"{point}:kill:{1 if point in ('upload.mid_body', 'upload.first_byte') else 2}")
        visitor = site.visitor("ann@example.org")
        sender = Sender(site.url, visitor.session)
        upload = sender.begin("posts.csv", len(content))["id"]
        acknowledged = 0
        with suppress(requests.ConnectionError):
            for piece in (first, second):
                answer = sender.send(upload, acknowledged, piece)
                assert answer.status_code == 200, answer.text
                acknowledged += len(piece)
        assert acknowledged < len(content), "the server was not killed"
        stop_web(site)
    finally:
        site.close()

    services = restarted(home)
    again = services.uploads.begin(ann, "posts.csv", len(content), Purpose(KEY))
    assert again.id == upload
    assert again.received in (acknowledged, acknowledged + len((first, second)[acknowledged > 0]))
    assert home.files.path(RED.id, "uploads", str(upload)).read_bytes()[: again.received] == content[: again.received]
    services.uploads.receive(ann, again.id, again.received, content[again.received :])
    dataset = services.datasets.import_upload(ann, again.id)

    assert datasets(services) == [dataset.id]
    assert services.datasets.original(ann, dataset.id).path.read_bytes() == content
    assert_fsck_finds_nothing(home)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99], ids="F09 at {:.0%}".format)
def test_a_client_that_is_gone_in_mid_piece_goes_on_behind_what_came(home: House, share: float) -> None:
    person = home.add_person("ann@example.org", Role.AGENCY)
    ann = make_actor(Role.AGENCY, user_id=person)
    content = CONTENT.encode()
    first, second = content[:1000], content[1000:]
    site = Site(home)
    try:
        start_web(site)
        sender = Sender(site.url, site.visitor("ann@example.org").session)
        upload = sender.begin("posts.csv", len(content))["id"]
        assert sender.send(upload, 0, first).json()["received"] == len(first)
        sender.vanish(upload, len(first), second, share)
        again = sender.begin("posts.csv", len(content))
        # What did come of the piece is as good as any: it goes on behind it.
        came = len(first) + int(share * len(second))
        lies = home.files.path(RED.id, "uploads", str(upload)).read_bytes()
        assert (again["id"], again["received"], lies) == (upload, came, content[:came])
        assert sender.send(upload, came, content[came:]).json()["received"] == len(content)
        assert '"level": "error"' not in site.log()
    finally:
        site.close()

    services = restarted(home)
    dataset = services.datasets.import_upload(ann, str(upload))
    assert services.datasets.original(ann, dataset.id).path.read_bytes() == content
    assert not list(home.files.path(RED.id, "uploads").iterdir())
    assert_fsck_finds_nothing(home)


def test_the_room_of_a_file_whose_client_never_comes_back_is_free_again_after_a_day(home: House) -> None:
    clock = SetClock()
    services = build_services(home.settings, clock, FAST_HASHER)
    free = services.quota.of_workspace(SHELL).bytes
    upload = services.uploads.begin(SHELL, "posts.csv", len(CONTENT), Purpose(KEY))
    services.uploads.receive(SHELL, upload.id, 0, CONTENT[:1000].encode())
    assert services.quota.of_workspace(SHELL).bytes > free

    clock.advance(hours=25)
    build_upkeep(home.settings, clock).reaper.reap()

    assert services.quota.of_workspace(SHELL).bytes == free
    assert not list(home.files.path(RED.id, "uploads").iterdir())
    assert_fsck_finds_nothing(home)


def test_a_web_server_that_comes_back_goes_on_where_it_stood(home: House) -> None:
    home.add_person("ann@example.org", Role.AGENCY)
    content = CONTENT.encode()
    site = Site(home)
    try:
        start_web(site, "upload.after_commit:kill:1")
        sender = Sender(site.url, site.visitor("ann@example.org").session)
        begun = sender.begin("posts.csv", len(content))
        with pytest.raises(requests.ConnectionError):
            sender.send(begun["id"], 0, content[:500])
        stop_web(site)
        start_web(site)

        again = sender.begin("posts.csv", len(content))

        assert (again["id"], again["received"]) == (begun["id"], 500)
        assert sender.send(again["id"], 0, content[:500]).status_code == 409
        assert sender.send(again["id"], 500, content[500:]).json()["received"] == len(content)
    finally:
        site.close()
    assert_sound(home)


@pytest.mark.parametrize("point", DELETE_POINTS)
def test_a_deletion_killed_anywhere_is_done_in_the_end_or_never_began(home: House, tmp_path: Path, point: str) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(CONTENT)
    services = build_services(home.settings, hasher=FAST_HASHER)
    doomed, other = (services.datasets.import_file(SHELL, file, key=key) for key in ("doomed", "other"))
    (home.files.path(RED.id, "uploads") / doomed.id).parent.mkdir(exist_ok=True)
    (home.files.path(RED.id, "uploads") / doomed.id).write_bytes(b"bytes that were not unlinked before")
    script = (
        "from app.container import build_services; from app.installation import shell_actor; "
        "from app.settings import Settings; s = Settings(); "
        f"build_services(s).lifecycle.delete(shell_actor(s, 'red'), {doomed.id!r})"
    )
    killed = run(home, sys.executable, "-c", script, failpoint=f"{point}:kill")
    assert killed.returncode == -signal.SIGKILL, killed.stderr

    services = restarted(home)

    if point == "delete.before_mark":
        assert datasets(services) == [other.id, doomed.id]
    else:
        assert datasets(services) == [other.id]
        assert services.lifecycle.receipt(SHELL, doomed.id).dataset == doomed.id
        with pytest.raises(NotFound):
            services.datasets.get(SHELL, doomed.id)
        assert not home.files.path(RED.id, "datasets", doomed.id).exists()
    assert services.datasets.original(SHELL, other.id).path.read_text() == CONTENT
    assert_sound(home)


def test_an_import_by_two_workers_at_once_is_one_dataset(home: House) -> None:
    """A worker that was thought dead comes back: the second to arrive finds that it is done."""
    services = build_services(home.settings, hasher=FAST_HASHER)
    content = CONTENT.encode()
    upload = services.uploads.begin(SHELL, "posts.csv", len(content), Purpose(KEY))
    services.uploads.receive(SHELL, upload.id, 0, content)
    made = []

    def meanwhile(fraction: float, _step: str) -> None:
        if fraction == 0.85 and not made:
            made.append("begun")
            made.append(services.datasets.import_upload(SHELL, upload.id).id)

    slower = services.datasets.import_upload(SHELL, upload.id, meanwhile)

    assert datasets(services) == [made[1]] == [slower.id]
    assert_sound(home)


@pytest.fixture
def small_disk(empty_home: Path, tmp_path: Path) -> Iterator[House]:
    """An installation on a disk of 60 MB."""
    mount = tmp_path / "disk"
    mount.mkdir()
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=60m", f"small-{secrets.token_hex(4)}", mount], check=False
    )
    if mounted.returncode:
        pytest.skip("this machine does not let us mount a small disk")
    opened = copy_house(empty_home, mount / "home")
    try:
        yield replace(opened, services=build_services(opened.settings, hasher=FAST_HASHER))
    finally:
        opened.close()
        subprocess.run(["umount", "--lazy", mount], check=True)


def fill(house: House, leave: int) -> Path:
    """The disk full but for so many bytes; the file that fills it."""
    ballast = house.settings.home.parent / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while file.write(b"x" * 4096):
            pass
    os.truncate(ballast, max(ballast.stat().st_size // 4096 * 4096 - leave, 0))
    return ballast


def whole_upload(house: House, content: bytes, key: str) -> str:
    upload = house.services.uploads.begin(SHELL, "posts.csv", len(content), Purpose(key))
    house.services.uploads.receive(SHELL, upload.id, 0, content)
    return upload.id


@pytest.mark.parametrize("leave", [0, 8192, 65536])
def test_a_full_disk_is_told_leaves_nothing_half_and_recovers_without_a_restart(small_disk: House, leave: int) -> None:
    services, content = small_disk.services, CONTENT.encode()
    kept = services.datasets.import_upload(SHELL, whole_upload(small_disk, content, "kept"))
    long = make_posts_csv(posts=900).encode()
    waiting = whole_upload(small_disk, long, "waiting")
    begun = services.uploads.begin(SHELL, "more.csv", 200_000, Purpose("begun"))
    ballast = fill(small_disk, leave)

    refused = []
    for attempt in (
        lambda: services.uploads.begin(SHELL, "new.csv", 500_000),
        lambda: services.uploads.receive(SHELL, begun.id, 0, b"x" * 200_000),
        lambda: services.datasets.import_upload(SHELL, waiting),
        lambda: services.datasets.import_file(SHELL, ballast),
    ):
        with pytest.raises(ServiceError) as refusal:
            attempt()
        refused.append(refusal.value)
    assert all(isinstance(one, Unavailable) for one in refused), refused
    assert datasets(services) == [kept.id]
    assert services.datasets.original(SHELL, kept.id).path.read_bytes() == content

    ballast.unlink()

    dataset = services.datasets.import_upload(SHELL, waiting)
    assert dataset.rows_kept == 900
    assert services.uploads.receive(SHELL, begun.id, 0, b"x" * 200_000).received == 200_000
    restarted(small_disk)
    assert_sound(small_disk)


def test_a_disk_that_breaks_in_the_middle_of_an_import_is_told_and_tried_again(home: House) -> None:
    from services.storage import failpoints

    services = build_services(home.settings, hasher=FAST_HASHER)
    upload = whole_upload(replace(home, services=services), CONTENT.encode(), KEY)
    for action in ("eio", "enospc"):
        for number in (1, 2, 3):
            failpoints.arm(f"file.before_fsync:{action}:{number}")
            with pytest.raises(Unavailable, match="Nothing was changed"):
                services.datasets.import_upload(SHELL, upload)
            assert not list(home.files.path(RED.id, "datasets").iterdir())
    failpoints.arm("")

    assert services.datasets.import_upload(SHELL, upload).rows_kept == 30
    assert_sound(home)


def test_the_installation_does_not_start_with_a_failpoint_left_over(home: House, tmp_path: Path) -> None:
    file = tmp_path / "posts.csv"
    file.write_text(CONTENT)
    environment = os.environ | {"POSTLENS_HOME": str(home.settings.home), "FAILPOINT": "import.before_commit:kill"}
    done = subprocess.run([POSTLENS, "import", file], env=environment, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert "FAILPOINT is set" in done.stderr
    assert Database(home.settings.database).engine.dialect.name == "sqlite"
    assert not list(Files(home.settings.home / "files").root.glob("*/datasets/*"))


def test_fsck_tells_scripts_and_people(home: House, tmp_path: Path) -> None:
    services = build_services(home.settings, hasher=FAST_HASHER)
    file = tmp_path / "posts.csv"
    file.write_text(CONTENT)
    dataset = services.datasets.import_file(SHELL, file)
    clean = run(home, POSTLENS, "fsck", "--json")
    stray = home.files.path(RED.id, "datasets", "stray")
    stray.mkdir()
    found = run(home, POSTLENS, "fsck", "--json")
    repaired = run(home, POSTLENS, "fsck", "--repair")
    services.datasets.original(SHELL, dataset.id).path.unlink()
    damaged = run(home, POSTLENS, "fsck", "--repair", "--json")

    assert (clean.returncode, found.returncode, repaired.returncode, damaged.returncode) == (0, 5, 0, 5)
    assert '"sound": true' in clean.stdout
    assert '"code": "folder_without_dataset"' in found.stdout
    assert "Put right: 1 folders without a dataset" in repaired.stdout
    assert "all as it must be" in repaired.stdout
    assert '"code": "dataset_without_file"' in damaged.stdout
