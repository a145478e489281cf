"""An analysis written down, and made again from its bytes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from builders import House, Story, copy_house, make_actor, make_posts_csv, save_posts_csv

from services import manifest_json
from services.domain.actors import Role
from services.domain.arrays import read_only
from services.domain.errors import Forbidden, InvalidInput, NotFound
from services.domain.intake import ColumnMapping, MappedColumn, TableChoice
from services.domain.manifest import Manifest, Verification
from services.domain.manifest_differences import differences
from services.domain.segmentation import SegmentationRequest
from services.storage.files import sha256

ADMIN = make_actor()


@pytest.fixture(scope="module")
def written(story: Story) -> Manifest:
    return story.house.services.manifests.of(ADMIN, story.request)[1]


@pytest.fixture(scope="module")
def original(story: Story) -> Path:
    return story.house.services.datasets.original(ADMIN, story.dataset.id).path


def _verify(story: Story, manifest: Manifest, *given: Path) -> Verification:
    return story.house.services.manifests.verify(ADMIN, manifest, given)


def _parts(found: Verification) -> list[str]:
    return [one.part for one in found.differences]


def _with(manifest: Manifest, **difference: Any) -> Manifest:
    return replace(manifest, **difference)


def _moved(manifest: Manifest, posts: int) -> Manifest:
    """The same, with the first posts written down in another segment."""
    labels = manifest.outcome.labels.copy()
    labels[:posts] = (labels[:posts] + 1) % manifest.question.k
    outcome = replace(manifest.outcome, labels=read_only(labels))
    return replace(manifest, outcome=outcome, digest=outcome.digest)


def test_a_manifest_names_everything_the_analysis_stands_on(story: Story, written: Manifest, original: Path) -> None:
    (file,) = written.files
    assert (file.name, file.sha256) == ("autumn-export.csv", sha256(original))
    assert (written.question.recipe, written.question.k, written.question.seed) == ("engagement", 3, 42)
    assert written.fingerprint == story.analysed.fingerprint
    known = {"python", "numpy", "scikit-learn", "scipy", "numba", "polars", "shap", "lime"}
    assert known <= {name for name, _ in written.versions}
    assert (written.outcome.labels == story.analysed.described.segmentation.labels).all()
    assert written.digest == written.outcome.digest


def test_a_manifest_comes_back_from_json_as_it_was(written: Manifest) -> None:
    text = manifest_json.write(written)
    again = manifest_json.read(text.encode())

    assert differences(written, again) == ()
    assert manifest_json.write(again) == text


def test_what_was_not_measured_comes_back_as_not_measured(written: Manifest) -> None:
    rows = (replace(written.outcome.rows[0], silhouette=float("nan")), *written.outcome.rows[1:])
    unmeasured = _with(written, outcome=replace(written.outcome, rows=rows))
    text = manifest_json.write(unmeasured)

    assert "NaN" not in text
    assert np.isnan(manifest_json.read(text.encode()).outcome.rows[0].silhouette)


def test_made_again_it_is_identical(story: Story, written: Manifest, original: Path) -> None:
    assert _verify(story, written) == Verification(240, ())
    assert _verify(story, written, original).identical


def test_no_stored_result_is_believed(story: Story, written: Manifest, tmp_path: Path) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "home")
    for result in house.files.root.glob("*/results/*.npz"):
        result.write_bytes(b"damaged")

    assert house.services.manifests.verify(ADMIN, written).identical
    house.close()


def test_nothing_is_left_behind(story: Story, written: Manifest) -> None:
    before = sorted(story.house.files.root.rglob("*"))
    _verify(story, written)

    assert sorted(story.house.files.root.rglob("*")) == before


def test_other_bytes_are_named(story: Story, written: Manifest, tmp_path: Path) -> None:
    other = save_posts_csv(tmp_path, seed=8, unreadable=2)
    found = _verify(story, written, other)

    assert _parts(found)[:2] == ["file", "fingerprint"]
    assert sha256(other)[:16] in found.differences[0].detail


def test_posts_in_another_segment_are_counted(story: Story, written: Manifest) -> None:
    found = _verify(story, _moved(written, 7))

    assert [(one.part, one.detail) for one in found.differences] == [
        ("labels", "7 of 240 posts are in another segment")
    ]


def test_centroids_elsewhere_are_measured(written: Manifest) -> None:
    (first, *others) = written.outcome.centroids
    moved = replace(written.outcome, centroids=((first[0] + 0.25, *first[1:]), *others))

    (found,) = differences(replace(written, outcome=moved, digest=moved.digest), written)
    assert (found.part, found.detail) == ("centroids", "at most 0.25 standard deviations apart")


def test_another_sweep_is_named_by_its_k_and_figure(written: Manifest) -> None:
    rows = (replace(written.outcome.rows[0], ari=0.5), *written.outcome.rows[1:])
    moved = replace(written.outcome, rows=rows)

    (found,) = differences(replace(written, outcome=moved, digest=moved.digest), written)
    assert found.part == "sweep"
    assert found.detail.startswith("k = 2: ari 0.5 then, ")


def test_another_version_of_a_library_is_named(story: Story, written: Manifest) -> None:
    older = tuple((name, "0.1" if name == "numpy" else number) for name, number in written.versions)
    (found,) = _verify(story, _with(written, versions=older)).differences

    assert found.part == "numpy"
    assert found.detail.startswith("0.1 then, ")


@pytest.mark.parametrize(("field", "part"), [("code_version", "code"), ("fingerprint", "fingerprint")])
def test_another_code_is_named(written: Manifest, field: str, part: str) -> None:
    assert [one.part for one in differences(_with(written, **{field: "0"}), written)] == [part]


def test_a_digest_that_is_not_of_the_figures_beside_it_is_named(written: Manifest) -> None:
    assert [one.part for one in differences(_with(written, digest="0" * 64), written)] == ["digest"]


def test_another_meaning_of_columns_is_named(story: Story, written: Manifest) -> None:
    columns = (("num_comments", "shares"), ("num_shares", "comments"), ("num_likes", "likes"))
    said = ColumnMapping(tuple(MappedColumn(header, field) for header, field in columns))
    found = _verify(story, _with(written, files=(replace(written.files[0], mapping=said),)))

    assert "mapping" in _parts(found)


def test_what_cannot_be_read_so_is_named(story: Story, written: Manifest, tmp_path: Path) -> None:
    other = tmp_path / "notes.csv"
    other.write_text("day,words\n1,none\n")
    found = _verify(story, written, other)

    assert not found.identical
    assert _parts(found) == ["file", "reading"]


def test_a_file_matched_by_hand_is_read_so_again(house: House, tmp_path: Path) -> None:
    file = tmp_path / "odd.csv"
    file.write_text(make_posts_csv().replace("num_comments", "talk").replace("num_shares", "passed on"))
    columns = (("talk", "comments"), ("passed on", "shares"), ("num_likes", "likes"))
    said = TableChoice(mapping=ColumnMapping(tuple(MappedColumn(header, field) for header, field in columns)))
    dataset = house.services.mappings.import_file(ADMIN, file, said)
    request = SegmentationRequest(dataset.id)
    house.services.analyses.make(ADMIN, request)
    manifest = house.services.manifests.of(ADMIN, request)[1]

    assert manifest.files[0].mapping == said.mapping
    again = manifest_json.read(manifest_json.write(manifest).encode())
    assert house.services.manifests.verify(ADMIN, again).identical


def test_an_analysis_that_was_not_made_has_no_manifest(story: Story) -> None:
    with pytest.raises(NotFound):
        story.house.services.manifests.of(ADMIN, replace(story.request, seed=77))


def test_an_original_that_is_not_here_is_asked_for(story: Story, written: Manifest) -> None:
    with pytest.raises(NotFound, match="--file"):
        _verify(story, _with(written, files=(replace(written.files[0], sha256="0" * 64),)))
    with pytest.raises(NotFound):
        _verify(story, written, Path("/nowhere/posts.csv"))


def test_as_many_files_are_given_as_the_manifest_names(story: Story, written: Manifest, original: Path) -> None:
    with pytest.raises(InvalidInput, match="names 1 file, 2 were given"):
        _verify(story, written, original, original)


def test_a_brand_manager_writes_manifests_and_reads_no_files(story: Story, written: Manifest) -> None:
    manager = make_actor(Role.BRAND_MANAGER)

    assert story.house.services.manifests.of(manager, story.request)[1].digest == written.digest
    with pytest.raises(Forbidden):
        story.house.services.manifests.verify(manager, written)


def _changed(path: tuple[str | int, ...], value: object) -> Callable[[Any], None]:
    def change(manifest: Any) -> None:
        for step in path[:-1]:
            manifest = manifest[step]
        manifest[path[-1]] = value

    return change


HOSTILE = {
    "another format": _changed(("format",), "postlens manifest 99"),
    "an unknown key": _changed(("surprise",), 1),
    "too many segments": _changed(("question", "k"), 10**9),
    "another number of centroids": _changed(("question", "k"), 2),
    "a negative seed": _changed(("question", "seed"), -1),
    "a seed of words": _changed(("question", "seed"), "42"),
    "a true seed": _changed(("question", "seed"), True),
    "no files": _changed(("files",), []),
    "a hash that leads elsewhere": _changed(("files", 0, "sha256"), "../../secret"),
    "a moment without a zone": _changed(("files", 0, "read_at"), "2026-01-05T12:00:00"),
    "a moment that is none": _changed(("files", 0, "read_at"), 7),
    "a name with NUL": _changed(("files", 0, "name"), "a\x00b"),
    "labels that are no text": _changed(("outcome", "labels"), 1),
    "labels that are not packed": _changed(("outcome", "labels"), "AAAA"),
    "labels with foreign letters": _changed(("outcome", "labels"), "é"),
    "a boundless figure": _changed(("outcome", "centroids", 0, 0), 1e400),
    "ragged centroids": _changed(("outcome", "centroids", 0), [1.0]),
    "a row twice": lambda manifest: manifest["outcome"]["rows"].append(manifest["outcome"]["rows"][0]),
}


@pytest.mark.parametrize("change", HOSTILE.values(), ids=HOSTILE)
def test_what_is_no_manifest_is_refused_in_one_line(written: Manifest, change: Callable[[Any], None]) -> None:
    said = json.loads(manifest_json.write(written))
    change(said)
    with pytest.raises(InvalidInput) as refusal:
        manifest_json.read(json.dumps(said).encode())

    assert refusal.value.field == "manifest"
    assert "\n" not in str(refusal.value)
    assert len(str(refusal.value)) < 500


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"[]", b"null", b"{" * 200_000, b"[" * 200_000, b'{"a": NaN}', b"9" * 10_000]
)
def test_what_is_no_json_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput, match="This is no manifest"):
        manifest_json.read(content)


def test_labels_that_swell_are_refused(written: Manifest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest_json, "MOST_POSTS", 100)
    with pytest.raises(InvalidInput, match=r"outcome\.labels"):
        manifest_json.read(manifest_json.write(written).encode())


def test_a_manifest_of_boundless_size_is_not_read() -> None:
    with pytest.raises(InvalidInput, match="64 MB"):
        manifest_json.read(b" " * (manifest_json.MOST_BYTES + 1))


def test_a_recipe_nobody_has_here_is_refused(story: Story, written: Manifest) -> None:
    with pytest.raises(InvalidInput, match="no recipe"):
        _verify(story, _with(written, question=replace(written.question, recipe="secret")))
