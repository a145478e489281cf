"""The written matrix, and what the running app has: each must be in the other."""

import tomllib
from pathlib import Path
from typing import Any

from services.domain.actors import Role

FILE = Path(__file__).with_name("matrix.toml")
MATRIX: dict[str, Any] = tomllib.loads(FILE.read_text())
WHO = {
    "everybody": frozenset(Role),
    "staff": frozenset({Role.AGENCY, Role.ADMIN}),
    "admins": frozenset({Role.ADMIN}),
    "nobody yet": frozenset(),
}
ROLE_OF = {"manager": Role.BRAND_MANAGER, "agency": Role.AGENCY, "admin": Role.ADMIN}
LOWEST = {"everybody": "manager", "staff": "agency", "admins": "admin"}


def rows(section: str) -> dict[str, str]:
    """Name to who may, of a section that lists names by who may."""
    return {name: who for who in WHO for name in MATRIX[section].get(who, ())}


def may(who: str, person: str) -> bool:
    """Whether somebody called `blue agency` is one of these."""
    return ROLE_OF[person.rpartition(" ")[2]] in WHO[who]


def differences(section: str, there: set[str]) -> str:
    """What to change in the file, "" where it fits the app."""
    known = set(rows(section)) if section not in ("routes", "commands") else _names(section)
    new, gone = sorted(there - known), sorted(known - there)
    words = [f"{name!r} has no row: add it to [{section}] of tests/isolation/matrix.toml." for name in new]
    words += [
        f"{name!r} is in [{section}] of tests/isolation/matrix.toml and not in the app: take it out." for name in gone
    ]
    return "\n".join(words)


def _names(section: str) -> set[str]:
    found = set(MATRIX[section]) - {"installation"}
    return found | set(MATRIX["elsewhere"] if section == "routes" else MATRIX[section]["installation"])
