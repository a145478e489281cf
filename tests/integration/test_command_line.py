"""The command line as people and scripts use it."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from builders import PASSWORD, save_posts_csv
from integration.commands import run

from app.container import build_services
from app.settings import Settings
from services.domain.people import Browser

SECONDS = 120


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation that `postlens init` made."""
    made = tmp_path_factory.mktemp("line") / "home"
    assert run(made, "init").code == 0
    return made


@pytest.fixture(scope="module")
def imported(home: Path) -> dict[str, Any]:
    done = run(home, "import", save_posts_csv(home.parent, posts=240, unreadable=3), "--json")
    assert done.code == 0, done.err
    found: dict[str, Any] = done.json
    return found


@pytest.fixture(scope="module")
def segmented(home: Path, imported: dict[str, Any]) -> dict[str, Any]:
    done = run(home, "segment", imported["dataset"], "--json")
    assert done.code == 0, done.err
    found: dict[str, Any] = done.json
    return found


def test_init_makes_an_installation_and_says_where(tmp_path: Path) -> None:
    done = run(tmp_path / "home", "init", "--json")

    assert done.code == 0
    assert done.json == {"home": str(tmp_path / "home"), "workspace": "Main workspace"}
    assert run(tmp_path / "home", "init", "--json").json == done.json


def test_a_demonstration_has_its_accounts_and_adds_no_posts_to_those_that_are_there(tmp_path: Path) -> None:
    home = tmp_path / "home"
    run(home, "init")
    run(home, "import", save_posts_csv(tmp_path, posts=5))

    done = run(home, "init", "--demo", "--json")

    assert done.code == 0
    signed = json.loads((home / "demo-sign-ins.json").read_text())
    assert [person["role"] for person in signed] == ["brand_manager", "agency", "admin"]


def test_import_reports_its_ledger(imported: dict[str, Any]) -> None:
    assert {"dataset", "rows_in_file", "rows_kept", "rows_set_aside", "findings", "measured"} <= set(imported)
    assert (imported["rows_in_file"], imported["rows_kept"], imported["rows_set_aside"]) == (243, 240, 3)
    unreadable = next(finding for finding in imported["findings"] if finding["code"] == "unreadable_date")
    assert unreadable["rows"] == 3
    assert unreadable["example"].startswith("Line 242: u1,North shop,photo")


def test_segment_reports_segments_strongest_first(segmented: dict[str, Any]) -> None:
    assert (segmented["recipe"], segmented["k"], segmented["recommended_k"]) == ("engagement", 3, 3)
    assert len({segment["id"] for segment in segmented["segments"]}) == 3
    assert [segment["posts"] for segment in segmented["segments"]] == [80, 80, 80]
    assert [row["k"] for row in segmented["sweep"]] == list(range(2, 11))
    assert segmented["fidelity"]["held_out"] > 0.9
    assert segmented["fidelity"]["baseline"] == pytest.approx(1 / 3)
    assert "type_agreement" not in segmented


def test_segmenting_again_gives_the_same_to_the_digit(
    home: Path, imported: dict[str, Any], segmented: dict[str, Any]
) -> None:
    assert run(home, "segment", imported["dataset"], "--json").json == segmented


def test_another_number_of_segments_is_another_view_of_the_same_analysis(
    home: Path, imported: dict[str, Any], segmented: dict[str, Any]
) -> None:
    two = run(home, "segment", imported["dataset"], "--k", "2", "--json").json

    assert (two["k"], two["recommended_k"], two["analysis"]) == (2, 3, segmented["analysis"])
    assert len(two["segments"]) == 2
    assert two["sweep"] == segmented["sweep"]


def test_the_classic_recipe_reports_its_circular_figures(home: Path, imported: dict[str, Any]) -> None:
    classic = run(home, "segment", imported["dataset"], "--recipe", "classic", "--json").json

    assert classic["k"] == 4
    assert 0 <= classic["type_agreement"] <= 1
    assert 0 <= classic["forest_accuracy"] <= 1
    assert sum(classic["by_type"].values()) == 240


@pytest.mark.parametrize("post", ["p1", "p2", "240"])
def test_explain_adds_up(home: Path, imported: dict[str, Any], segmented: dict[str, Any], post: str) -> None:
    found = run(home, "explain", imported["dataset"], "--post", post, "--json").json

    names = {segment["name"] for segment in segmented["segments"]}
    assert {found["segment"], found["runner_up"], found["lime"]["label"]} <= names
    assert sum(found["exact"]["contributions"].values()) == pytest.approx(found["exact"]["margin"], abs=1e-6)
    assert found["shap"]["base"] + sum(found["shap"]["values"].values()) == pytest.approx(
        found["shap"]["probability"], abs=1e-6
    )
    assert all(len(rule) == 2 for rule in found["lime"]["rules"])
    assert found["agreement"] in range(4)


def test_other_counts_are_explained_and_add_up(home: Path, imported: dict[str, Any], segmented: dict[str, Any]) -> None:
    asked = ("explain", imported["dataset"], "--json", "--post")
    photo, video = (run(home, *asked, post).json for post in ("p1", "p3"))
    like_the_video = "comments=1200,shares=240,likes=500,loves=90,wows=9,hahas=14,sads=9,angrys=5"

    found = run(home, *asked, "p1", "--what-if", like_the_video).json

    assert (found["was"], found["segment"]) == (photo["segment"], video["segment"])
    assert found["counts"]["comments"] == found["changed"]["comments"][1] == 1200
    assert sum(found["exact"]["contributions"].values()) == pytest.approx(found["exact"]["margin"], abs=1e-6)
    shap = found["shap"]
    assert shap["base"] + sum(shap["values"].values()) == pytest.approx(shap["probability"], abs=1e-6)
    assert found["certainty"] == pytest.approx(shap["probability"])
    assert found["agreement"] in (None, *range(4))


def test_a_smallest_change_leads_where_it_says(home: Path, imported: dict[str, Any], segmented: dict[str, Any]) -> None:
    found = run(home, "nearest", imported["dataset"], "--post", "p1", "--json").json

    assert {found["segment"], *(one["to"] for one in found["changes"])} == {
        one["name"] for one in segmented["segments"]
    }
    ways = [(one["to"], way) for one in found["changes"] for way in (one["by_one"], one["by_two"]) if way]
    assert ways
    for target, way in ways:
        counts = ",".join(f"{name}={count}" for name, count in way["counts"].items())
        moved = run(home, "explain", imported["dataset"], "--post", "p1", "--what-if", counts, "--json").json
        assert moved["segment"] == target
        assert way["words"].endswith(f"would place it in {target}.")


def test_twins_are_counted_and_named(home: Path, imported: dict[str, Any]) -> None:
    found = run(home, "twins", imported["dataset"], "--post", "100", "--json").json

    assert found["scope"] == "on the same page, within 60 days"
    assert found["elsewhere"] >= len(found["twins"]) > 0
    assert all(one["segment"] != found["segment"] and abs(one["days"]) <= 60 for one in found["twins"])
    assert found["levers"]


def test_without_json_people_read_a_line_a_fact(home: Path, imported: dict[str, Any]) -> None:
    done = run(home, "segment", imported["dataset"])

    assert "recipe: engagement" in done.out.splitlines()
    assert "k: 3" in done.out.splitlines()
    assert done.err == ""


def test_a_person_who_was_added_signs_in(home: Path) -> None:
    done = run(home, "user", "add", "bea@example.org", "--role", "agency", "--password", PASSWORD, "--json")

    assert done.code == 0
    assert (done.json["email"], done.json["role"]) == ("bea@example.org", "agency")
    accounts = build_services(Settings(home=home)).accounts
    token = accounts.sign_in("bea@example.org", PASSWORD, Browser("192.0.2.1"))
    actor = accounts.actor(token, active=True)
    assert actor is not None
    assert (actor.name, actor.workspace_name) == ("bea", "Main workspace")


REFUSED = [
    (("import", "nothing.csv"), 3, "There is no file nothing.csv."),
    (("import", "."), 3, "There is no file"),
    (("import", "posts.csv", "--workspace", "purple"), 3, "There is no workspace 'purple'; there is main."),
    (("segment", "nothing"), 3, "There is no dataset 'nothing'"),
    (("segment", "DATASET", "--recipe", "astrology"), 2, "There is no recipe 'astrology'"),
    (("segment", "DATASET", "--k", "11"), 2, "11 segments cannot be made; choose 2 to 10."),
    (("segment", "DATASET", "--k", "many"), 2, "'many' is neither a number of segments nor auto."),
    (("segment", "DATASET", "--seed", "x"), 2, "'x' is not a valid integer"),
    (("segment",), 2, "Missing argument 'DATASET'"),
    (("segment", "DATASET", "--colour", "red"), 2, "No such option '--colour'"),
    (("explain", "DATASET"), 2, "Missing option '--post'"),
    (("explain", "DATASET", "--post", "241"), 3, "There is no post '241' in this dataset."),
    (("explain", "nothing", "--post", "1"), 3, "There is no dataset 'nothing'"),
    (("explain", "DATASET", "--post", "1", "--what-if", "views=3"), 2, "'views' cannot be changed for this post"),
    (("explain", "DATASET", "--post", "1", "--what-if", "comments=-3"), 2, "must be a whole number from 0"),
    (("explain", "DATASET", "--post", "1", "--what-if", "comments"), 2, "is not a whole number"),
    (("nearest", "DATASET"), 2, "Missing option '--post'"),
    (("nearest", "DATASET", "--post", "241"), 3, "There is no post '241' in this dataset."),
    (("twins", "DATASET", "--post", "241"), 3, "There is no post '241' in this dataset."),
    (("twins", "nothing", "--post", "1"), 3, "There is no dataset 'nothing'"),
    (("user", "add", "nobody", "--password", PASSWORD), 2, "'nobody' is not an e-mail address."),
    (("user", "add", "a@b.example", "--password", "short"), 2, "it needs 12 to 128"),
    (("user", "add", "a@b.example", "--password", "password1234"), 2, "guessed first"),
    (("user", "disable", "never@example.org"), 3, "no account for 'never@example.org'"),
    (("user", "add", "a@b.example", "--role", "king", "--password", PASSWORD), 2, "'king' is not one of"),
    (("user", "add", "a@b.example", "--workspace", "purple", "--password", PASSWORD), 3, "no workspace 'purple'"),
    (("dance",), 2, "No such command 'dance'"),
]


@pytest.mark.parametrize(("words", "code", "message"), REFUSED, ids=[" ".join(words[:6]) for words, _, _ in REFUSED])
def test_a_refusal_is_one_line_and_an_exit_code(
    home: Path, imported: dict[str, Any], words: tuple[str, ...], code: int, message: str
) -> None:
    asked = [imported["dataset"] if word == "DATASET" else word for word in words]

    plain, as_json = run(home, *asked), run(home, *asked, "--json")

    assert (plain.code, plain.out, plain.err.count("\n")) == (code, "", 1)
    assert plain.err.startswith("postlens: ")
    assert message in plain.err
    assert (as_json.code, as_json.err) == (code, "")
    assert list(as_json.json) == ["error"]


def test_a_file_that_cannot_be_read_is_bad_input(home: Path, tmp_path: Path) -> None:
    (tmp_path / "other.csv").write_text("colour,weight\nred,3\n")

    done = run(home, "import", tmp_path / "other.csv", "--json")

    assert done.code == 2
    assert "The columns of this file are not known" in done.json["error"]


def test_a_file_nobody_knows_is_imported_with_a_mapping_and_its_doubts_are_answered(home: Path, tmp_path: Path) -> None:
    odd, mapping = tmp_path / "odd.csv", tmp_path / "mapping.json"
    rows = [f"0{n}/04/2023 10:00;{n};{n}0" for n in range(1, 10)]
    odd.write_text("\n".join(["When;Talk;Passed on", *rows, ""]))
    fields = {"When": "published_at", "Talk": "comments", "Passed on": "shares"}
    mapping.write_text(json.dumps({"columns": [{"header": name, "field": field} for name, field in fields.items()]}))

    imported = run(home, "import", odd, "--mapping", mapping, "--json").json
    answers = ("--answer", "day_or_month=day_first", "--answer", "time_zone_unknown=Asia/Bangkok")
    found = run(home, "doctor", imported["dataset"], *answers, "--json").json

    assert (imported["rows_kept"], found["version"]) == (9, 3)
    assert (found["last"], found["time_zone"]) == ("2023-04-09T10:00:00", "Asia/Bangkok")
    doubtful = next(one for one in found["findings"] if one["code"] == "day_or_month")
    assert doubtful["answer"] == "day_first"
    assert [one["choice"] for one in doubtful["readings"]] == ["month_first", "day_first"]

    mapping.write_text(json.dumps(found["mapping"]))
    again = run(home, "import", odd, "--mapping", mapping, "--sheet", "", "--json").json
    assert again["rows_kept"] == 9
    wrong = run(home, "doctor", imported["dataset"], "--answer", "day_or_month", "--json")
    assert wrong.code == 2
    assert "Choose one of: as_found, month_first, day_first" in wrong.json["error"]


@pytest.mark.parametrize(
    "words",
    [
        *(("import", "x.csv"), ("doctor", "x"), ("segment", "x"), ("explain", "x", "--post", "1")),
        *(("nearest", "x", "--post", "1"), ("twins", "x", "--post", "1")),
        *(("serve",), ("worker",)),
        ("user", "add", "a@b.example", "--password", PASSWORD),
    ],
)
def test_before_init_every_command_says_what_to_run(tmp_path: Path, words: tuple[str, ...]) -> None:
    done = run(tmp_path / "nothing", *words)

    assert done.code == 2
    assert "Run: postlens init" in done.err
    assert done.err.count("\n") == 1


def test_a_setting_that_cannot_be_is_refused_by_name(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POSTLENS_PORT", "many")

    done = run(home, "segment", "x")

    assert done.code == 2
    assert "POSTLENS_PORT" in done.err
    assert done.err.count("\n") == 1


def test_people_are_invited_reset_and_shown_out(home: Path) -> None:
    run(home, "user", "add", "carl@example.org", "--password", PASSWORD)
    invited = run(home, "user", "invite", "dora@example.org", "--json").json
    reset = run(home, "user", "reset", "CARL@example.org", "--json").json
    run(home, "user", "disable", "carl@example.org")

    assert re.fullmatch(r"http://127\.0\.0\.1:8050/join\?token=[\w-]{43}", invited["link"])
    assert re.fullmatch(r"http://127\.0\.0\.1:8050/reset\?token=[\w-]{43}", reset["link"])
    listed = {one["email"]: one for one in run(home, "user", "list", "--json").json["people"]}
    assert not listed["carl@example.org"]["active"]
    run(home, "user", "enable", "carl@example.org")
    assert "carl@example.org  brand_manager  active" in run(home, "user", "list").out


@pytest.mark.parametrize("words", [("--help",), ("segment", "--help"), ("user", "add", "-h")])
def test_help_is_help(home: Path, words: tuple[str, ...]) -> None:
    done = run(home, *words)

    assert done.code == 0
    assert "Usage:" in done.out


@pytest.mark.parametrize("words", [(), ("user",)])
def test_without_a_command_people_see_which_there_are(home: Path, words: tuple[str, ...]) -> None:
    done = run(home, *words)

    assert done.code == 2
    shown = (done.out + done.err).splitlines()
    assert any(line.strip().startswith(("segment ", "add ")) for line in shown)


def test_the_installed_command_is_this_command(home: Path) -> None:
    """One real process: the entry point, the streams, the exit code."""
    command = [str(Path(sys.executable).with_name("postlens")), "segment", "nothing", "--json"]

    done = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, check=False, env={"POSTLENS_HOME": str(home)}
    )

    assert done.returncode == 3
    assert list(json.loads(done.stdout)) == ["error"]
    assert done.stderr == ""


@dataclass(frozen=True, slots=True)
class Core:
    """The reference file, imported and segmented by two recipes."""

    home: Path
    imported: dict[str, Any]
    engagement: dict[str, Any]
    classic: dict[str, Any]


@pytest.fixture(scope="module")
def core(real_file: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Core:
    home = tmp_path_factory.mktemp("core") / "home"
    run(home, "init")
    imported = run(home, "import", real_file("facebook_live_thailand.csv"), "--json").json
    segment = ("segment", imported["dataset"], "--json", "--recipe")
    engagement, classic = (run(home, *segment, recipe) for recipe in ("engagement", "classic"))
    assert (engagement.code, classic.code) == (0, 0)
    return Core(home, imported, engagement.json, classic.json)


def test_the_reference_file_is_kept_whole(core: Core) -> None:
    assert core.imported["rows_in_file"] == 7050
    assert core.imported["rows_kept"] == 7050
    assert core.imported["rows_set_aside"] == 0


def test_the_reference_file_has_four_segments_of_known_size(core: Core) -> None:
    assert core.engagement["k"] == core.engagement["recommended_k"] == 4
    sizes = sorted((segment["posts"] for segment in core.engagement["segments"]), reverse=True)
    assert sizes == [3773, 2121, 874, 282]


def test_the_published_notebook_is_repeated(core: Core) -> None:
    sizes = sorted((segment["posts"] for segment in core.classic["segments"]), reverse=True)

    assert core.classic["k"] == 4
    assert sizes == [4142, 2307, 325, 276]
    assert sorted(core.classic["by_type"].values(), reverse=True) == [4418, 2307, 325]
    assert core.classic["type_agreement"] == pytest.approx(0.98156, abs=1e-4)
    assert core.classic["forest_accuracy"] > 0.99


@pytest.mark.parametrize("post", ["1", "2", "1000", "3526", "7050"])
def test_explanations_of_the_reference_file_add_up(core: Core, post: str) -> None:
    found = run(core.home, "explain", core.imported["dataset"], "--post", post, "--json").json

    assert sum(found["exact"]["contributions"].values()) == pytest.approx(found["exact"]["margin"], abs=1e-6)
    assert found["shap"]["base"] + sum(found["shap"]["values"].values()) == pytest.approx(
        found["shap"]["probability"], abs=1e-6
    )
