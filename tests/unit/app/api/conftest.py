"""Programs with tokens, on the web app of all tests."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from builders import RED, Web, make_actor
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from services.domain.actors import Role, TokenScope, Workspace
from services.domain.tokens import MadeToken, NewToken

_NUMBERS = count(1)


@dataclass(frozen=True, slots=True)
class Program:
    """A client that shows one token at every call."""

    client: FlaskClient
    made: MadeToken
    web: Web

    def get(self, path: str, **options: Any) -> TestResponse:
        return self.ask("GET", path, **options)

    def post(self, path: str, **options: Any) -> TestResponse:
        return self.ask("POST", path, **options)

    def ask(self, method: str, path: str, **options: Any) -> TestResponse:
        shown = {"Authorization": f"Bearer {self.made.secret}", **options.pop("headers", {})}
        return self.client.open(f"/api/v1{path}", method=method, headers=shown, **options)


Programs = Callable[..., Program]


@pytest.fixture
def program(web: Web) -> Programs:
    """A program with these scopes, of somebody new in this workspace."""

    def make(*scopes: TokenScope, role: Role = Role.AGENCY, workspace: Workspace = RED) -> Program:
        email = f"program{next(_NUMBERS)}@example.org"
        owner = make_actor(role, workspace, web.house.add_person(email, role, (workspace.slug,)))
        made = web.house.services.tokens.add_for(
            make_actor(workspace=workspace), email, NewToken("Test", scopes or tuple(TokenScope))
        )
        assert owner.workspace_id == workspace.id
        return Program(web.stranger(), made, web)

    return make
