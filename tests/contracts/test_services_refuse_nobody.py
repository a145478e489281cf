"""Every public method of every service checks the right itself."""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any, get_type_hints

import pytest
from builders import House, Story, make_actor

from services.bundle import Services
from services.domain.actors import Role
from services.domain.errors import Forbidden
from services.policy import RULES, Permission

METHODS = [
    (service.name, name, method)
    for service in dataclasses.fields(Services)
    for name, method in inspect.getmembers(get_type_hints(Services)[service.name], inspect.isfunction)
    if not name.startswith("_")
]
GUARDED = [found for found in METHODS if getattr(found[2], "permission", None) is not None]


def _ask(house: House, service: str, name: str, actor: Any) -> Any:
    method: Callable[..., Any] = getattr(getattr(house.services, service), name)
    asked = list(inspect.signature(method).parameters.values())[1:]
    by_place = [None for one in asked if one.default is one.empty and one.kind is one.POSITIONAL_OR_KEYWORD]
    by_name = {one.name: None for one in asked if one.default is one.empty and one.kind is one.KEYWORD_ONLY}
    return method(actor, *by_place, **by_name)


def test_there_are_methods_to_check() -> None:
    assert {service for service, _, _ in METHODS} == {field.name for field in dataclasses.fields(Services)}


@pytest.mark.parametrize(("service", "name", "method"), METHODS, ids=[f"{s}.{n}" for s, n, _ in METHODS])
def test_every_public_method_says_what_right_it_needs(service: str, name: str, method: Any) -> None:
    assert hasattr(method, "permission"), f"{service}.{name} needs @requires(...) or @before_sign_in"


@pytest.mark.parametrize(("service", "name", "method"), GUARDED, ids=[f"{s}.{n}" for s, n, _ in GUARDED])
def test_the_actor_comes_first(service: str, name: str, method: Any) -> None:
    assert list(inspect.signature(method).parameters)[:2] == ["self", "actor"]


@pytest.mark.parametrize(("service", "name", "method"), GUARDED, ids=[f"{s}.{n}" for s, n, _ in GUARDED])
def test_nobody_is_refused(story: Story, service: str, name: str, method: Any) -> None:
    with pytest.raises(Forbidden):
        _ask(story.house, service, name, None)


@pytest.mark.parametrize(("service", "name", "method"), GUARDED, ids=[f"{s}.{n}" for s, n, _ in GUARDED])
def test_roles_without_the_right_are_refused(story: Story, service: str, name: str, method: Any) -> None:
    for role in set(Role) - RULES[method.permission]:
        with pytest.raises(Forbidden):
            _ask(story.house, service, name, make_actor(role))


def test_only_ways_in_and_out_and_shared_links_serve_people_who_are_nobody_yet() -> None:
    open_to_all = {f"{service}.{name}" for service, name, method in METHODS if method.permission is None}

    assert open_to_all == {
        *(f"accounts.{name}" for name in ("sign_in", "step", "enrolment", "confirm")),
        *(f"accounts.{name}" for name in ("sign_out", "actor", "actor_by_id")),
        *(f"invitations.{name}" for name in ("look", "accept", "accept_from")),
        *(f"password_resets.{name}" for name in ("look", "take")),
        *(f"forgotten_passwords.{name}" for name in ("ask", "possible")),
        *("providers.sign_in", "tokens.bearer"),
        *("sharing.open", "sharing.unlock", "sharing.look"),
    }


def test_brand_managers_may_not_import() -> None:
    importing = {f"{service}.{name}" for service, name, method in GUARDED if method.permission is Permission.IMPORT}

    assert {"datasets.import_file", "datasets.import_upload", "uploads.begin", "uploads.receive"} <= importing
    assert Role.BRAND_MANAGER not in RULES[Permission.IMPORT]
