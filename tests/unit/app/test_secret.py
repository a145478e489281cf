import stat
import threading
from pathlib import Path

from app import secret


def test_a_key_is_made_once_and_stays(tmp_path: Path) -> None:
    assert secret.key(tmp_path / "home") == secret.key(tmp_path / "home")


def test_a_key_is_long_and_every_installation_has_its_own(tmp_path: Path) -> None:
    keys = {secret.key(tmp_path / name) for name in "abc"}

    assert len(keys) == 3
    assert all(len(key) == 64 for key in keys)


def test_only_this_account_can_read_the_key(tmp_path: Path) -> None:
    secret.key(tmp_path)

    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_a_home_that_is_made_is_closed_to_others(tmp_path: Path) -> None:
    secret.key(tmp_path / "new")

    assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o700


def test_threads_that_start_at_once_agree_on_one_key(tmp_path: Path) -> None:
    """Processes do, by their own file each; see the integration of the web server's processes."""
    found: list[str] = []
    start = threading.Barrier(4)

    def begin() -> None:
        start.wait(10)
        found.append(secret.key(tmp_path))

    threads = [threading.Thread(target=begin) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)

    assert len(found) == 4
    assert len(set(found)) == 1
