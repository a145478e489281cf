"""What people do about their own account: password, second factor, and the browsers they are signed in with."""

from services.devices import device
from services.domain.actors import Actor, Role
from services.domain.errors import Conflict, Forbidden, NotFound, TooMany
from services.domain.people import Enrolment, OwnAccount, SignInPlace
from services.passwords import Passwords, demand_strong
from services.policy import Permission, requires
from services.refusals import LIMIT, PASSWORD, refused
from services.session_book import SessionBook, digest
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.tables import SessionRow, UserRow

_ID = 16
_WRONG = "Your present password is not this one."
_WRONG_CODE = "This code is wrong, or was used before. Wait for the next one."


class OwnAccounts:
    """Everybody looks after their own; `token` is that of the browser they do it with."""

    def __init__(self, database: Database, book: SessionBook, passwords: Passwords) -> None:
        self._database, self._book, self._passwords = database, book, passwords

    @requires(Permission.OWN_ACCOUNT)
    def get(self, actor: Actor, token: str) -> OwnAccount:
        """The account as it stands."""
        with self._database.reading_directory() as directory:
            user = _self(directory, actor)
            places = [row for row in directory.sessions.of_person(user.id) if row.confirmed and self._book.lasts(row)]
            return OwnAccount(
                email=user.email,
                has_password=bool(user.password_hash),
                has_second_factor=self._book.factors.works(directory, user.id),
                must_have_second_factor=Role(user.role) in self._book.rules.second_factor_for,
                codes_left=directory.factors.codes_left(user.id),
                linked=user.id in directory.identities.linked(),
                places=tuple(_place(row, token) for row in places),
            )

    @requires(Permission.OWN_ACCOUNT, change="changed their password")
    def change_password(self, actor: Actor, token: str, present: str, wanted: str) -> int:
        """How many other sign-ins of the person ended with the old password."""
        user = self._demand_password(actor, present)
        demand_strong(wanted, (user.email, user.name))
        hashed = self._passwords.hash(wanted)
        with self._database.directory() as directory:
            _self(directory, actor).password_hash = hashed
            directory.links.withdraw("reset", actor.user_id)
            return directory.sessions.close_all(actor.user_id, but=digest(token))

    @requires(Permission.OWN_ACCOUNT, change="signed out elsewhere")
    def sign_out_others(self, actor: Actor, token: str) -> int:
        """How many other sign-ins of the person ended."""
        with self._database.directory() as directory:
            return directory.sessions.close_all(actor.user_id, but=digest(token))

    @requires(Permission.OWN_ACCOUNT, change="signed out elsewhere")
    def sign_out_one(self, actor: Actor, place: str) -> None:
        """One sign-in of the person ended; NotFound where they have none of this id."""
        with self._database.directory() as directory:
            rows = [row for row in directory.sessions.of_person(actor.user_id) if row.token_hash[:_ID] == place]
            if not rows:
                raise NotFound("This sign-in is over already.")
            directory.sessions.close(rows[0].token_hash)

    @requires(Permission.OWN_ACCOUNT, change="began a second factor")
    def begin_second_factor(self, actor: Actor, present: str) -> Enrolment:
        """A secret to set up; it counts once `confirm_second_factor` was given a code of it."""
        user = self._demand_password(actor, present)
        with self._database.directory() as directory:
            if self._book.factors.works(directory, user.id):
                raise Conflict("You have a second factor. Remove it before you set up another.")
            return self._book.factors.begin(directory, user.id, user.email)

    @requires(Permission.OWN_ACCOUNT, change="set up a second factor")
    def confirm_second_factor(self, actor: Actor, token: str, code: str) -> tuple[str, ...]:
        """Recovery codes, shown once; other sign-ins of the person, made without the factor, end."""
        with self._database.directory() as directory:
            if self._book.factors.works(directory, actor.user_id):
                raise Conflict("Your second factor works already.")
            codes = self._book.factors.confirm(directory, actor.user_id, code)
            if codes is not None:
                directory.sessions.close_all(actor.user_id, but=digest(token))
        if codes is None:
            raise Forbidden(_WRONG_CODE)
        return codes

    @requires(Permission.OWN_ACCOUNT, change="made new recovery codes")
    def new_codes(self, actor: Actor, code: str) -> tuple[str, ...]:
        """Recovery codes in the place of the old ones, for a code of the second factor."""
        with self._database.directory() as directory:
            right = self._book.factors.check(directory, actor.user_id, code)
            codes = self._book.factors.new_codes(directory, actor.user_id) if right else ()
        if not right:
            raise Forbidden(_WRONG_CODE)
        return codes

    @requires(Permission.OWN_ACCOUNT, change="removed their second factor")
    def remove_second_factor(self, actor: Actor, code: str) -> None:
        """For a code of it; Conflict where the installation demands one of this role."""
        if actor.role in self._book.rules.second_factor_for:
            raise Conflict("Your role needs a second factor. An admin can reset it if your phone is gone.")
        with self._database.directory() as directory:
            right = self._book.factors.check(directory, actor.user_id, code)
            if right:
                directory.factors.remove(actor.user_id)
        if not right:
            raise Forbidden(_WRONG_CODE)

    def _demand_password(self, actor: Actor, present: str) -> UserRow:
        """The person, where the password is theirs; wrong ones count like wrong sign-ins."""
        rules, now, account = self._book.rules, self._book.now(), f"own account {actor.user_id}"
        with self._database.directory() as directory:
            user = _self(directory, actor)
            full = directory.attempts.on_account(account, now - rules.window) >= rules.attempts_on_account
            if not full:
                directory.attempts.add(account, "", now)
        if full:
            refused(LIMIT, user.id, limit="wrong passwords")
            raise TooMany(f"Too many wrong passwords. Try again in {self._book.minutes} minutes.")
        # Who comes through another provider has no password here: their sign-in itself is what they show.
        if user.password_hash and not self._passwords.matches(user.password_hash, present):
            refused(PASSWORD, user.id)
            raise Forbidden(_WRONG)
        with self._database.directory() as directory:
            directory.attempts.forget(account)
        return user


def _self(directory: Directory, actor: Actor) -> UserRow:
    user = directory.user(actor.user_id)
    if user is None:
        raise NotFound("The command line has no account of its own.")
    return user


def _place(row: SessionRow, token: str) -> SignInPlace:
    here = row.token_hash == digest(token)
    return SignInPlace(row.token_hash[:_ID], device(row.agent), row.address, row.created_at, row.seen_at, here)
