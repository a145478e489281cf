"""`postlens manifest` and `postlens verify`, as people and scripts use them."""

import json
from pathlib import Path
from typing import Any

import pytest
from builders import save_posts_csv
from integration.commands import Done, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation in `home`, a file that was imported, and the manifest of its segments."""
    made = tmp_path_factory.mktemp("reproduced")
    assert run(made / "home", "init").code == 0
    imported = run(made / "home", "import", save_posts_csv(made), "--json").json
    written = run(made / "home", "manifest", imported["dataset"], "--out", made / "manifest.json")
    assert (written.code, written.out) == (0, "")
    return made


def _verify(folder: Path, *words: object, manifest: str = "manifest.json") -> Done:
    return run(folder / "home", "verify", folder / manifest, *words)


def _altered(folder: Path, name: str, **question: Any) -> str:
    said = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    said["question"] |= question
    (folder / name).write_text(json.dumps(said), encoding="utf-8")
    return name


def test_an_analysis_made_again_is_identical(folder: Path) -> None:
    plain, scripted = _verify(folder), _verify(folder, "--file", folder / "posts.csv", "--json")

    assert (plain.code, plain.err) == (0, "")
    assert plain.out == "identical: 240 posts, the same segments, centroids and sweep\n"
    assert (scripted.code, scripted.json) == (0, {"identical": True, "posts": 240, "differences": []})


def test_the_file_itself_is_enough_in_an_installation_that_never_saw_it(folder: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "home", "init").code == 0
    missing = run(tmp_path / "home", "verify", folder / "manifest.json", "--json")
    given = run(tmp_path / "home", "verify", folder / "manifest.json", "--file", folder / "posts.csv")

    assert missing.code == 3
    assert "--file" in missing.json["error"]
    assert given.code == 0, given.out


def test_what_differs_is_named_a_line_each_and_the_exit_code_is_one(folder: Path, tmp_path: Path) -> None:
    other = save_posts_csv(tmp_path, seed=8)
    plain, scripted = _verify(folder, "--file", other), _verify(folder, "--file", other, "--json")

    assert (plain.code, scripted.code) == (1, 1)
    assert [line.partition(":")[0] for line in plain.out.splitlines()][:2] == ["file", "fingerprint"]
    assert [one["part"] for one in scripted.json["differences"]][:2] == ["file", "fingerprint"]
    assert not scripted.json["identical"]


def test_another_seed_is_another_analysis(folder: Path) -> None:
    done = _verify(folder, manifest=_altered(folder, "seed.json", seed=43))

    assert done.code == 1
    assert "fingerprint" in done.out


def test_the_manifest_is_printed_unless_it_is_given_a_place(folder: Path) -> None:
    dataset = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["dataset"]
    printed = run(folder / "home", "manifest", dataset)

    assert printed.code == 0
    assert printed.out == (folder / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("verify", "nowhere.json"), 3, "There is no file"),
        (("verify", "{folder}/posts.csv"), 2, "This is no manifest"),
        (("verify", "{folder}/manifest.json", "--file", "nowhere.csv"), 3, "There is no file"),
        (("verify", "{folder}/manifest.json", "--file", "a", "--file", "b"), 2, "2 were given"),
        (("verify", "{folder}/k.json"), 2, "cannot be read"),
        (("manifest", "no-such-dataset"), 3, "There is no dataset"),
        (("manifest", "x", "--k", "many"), 2, "neither a number"),
    ],
)
def test_a_refusal_is_one_line_and_an_exit_code(folder: Path, words: tuple[str, ...], code: int, message: str) -> None:
    _altered(folder, "k.json", k=10**6)
    asked = [word.format(folder=folder) for word in words]
    plain, scripted = run(folder / "home", *asked), run(folder / "home", *asked, "--json")

    assert (plain.code, scripted.code) == (code, code)
    assert message in plain.err
    assert plain.err.count("\n") == 1
    assert message in scripted.json["error"]
