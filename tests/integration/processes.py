"""Real processes of an installation, and people who visit it the way Dash's renderer does."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import psutil
import requests
from builders import PASSWORD, House

from services.storage.tables import JobRow

Found = TypeVar("Found")
GATED_WORKER = Path(__file__).with_name("gated_worker.py")
_POSTLENS = Path(sys.executable).with_name("postlens")
_SEGMENTS = ("analysis-made-store.data", "analysis-progress-area.children")


def until(look: Callable[[], Found], seconds: float = 60.0, what: str = "") -> Found:
    """What `look` finds, as soon as it finds something."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"not within {seconds} s: {what or look}"
        time.sleep(0.03)
    return found


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


def alive(pid: int) -> bool:
    """Whether the process still runs; one that waits to be fetched does not."""
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@dataclass
class Site:
    """An installation with its processes; everything started here is gone at the end."""

    house: House
    port: int = field(default_factory=free_port)
    web: subprocess.Popen[bytes] | None = None
    worker: subprocess.Popen[bytes] | None = None
    _everything: ExitStack = field(default_factory=ExitStack)

    @property
    def home(self) -> Path:
        return self.house.settings.home

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *command: str | Path) -> subprocess.Popen[bytes]:
        environment = os.environ | {"POSTLENS_HOME": str(self.home), "POSTLENS_PORT": str(self.port)}
        log = self._everything.enter_context((self.home.parent / "processes.log").open("ab"))
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        self._everything.callback(_end, process)
        return process

    def start_web(self) -> subprocess.Popen[bytes]:
        self.web = self.start(_POSTLENS, "serve", "--web-only")
        until(self.answers, what="the web server answers")
        return self.web

    def start_all(self) -> subprocess.Popen[bytes]:
        """Web server and worker as people start them."""
        self.web = self.start(_POSTLENS, "serve")
        until(self.answers, what="the web server answers")
        return self.web

    def start_gated_worker(self) -> subprocess.Popen[bytes]:
        self.worker = self.start(sys.executable, GATED_WORKER)
        return self.worker

    def look_after(self) -> None:
        """Starts anew what a test ended."""
        if self.web is None or self.web.poll() is not None:
            self.start_web()
        if self.worker is None or self.worker.poll() is not None:
            self.start_gated_worker()

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/healthz", timeout=5).ok
        except requests.RequestException:
            return False

    def visitor(self, email: str) -> "Visitor":
        """Somebody who is known already, signed in."""
        return Visitor(self.url, email, self._everything.enter_context(requests.Session()))

    def jobs(self, seed: int) -> list[JobRow]:
        """The rows of analyses with this seed, oldest first."""
        with self.house.database.jobs() as session:
            rows = session.query(JobRow).order_by(JobRow.created_at).all()
        return [row for row in rows if row.task == "analysis.segments" and row.arguments["args"][0]["seed"] == seed]

    def job(self, seed: int) -> JobRow:
        """The only such row."""
        (row,) = self.jobs(seed)
        return row

    def wait_for(self, seed: int, state: str, seconds: float = 60.0) -> JobRow:
        """The row, once it stands there."""
        until(lambda: self.job(seed).state == state, seconds, f"job {seed} is {state}")
        return self.job(seed)

    def open_gate(self, seed: int) -> None:
        (self.home / f"gate-{seed}").touch()

    def runs(self, name: int | str) -> list[str]:
        """A line for every time this work was begun: the process it ran in."""
        path = self.home / f"runs-{name}"
        return path.read_text().splitlines() if path.exists() else []

    def at_gate(self, seed: int, times: int = 1) -> int:
        """The process that waits at the gate, once the work was begun so many times."""
        until(lambda: len(self.runs(seed)) >= times, what=f"work {seed} is begun")
        return int(self.runs(seed)[-1])

    def suspend(self, process: psutil.Process) -> None:
        """Stops a process where it stands, but not in the middle of a transaction: nobody could write then."""

        def stopped() -> bool:
            process.suspend()
            if self._writable():
                return True
            process.resume()
            return False

        until(stopped, what="the process holds no lock")

    def _writable(self) -> bool:
        connection = sqlite3.connect(self.home / "postlens.db", timeout=0.2, isolation_level=None)
        try:
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
        except sqlite3.OperationalError:
            return False
        finally:
            connection.close()
        return True

    def log(self) -> str:
        return (self.home.parent / "processes.log").read_text()

    def close(self) -> None:
        self._everything.close()


@dataclass(frozen=True, slots=True)
class Handles:
    """What the server gives a page to ask for its job again: signed, and good for this load of the page only."""

    cache_key: str
    job: str


@dataclass
class Visitor:
    """A browser with its session."""

    url: str
    email: str
    session: requests.Session

    def __post_init__(self) -> None:
        answer = self.session.post(
            f"{self.url}/login", data={"email": self.email, "password": PASSWORD, "next": "/about"}
        )
        assert "Sign in" not in answer.text, answer.text

    def load(self, path: str = "/segments") -> "Page":
        """A page, freshly loaded."""
        text = self.session.get(f"{self.url}{path}").text
        config = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', text).group(1))
        return Page(self, config["end_id"])


@dataclass
class Page:
    """One load of a page; it sends what the renderer would."""

    visitor: Visitor
    end_id: str

    def post(self, body: dict[str, Any], **arguments: Any) -> requests.Response:
        """Arguments as the renderer's: cacheKey, job, oldJob, cancelJob."""
        address = f"{self.visitor.url}/_dash-update-component"
        return self.visitor.session.post(address, params={"endId": self.end_id, **arguments}, json=body)

    def order(self, dataset: str, seed: int) -> Handles:
        """Asks for the segments of a dataset as the page does when they are not there yet."""
        answer = self.post(self._body({"dataset": dataset, "recipe": "engagement", "seed": seed}))
        assert answer.status_code == 200, answer.text
        return Handles(answer.json()["cacheKey"], answer.json()["job"])

    def order_instead(self, old: Handles, dataset: str, seed: int) -> requests.Response:
        """The same once more while the page still waits: the renderer names the job it stops to wait for."""
        body = self._body({"dataset": dataset, "recipe": "engagement", "seed": seed})
        return self.post(body, oldJob=old.job)

    def poll(self, handles: Handles) -> requests.Response:
        return self.post(self._body(None), cacheKey=handles.cache_key, job=handles.job)

    def result(self, handles: Handles, seconds: float = 60.0) -> dict[str, Any]:
        """What the page shows in the end; polled as often as pages do."""

        def look() -> dict[str, Any] | None:
            answer = self.poll(handles)
            assert answer.status_code == 200, (answer.status_code, answer.text)
            found: dict[str, Any] | None = answer.json().get("response")
            return found

        return until(look, seconds, "the page's result")

    def progress(self, handles: Handles) -> str:
        """The bar as JSON, "" when there is none."""
        return json.dumps(self.poll(handles).json().get("progress", ""))

    def cancel(self, handles: Handles) -> requests.Response:
        """Presses the page's Cancel button."""
        clicks = {"id": "analysis-cancel-button", "property": "n_clicks", "value": 1}
        body = {
            "output": "analysis-cancel-button.id",
            "outputs": {"id": "analysis-cancel-button", "property": "id"},
            "inputs": [clicks],
            "changedPropIds": ["analysis-cancel-button.n_clicks"],
        }
        return self.post(body, cancelJob=handles.job)

    def cancel_from_tray(self, job_id: str) -> requests.Response:
        """Presses Cancel beside one job of the tray."""
        button = {"page": "shell", "part": "job", "kind": "button", "key": job_id}
        output = next(name for name in self._outputs() if name.startswith("shell-jobs-area.children@"))
        body = {
            "output": output,
            "outputs": {"id": "shell-jobs-area", "property": "children"},
            "inputs": [[{"id": button, "property": "n_clicks", "value": 1}]],
            "changedPropIds": [f"{json.dumps(button, sort_keys=True, separators=(',', ':'))}.n_clicks"],
        }
        return self.post(body)

    def _body(self, wanted: Any) -> dict[str, Any]:
        output = next(name for name in self._outputs() if all(part in name for part in _SEGMENTS) and "made" in name)
        return {
            "output": output,
            "outputs": [
                {"id": one.rpartition(".")[0], "property": one.rpartition(".")[2].partition("@")[0]}
                for one in output.strip(".").split("...")
            ],
            "inputs": [{"id": "analysis-wanted-store", "property": "data", "value": wanted}],
            "changedPropIds": ["analysis-wanted-store.data"],
        }

    def _outputs(self) -> list[str]:
        known = self.visitor.session.get(f"{self.visitor.url}/_dash-dependencies").json()
        return [callback["output"] for callback in known]


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever a test did to it, nothing of the process is left."""
    try:
        family = psutil.Process(process.pid).children(recursive=True)
    except psutil.NoSuchProcess:
        family = []
    for one in (*family, process):
        try:
            one.send_signal(signal.SIGCONT)
            one.kill()
        except (psutil.NoSuchProcess, ProcessLookupError):
            continue
    process.wait(10)
