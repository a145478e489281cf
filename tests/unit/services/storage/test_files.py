from pathlib import Path

import pytest

from services.domain.errors import NotFound, Unavailable
from services.storage.files import Files, sha256


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


def test_a_kept_file_is_whole_and_its_hash_is_told(files: Files) -> None:
    target = files.path("red", "results", "one.npz")

    digest = files.keep(target, lambda path: path.write_bytes(b"content"))

    assert target.read_bytes() == b"content"
    assert digest == sha256(target)
    assert digest == "ed7002b439e9ac845f22357d822bac1444730fbdb6016d3ec9432297b9ec9f73"


def test_writing_that_fails_leaves_the_old_file_and_nothing_else(files: Files) -> None:
    target = files.path("red", "one.csv")
    files.keep(target, lambda path: path.write_bytes(b"old"))

    def half(path: Path) -> None:
        path.write_bytes(b"ne")
        raise OSError(28, "No space left on device")

    with pytest.raises(Unavailable, match=r"No space left on device\). Nothing was changed"):
        files.keep(target, half)

    assert target.read_bytes() == b"old"
    assert [path.name for path in target.parent.iterdir()] == ["one.csv"]


def test_a_defect_while_writing_leaves_nothing_either(files: Files) -> None:
    target = files.path("red", "one.csv")

    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError("defect")

    with pytest.raises(RuntimeError):
        files.keep(target, fail)

    assert list(target.parent.iterdir()) == []


def test_a_kept_file_takes_the_place_of_the_old_one(files: Files) -> None:
    target = files.path("red", "one.csv")
    for content in (b"old", b"new"):
        files.keep(target, lambda path, content=content: path.write_bytes(content))

    assert target.read_bytes() == b"new"


@pytest.mark.parametrize(
    "part", ["..", ".", "", "a/b", "../b", "/etc", "a\\b", ".hidden", "a b", "\x00", "a\n", "~", "con:1", "-", "…"]
)
def test_no_part_leads_out_of_the_folder(files: Files, part: str) -> None:
    for parts in ((part, "x"), ("red", part), ("red", "x", part)):
        with pytest.raises(NotFound):
            files.path(*parts)


def test_workspaces_have_folders_of_their_own_closed_to_other_accounts(files: Files) -> None:
    assert files.path("red", "x") != files.path("blue", "x")
    files.keep(files.path("red", "x"), lambda path: path.write_bytes(b""))

    assert files.root.stat().st_mode & 0o077 == 0
    assert files.path("red", "x").parent.stat().st_mode & 0o077 == 0
