"""A new password for who forgot theirs: the link goes to the account's address, and nobody learns if there is one."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from services.claiming.language import Language
from services.domain.errors import ServiceError, TooMany, Unavailable
from services.domain.people import Browser
from services.errands import Errands
from services.mail import Letter, Mail
from services.password_resets import put_link
from services.policy import before_sign_in
from services.refusals import LIMIT, NOBODY, refused
from services.session_book import SessionBook, account_of
from services.storage.database import Database
from services.storage.sessions import letters_asked_for
from services.trail import Trail

# Within the window of wrong passwords, for one address of a person: nobody's letter box is filled from here.
MOST_LETTERS = 3
LASTS = timedelta(hours=1)
_WHAT = "asked for a new password by mail"
_SUBJECT = {Language.ENGLISH: "A new password for Postlens", Language.THAI: "ตั้งรหัสผ่านใหม่สำหรับ Postlens"}
_TEXT = {
    Language.ENGLISH: (
        "Somebody asked for a new password for your account at Postlens. Choose it here:\n\n{link}\n\n"
        "The link works once, for an hour, and the newest one only. Your second factor stays as it is.\n"
        "If it was not you, do nothing: your password stays the same.\n"
    ),
    Language.THAI: (
        "มีผู้ขอตั้งรหัสผ่านใหม่สำหรับบัญชีของคุณใน Postlens ตั้งรหัสผ่านใหม่ได้ที่นี่:\n\n{link}\n\n"
        "ลิงก์นี้ใช้ได้ครั้งเดียวภายในหนึ่งชั่วโมง และใช้ได้เฉพาะลิงก์ล่าสุด การยืนยันตัวตนขั้นที่สองยังคงเดิม\n"
        "หากคุณไม่ได้ขอ ไม่ต้องทำอะไร รหัสผ่านของคุณยังเหมือนเดิม\n"
    ),
}


@dataclass(frozen=True, slots=True)
class Post:
    """How letters leave; mail: None = they cannot. address: of this installation. errands: where sending is done."""

    mail: Mail | None
    address: str
    errands: Errands


class ForgottenPasswords:
    """Sends links for a new password to people who ask for one."""

    def __init__(self, database: Database, book: SessionBook, trail: Trail, post: Post) -> None:
        self._database, self._book, self._strangers, self._post = database, book, trail, post

    @before_sign_in
    def possible(self) -> bool:
        """Whether letters leave this installation; without them an admin makes the link."""
        return self._post.mail is not None

    @before_sign_in
    def ask(self, email: str, browser: Browser, language: Language = Language.ENGLISH) -> None:
        """A letter to the account of this address, if there is one; TooMany after too many of them.

        What is done before this returns is the same for every address, so neither the answer nor its time tells
        whether there is an account: looking it up is part of the errand.
        """
        mail = self._post.mail
        if mail is None:
            raise Unavailable("This installation sends no mail. Ask an admin for a link for a new password.")
        account = account_of(email)
        if account is None:
            return
        if not self._book.reserve(letters_asked_for(account), browser.address, MOST_LETTERS):
            refused(LIMIT, limit="letters for a new password")
            raise TooMany(f"Too many links were asked for. Try again in {self._book.minutes} minutes.")
        self._post.errands.run(self._errand(mail, account, language))

    def _errand(self, mail: Mail, account: str, language: Language) -> Callable[[], None]:
        def send() -> None:
            user_id, token = self._link(account)
            if not token:
                self._strangers.keep(user_id, "", _WHAT, result="refused")
                return
            text = _TEXT[language].format(link=f"{self._post.address}/reset?token={token}")
            try:
                mail.send(Letter((account,), _SUBJECT[language], text))
            except ServiceError:
                self._strangers.keep(user_id, "", _WHAT, result="failed")
                raise
            self._strangers.keep(user_id, "", _WHAT)

        return send

    def _link(self, account: str) -> tuple[str, str]:
        """Whose account it is and the link's token; "" where nobody may have one.

        Who never had a password, as they come through another provider, has none to forget.
        """
        with self._database.directory() as directory:
            user = directory.user_by_email(account)
            if user is None or not user.active or not user.password_hash:
                return user.id if user else "", ""
            return user.id, put_link(directory, user, NOBODY, (self._book.now(), LASTS))
