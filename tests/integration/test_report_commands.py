"""Reports on the command line: written, checked, refused in one line."""

import json
import zipfile
from pathlib import Path

import pytest
from builders import save_posts_csv
from integration.test_command_line import run
from pypdf import PdfReader


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("reports") / "home"
    assert run(made, "init").code == 0
    return made


@pytest.fixture(scope="module")
def dataset(home: Path) -> str:
    found = run(home, "import", save_posts_csv(home, "spring.csv"), "--json").json["dataset"]
    assert isinstance(found, str)
    return found


def test_a_report_is_written_as_the_file_is_called(home: Path, dataset: str, tmp_path: Path) -> None:
    done = run(home, "report", dataset, "--template", "executive", "--out", tmp_path / "r.pdf", "--json")

    assert done.code == 0, done.err
    assert (done.json["format"], done.json["sections"]) == ("pdf", ["summary"])
    assert done.json["bytes"] == (tmp_path / "r.pdf").stat().st_size
    assert "Executive summary" in PdfReader(tmp_path / "r.pdf").pages[0].extract_text()


def test_a_report_is_written_in_thai_and_for_a_period(home: Path, dataset: str, tmp_path: Path) -> None:
    words = ("--template", "executive", "--language", "th", "--since", "2025-01-01", "--until", "2025-06-30")
    done = run(home, "report", dataset, *words, "--format", "csv", "--out", tmp_path / "r.bin", "--json")

    assert done.code == 0, done.err
    with zipfile.ZipFile(tmp_path / "r.bin") as archive:
        order = json.loads(archive.read("manifest.json"))["order"]
    assert (order["language"], order["selection"]["filters"]["since"]) == ("th", "2025-01-01")


def test_a_report_is_the_same_until_a_figure_is_not(home: Path, dataset: str, tmp_path: Path) -> None:
    out = tmp_path / "r.html"
    run(home, "report", dataset, "--template", "executive", "--out", out)
    beside = out.with_name("r.html.manifest.json")

    assert run(home, "verify-report", out, "--json").json == {"same": True, "differences": []}
    facts = json.loads(beside.read_text(encoding="utf-8"))
    facts["claims"][0] |= {"n": 7, "told": "7 posts"}
    beside.write_text(json.dumps(facts), encoding="utf-8")
    found = run(home, "verify-report", out, "--json").json
    assert not found["same"]
    assert [one["then"] for one in found["differences"]] == ["7 posts"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--out", "r.docx"), "Give --format"),
        (("--out", "r.pdf", "--template", "novel"), "novel"),
        (("--out", "r.pdf", "--since", "yesterday"), "yesterday"),
        (("--out", "r.pdf", "--page", "No such page"), "No post fits"),
        ((), "--out"),
    ],
)
def test_what_cannot_be_written_is_refused_in_one_line(
    home: Path, dataset: str, tmp_path: Path, words: tuple[str, ...], told: str
) -> None:
    placed = [str(tmp_path / word) if word.startswith("r.") else word for word in words]
    done = run(home, "report", dataset, *placed)

    assert done.code in (2, 3)
    assert told in done.err
    assert len(done.err.splitlines()) == 1


def test_what_is_no_manifest_is_refused(home: Path, tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7\xff")
    done = run(home, "verify-report", tmp_path / "x.pdf")

    assert done.code == 2
    assert "not the manifest" in done.err
