"""Words that were not to be kept are in no file of the home folder: looked for byte by byte, whatever came of them."""

import json
import multiprocessing
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from builders import RED, House
from click.testing import CliRunner
from isolation.test_erasure import places
from unit.services.arriving import ADMIN, SOMEBODY, make_upload

from app.cli import main
from app.container import build_upkeep
from app.job_process import carry_out
from callbacks.datasets import IMPORT
from services.domain.actors import Role
from services.domain.datasets import Dataset
from services.domain.errors import Conflict, InvalidInput, NotFound, ServiceError
from services.domain.intake import WITHOUT_WORDS, ColumnMapping, MappedColumn, TableChoice
from services.importers.wordless import saying_no_words
from services.queues.local import LocalQueue
from services.reaper import ABANDONED_WORDLESS
from services.sandbox import Defect
from services.storage.posts import PostStore
from services.uploads import WAITING_WORDLESS, Purpose

CANARY = "kanarienvogel"
WORDLESS = Purpose(wordless=True)
HEADER = "Post ID,Page name,Publish time,Post type,Title,Description,Permalink,Reactions,Comments,Shares"
# As nobody names columns: a person has to say what they mean.
UNKNOWN = "Wann,Wer,Was,Wo,Daumen,Antworten,Weiter"


def known(posts: int = 30, extra: str = "") -> str:
    """A Meta export whose texts, links and page names hold the canary, and so do rows that cannot be read."""
    rows = [
        f"{place},{CANARY} shop,0{place % 9 + 1}/1{place % 9}/2025 10:{place:02},Photos,"
        f"{CANARY} number {place} #{CANARY},,https://{CANARY}.example/posts/{place},"
        f"{place * 3},{place},{place % 4}"
        for place in range(1, posts + 1)
    ]
    broken = [
        f"90,{CANARY},{CANARY} no date,Photos,{CANARY},,{CANARY},1,1,1",
        f"91,{CANARY},01/12/2025 10:00,Photos,{CANARY},,{CANARY},{CANARY},1,1",
        f"{CANARY},shorter",
    ]
    return "\n".join([f"Report of {CANARY}", HEADER, *rows, *broken, *([extra] if extra else [])]) + "\n"


def unknown(posts: int = 30) -> str:
    rows = [
        f"2025-01-{place % 28 + 1:02} 10:00,{CANARY},{CANARY} says {place},https://{CANARY}.example/{place},"
        f"{place * 3},{place},{place % 5}"
        for place in range(1, posts + 1)
    ]
    return "\n".join([UNKNOWN, *rows]) + "\n"


def unreadable() -> str:
    """Known columns, and not a row that could be read; the reasons would repeat cells."""
    rows = [f"{place},{CANARY},{CANARY},Photos,{CANARY},,{CANARY},1,1,1" for place in range(9)]
    return "\n".join([HEADER, *rows]) + "\n"


MEANING = TableChoice(
    mapping=ColumnMapping(
        (
            MappedColumn("Wann", "published_at"),
            MappedColumn("Wer", "page"),
            MappedColumn("Was", "text"),
            MappedColumn("Wo", "permalink"),
            MappedColumn("Daumen", "likes"),
            MappedColumn("Antworten", "comments"),
            MappedColumn("Weiter", "shares"),
        )
    )
)


@pytest.fixture(scope="module", autouse=True)
def _quick_readers() -> None:
    """The confined processes fork off one that has everything in memory."""
    multiprocessing.get_context("forkserver").set_forkserver_preload(["services.importers.intake"])


@pytest.fixture
def home(house: House) -> Path:
    return house.settings.home


def told(dataset: Dataset) -> str:
    return json.dumps([[one.title, one.detail, one.example] for one in dataset.findings])


def test_the_canary_is_found_where_words_are_kept(house: House, home: Path) -> None:
    house.services.datasets.import_upload(SOMEBODY, make_upload(house, known()))

    assert len(places(home, CANARY)) >= 3, "without the choice there is something to find"


def test_after_an_import_nothing_of_the_words_is_anywhere(house: House, home: Path) -> None:
    dataset = house.services.datasets.import_upload(SOMEBODY, make_upload(house, known(), purpose=WORDLESS))

    assert places(home, CANARY) == []
    assert (dataset.rows_kept, dataset.rows_set_aside) == (30, 3)
    assert CANARY not in told(dataset)
    posts = PostStore(house.files).load(RED.id, dataset.id)
    assert set(posts.texts) == set(posts.permalinks) == {""}
    assert len(set(posts.pages)) == 1
    assert posts.pages[0].startswith("Page ")
    assert list(posts.counts["comments"][:3]) == [1, 2, 3]
    aside = house.services.datasets.rows_set_aside(SOMEBODY, dataset.id).path.read_text()
    assert "not whole numbers" in aside


def test_a_file_of_the_shell_is_imported_without_its_words(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("POSTLENS_HOME", str(home))
    (tmp_path / "posts.csv").write_text(known())
    (tmp_path / "more.csv").write_text(known(posts=40))
    run = CliRunner()

    done = run.invoke(main, ["import", str(tmp_path / "posts.csv"), "--workspace", "red", "--drop-text", "--json"])
    assert done.exit_code == 0, done.output
    first = json.loads(done.output)
    assert first["text_dropped"] is True
    for command in ("append", "replace"):
        order = [command, first["dataset"], str(tmp_path / "more.csv"), "--drop-text", "--workspace", "red", "--json"]
        again = run.invoke(main, order)
        assert again.exit_code == 0, again.output
        assert json.loads(again.output)["rows_kept"] == 40
    assert CANARY not in done.output
    assert places(home, CANARY) == []


def test_a_refusal_repeats_no_words_and_leaves_none(house: House, home: Path) -> None:
    upload = make_upload(house, unreadable(), purpose=WORDLESS)

    with pytest.raises(InvalidInput) as refused:
        house.services.datasets.import_upload(SOMEBODY, upload)

    assert CANARY not in str(refused.value)
    assert places(home, CANARY) == []


def test_a_file_that_is_no_table_leaves_nothing(house: House, home: Path) -> None:
    upload = make_upload(house, f"{CANARY}\n{CANARY} and more\n", purpose=WORDLESS)

    with pytest.raises(InvalidInput) as refused:
        house.services.datasets.import_upload(SOMEBODY, upload)

    assert CANARY not in str(refused.value)
    assert places(home, CANARY) == []


@pytest.mark.parametrize("trouble", [Defect("broken"), OSError(28, "No space left on device"), Conflict("not now")])
def test_an_import_that_breaks_leaves_nothing(
    house: House, home: Path, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    upload = make_upload(house, known(), purpose=WORDLESS)

    def fail(*_: object) -> None:
        raise trouble

    monkeypatch.setattr("services.datasets.admit", fail)
    with pytest.raises(type(trouble)):
        house.services.datasets.import_upload(SOMEBODY, upload)

    assert places(home, CANARY) == []
    with pytest.raises(Conflict, match="Upload the file again"):
        house.services.datasets.import_upload(SOMEBODY, upload)


def test_a_job_that_fails_tells_and_logs_nothing_of_the_words(
    house: House, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    person = house.add_person("ann@example.org", Role.AGENCY)
    ann = replace(SOMEBODY, user_id=person)
    upload = make_upload(house, unreadable(), purpose=WORDLESS, who=ann)
    job = house.services.jobs.submit(ann, IMPORT.order([upload]))
    queue = LocalQueue(house.database, house.clock)
    claim = queue.claim()
    assert claim is not None

    assert carry_out(house.settings, claim, queue) == "failed"

    assert "None of the 9 rows could be read" in house.services.jobs.get(ann, job.id).step
    said = capsys.readouterr()
    assert CANARY not in said.out + said.err
    assert places(home, CANARY) == []


def test_what_breaks_while_reading_is_told_by_its_place_alone() -> None:
    with pytest.raises(RuntimeError, match=r"^ValueError in ") as broken, saying_no_words():
        raise ValueError(f"cannot parse {CANARY}")
    with pytest.raises(OSError, match="No space left") as full, saying_no_words():
        raise OSError(28, "No space left on device", f"/{CANARY}")

    told = "".join(traceback.format_exception(broken.value)) + str(full.value)
    assert CANARY not in told


def test_a_file_that_waits_is_shown_without_its_words_and_leaves_none(house: House, home: Path) -> None:
    upload = make_upload(house, unknown(), purpose=WORDLESS)
    with pytest.raises(InvalidInput) as refused:
        house.services.datasets.import_upload(SOMEBODY, upload)
    assert CANARY not in str(refused.value)
    (waits,) = house.services.unmatched.waiting(SOMEBODY)
    assert waits.until == house.clock.now + WAITING_WORDLESS

    preview = house.services.unmatched.of_upload(SOMEBODY, upload)
    assert CANARY not in str(preview)
    assert preview.rows[0][0].startswith("2025-01-")
    assert [path.split("/")[2] for path in places(home, CANARY)] == ["uploads"], "as long as it waits, it lies there"

    dataset = house.services.mappings.import_upload(SOMEBODY, upload, MEANING)
    assert dataset.rows_kept == 30
    assert dataset.wordless
    assert places(home, CANARY) == []


def test_what_was_matched_once_is_remembered_and_still_without_words(house: House, home: Path) -> None:
    first = make_upload(house, unknown(), purpose=WORDLESS)
    with pytest.raises(InvalidInput):
        house.services.datasets.import_upload(SOMEBODY, first)
    house.services.mappings.import_upload(SOMEBODY, first, MEANING)

    again = house.services.datasets.import_upload(SOMEBODY, make_upload(house, unknown(40), purpose=WORDLESS))

    assert again.rows_kept == 40
    assert places(home, CANARY) == []


def test_an_upload_that_nobody_comes_back_to_is_given_up_within_the_hour(house: House, home: Path) -> None:
    make_upload(house, known(), purpose=WORDLESS)
    reaper = build_upkeep(house.settings, house.clock).reaper
    reaper.reap()
    assert places(home, CANARY) != []

    house.clock.advance(seconds=ABANDONED_WORDLESS.total_seconds() + 1)
    reaper.reap()

    assert places(home, CANARY) == []


@pytest.mark.parametrize("bring", ["replace", "append"])
def test_a_workspace_that_keeps_no_words_keeps_none_whatever_anybody_forgets(
    house: House, home: Path, bring: str
) -> None:
    house.services.workspaces.drop_words(ADMIN, RED.id)
    versions, datasets = house.services.versions, house.services.datasets

    dataset = datasets.import_upload(SOMEBODY, make_upload(house, known()))
    after = getattr(versions, bring)(SOMEBODY, dataset.id, make_upload(house, known(40), "more.csv"))

    assert dataset.wordless
    assert after.wordless
    assert (after.version, after.rows_kept) == (2, 40)
    assert places(home, CANARY) == []
    with pytest.raises(InvalidInput):
        datasets.import_upload(SOMEBODY, make_upload(house, unreadable()))
    assert places(home, CANARY) == []


def test_the_rule_holds_for_files_under_way_and_can_be_lifted(house: House, home: Path) -> None:
    waits = make_upload(house, known())
    house.services.workspaces.drop_words(ADMIN, RED.id)
    assert house.services.uploads.get(SOMEBODY, waits).wordless
    assert house.services.datasets.import_upload(SOMEBODY, waits).wordless
    assert [(one.name, one.wordless) for one in house.services.workspaces.all(ADMIN)] == [
        ("Blue", False),
        ("Red", True),
    ]

    house.services.workspaces.keep_words(ADMIN, RED.id)

    assert not house.services.datasets.import_upload(SOMEBODY, make_upload(house, known(), "other.csv")).wordless


def test_a_rule_for_no_workspace_is_refused(house: House) -> None:
    for rule in (house.services.workspaces.drop_words, house.services.workspaces.keep_words):
        with pytest.raises(NotFound):
            rule(ADMIN, "nowhere")


def test_the_original_that_was_not_kept_is_told_so_and_is_no_fault(house: House) -> None:
    dataset = house.services.datasets.import_upload(SOMEBODY, make_upload(house, known(), purpose=WORDLESS))

    with pytest.raises(NotFound, match=f"dropped at import.*{dataset.sha256}"):
        house.services.datasets.original(SOMEBODY, dataset.id)
    assert build_upkeep(house.settings, house.clock).checker.check().faults == ()


def ask_again(house: House, dataset: Dataset) -> list[Callable[[], object]]:
    """Everything that would read the file again."""
    services = house.services
    finding = next(one for one in dataset.findings if one.question)
    other = next(one.key for one in finding.answers if one.key != finding.answer)
    return [
        lambda: services.versions.answer(SOMEBODY, dataset.id, finding.code, other),
        lambda: services.mappings.match(SOMEBODY, dataset.id, MEANING),
        lambda: services.unmatched.of_dataset(SOMEBODY, dataset.id),
        lambda: services.datasets.original(SOMEBODY, dataset.id, 1),
    ]


def test_what_cannot_be_read_again_is_told_so_with_what_to_do(house: House) -> None:
    dataset = house.services.datasets.import_upload(SOMEBODY, make_upload(house, known(), purpose=WORDLESS))

    for ask in ask_again(house, dataset):
        with pytest.raises((Conflict, NotFound), match="dropped at import") as refused:
            ask()
        assert isinstance(refused.value, ServiceError)


def test_an_answer_is_noted_and_holds_when_the_same_file_is_brought_again(house: House, home: Path) -> None:
    services = house.services
    dataset = services.datasets.import_upload(SOMEBODY, make_upload(house, known(), purpose=WORDLESS))
    zone = "time_zone_unknown"
    assert zone in {one.code for one in dataset.open_questions}
    with pytest.raises(Conflict, match="Your answer is noted"):
        services.versions.answer(SOMEBODY, dataset.id, zone, "Asia/Bangkok")
    assert services.versions.history(SOMEBODY, dataset.id)[0].what == "noted an answer"

    after = services.versions.replace(SOMEBODY, dataset.id, make_upload(house, known()))
    other = services.versions.replace(SOMEBODY, after.id, make_upload(house, known(31)))

    assert (after.time_zone, other.time_zone) == ("Asia/Bangkok", "")
    assert places(home, CANARY) == []


def test_a_file_added_to_one_with_words_adds_none_and_takes_none_away(house: House) -> None:
    services = house.services
    before = services.datasets.import_upload(SOMEBODY, make_upload(house, known(20)))
    house.clock.advance(days=7)

    after = services.versions.append(SOMEBODY, before.id, make_upload(house, known(30), purpose=WORDLESS))

    assert (after.rows_kept, after.rows_updated, after.version) == (30, 20, 2)
    posts = PostStore(house.files).load(RED.id, after.id)
    assert all(CANARY in text for text in posts.texts[:20])
    assert set(posts.texts[20:]) == {""}
    assert set(posts.pages[:20]) == {f"{CANARY} shop"}
    assert services.datasets.original(SOMEBODY, after.id, 1).path.exists()
    with pytest.raises(NotFound, match="dropped at import"):
        services.datasets.original(SOMEBODY, after.id, 2)


def test_files_without_words_are_joined_as_files_with_words_are(house: House) -> None:
    services, counts = house.services, []
    for purpose in (Purpose(), WORDLESS):
        first = services.datasets.import_upload(SOMEBODY, make_upload(house, known(20), purpose=purpose))
        house.clock.advance(days=7)
        second = services.versions.append(SOMEBODY, first.id, make_upload(house, known(30), purpose=purpose))
        third = services.versions.append(SOMEBODY, second.id, make_upload(house, known(35), purpose=purpose))
        counts.append((third.rows_in_file, third.rows_kept, third.rows_updated, third.rows_set_aside, third.version))
    assert counts[0] == counts[1]


def test_links_and_words_that_stand_for_ids_are_not_kept_as_ids(house: House, home: Path) -> None:
    services = house.services
    first = services.mappings.import_file(SOMEBODY, written(home, unknown(20)), without_words(MEANING))
    after = services.versions.append_file(
        SOMEBODY, first.id, written(home, unknown(25), "more.csv"), choice=without_words(MEANING)
    )
    (home / "unknown.csv").unlink()
    (home / "more.csv").unlink()

    assert (after.rows_kept, after.rows_updated) == (25, 20)
    assert places(home, CANARY) == []


def written(home: Path, content: str, name: str = "unknown.csv") -> Path:
    path = home / name
    path.write_text(content)
    return path


def without_words(choice: TableChoice) -> TableChoice:
    return TableChoice(choice.sheet, choice.mapping, wordless=True)


def test_what_was_computed_with_words_is_not_shown_where_there_are_none(house: House) -> None:
    services = house.services
    kept = services.datasets.import_upload(SOMEBODY, make_upload(house, known()))
    dropped = services.datasets.import_upload(SOMEBODY, make_upload(house, known(), "again.csv", WORDLESS))

    assert kept.sha256 == dropped.sha256
    assert kept.content != dropped.content


def test_a_key_under_which_words_were_kept_does_not_pass_for_one_without(house: House) -> None:
    make = make_upload(house, known(), purpose=Purpose("k"))
    house.services.datasets.import_upload(SOMEBODY, make)

    with pytest.raises(Conflict, match="another key"):
        house.services.uploads.begin(SOMEBODY, "posts.csv", len(known()), Purpose("k", wordless=True))


def test_the_choice_of_the_shell_says_the_same(house: House, home: Path) -> None:
    path = written(home, known())
    dataset = house.services.datasets.import_file(SOMEBODY, path, key="k", choice=WITHOUT_WORDS)
    assert house.services.datasets.import_file(SOMEBODY, path, key="k", choice=WITHOUT_WORDS) == dataset
    path.unlink()
    assert places(home, CANARY) == []
