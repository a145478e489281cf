"""Runs the web server, and a worker beside it, as processes of their own."""

import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType

import click
import structlog

from app import installation
from app.lifeline import tied
from app.settings import Settings

log = structlog.get_logger()

_ROOT = Path(__file__).resolve().parent.parent
# How often the processes are looked at, how long they may take to stop, and how long a worker that ends at
# once is left alone, in seconds.
_LOOK, _STOP, _PAUSE = 0.2, 20.0, 2.0


class Group:
    """Processes that belong together: a worker that dies is started anew, without the web server all stop."""

    def __init__(self, web: list[str], worker: list[str] | None) -> None:
        self._stopping = False
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._web = _start(web)
        self._worker_command = worker
        self._worker = _start(worker) if worker else None
        self._started = time.monotonic()

    def watch(self) -> int:
        """Until told to stop; the web server's exit code."""
        while not self._stopping and self._web.poll() is None:
            self._look_after_worker()
            time.sleep(_LOOK)
        return self._wind_down()

    def _look_after_worker(self) -> None:
        if not self._worker or not self._worker_command or self._worker.poll() is None:
            return
        if time.monotonic() - self._started > _PAUSE:
            log.warning("worker ended and is started anew", exit_code=self._worker.returncode)
            self._worker, self._started = _start(self._worker_command), time.monotonic()

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
    worker = [sys.executable, "-m", "app.worker"] if with_worker else None
    click.echo(f"Postlens is at http://{settings.host}:{settings.port}")
    for person in installation.demo_sign_ins(settings):
        click.echo(f"  {person.role:14} {person.email:22} {person.password}")
    sys.stdout.flush()
    sys.exit(Group(_gunicorn(settings), worker).watch())


def _start(command: list[str]) -> subprocess.Popen[bytes]:
    # A parent that is killed cannot stop its children: they are told to stop by the kernel.
    # Between fork and exec is safe here, as this process has one thread.
    tie = tied(signal.SIGTERM)
    return subprocess.Popen(command, preexec_fn=tie)  # noqa: S603, PLW1509  (our own commands; as above)


def _gunicorn(settings: Settings) -> list[str]:
    return [
        sys.executable,
        "-m",
        "gunicorn",
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
        f"--chdir={_ROOT}",
    ]
