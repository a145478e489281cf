"""`postlens user`: people, from the shell."""

from typing import Any

import click

from app import installation
from app.container import build_services
from app.printing import Report, printed, printed_as
from app.settings import Settings
from services.bundle import Services
from services.domain.actors import Actor, Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.people import Person
from services.people import NewPerson

_ROLE = click.option("--role", type=click.Choice([role.value for role in Role]), default=Role.BRAND_MANAGER.value)
_ROOMS = click.option("--workspace", "workspaces", multiple=True, help="Slug; may be given several times.")


def add_to(group: click.Group) -> None:
    """Makes the commands known."""
    group.add_command(user)


@click.group()
def user() -> None:
    """People."""


def _lines(found: Report) -> list[str]:
    told = [f"{one['email']}  {one['role']}  {'active' if one['active'] else 'disabled'}" for one in found["people"]]
    return told or ["Nobody yet. Add somebody: postlens user add"]


@user.command("list")
@printed_as(_lines)
def list_users() -> dict[str, Any]:
    """List everybody."""
    actor, services = _here()
    people = [
        {
            "user": one.id,
            "email": one.email,
            "role": one.role.value,
            "active": one.active,
            "second_factor": one.second_factor,
            "workspaces": [room.slug for room in one.workspaces],
        }
        for one in services.people.all(actor)
    ]
    return {"people": people}


@user.command("add")
@click.argument("email")
@click.option("--name", default="", help="As shown in the app; the address before the @ unless given.")
@_ROLE
@_ROOMS
@click.password_option(help="12 to 128 characters; asked for unless given.")
@printed
def add_user(email: str, name: str, role: str, workspaces: tuple[str, ...], password: str) -> dict[str, Any]:
    """Add a person."""
    if not password:
        raise InvalidInput("A password is needed. Invite the person to let them choose one: postlens user invite.")
    actor, services = _here()
    rooms = workspaces or (installation.default_slug(Settings()),)
    person = NewPerson(email, name or email.partition("@")[0], Role(role), password, rooms)
    return {"user": services.people.add(actor, person), "email": email, "role": role}


@user.command("invite")
@click.argument("email")
@_ROLE
@_ROOMS
@printed
def invite_user(email: str, role: str, workspaces: tuple[str, ...]) -> dict[str, Any]:
    """Make a link with which EMAIL makes an account; it works once, for seven days."""
    actor, services = _here()
    rooms = workspaces or (installation.default_slug(Settings()),)
    token = services.invitations.invite(actor, email, Role(role), rooms)
    return {"email": email, "link": f"{Settings().address}/join?token={token}"}


@user.command("reset")
@click.argument("email")
@click.option("--second-factor", is_flag=True, help="Remove the second factor instead.")
@printed
def reset_user(email: str, *, second_factor: bool) -> dict[str, Any]:
    """Make a link with which EMAIL chooses a new password; it works once, for a day."""
    actor, services = _here()
    person = _person(actor, services, email)
    if second_factor:
        services.people.reset_second_factor(actor, person.id)
        return {"email": person.email, "second_factor": "removed"}
    token = services.password_resets.for_person(actor, person.id)
    return {"email": person.email, "link": f"{Settings().address}/reset?token={token}"}


@user.command("disable")
@click.argument("email")
@printed
def disable_user(email: str) -> dict[str, Any]:
    """Show EMAIL out: every sign-in is over at once."""
    actor, services = _here()
    person = _person(actor, services, email)
    services.people.disable(actor, person.id)
    return {"email": person.email, "active": False}


@user.command("enable")
@click.argument("email")
@printed
def enable_user(email: str) -> dict[str, Any]:
    """Let EMAIL sign in again."""
    actor, services = _here()
    person = _person(actor, services, email)
    services.people.enable(actor, person.id)
    return {"email": person.email, "active": True}


def _here() -> tuple[Actor, Services]:
    settings = Settings()
    return installation.shell_actor(settings), build_services(settings)


def _person(actor: Actor, services: Services, email: str) -> Person:
    plain = email.strip().casefold()
    found = next((one for one in services.people.all(actor) if one.email == plain), None)
    if found is None:
        raise NotFound(f"There is no account for {email!r}.")
    return found
