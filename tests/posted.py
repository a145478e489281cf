"""A mail server that listens, for tests that send."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from integration.processes import free_port

from services.mail import Security, SmtpServer


@dataclass
class Postman:
    """Takes letters, all but those to addresses that begin with `nobody`."""

    letters: list[EmailMessage] = field(default_factory=list)
    readers: list[list[str]] = field(default_factory=list)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: N802  (the library's name)
        if address.startswith("nobody"):
            return "550 no such reader"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802  (as above)
        message = message_from_bytes(envelope.content, policy=default)
        assert isinstance(message, EmailMessage)
        self.letters.append(message)
        self.readers.append(list(envelope.rcpt_tos))
        return "250 OK"


@contextmanager
def listening() -> Iterator[tuple[Postman, SmtpServer]]:
    """The server, and how to reach it."""
    postman = Postman()
    port = free_port()
    controller = Controller(postman, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postman, SmtpServer("127.0.0.1", port, "reports@agency.example", security=Security.NONE)
    finally:
        controller.stop()
