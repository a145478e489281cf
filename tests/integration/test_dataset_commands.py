"""The life of a dataset from the shell, as people and scripts live it."""

import json
import shutil
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from builders import make_posts_csv
from integration.commands import Done, run
from unit.services.arriving import with_more_comments
from unit.services.importers.test_containers import POSTS, make_workbook

from app import installation
from services.domain.actors import Role

SPRING, SUMMER = make_posts_csv(posts=60, unreadable=1), make_posts_csv(posts=20, seed=3)


@dataclass(frozen=True, slots=True)
class Shelf:
    """An installation with one dataset, a folder of files, and the command."""

    home: Path
    spring: str
    files: Path

    def postlens(self, *words: str) -> Done:
        """The command; SPRING is the dataset, and what ends like a file is one of the folder."""
        files = {word: self.files / word for word in words if word.endswith((".csv", ".xlsx"))}
        return run(self.home, *({**files, "SPRING": self.spring}.get(word, word) for word in words))

    def datasets(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.postlens("datasets", "--json").json["datasets"]
        return found


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """spring.csv is the dataset, later.csv the same export a week later; copied, never changed."""
    folder = tmp_path_factory.mktemp("shelf")
    for name, content in (("spring", SPRING), ("summer", SUMMER), ("later", with_more_comments(SPRING, posts=3))):
        (folder / f"{name}.csv").write_text(content)
    (folder / "other.csv").write_text("colour,weight\nred,3\n")
    (folder / "book.xlsx").write_bytes(make_workbook({"May": POSTS, "June": POSTS.replace("7_", "8_")}))
    assert run(folder / "home", "init").code == 0
    spring = run(folder / "home", "import", folder / "spring.csv", "--json").json["dataset"]
    return Shelf(folder / "home", spring, folder)


@pytest.fixture
def shelf(template: Shelf, tmp_path: Path) -> Shelf:
    """The installation, to be changed at will."""
    return replace(template, home=shutil.copytree(template.home, tmp_path / "home"))


def test_datasets_are_listed_newest_first_with_their_ledgers(shelf: Shelf) -> None:
    summer = shelf.postlens("import", "summer.csv", "--json").json["dataset"]

    found = shelf.postlens("datasets", "--json").json

    assert found["workspace"] == "Main workspace"
    assert [(one["dataset"], one["name"], one["state"]) for one in found["datasets"]] == [
        (summer, "summer", "ready"),
        (shelf.spring, "spring", "ready"),
    ]
    last = found["datasets"][1]
    assert (last["rows_in_file"], last["rows_kept"], last["rows_set_aside"], last["rows_updated"]) == (61, 60, 1, 0)
    assert (last["version"], last["files"], last["bytes"]) == (1, ["spring.csv"], len(SPRING.encode()))
    assert last["open_questions"] == ["time_zone_unknown"]
    assert last["imported_by"] == "Command line"


def test_people_read_a_line_a_dataset(shelf: Shelf) -> None:
    assert shelf.postlens("datasets").out == f"{shelf.spring}         60 posts  version 1  spring\n"
    shelf.postlens("hide", "SPRING")
    assert "(hidden, can be restored until 2" in shelf.postlens("datasets").out


def test_an_empty_workspace_says_what_to_run(shelf: Shelf) -> None:
    shelf.postlens("delete", "SPRING")

    assert shelf.datasets() == []
    assert shelf.postlens("datasets").out == "There is no dataset in Main workspace yet. Run: postlens import FILE\n"


def test_a_file_in_the_place_of_another_is_the_next_version(shelf: Shelf) -> None:
    done = shelf.postlens("replace", "SPRING", "summer.csv", "--json")

    assert done.code == 0
    assert (done.json["version"], done.json["rows_in_file"], done.json["rows_kept"]) == (2, 20, 20)
    (only,) = shelf.datasets()
    assert (only["dataset"], only["name"], only["files"]) == (done.json["dataset"], "summer", ["summer.csv"])


def test_a_file_added_updates_posts_and_accounts_for_every_row(shelf: Shelf) -> None:
    found = shelf.postlens("append", "SPRING", "later.csv", "--json").json

    assert (found["version"], found["rows_in_file"]) == (2, 123)
    assert (found["rows_kept"], found["rows_updated"], found["rows_set_aside"]) == (61, 60, 2)
    (only,) = shelf.datasets()
    assert (only["name"], only["files"]) == ("spring", ["spring.csv", "later.csv"])
    assert shelf.postlens("doctor", "SPRING", "--json").json["rows_updated"] == 60


def test_the_sheets_of_a_workbook_can_be_read_one_after_the_other(shelf: Shelf) -> None:
    june = shelf.postlens("replace", "SPRING", "book.xlsx", "--sheet", "June", "--json").json
    both = shelf.postlens("append", "SPRING", "book.xlsx", "--sheet", "May", "--json").json
    again = shelf.postlens("append", "SPRING", "book.xlsx", "--sheet", "May", "--json")
    july = shelf.postlens("append", "SPRING", "book.xlsx", "--sheet", "July", "--json")

    assert (june["rows_kept"], both["rows_kept"], both["rows_updated"]) == (3, 6, 0)
    assert (again.code, july.code) == (2, 2)
    assert "is part of 'book' already" in again.json["error"]
    assert "It has 'May', 'June'." in july.json["error"]


def test_a_hidden_dataset_is_listed_as_such_and_comes_back(shelf: Shelf) -> None:
    hidden = shelf.postlens("hide", "SPRING", "--json").json
    (away,) = shelf.datasets()
    unseen = shelf.postlens("doctor", "SPRING", "--json")
    back = shelf.postlens("restore", "SPRING", "--json")

    assert (hidden["dataset"], hidden["name"]) == (shelf.spring, "spring")
    assert hidden["restorable_until"] > hidden["hidden_at"]
    assert (away["state"], away["restorable_until"]) == ("hidden", hidden["restorable_until"])
    assert unseen.code == 3
    assert (back.code, back.json) == (0, {"dataset": shelf.spring, "name": "spring", "version": 1})
    assert shelf.postlens("doctor", "SPRING").code == 0


def test_deleting_prints_the_receipt_and_leaves_nothing(shelf: Shelf) -> None:
    shelf.postlens("append", "SPRING", "later.csv")
    shelf.postlens("segment", "SPRING")
    shelf.postlens("hide", "SPRING")

    done = shelf.postlens("delete", "SPRING", "--json")

    assert done.code == 0
    assert {item["kind"]: item["number"] for item in done.json["gone"]} == {
        "versions": 2,
        "original files": 2,
        "posts": 61,
        "rows set aside": 2,
        "analyses": 1,
        "explanations": 1,
    }
    assert done.json["bytes"] == sum(item["bytes"] for item in done.json["gone"]) > 10_000
    assert (done.json["dataset"], done.json["name"], done.json["by"]) == (shelf.spring, "spring", "Command line")
    assert shelf.datasets() == []
    assert shelf.postlens("delete", "SPRING", "--json").code == 3


def test_people_read_the_receipt_line_by_line(shelf: Shelf) -> None:
    lines = shelf.postlens("delete", "SPRING").out.splitlines()

    assert lines[0].startswith("spring of Main workspace was deleted by Command line at 2")
    assert lines[1:-1] == ["  versions: 1", "  original files: 1", "  posts: 60", "  rows set aside: 1"]
    assert lines[-1].endswith(f"bytes are free again. Receipt of dataset {shelf.spring}.")


class Keyboard(StringIO):
    """Somebody at a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "options", "code"), [("n\n", (), 130), ("y\n", (), 0), ("", ("--yes",), 0)])
def test_at_a_terminal_people_are_asked_before_anything_is_deleted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, typed: str, options: tuple[str, ...], code: int
) -> None:
    monkeypatch.setattr("sys.stdin", Keyboard(typed))

    assert shelf.postlens("delete", "SPRING", *options).code == code
    assert len(shelf.datasets()) == (code == 130)


REFUSED = [
    (("datasets", "--workspace", "purple"), 3, "There is no workspace 'purple'"),
    (("replace", "nothing", "summer.csv"), 3, "There is no dataset 'nothing'"),
    (("replace", "SPRING", "nothing.csv"), 3, "There is no file"),
    (("replace", "SPRING", "other.csv"), 2, "The columns of this file are not known"),
    (("replace", "SPRING"), 2, "Missing argument 'FILE'"),
    (("append", "nothing", "summer.csv"), 3, "There is no dataset 'nothing'"),
    (("append", "SPRING", "nothing.csv"), 3, "There is no file"),
    (("append", "SPRING", "spring.csv"), 2, "'spring.csv' is part of 'spring' already. Nothing was changed."),
    *(((command, "nothing"), 3, "There is no dataset 'nothing'") for command in ("hide", "restore", "delete")),
    *(((command,), 2, "Missing argument 'DATASET'") for command in ("hide", "restore", "delete")),
    (("delete", "SPRING", "--workspace", "purple"), 3, "There is no workspace 'purple'"),
]


@pytest.mark.parametrize(("words", "code", "message"), REFUSED, ids=[" ".join(words) for words, _, _ in REFUSED])
def test_a_refusal_is_one_line_and_changes_nothing(
    shelf: Shelf, words: tuple[str, ...], code: int, message: str
) -> None:
    before = shelf.postlens("datasets", "--json").json

    plain, as_json = shelf.postlens(*words), shelf.postlens(*words, "--json")

    assert (plain.code, plain.out, plain.err.count("\n")) == (code, "", 1)
    assert message in plain.err
    assert (as_json.code, list(json.loads(as_json.out))) == (code, ["error"])
    assert shelf.postlens("datasets", "--json").json == before


def test_whoever_may_not_is_told_so_by_the_exit_code(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    real = installation.shell_actor
    monkeypatch.setattr(installation, "shell_actor", lambda *asked: replace(real(*asked), role=Role.BRAND_MANAGER))

    codes = [
        shelf.postlens(*words).code
        for words in (
            *((command, "SPRING", "summer.csv") for command in ("replace", "append")),
            *((command, "SPRING") for command in ("hide", "restore", "delete")),
        )
    ]

    assert codes == [4] * 5


def test_a_file_without_room_says_limit_and_size(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLENS_MAX_UPLOAD_MB", "1")
    (shelf.home / "large.csv").write_bytes(b"x" * 1_200_000)

    done = run(shelf.home, "append", shelf.spring, shelf.home / "large.csv")

    assert done.code == 2
    assert "'large.csv' has 1.2 MB; the limit is 1 MB." in done.err
