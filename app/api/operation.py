"""What an operation of the API is: its address, its right, what it takes and what it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import Response
from pydantic import BaseModel

from app.api.asked import Nothing
from services.bundle import Services
from services.domain.actors import Actor, TokenScope
from services.policy import SCOPES, Permission

JSON, CSV = "application/json", "text/csv"


@dataclass(frozen=True, slots=True)
class Call:
    """One call, understood. query: an instance of the operation's query. body: of its body, or bytes of a file."""

    actor: Actor
    services: Services
    path: Mapping[str, str]
    query: Any
    body: Any = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer that is no file."""

    value: BaseModel
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that programs may ask.

    name: its id in the document. path: below the root, `{dataset}` stands for an id. replies: what answers 200.
    None = a file. waits: whether it may answer 202 and the job that has to end first. bodies: media type -> model,
    None = the bytes of a file.
    """

    name: str
    method: str
    path: str
    summary: str
    permission: Permission
    answer: Callable[[Call], Reply | Response]
    replies: type[BaseModel] | None
    query: type[BaseModel] = Nothing
    bodies: Mapping[str, type[BaseModel] | None] = field(default_factory=dict)
    waits: bool = False

    @property
    def scopes(self) -> tuple[TokenScope, ...]:
        """The scopes of which a token needs one."""
        return tuple(scope for scope, rights in SCOPES.items() if self.permission in rights)

    @property
    def ids(self) -> tuple[str, ...]:
        """The names of the ids in its path."""
        return tuple(part[1:-1] for part in self.path.split("/") if part.startswith("{"))
