"""Letters out of the app: over SMTP, or, where no server is set, into a folder of this installation."""

import secrets
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from services.domain.errors import InvalidInput, TooLarge, Unavailable

# What most servers take, in bytes before they are written in letters.
LARGEST = 15_000_000
_SECONDS = 30.0
_LONGEST_ADDRESS, _MOST = 254, 50


class Security(StrEnum):
    """How a connection to a mail server is kept from listeners."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    """What is said to whom; plain text."""

    to: tuple[str, ...]
    subject: str
    text: str
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class SmtpServer:
    """A server that takes letters. user: "" = without signing in. sender: the address letters come from."""

    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""
    security: Security = Security.STARTTLS


class Mail(Protocol):
    """Sends a letter to all its readers or to none; Unavailable where it was not sent."""

    def send(self, letter: Letter) -> None:
        """Returns when somebody else answers for the letter."""


class Smtp:
    """Mail over SMTP."""

    def __init__(self, server: SmtpServer) -> None:
        self._server = server

    def send(self, letter: Letter) -> None:
        """One conversation for all readers: where one address is refused, nobody gets anything."""
        message = compose(letter, self._server.sender)
        try:
            with self._signed_in() as connection:
                _hand_over(connection, self._server.sender, letter.to, message.as_bytes(policy=SMTP))
        except (smtplib.SMTPException, OSError) as trouble:
            raise Unavailable(f"The mail was not sent: {_said(trouble)}") from trouble

    @contextmanager
    def _signed_in(self) -> Iterator[smtplib.SMTP]:
        server, trusted = self._server, ssl.create_default_context()
        plain = server.security is not Security.TLS
        connect = smtplib.SMTP(server.host, server.port, timeout=_SECONDS) if plain else None
        with connect or smtplib.SMTP_SSL(server.host, server.port, timeout=_SECONDS, context=trusted) as connection:
            if server.security is Security.STARTTLS:
                connection.starttls(context=trusted)
            if server.user:
                connection.login(server.user, server.password)
            connection.ehlo_or_helo_if_needed()
            yield connection


class Outbox:
    """A folder that letters are put into, for installations without a mail server."""

    def __init__(self, folder: Path, sender: str) -> None:
        self._folder, self._sender = folder, sender

    def send(self, letter: Letter) -> None:
        """A file a letter, which only this account can read."""
        content = compose(letter, self._sender).as_bytes()
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self._folder / f"{secrets.token_hex(8)}.eml"
        try:
            unfinished = path.with_suffix(".unfinished")
            unfinished.touch(mode=0o600)
            unfinished.write_bytes(content)
            unfinished.rename(path)
        except OSError as trouble:
            raise Unavailable(f"The mail was not sent: {trouble.strerror}.") from trouble


def compose(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels. InvalidInput for a header that would be two, TooLarge for more than servers take."""
    size = sum(len(one.content) for one in letter.attachments)
    if size > LARGEST:
        raise TooLarge(f"The files have {size / 1e6:,.1f} MB; mails take {LARGEST / 1e6:,.0f} MB. Send a link instead.")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = ", ".join(checked_addresses(letter.to))
    message["Subject"] = _one_line(letter.subject, "subject")
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=sender.rpartition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    for one in letter.attachments:
        main, _, sub = one.media_type.partition("/")
        name = _one_line(one.name, "file name")
        message.add_attachment(one.content, maintype=main, subtype=sub or "octet-stream", filename=name)
    return message


def checked_addresses(addresses: tuple[str, ...]) -> tuple[str, ...]:
    """The addresses, each once; InvalidInput for what is none, or is more than one."""
    found = tuple(dict.fromkeys(address.strip() for address in addresses if address.strip()))
    if not found:
        raise InvalidInput("Say who is to get it: at least one e-mail address.", "recipients")
    if len(found) > _MOST:
        raise InvalidInput(f"A mail goes to at most {_MOST} addresses.", "recipients")
    for address in found:
        if not _is_address(address):
            raise InvalidInput(f"{address[:80]!r} is not an e-mail address.", "recipients")
    return found


def _is_address(text: str) -> bool:
    """One plain ASCII address with a name and a host, nothing around it."""
    name, sign, host = text.rpartition("@")
    plain = text.isascii() and text.isprintable() and not set(' ,;:<>()[]"\\') & set(text)
    if not (name and sign and host and plain and len(text) <= _LONGEST_ADDRESS) or host.startswith((".", "-")):
        return False
    try:
        return Address(addr_spec=text).addr_spec == text
    except (MessageError, ValueError, IndexError):
        return False


def _one_line(text: str, what: str) -> str:
    if not text.isprintable():
        raise InvalidInput(f"The {what} of a mail is one line without control characters.", what)
    return text


def _hand_over(connection: smtplib.SMTP, sender: str, readers: tuple[str, ...], content: bytes) -> None:
    """Every reader must be taken before a word of the letter is said."""
    code, words = connection.mail(sender)
    if code != 250:
        raise smtplib.SMTPSenderRefused(code, words, sender)
    for reader in readers:
        code, words = connection.rcpt(reader)
        if code not in (250, 251):
            connection.rset()
            raise smtplib.SMTPRecipientsRefused({reader: (code, words)})
    code, words = connection.data(content)
    if code != 250:
        raise smtplib.SMTPDataError(code, words)


def _said(trouble: Exception) -> str:
    """What went wrong, without what was said to the server."""
    if isinstance(trouble, smtplib.SMTPAuthenticationError):
        return "the mail server refuses the user name or the password. Ask an admin."
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return f"the mail server does not take {', '.join(trouble.recipients)}. Nobody got it."
    if isinstance(trouble, smtplib.SMTPResponseException):
        return f"the mail server answered {trouble.smtp_code}. Nobody got it."
    return f"the mail server cannot be reached ({type(trouble).__name__}). Nobody got it."
