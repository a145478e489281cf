"""What has to be in order before anything is served; what is not is said in one line, and nothing starts."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

import structlog

from app import secret
from app.settings import Settings
from services.domain.errors import InvalidInput
from services.storage.database import Database

log = structlog.get_logger()

# Switches that open what only developers need, with the values that leave them off.
_SWITCHES = ("FLASK_DEBUG", "DASH_DEBUG", "DASH_HOT_RELOAD", "DASH_MCP_ENABLED", "DASH_UI", "PYTHONINSPECT")
_OFF = frozenset({"", "0", "false", "no", "off"})
_SHORTEST_KEY, _FEWEST_CHARACTERS = 32, 8
_SAMPLES = ("changeme", "secret", "password", "postlens", "example", "default", "insecure", "test")


def demand(settings: Settings) -> None:
    """InvalidInput with the first thing that is not in order and what to do about it."""
    for check in (_switches, _folders, _key):
        _first(check, settings)


def warn(settings: Settings) -> None:
    """One line in the log where PostgreSQL itself keeps no workspaces apart, as its role is above that."""
    database = Database(settings.database)
    try:
        if database.sees_everything():
            log.warning(
                "database role is shown every row: row-level security does not count",
                remedy="use a role that is no superuser and has no BYPASSRLS",
            )
    finally:
        database.close()


def _first(check: Callable[[Settings], Iterator[str]], settings: Settings) -> None:
    for words in check(settings):
        raise InvalidInput(f"Postlens does not start: {words}", "settings")


def _switches(_settings: Settings) -> Iterator[str]:
    for name in _SWITCHES:
        if os.environ.get(name, "").strip().lower() not in _OFF:
            yield f"{name} is set, which opens what only developers need. Unset it."


def _folders(settings: Settings) -> Iterator[str]:
    home = settings.home.absolute()
    for folder in (home, settings.cache):
        if not folder.exists():
            continue
        if folder.stat().st_uid != os.geteuid():
            yield f"{folder} belongs to another account, which could put anything there. Give it to this one: chown."
        _close(folder)


def _close(folder: Path) -> None:
    """Others may neither write nor read here; said in the log, as somebody wanted it otherwise."""
    mode = stat.S_IMODE(folder.stat().st_mode)
    if mode & 0o077:
        folder.chmod(0o700)
        log.warning("folder closed to others", folder=str(folder), mode=oct(mode))


def _key(settings: Settings) -> Iterator[str]:
    path = settings.home.absolute() / secret.FILE
    if not path.exists():
        return
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(0o600)
        log.warning("key closed to others", file=str(path))
    key = path.read_text().strip()
    weak = len(key) < _SHORTEST_KEY or len(set(key)) < _FEWEST_CHARACTERS
    if weak or any(sample in key.lower() for sample in _SAMPLES):
        yield f"the key in {path} is short or a sample. Delete the file: a new one is made, and people sign in anew."
