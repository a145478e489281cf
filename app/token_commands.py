"""`postlens token`: what programs show instead of a password."""

from typing import Any

import click

from app import installation
from app.container import build_services
from app.printing import of_workspace, printed, printed_as
from app.settings import Settings
from services.domain.tokens import USUAL_DAYS, NewToken, Token, read_scopes, try_line


def add_to(group: click.Group) -> None:
    """Makes the commands known."""
    group.add_command(token)


@click.group()
def token() -> None:
    """Tokens for programs that ask the API."""


def _made(report: dict[str, Any]) -> list[str]:
    return [
        f"The token {report['name']} is shown now and never again:",
        report["token"],
        f"It may {', '.join(report['scopes'])} until {report['expires_at'][:10]}. Try it:",
        report["curl"],
    ]


def _lines(report: dict[str, Any]) -> list[str]:
    rows = [
        f"{one['id']}  {one['state']:<8}  {' '.join(one['scopes']):<18}  until {one['expires_at'][:10]}  "
        f"{'used ' + one['used_at'][:16] if one['used_at'] else 'never used'}  {one['name']} (for {one['made_for']})"
        for one in report["tokens"]
    ]
    return rows or ["There is no token yet. Run: postlens token add NAME --scope read"]


@token.command("add")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, default=("read",), show_default=True, help="read, score or report.")
@click.option("--days", type=int, default=USUAL_DAYS, show_default=True, help="How long it works, a year at most.")
@click.option("--for", "email", default="", help="Whose rights it has; the first admin's unless given.")
@of_workspace
@printed_as(_made)
def add(name: str, scopes: tuple[str, ...], days: int, email: str, workspace: str | None) -> dict[str, Any]:
    """Make a token called NAME and show it, once."""
    settings = Settings()
    actor, services = installation.shell_actor(settings, workspace), build_services(settings)
    made = services.tokens.add_for(actor, email, NewToken(name, read_scopes(scopes), days))
    return {**_facts(made.token), "token": made.secret, "curl": try_line(made, settings.address)}


@token.command("list")
@of_workspace
@printed_as(_lines)
def show(workspace: str | None) -> dict[str, Any]:
    """Show the tokens of a workspace."""
    settings = Settings()
    actor = installation.shell_actor(settings, workspace)
    return {"tokens": [_facts(one) for one in build_services(settings).tokens.all(actor)]}


@token.command("revoke")
@click.argument("token_id")
@of_workspace
@printed
def revoke(token_id: str, workspace: str | None) -> dict[str, Any]:
    """Make the token of this id worthless, from now on."""
    settings = Settings()
    actor = installation.shell_actor(settings, workspace)
    build_services(settings).tokens.revoke(actor, token_id.removeprefix("pl_"))
    return {"revoked": token_id}


def _facts(one: Token) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "prefix": one.prefix,
        "scopes": [scope.value for scope in one.scopes],
        "made_for": one.made_for,
        "made_at": one.made_at.isoformat(),
        "expires_at": one.expires_at.isoformat(),
        "used_at": one.used_at.isoformat() if one.used_at else None,
        "state": one.state.value,
    }
