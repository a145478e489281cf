import pytest
from builders import make_actor

from services.domain.actors import Actor, Role
from services.domain.errors import Forbidden
from services.policy import RULES, Permission, allows, before_sign_in, demand, requires


class Kitchen:
    @requires(Permission.IMPORT)
    def cook(self, actor: Actor, dish: str, *, spicy: bool = False) -> str:
        return f"{actor.name} cooks {dish}{' with chillies' if spicy else ''}"


def test_every_permission_has_its_rule_and_somebody_who_may() -> None:
    assert set(RULES) == set(Permission)
    assert all(RULES.values())


def test_an_admin_may_do_everything() -> None:
    assert all(allows(make_actor(Role.ADMIN), permission) for permission in Permission)


def test_a_brand_manager_explores_and_decides_and_does_nothing_else() -> None:
    assert {right for right in Permission if allows(make_actor(Role.BRAND_MANAGER), right)} == {
        Permission.EXPLORE,
        Permission.DECIDE,
        Permission.OWN_ACCOUNT,
        Permission.SCORE,
        Permission.WORK,
    }


def test_agency_staff_explore_and_import() -> None:
    rights = {right for right in Permission if allows(make_actor(Role.AGENCY), right)}

    assert rights == {
        Permission.EXPLORE,
        Permission.IMPORT,
        Permission.NAME_SEGMENTS,
        Permission.DECIDE,
        Permission.TAG,
        Permission.REPORT,
        Permission.OWN_ACCOUNT,
        Permission.SCORE,
        Permission.WORK,
        Permission.TOKENS,
    }


@pytest.mark.parametrize("nobody", [None, "", "admin", Role.ADMIN, 1, object()])
def test_whatever_is_no_actor_may_do_nothing(nobody: object) -> None:
    assert not any(allows(nobody, permission) for permission in Permission)  # type: ignore[arg-type]  # on purpose


def test_a_refusal_says_what_is_missing_and_whom_to_ask() -> None:
    with pytest.raises(Forbidden, match=r"You may not import files into a workspace\. Ask an admin"):
        demand(make_actor(Role.BRAND_MANAGER), Permission.IMPORT)


def test_who_may_is_let_through_with_all_arguments() -> None:
    assert Kitchen().cook(make_actor(Role.AGENCY), "rice", spicy=True) == "Some Body cooks rice with chillies"


def test_who_may_not_never_reaches_the_method() -> None:
    with pytest.raises(Forbidden):
        Kitchen().cook(make_actor(Role.BRAND_MANAGER), "rice")


def test_a_guarded_method_shows_its_right_and_keeps_its_name() -> None:
    assert Kitchen.cook.permission is Permission.IMPORT  # type: ignore[attr-defined]  # what the contract test reads
    assert Kitchen.cook.__name__ == "cook"


def test_a_method_for_strangers_says_so() -> None:
    assert before_sign_in(lambda: "hello").permission is None  # type: ignore[attr-defined]  # as above
