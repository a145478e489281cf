"""Letters: to all readers or to none, with headers that nobody can break out of."""

import socket
import stat
from dataclasses import replace
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from posted import Postman

from services.domain.errors import InvalidInput, TooLarge, Unavailable
from services.mail import LARGEST, Attachment, Letter, Outbox, Security, Smtp, SmtpServer, compose

PDF = Attachment("Bericht – März.pdf", "application/pdf", b"%PDF-1.7 bytes\r\n.\r\n")
LETTER = Letter(("ann@client.example", "ben@client.example"), "Monthly report – Acme รายงาน", "Here it is.\n", (PDF,))


def test_a_letter_arrives_as_it_was_written(postman: Postman, server: tuple[Postman, SmtpServer]) -> None:
    Smtp(server[1]).send(LETTER)
    (message,) = postman.letters
    (attached,) = message.iter_attachments()
    body = message.get_body()

    assert postman.readers == [["ann@client.example", "ben@client.example"]]
    assert message["Subject"] == LETTER.subject
    assert message["From"] == "reports@agency.example"
    assert body is not None
    assert body.get_content().strip() == "Here it is."
    assert (attached.get_filename(), attached.get_content()) == (PDF.name, PDF.content)


def test_where_one_reader_is_refused_nobody_gets_anything(postman: Postman, server: tuple[Postman, SmtpServer]) -> None:
    with pytest.raises(Unavailable, match=r"does not take nobody@client\.example\. Nobody got it"):
        Smtp(server[1]).send(replace(LETTER, to=("ann@client.example", "nobody@client.example")))
    assert postman.letters == []


def test_a_server_that_is_not_there_is_told_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(Unavailable, match="cannot be reached"):
        Smtp(SmtpServer("127.0.0.1", port, "x@example.org", security=Security.NONE)).send(LETTER)


@pytest.mark.parametrize("difference", [{"security": Security.STARTTLS}, {"user": "ann", "password": "hunter2 secret"}])
def test_nothing_is_said_in_the_clear_that_was_to_be_kept_from_listeners(
    postman: Postman, server: tuple[Postman, SmtpServer], difference: dict[str, object]
) -> None:
    with pytest.raises(Unavailable) as refusal:
        Smtp(replace(server[1], **difference)).send(LETTER)  # type: ignore[arg-type]  # one field at a time

    assert postman.letters == []
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "mark", ["\r\nBcc: eve@evil.example", "\nBcc: eve@evil.example", "\r", "\x00", "\x1b[31m", "\u2028x"]
)
@pytest.mark.parametrize("place", ["subject", "to", "file"])
def test_no_text_becomes_a_header_of_its_own(mark: str, place: str) -> None:
    letter = {
        "subject": replace(LETTER, subject=f"Hello{mark}"),
        "to": replace(LETTER, to=(f"ann@client.example{mark}",)),
        "file": replace(LETTER, attachments=(replace(PDF, name=f"a{mark}.pdf"),)),
    }[place]
    if place == "to" and not mark.strip():
        assert compose(letter, "x@example.org")["To"] == "ann@client.example"
        return
    with pytest.raises(InvalidInput):
        compose(letter, "x@example.org")


@pytest.mark.parametrize(
    "address",
    [
        *("", "ann", "@x.example", "ann@", "a b@x.example", "a@x.example, b@x.example", "a@x.example;b@y.example"),
        *(
            "Ann <a@x.example>",
            "a@b@c",
            "a@.x",
            "ä@x.example",
            "a" * 250 + "@x.example",
            "a@x..example,",
            "(a)@x.example",
        ),
    ],
)
def test_what_is_no_single_address_is_refused(address: str) -> None:
    with pytest.raises(InvalidInput):
        compose(replace(LETTER, to=(address,)), "x@example.org")


def test_a_mail_has_at_most_fifty_readers_each_once() -> None:
    twice = compose(replace(LETTER, to=("a@x.example", " a@x.example ")), "x@example.org")
    assert twice["To"] == "a@x.example"
    with pytest.raises(InvalidInput):
        compose(replace(LETTER, to=tuple(f"a{number}@x.example" for number in range(51))), "x@example.org")


def test_files_that_mails_do_not_take_are_refused_with_a_way_out() -> None:
    with pytest.raises(TooLarge, match="Send a link instead"):
        compose(replace(LETTER, attachments=(replace(PDF, content=b"x" * (LARGEST + 1)),)), "x@example.org")


def test_without_a_server_letters_lie_in_a_folder_that_others_cannot_read(tmp_path: Path) -> None:
    Outbox(tmp_path / "outbox", "x@example.org").send(LETTER)
    (path,) = (tmp_path / "outbox").iterdir()
    message = message_from_bytes(path.read_bytes(), policy=default)

    assert message["Subject"] == LETTER.subject
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "outbox").mkdir()
    (tmp_path / "outbox").rmdir()
    (tmp_path / "outbox").touch()
    with pytest.raises((Unavailable, FileExistsError)):
        Outbox(tmp_path / "outbox", "x@example.org").send(LETTER)
