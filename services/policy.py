"""Who may do what: one table, asked by services, pages and buttons alike."""

from collections.abc import Callable
from dataclasses import replace
from enum import StrEnum
from functools import wraps
from inspect import signature
from typing import Any, Concatenate, ParamSpec, TypeVar

from services.domain.actors import Actor, Role, TokenScope
from services.domain.errors import Forbidden
from services.recording import RESULT, Change, recorded
from services.refusals import NOT_ALLOWED, refused

P = ParamSpec("P")
R = TypeVar("R")


class Permission(StrEnum):
    """A right; its value is what the right lets somebody do, in words."""

    EXPLORE = "explore the posts and segments of a workspace"
    SCORE = "score posts that are not in any file"
    WORK = "order long work and watch it"
    IMPORT = "import files into a workspace"  # and change its datasets without losing anything
    NAME_SEGMENTS = "give names to the segments of a workspace"
    DECIDE = "accept and dismiss recommendations"
    TAG = "tag posts and set alerts of a workspace"
    REPORT = "build and export reports"
    RELEASE = "release reports and share them by link"
    RULE_REPORTS = "say who may release the reports of a workspace"
    TOKENS = "make and revoke tokens for programs"
    MANAGE_UPLOADS = "manage uploads across workspaces"  # and delete for good
    MANAGE_PEOPLE = "manage people and the workspaces they may enter"
    OWN_ACCOUNT = "look after their own password, second factor and sign-ins"
    OVERSEE = "see who did what, and how the installation is doing"


RULES: dict[Permission, frozenset[Role]] = {
    Permission.EXPLORE: frozenset({Role.BRAND_MANAGER, Role.AGENCY, Role.ADMIN}),
    Permission.SCORE: frozenset({Role.BRAND_MANAGER, Role.AGENCY, Role.ADMIN}),
    Permission.WORK: frozenset({Role.BRAND_MANAGER, Role.AGENCY, Role.ADMIN}),
    Permission.IMPORT: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.NAME_SEGMENTS: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.DECIDE: frozenset({Role.BRAND_MANAGER, Role.AGENCY, Role.ADMIN}),
    Permission.TAG: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.REPORT: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.RELEASE: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.RULE_REPORTS: frozenset({Role.ADMIN}),
    Permission.TOKENS: frozenset({Role.AGENCY, Role.ADMIN}),
    Permission.MANAGE_UPLOADS: frozenset({Role.ADMIN}),
    Permission.MANAGE_PEOPLE: frozenset({Role.ADMIN}),
    Permission.OWN_ACCOUNT: frozenset({Role.BRAND_MANAGER, Role.AGENCY, Role.ADMIN}),
    Permission.OVERSEE: frozenset({Role.ADMIN}),
}


# What a token leaves of the rights of the person it was made for; a token with several scopes leaves all of theirs.
SCOPES: dict[TokenScope, frozenset[Permission]] = {
    TokenScope.READ: frozenset({Permission.EXPLORE, Permission.WORK}),
    TokenScope.SCORE: frozenset({Permission.SCORE, Permission.WORK}),
    TokenScope.REPORT: frozenset({Permission.REPORT}),
}


def allows(actor: Actor | None, permission: Permission) -> bool:
    """Whether this actor has the right; nobody has none."""
    if not isinstance(actor, Actor) or actor.role not in RULES[permission]:
        return False
    return actor.scopes is None or any(permission in SCOPES[scope] for scope in actor.scopes)


def on_behalf(actor: Actor) -> Actor:
    """The person behind a token: for what a service looks up on the way to an answer that the token may have."""
    return replace(actor, scopes=None)


def demand(actor: Actor | None, permission: Permission) -> None:
    """Raises Forbidden unless this actor has the right."""
    if not allows(actor, permission):
        who, where = (actor.user_id, actor.workspace_id) if isinstance(actor, Actor) else ("", "")
        refused(NOT_ALLOWED, who, workspace=where, permission=permission.name)
        raise Forbidden(f"You may not {permission.value}. Ask an admin of your workspace.")


def requires(
    permission: Permission, *, change: str = "", about: str = ""
) -> Callable[[Callable[Concatenate[Any, Actor, P], R]], Callable[Concatenate[Any, Actor, P], R]]:
    """Guards a service method whose first argument is the actor; a `change`, in words, leaves one row in the trail.

    about: the argument that names what is changed, by its id; RESULT = the text that comes back is that id; where
    none is named, the id of what comes back.
    """

    def guard(method: Callable[Concatenate[Any, Actor, P], R]) -> Callable[Concatenate[Any, Actor, P], R]:
        asked = signature(method)

        @wraps(method)
        def guarded(self: Any, actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
            def call() -> R:
                demand(actor, permission)
                return method(self, actor, *args, **kwargs)

            if not change:
                return call()
            given = asked.bind_partial(self, actor, *args, **kwargs).arguments
            subject = RESULT if about == RESULT else given.get(about)
            return recorded(Change(self, actor, change, subject, given.get("workspace_id")), call)

        guarded.permission, guarded.change = permission, change  # type: ignore[attr-defined]  # read by contract tests
        return guarded  # type: ignore[return-value]  # wraps() names the argument, Concatenate cannot

    return guard


def before_sign_in(method: Callable[P, R]) -> Callable[P, R]:
    """Marks the few service methods that serve people who are nobody yet."""
    method.permission = None  # type: ignore[attr-defined]  # read by the contract test
    return method
