import pytest
from builders import House, copy_house, make_actor

from services.domain.actors import Role
from services.domain.errors import Conflict, InvalidInput, NotFound, TooLarge, Unavailable
from services.uploads import shown_name

SOMEBODY = make_actor(Role.AGENCY)
CONTENT = b"status_id,num_shares\n1,2\n"


def test_a_file_arrives_in_pieces(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", len(CONTENT))
    assert upload.received == 0

    assert uploads.receive(SOMEBODY, upload.id, 0, CONTENT[:10]).received == 10
    assert uploads.receive(SOMEBODY, upload.id, 10, CONTENT[10:]).received == len(CONTENT)

    finished, path = uploads.finished(SOMEBODY, upload.id)
    assert path.read_bytes() == CONTENT
    assert finished == uploads.get(SOMEBODY, upload.id)


def test_the_bytes_are_closed_to_other_accounts_of_the_machine(house: House) -> None:
    upload = house.services.uploads.begin(SOMEBODY, "posts.csv", 10)

    path = house.files.path(SOMEBODY.workspace_id, "uploads", upload.id)

    assert path.stat().st_mode & 0o077 == 0
    assert house.files.root.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("offset", [1, 9, 11, -1])
def test_a_piece_that_does_not_follow_is_refused_with_where_it_should(house: House, offset: int) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 30)
    uploads.receive(SOMEBODY, upload.id, 0, b"0123456789")

    with pytest.raises(Conflict, match=f"stands at byte 10, not {offset}"):
        uploads.receive(SOMEBODY, upload.id, offset, b"x")


def test_a_piece_that_was_sent_twice_is_refused_the_second_time(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 30)
    uploads.receive(SOMEBODY, upload.id, 0, b"0123456789")

    with pytest.raises(Conflict):
        uploads.receive(SOMEBODY, upload.id, 0, b"0123456789")
    assert uploads.get(SOMEBODY, upload.id).received == 10


def test_bytes_that_were_never_acknowledged_are_written_again(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 10)
    path = house.files.path(SOMEBODY.workspace_id, "uploads", upload.id)
    path.write_bytes(b"torn")

    uploads.receive(SOMEBODY, upload.id, 0, b"0123456789")

    assert path.read_bytes() == b"0123456789"


def test_more_bytes_than_announced_are_refused(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 5)

    with pytest.raises(TooLarge, match="announced with 5 bytes"):
        uploads.receive(SOMEBODY, upload.id, 0, b"123456")
    assert uploads.get(SOMEBODY, upload.id).received == 0


def test_an_upload_that_lacks_bytes_is_not_finished(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 5)
    uploads.receive(SOMEBODY, upload.id, 0, b"123")

    with pytest.raises(Conflict, match="3 of 5 bytes"):
        uploads.finished(SOMEBODY, upload.id)


def test_bytes_that_got_lost_on_disk_are_no_finished_upload(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 5)
    uploads.receive(SOMEBODY, upload.id, 0, b"12345")
    house.files.path(SOMEBODY.workspace_id, "uploads", upload.id).write_bytes(b"12")

    with pytest.raises(Unavailable, match="Upload the file again"):
        uploads.finished(SOMEBODY, upload.id)


def test_an_upload_whose_file_is_gone_is_told_so(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 5)
    house.files.path(SOMEBODY.workspace_id, "uploads", upload.id).unlink()

    with pytest.raises(Unavailable):
        uploads.receive(SOMEBODY, upload.id, 0, b"12345")
    assert uploads.get(SOMEBODY, upload.id).received == 0


@pytest.mark.parametrize("size", [0, -1])
def test_an_empty_file_is_refused(house: House, size: int) -> None:
    with pytest.raises(InvalidInput, match=r"'posts.csv' is empty"):
        house.services.uploads.begin(SOMEBODY, "posts.csv", size)


def test_a_file_over_the_limit_is_refused_with_both_figures(house: House) -> None:
    house.services.uploads.begin(SOMEBODY, "posts.csv", 2_000_000_000)

    with pytest.raises(TooLarge, match=r"has 2,000\.0 MB; the limit is 2,000 MB"):
        house.services.uploads.begin(SOMEBODY, "posts.csv", 2_000_000_001)


def test_a_forgotten_upload_leaves_nothing(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(SOMEBODY, "posts.csv", 5)

    uploads.forget(SOMEBODY, upload.id)

    assert not house.files.path(SOMEBODY.workspace_id, "uploads", upload.id).exists()
    with pytest.raises(NotFound):
        uploads.get(SOMEBODY, upload.id)


@pytest.mark.parametrize("upload_id", ["../../postlens.db", "..", ".", "", "a/b", "\x00", "x" * 300])
def test_no_id_leads_out_of_the_folder(house: House, upload_id: str) -> None:
    uploads = house.services.uploads
    for ask in (uploads.get, uploads.finished, uploads.forget, lambda *who: uploads.receive(*who, 0, b"x")):
        with pytest.raises(NotFound):
            ask(SOMEBODY, upload_id)


def test_an_upload_goes_on_after_a_restart(house: House) -> None:
    upload = house.services.uploads.begin(SOMEBODY, "posts.csv", len(CONTENT))
    house.services.uploads.receive(SOMEBODY, upload.id, 0, CONTENT[:7])

    again = copy_house(house.settings.home, house.settings.home.parent / "restarted")
    again.services.uploads.receive(SOMEBODY, upload.id, 7, CONTENT[7:])

    assert again.services.uploads.finished(SOMEBODY, upload.id)[1].read_bytes() == CONTENT
    again.close()


@pytest.mark.parametrize(
    ("file_name", "shown"),
    [
        ("posts.csv", "posts.csv"),
        ("C:\\Users\\bea\\posts.csv", "posts.csv"),
        ("../../etc/passwd", "passwd"),
        ("โพสต์ 2025.csv", "โพสต์ 2025.csv"),
        ("posts\x00\n\u202e.csv", "posts.csv"),
        ("", "unnamed"),
        ("folder/", "unnamed"),
        ("x" * 300, "x" * 200),
    ],
)
def test_a_file_is_shown_under_its_own_name_only(file_name: str, shown: str) -> None:
    assert shown_name(file_name) == shown
