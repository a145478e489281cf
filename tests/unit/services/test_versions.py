import pytest
from builders import BLUE, House, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload, with_more_comments

from services.domain.actors import Role
from services.domain.errors import Conflict, InvalidInput, NotFound, Unavailable
from services.domain.segmentation import SegmentationRequest
from services.storage.posts import PostStore

TWELVE, TWENTY = make_posts_csv(posts=12), make_posts_csv(posts=20, seed=3)


def posts_of(house: House, dataset):
    return PostStore(house.files).load(SOMEBODY.workspace_id, dataset.id)


def test_a_new_file_takes_the_place_of_the_old_one(house):
    before = make_dataset(house, TWELVE, "spring.csv")
    after = house.services.versions.replace(SOMEBODY, before.id, make_upload(house, TWENTY, "summer.csv"))

    assert (after.version, after.line, after.name, after.rows_kept) == (2, before.id, "summer", 20)
    assert [dataset.id for dataset in house.services.datasets.newest_first(SOMEBODY)] == [after.id]
    assert house.services.datasets.get(SOMEBODY, before.id) == after
    assert house.services.datasets.original(SOMEBODY, before.id).path.read_text() == TWENTY


def test_the_old_version_can_be_brought_back_and_then_the_new_one_again(house):
    before = make_dataset(house, TWELVE)
    after = house.services.versions.replace(SOMEBODY, before.id, make_upload(house, TWENTY))

    for version in (before, after):
        assert house.services.versions.restore(SOMEBODY, version.id) == version
        assert house.services.datasets.get(SOMEBODY, before.id) == version
        assert len(house.services.datasets.newest_first(SOMEBODY)) == 1
    with pytest.raises(Conflict):
        house.services.versions.restore(SOMEBODY, after.id)


def test_a_file_added_updates_counts_and_keeps_the_earlier_reading(house):
    before = make_dataset(house, TWELVE)
    house.clock.advance(days=7)
    more = make_upload(house, with_more_comments(TWELVE, posts=3), "later.csv")
    after = house.services.versions.append(SOMEBODY, before.id, more)

    assert (after.rows_in_file, after.rows_kept, after.rows_updated, after.rows_set_aside) == (25, 13, 12, 0)
    old, new = posts_of(house, before), posts_of(house, after)
    assert list(new.ids) == [*old.ids, "new-post"]
    assert (new.counts["comments"][:3] == old.counts["comments"][:3] + 1).all()
    (reading,) = house.services.versions.earlier_readings(SOMEBODY, after.id, "p1")
    assert reading.read_at == before.created_at
    assert dict(reading.counts)["comments"] == old.counts["comments"][0]
    assert house.services.versions.earlier_readings(SOMEBODY, after.id, "new-post") == ()
    kept = house.services.versions.updated(SOMEBODY, after.id, most=2)
    assert (kept.posts, [post.post_id for post in kept.first]) == (12, ["p1", "p2"])
    assert kept.first[0].earlier == (reading,)
    assert dict(kept.first[0].now)["comments"] == old.counts["comments"][0] + 1


def test_the_files_of_a_dataset_are_kept_with_the_version_that_brought_them(house):
    before = make_dataset(house, TWELVE, "a.csv")
    after = house.services.versions.append(SOMEBODY, before.id, make_upload(house, TWENTY, "b.csv"))

    assert [(source.version, source.name) for source in after.sources] == [(before.id, "a.csv"), (after.id, "b.csv")]
    assert after.name == "a"
    assert after.size == len(TWELVE) + len(TWENTY)
    for number, content in ((1, TWELVE), (2, TWENTY), (0, TWENTY)):
        assert house.services.datasets.original(SOMEBODY, after.id, number).path.read_text() == content
    for number in (3, -1):
        with pytest.raises(NotFound, match="made of 2"):
            house.services.datasets.original(SOMEBODY, after.id, number)


def test_the_same_file_is_not_added_twice(house):
    before = make_dataset(house, TWELVE)

    with pytest.raises(InvalidInput, match="is part of 'posts' already"):
        house.services.versions.append(SOMEBODY, before.id, make_upload(house, TWELVE))
    assert house.services.datasets.get(SOMEBODY, before.id) == before


def doubled() -> str:
    lines = TWELVE.splitlines()
    return "\n".join([*lines, "again," + lines[1].partition(",")[2], "once more," + lines[2].partition(",")[2]])


def test_an_answer_reads_the_file_again_and_is_recorded(house):
    before = make_dataset(house, doubled())
    after = house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "set_aside")

    assert (before.rows_kept, after.rows_kept, after.rows_set_aside) == (14, 12, 2)
    assert [(answer.code, answer.choice) for answer in after.answers] == [("repeated_posts", "set_aside")]
    assert "repeated_posts" in {finding.code for finding in before.open_questions}
    assert "repeated_posts" not in {finding.code for finding in after.open_questions}
    assert not (house.files.path(SOMEBODY.workspace_id, "datasets", after.id) / "original").exists()
    assert house.services.datasets.original(SOMEBODY, after.id).path.read_text() == doubled()


def test_an_answer_can_be_taken_back_and_the_content_is_what_it_was(house):
    before = make_dataset(house, doubled())
    changed = house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "set_aside")
    back = house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "keep")

    assert back.rows_kept == before.rows_kept
    assert before.content == back.content != changed.content


def test_an_answer_that_says_what_applies_already_makes_no_version(house):
    before = make_dataset(house, doubled())
    after = house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "keep")

    assert (after.id, after.content) == (before.id, before.content)
    assert "repeated_posts" not in {finding.code for finding in after.open_questions}
    assert house.services.datasets.get(SOMEBODY, before.id) == after


def test_an_answer_reads_as_of_the_moment_of_import(house):
    """Otherwise posts would ripen by answering a question about something else."""
    before = make_dataset(house, TWELVE.replace("2025-11-28", "2026-01-02"))
    house.clock.advance(days=90)
    after = house.services.versions.answer(SOMEBODY, before.id, "time_zone_unknown", "utc")

    assert posts_of(house, after).immature.sum() == posts_of(house, before).immature.sum() > 0


def test_answers_given_apply_to_a_file_that_is_added(house):
    before = make_dataset(house, doubled())
    house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "set_aside")
    after = house.services.versions.append(SOMEBODY, before.id, make_upload(house, TWENTY))

    assert [(answer.code, answer.choice) for answer in after.answers] == [("repeated_posts", "set_aside")]
    assert after.rows_set_aside == 2


@pytest.mark.parametrize(("code", "choice"), [("repeated_posts", "maybe"), ("no_such_question", "keep"), ("", "")])
def test_an_answer_nobody_asked_for_is_refused(house, code, choice):
    before = make_dataset(house, doubled())

    with pytest.raises(InvalidInput):
        house.services.versions.answer(SOMEBODY, before.id, code, choice)
    assert house.services.datasets.get(SOMEBODY, before.id) == before


def test_other_answers_have_other_segments(house):
    before = make_dataset(house, make_posts_csv(posts=60))
    request = SegmentationRequest(before.id)
    house.services.analyses.make(SOMEBODY, request)
    house.services.versions.replace(SOMEBODY, before.id, make_upload(house, TWENTY))

    assert not house.services.analyses.is_ready(SOMEBODY, request)
    house.services.versions.restore(SOMEBODY, before.id)
    assert house.services.analyses.is_ready(SOMEBODY, request)


def test_the_history_tells_who_did_what_when(house):
    ann = make_actor(Role.AGENCY, user_id=house.add_person("ann@example.org", Role.AGENCY))
    before = make_dataset(house, doubled(), "spring.csv", who=ann)
    house.clock.advance(hours=1)
    house.services.versions.answer(ann, before.id, "repeated_posts", "set_aside")
    house.clock.advance(hours=1)
    third = house.services.versions.replace(ann, before.id, make_upload(house, TWENTY, "may.csv", who=ann))
    history = house.services.versions.history(SOMEBODY, before.id)

    assert [(entry.who, entry.what) for entry in history] == [
        ("ann", "replaced the file"),
        ("ann", "answered a question"),
        ("ann", "imported a file"),
    ]
    assert history[1].subject == "Keep the repeated posts? Keep the first of each, set the others aside"
    assert [entry.restorable for entry in history] == [False, True, True]
    assert [(entry.number, entry.posts, entry.current) for entry in history] == [
        (3, 20, True),
        (2, 12, False),
        (1, 14, False),
    ]
    assert [entry.at for entry in history] == sorted((entry.at for entry in history), reverse=True)
    assert house.services.versions.history(SOMEBODY, third.id) == history


def test_a_damaged_original_is_not_read_again(house):
    before = make_dataset(house, doubled())
    house.services.datasets.original(SOMEBODY, before.id).path.write_text("something else")

    with pytest.raises(Unavailable, match="damaged on disk"):
        house.services.versions.answer(SOMEBODY, before.id, "repeated_posts", "set_aside")


def test_two_who_change_at_once_do_not_undo_each_other(house):
    before = make_dataset(house, TWELVE)
    upload = make_upload(house, TWENTY)

    def meanwhile(fraction, _step):
        if fraction == 0.85:
            house.services.versions.replace(ADMIN, before.id, make_upload(house, TWELVE, "other.csv", who=ADMIN))

    with pytest.raises(Conflict, match="Somebody else changed this dataset"):
        house.services.versions.replace(SOMEBODY, before.id, upload, meanwhile)
    assert house.services.datasets.get(SOMEBODY, before.id).file_name == "other.csv"
    assert len(list(house.files.path(SOMEBODY.workspace_id, "datasets").iterdir())) == 2


def test_datasets_of_another_workspace_are_not_there(house):
    dataset, there = make_dataset(house), make_actor(workspace=BLUE)
    upload = make_upload(house, who=there)
    versions = house.services.versions
    for ask in (
        lambda one: versions.replace(there, one, upload),
        lambda one: versions.append(there, one, upload),
        lambda one: versions.answer(there, one, "time_zone_unknown", "utc"),
        lambda one: versions.restore(there, one),
        lambda one: versions.history(there, one),
        lambda one: versions.earlier_readings(there, one, "p1"),
    ):
        messages = []
        for one in (dataset.id, "0" * len(dataset.id)):
            with pytest.raises(NotFound) as refusal:
                ask(one)
            messages.append(str(refusal.value).replace(one, "ID"))
        assert messages[0] == messages[1]
