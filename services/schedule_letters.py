"""What is written in mails about scheduled reports."""

from dataclasses import dataclass
from datetime import datetime

from services.domain.scheduling import ScheduleOrder
from services.mail import Attachment, Letter


@dataclass(frozen=True, slots=True)
class About:
    """The report a letter is about: its title, the client, who answers for it, where people of the house find it."""

    title: str
    client: str
    owner: str
    reports_url: str


def with_file(about: About, order: ScheduleOrder, file: Attachment) -> Letter:
    """The report itself, to its readers."""
    text = f"{about.title} for {about.client} is attached.\n\n{_sign(about)}"
    return Letter(order.recipients, _subject(about), text, (file,))


def with_link(about: About, order: ScheduleOrder, url: str, until: datetime) -> Letter:
    """Where the readers find the report."""
    text = (
        f"{about.title} for {about.client} is here:\n\n{url}\n\n"
        f"The link opens until {until:%d %B %Y}. It needs no account: whoever has it can read the report.\n\n"
        f"{_sign(about)}"
    )
    return Letter(order.recipients, _subject(about), text)


def to_release(about: About, readers: tuple[str, ...]) -> Letter:
    """To those who may let it go."""
    text = (
        f"{about.title} for {about.client} was made as scheduled by {about.owner} and waits for a second person "
        f"to release it. As soon as somebody does, it goes to its readers.\n\n{about.reports_url}\n"
    )
    return Letter(readers, f"Waits for release: {_subject(about)}", text)


def to_look_at(about: About, reader: str, why: str) -> Letter:
    """To the owner: something stands in the way."""
    text = (
        f"{about.title} for {about.client} was made as scheduled and was not sent. {why}\n\n"
        f"Look at it and release it; then it goes to its readers.\n\n{about.reports_url}\n"
    )
    return Letter((reader,), f"Not sent yet: {_subject(about)}", text)


def about_failure(about: About, reader: str, why: str) -> Letter:
    """To the owner: nothing went out."""
    text = f"The scheduled report {about.title} for {about.client} was not delivered. {why}\n\n{about.reports_url}\n"
    return Letter((reader,), f"Not delivered: {_subject(about)}", text)


def _subject(about: About) -> str:
    return "".join(letter for letter in f"{about.title} - {about.client}" if letter.isprintable())[:200]


def _sign(about: About) -> str:
    return f"It was made as scheduled by {about.owner}.\n"
