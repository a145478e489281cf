"""A real installation: a home folder with the demonstration, a web server and a worker on a port of their own."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from services.domain.actors import Role, Workspace
from services.domain.clock import system_clock
from services.storage.database import Database

ROOT = Path(__file__).parent.parent.parent
# Beside the demonstration: rooms where tests bring files of their own.
ROOMS = tuple(
    Workspace(f"room-{slug}", slug, f"{slug.capitalize()} room")
    for slug in ("sellers", "odd", "hostile", "empty", "files")
)
_POSTLENS = Path(sys.executable).with_name("postlens")
_PATIENCE = 60.0


def prepare(home: Path) -> None:
    """The demonstration, analysed, and its three people, who may also enter the other rooms."""
    command = [_POSTLENS, "init", "--demo"]
    subprocess.run(command, env=_environment(home), check=True, capture_output=True, text=True)
    database = Database(f"sqlite:///{home / 'postlens.db'}")
    with database.directory() as directory:
        for room in ROOMS:
            directory.add_workspace(room, system_clock())
        for role in (Role.BRAND_MANAGER, Role.AGENCY):
            person = directory.user_by_email(_sign_ins(home)[role]["email"])
            for room in ROOMS:
                directory.admit(person.id, room.id)
    database.close()


@dataclass(frozen=True, slots=True)
class Installation:
    """Where it is, who may sign in, and what it said."""

    home: Path
    port: int
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return _log(self.home).read_text()

    def sign_in(self, role: Role) -> tuple[str, str]:
        """E-mail address and password of the demonstration's person of this role."""
        person = _sign_ins(self.home)[role]
        return person["email"], person["password"]

    def stop(self) -> None:
        """Nothing of it is left, whatever state it is in."""
        family = psutil.Process(self.process.pid).children(recursive=True) if self.process.poll() is None else []
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(10)
        for left in psutil.wait_procs(family, 5)[1]:
            left.kill()


def start(prepared: Path, home: Path, **settings: str) -> Installation:
    """A copy of the prepared home, served; web server and worker are up when this returns.

    settings: variables of the program, such as POSTLENS_SMTP_HOST.
    """
    shutil.copytree(prepared, home)
    port = _free_port()
    with _log(home).open("wb") as log:
        process = subprocess.Popen(
            [_POSTLENS, "serve"], env=_environment(home, port) | settings, stdout=log, stderr=log
        )
    installation = Installation(home, port, process)
    try:
        _wait_until_it_works(installation)
    except BaseException:
        installation.stop()
        raise
    return installation


def _wait_until_it_works(installation: Installation) -> None:
    deadline = time.monotonic() + _PATIENCE
    while not (_answers(installation.port) and "worker started" in installation.log):
        assert installation.process.poll() is None, f"Postlens did not start:\n{installation.log}"
        assert time.monotonic() < deadline, f"Postlens is not up after {_PATIENCE} s:\n{installation.log}"
        time.sleep(0.05)


def _answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _environment(home: Path, port: int = 0) -> dict[str, str]:
    plain = {name: value for name, value in os.environ.items() if not name.startswith("POSTLENS_")}
    return {**plain, "POSTLENS_HOME": str(home), **({"POSTLENS_PORT": str(port)} if port else {})}


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def _log(home: Path) -> Path:
    return home / "serve.log"


def _sign_ins(home: Path) -> dict[Role, dict[str, str]]:
    return {Role(person["role"]): person for person in json.loads((home / "demo-sign-ins.json").read_text())}
