import json
import stat
from pathlib import Path

import pytest
from builders import FAST_HASHER, save_posts_csv

from app import installation
from app.container import build_services
from app.settings import Settings
from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.people import Browser
from services.progress import unwatched


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(home=tmp_path / "home")
    installation.initialise(made, "main", "Main workspace")
    return made


def test_a_new_installation_has_a_workspace_and_a_folder_of_its_own(settings: Settings) -> None:
    actor = installation.shell_actor(settings)

    assert (actor.workspace_name, actor.role) == ("Main workspace", Role.ADMIN)
    assert installation.default_slug(settings) == "main"
    assert stat.S_IMODE(settings.home.stat().st_mode) == 0o700


def test_initialising_again_changes_nothing(settings: Settings) -> None:
    before = installation.shell_actor(settings)

    installation.initialise(settings, "other", "Other workspace")

    assert installation.shell_actor(settings) == before


def test_before_it_is_initialised_the_shell_is_told_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Run: postlens init"):
        installation.shell_actor(Settings(home=tmp_path / "nothing"))


def test_a_workspace_that_is_not_there_is_named_with_those_that_are(settings: Settings) -> None:
    with pytest.raises(NotFound, match="no workspace 'blue'; there is main"):
        installation.shell_actor(settings, "blue")


def test_without_a_demonstration_there_are_no_sign_ins_to_show(settings: Settings) -> None:
    assert installation.demo_sign_ins(settings) == ()


def test_the_demonstration_has_an_account_a_role_with_a_password_of_its_own(settings: Settings, tmp_path: Path) -> None:
    services = build_services(settings)
    services.datasets.import_file(installation.shell_actor(settings), save_posts_csv(tmp_path, posts=5))

    installation.add_demo(settings, unwatched)
    people = installation.demo_sign_ins(settings)
    installation.add_demo(settings, unwatched)

    assert [person.role for person in people] == [role.value for role in Role]
    assert len({person.password for person in people}) == 3
    assert installation.demo_sign_ins(settings) == people
    token = services.accounts.sign_in(people[0].email, people[0].password, Browser("192.0.2.1"))
    assert services.accounts.actor(token, active=True) is not None


def test_only_this_account_can_read_the_demonstrations_passwords(settings: Settings, tmp_path: Path) -> None:
    build_services(settings, hasher=FAST_HASHER).datasets.import_file(
        installation.shell_actor(settings), save_posts_csv(tmp_path, posts=5)
    )
    installation.add_demo(settings, unwatched)

    file = settings.home / "demo-sign-ins.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(json.loads(file.read_text())) == 3


def test_data_that_is_there_already_is_not_joined_by_the_demonstrations(settings: Settings, tmp_path: Path) -> None:
    services, actor = build_services(settings), installation.shell_actor(settings)
    services.datasets.import_file(actor, save_posts_csv(tmp_path, posts=5))

    installation.add_demo(settings, unwatched)

    assert [dataset.name for dataset in services.datasets.newest_first(actor)] == ["posts"]
