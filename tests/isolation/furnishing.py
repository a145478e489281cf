"""What a tenant has besides data: things of reports on their way out, and ways in for programs and newcomers."""

from collections.abc import Callable
from io import BytesIO

from builders import BLUE, RED, House, make_actor
from pptx import Presentation

from services.bundle import Services
from services.domain.actors import Actor, Role, TokenScope, Workspace
from services.domain.reporting import ReportOrder
from services.domain.scheduling import Plan, ScheduleOrder
from services.domain.selection import Selection
from services.domain.sharing import ShareOrder
from services.domain.tokens import NewToken

Ids = dict[str, str]
READ = TokenScope.READ
_PEOPLE = ("manager", "agency", "admin", "disabled", "removed", "expired")
NOTHING = f"pl_{'0' * 12}_{'x' * 43}"


def furnish_more(services: Services, actor: Actor, selection: Selection, word: str) -> Ids:
    """One of each, with the tenant's word in whatever holds words."""
    order = ReportOrder(selection, "appendix", "csv", title=f"{word} released")
    released = release(services, actor, services.reports.build(actor, order).id, f"{word} reason")
    services.masters.change(actor, f"{word} look.pptx", _deck())
    services.invitations.invite(actor, f"{word}-invited@example.org", Role.AGENCY, (word.removesuffix("canary"),))
    plan = ScheduleOrder(
        selection.segmentation.dataset, "appendix", "csv", Plan(), (f"{word}-reader@example.org",), title=f"{word} plan"
    )
    schedule = services.schedules.add(actor, plan).id
    return {
        "released": released,
        "link": services.sharing.share(actor, ShareOrder(released)).id,
        "schedule": schedule,
        "token": services.tokens.add_for(
            actor, f"{word}-manager@example.org", NewToken(f"{word} token", (READ,))
        ).token.id,
        "pin": services.pins.add(actor, "/segments", "sizes", "", selection).id,
        "preview": services.previews.draw(actor, order).name,
    }


def release(services: Services, actor: Actor, report: str, why: str) -> str:
    """The id of the report, its warnings accepted and the report released."""
    for flaw in services.releases.check(actor, report).flaws:
        services.releases.accept(actor, report, flaw.key, why)
    services.releases.release(actor, report)
    return report


def _deck() -> bytes:
    out = BytesIO()
    Presentation().save(out)
    return out.getvalue()


def make_tokens(house: House, canary: Callable[[Workspace], str]) -> dict[str, str]:
    """What everybody's program shows: tokens with every scope, and of nobodies what opens nothing."""
    tokens = {"stranger": NOTHING, "signed out": ""}
    for room in (RED, BLUE):
        admin = make_actor(Role.ADMIN, room)
        for name in _PEOPLE:
            wanted = NewToken(f"{canary(room)} {name}", tuple(TokenScope), 1 if name == "expired" else 300)
            made = house.services.tokens.add_for(admin, f"{canary(room)}-{name}@example.org", wanted)
            tokens[f"{room.slug} {name}"] = made.secret
            if name == "expired":
                house.services.tokens.revoke(admin, made.token.id)
    return tokens | {name: tokens[f"red {name}"] for name in ("disabled", "removed", "expired")}
