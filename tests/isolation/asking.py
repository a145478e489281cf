"""What asking a cell came to: how many were asked, and which answered wrongly."""

import re
from dataclasses import dataclass, field

from isolation.world import Ids, Tenant, World

_HANDLES = re.compile(r'"(job|cacheKey|end_id)":"[^"]*"')
# Also ids that were made meanwhile, and the beginnings of some.
_ID = re.compile(r"\b[0-9a-f]{6,}\b")
_CHANCE = re.compile(r'nonce[-=]"?[\w-]+|Reference [0-9A-F]{6}|end_id[^,]*,|"press":"[0-9a-f]+"')


@dataclass
class Asked:
    """cells: how many were asked. wrong: sentences, one for each that answered wrongly."""

    cells: int = 0
    wrong: list[str] = field(default_factory=list)

    def expect(self, condition: object, words: str) -> None:
        """One more cell, wrong unless the condition holds."""
        self.cells += 1
        if not condition:
            self.wrong.append(words)

    def add(self, other: "Asked") -> "Asked":
        """Both together."""
        return Asked(self.cells + other.cells, self.wrong + other.wrong)


def alike(text: str, ids: Ids) -> str:
    """The answer without ids and without what is made by chance: equal answers are equal then."""
    for one in sorted(ids.values(), key=len, reverse=True):
        text = text.replace(one, "<id>")
    return _ID.sub("<id>", _CHANCE.sub("", _HANDLES.sub("", text)))


def other(world: World, tenant: Tenant) -> Tenant:
    """The tenant that is not this one."""
    return world.blue if tenant.room == world.red.room else world.red


def tenant_of(world: World, person: str) -> Tenant:
    """The tenant of somebody called `blue agency`."""
    return world.tenant(person.partition(" ")[0])
