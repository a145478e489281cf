"""Copies of the world of two tenants, for whoever looks at one or hurts one."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from isolation.world import World, close_world, open_world


@pytest.fixture(scope="module")
def world(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(template, tmp_path_factory.mktemp("world") / "home")
    yield made
    close_world(made)


@pytest.fixture
def victim(template: Path, tmp_path: Path) -> Iterator[World]:
    """A copy of the test's own."""
    made = open_world(template, tmp_path / "home")
    yield made
    close_world(made)
