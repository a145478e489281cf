"""Runs the web server, and a worker beside it, as processes of their own."""

import os
import signal
import subprocess
import sys
import time
from types import FrameType

import click
import structlog

from app import installation
from app.settings import Settings

log = structlog.get_logger()

# How often the processes are looked at, and how long they may take to stop, in seconds.
_LOOK, _STOP = 0.5, 20.0


class Group:
    """Processes that belong together: a worker that dies is started anew, without the web server all stop."""

    def __init__(self, web: list[str], worker: list[str] | None) -> None:
        self._web = subprocess.Popen(web)
        self._worker_command = worker
        self._worker = subprocess.Popen(worker) if worker else None
        self._stopping = False

    def watch(self) -> int:
        """Until told to stop; the web server's exit code."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        while not self._stopping and self._web.poll() is None:
            if self._worker and self._worker_command and self._worker.poll() is not None:
                log.warning("worker ended and is started anew", exit_code=self._worker.returncode)
                self._worker = subprocess.Popen(self._worker_command)
            time.sleep(_LOOK)
        return self._wind_down()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True

    def _wind_down(self) -> int:
        running = [process for process in (self._web, self._worker) if process and process.poll() is None]
        for process in running:
            process.terminate()
        for process in running:
            try:
                process.wait(_STOP)
            except subprocess.TimeoutExpired:
                process.kill()
        return 0 if self._stopping else self._web.wait()


def run_all(settings: Settings, *, with_worker: bool) -> None:
    """Prints where the app is and who may sign in, and serves until told to stop."""
    here = os.path.dirname(sys.executable)
    worker = [os.path.join(here, "postlens"), "worker"] if with_worker else None
    click.echo(f"Postlens is at http://{settings.host}:{settings.port}")
    for person in installation.demo_sign_ins(settings):
        click.echo(f"  {person.role:14} {person.email:22} {person.password}")
    sys.stdout.flush()
    sys.exit(Group(_gunicorn(settings, here), worker).watch())


def _gunicorn(settings: Settings, here: str) -> list[str]:
    return [
        os.path.join(here, "gunicorn"),
        "wsgi:server",
        f"--bind={settings.host}:{settings.port}",
        f"--workers={settings.web_processes}",
        f"--threads={settings.web_threads}",
        "--worker-class=gthread",
        "--timeout=60",
        "--graceful-timeout=15",
        "--keep-alive=5",
        "--no-control-socket",
        "--log-level=warning",
        f"--chdir={os.path.dirname(os.path.dirname(os.path.abspath(__file__)))}",
    ]
