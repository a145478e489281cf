import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.container import build_services
from app.settings import Settings
from services.domain.errors import InvalidInput, Unavailable
from services.storage import failpoints
from services.storage.files import Files


@pytest.fixture(autouse=True)
def disarmed():
    yield
    failpoints.arm("")


def test_nothing_happens_at_a_point_that_is_not_armed():
    for name in failpoints.POINTS:
        failpoints.reached(name)


def test_a_point_fires_at_the_time_it_was_armed_for():
    failpoints.arm("file.after_rename:raise:2")
    failpoints.reached("file.after_rename")

    with pytest.raises(failpoints.Failed):
        failpoints.reached("file.after_rename")
    failpoints.reached("file.after_rename")


@pytest.mark.parametrize("order", ["nowhere:kill", "file.after_rename", "file.after_rename:dance", "a:b:c:d", "::"])
def test_an_order_that_is_none_is_refused(order):
    with pytest.raises(InvalidInput, match="is no failpoint"):
        failpoints.arm(order)


@pytest.mark.parametrize(("action", "words"), [("enospc", "No space left"), ("eio", "Input/output error")])
def test_a_disk_that_fails_is_told_and_leaves_nothing(tmp_path, action, words):
    files = Files(tmp_path / "files")
    failpoints.arm(f"file.before_fsync:{action}")

    with pytest.raises(Unavailable, match=words):
        files.keep(files.path("red", "one"), lambda path: path.write_bytes(b"x"))
    assert list(files.path("red").iterdir()) == []


def test_an_installation_refuses_to_start_with_a_failpoint(tmp_path, monkeypatch):
    monkeypatch.setenv(failpoints.VARIABLE, "file.after_rename:raise")

    with pytest.raises(InvalidInput, match="Unset it"):
        build_services(Settings(home=tmp_path))
    build_services(Settings(home=tmp_path, testing=True))
    with pytest.raises(failpoints.Failed):
        failpoints.reached("file.after_rename")


def test_the_variable_alone_does_nothing_to_a_process_that_never_asked():
    code = "from services.storage import failpoints; [failpoints.reached(one) for one in failpoints.POINTS]"
    environment = os.environ | {failpoints.VARIABLE: "upload.first_byte:kill"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd=Path.cwd(), check=False)

    assert done.returncode == 0
