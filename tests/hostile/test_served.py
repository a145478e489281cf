"""Hostile files of every family, uploaded to a web server with its worker: no defect, and nothing is left of them."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from builders import House, copy_house
from hostile.corpus import FAMILIES
from hostile.exports import make_export
from hostile.files import HostileFile
from hostile.served import Sender, web_process
from integration.processes import Site, until

from app.container import build_upkeep
from services.domain.actors import Role

_FILES = (
    *("zip bomb", "gzip bomb", "archive in archive", "climbing names", "password", "lying directory"),
    *("entities", "far cells", "many strings", "odd days", "macros", "other encodings", "deep nesting"),
    *("png", "sqlite", "text named as a workbook", "one endless line", "many columns", "huge open quote"),
    *("quotes that reach on", "attacking cells", "attacking headers", "half characters", "nuls", "hostile names"),
    *("odd figures", "bytes anywhere", "workbook bytes"),
)


@pytest.fixture(scope="module")
def served(empty_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Web server and worker on an installation with one person of the agency."""
    house: House = copy_house(empty_home, tmp_path_factory.mktemp("served") / "home")
    house.add_person("ann@example.org", Role.AGENCY)
    site = Site(house)
    site.start_all()
    yield site
    site.close()
    house.close()


def make_files() -> list[HostileFile]:
    kinds = {kind: make for family in FAMILIES for kind, make in family.kinds.items()}
    return [kinds[kind](Random(f"served {kind}")) for kind in _FILES]


@pytest.mark.timeout(600)
def test_hostile_files_end_as_imports_or_refusals_and_leave_the_web_server_as_it_was(served: Site) -> None:
    sender, web = Sender(served, served.visitor("ann@example.org")), web_process(served)
    files = make_files()
    harmless = HostileFile(make_export(Random(1), 30, "scraper").text().encode().ljust(5_000_000))
    assert [sender.send(harmless).state for _ in range(3)] == ["succeeded"] * 3
    before = web.memory_info().rss

    taken = {f"{kind} {file.name!r}": sender.send(file) for kind, file in zip(_FILES, files, strict=True)}

    assert {name: one.faults for name, one in taken.items() if one.faults} == {}
    assert {one.state for one in taken.values()} == {"succeeded", "failed"}
    assert web_process(served) == web
    until(lambda: web.memory_info().rss <= 1.1 * before, what=f"{before:,} bytes again, now {web.memory_info().rss:,}")
    assert build_upkeep(served.house.settings).checker.check().faults == ()


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        ({"name": "a.csv", "size": 0}, 422),
        ({"name": "a.csv", "size": -1}, 422),
        ({"name": "a.csv", "size": 10**18}, 413),
        ({"name": "a.csv", "size": 2**70}, 422),
        ({"name": "a.csv", "size": 1.5}, 422),
        ({"name": "a.csv", "size": True}, 422),
        ({"name": ["a"], "size": 1}, 422),
        ({"name": "\ud800.csv", "size": 1}, 422),
        ({"name": "../../x\r\n\x00.csv", "size": 1}, 201),
        ({"name": "x" * 100_000, "size": 1}, 201),
        ({"name": "", "size": 1}, 201),
        ({"name": "a.csv", "size": 1, "key": "\ud800"}, 422),
        ({"name": "a.csv", "size": 1, "key": "x" * 81}, 422),
        ({"name": "a.csv", "size": 1, "into": "\ud800"}, 422),
        ({"name": "a.csv", "size": 1, "into": "x\x00"}, 404),
        ([], 422),
        (None, 422),
        ("a.csv", 422),
    ],
)
def test_whatever_an_upload_begins_with_is_taken_or_refused(served: Site, asked: object, status: int) -> None:
    session = served.visitor("ann@example.org").session
    answer = session.post(f"{served.url}/uploads", json=asked)
    assert answer.status_code == status, answer.text
    if answer.ok:
        assert answer.json()["id"].isalnum()


@pytest.mark.parametrize(
    ("offset", "status"),
    [("", 422), ("x", 422), ("1.5", 422), ("1e3", 422), ("-1", 409), ("9" * 40, 409), ("9" * 5_000, 422)],
)
def test_a_piece_that_does_not_say_where_it_belongs_is_refused(served: Site, offset: str, status: int) -> None:
    session = served.visitor("ann@example.org").session
    upload = session.post(f"{served.url}/uploads", json={"name": "a.csv", "size": 9}).json()["id"]
    answer = session.patch(f"{served.url}/uploads/{upload}", data=b"123", headers={"Upload-Offset": offset})
    assert answer.status_code == status, answer.text
