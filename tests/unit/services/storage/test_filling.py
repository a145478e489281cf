import multiprocessing

import pytest

from services.domain.errors import Unavailable
from services.storage.files import Files, size_of


@pytest.fixture
def files(tmp_path):
    return Files(tmp_path / "files")


def never():
    return False


def always():
    return True


def test_a_folder_that_is_being_filled_is_left_alone(files):
    folder = files.path("red", "datasets", "d1")
    with files.filling(folder, never):
        (folder / "original").write_text("x")

        assert files.being_filled(folder)
        assert not files.remove(folder, never)
    assert (folder / "original").exists()
    assert not files.being_filled(folder)


def test_a_folder_that_nobody_knows_goes_with_all_in_it(files):
    folder = files.path("red", "datasets", "d1")
    with files.filling(folder, always):
        (folder / "original").write_text("x")

    assert files.remove(folder, never)
    assert not folder.exists()
    assert files.remove(folder, never)


def test_a_folder_that_is_known_stays(files):
    folder = files.path("red", "datasets", "d1")
    with files.filling(folder, always):
        pass

    assert not files.remove(folder, always)
    assert folder.exists()


def test_a_failure_leaves_nothing_unless_the_row_is_there_after_all(files):
    lost, kept = files.path("red", "datasets", "d1"), files.path("red", "datasets", "d2")
    for folder, is_known in ((lost, never), (kept, always)):
        with pytest.raises(RuntimeError), files.filling(folder, is_known):
            raise RuntimeError

    assert not lost.exists()
    assert kept.exists()


def test_rows_that_do_not_answer_leave_the_decision_to_the_reaper(files):
    folder = files.path("red", "datasets", "d1")

    def no_answer():
        raise Unavailable("The database does not answer.")

    with pytest.raises(RuntimeError), files.filling(folder, no_answer):
        raise RuntimeError
    assert folder.exists()


def _fill_and_die(root, ready):
    files = Files(root)
    with files.filling(files.path("red", "datasets", "d1"), always):
        ready.set()
        multiprocessing.Event().wait()


def test_whoever_is_killed_lets_go(files):
    context = multiprocessing.get_context("spawn")
    ready = context.Event()
    filler = context.Process(target=_fill_and_die, args=(files.root, ready))
    filler.start()
    assert ready.wait(30)
    folder = files.path("red", "datasets", "d1")
    assert files.being_filled(folder)

    filler.kill()
    filler.join()

    assert files.remove(folder, never)


def test_only_finished_files_count(files):
    folder = files.path("red", "datasets", "d1")
    with files.filling(folder, always):
        (folder / "original").write_bytes(b"12345")
        (folder / "posts.parquet.abcd.unfinished").write_bytes(b"123")

    assert size_of(folder) == 5
    assert size_of(folder / "nowhere") == 0
