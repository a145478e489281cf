from datetime import timedelta
from pathlib import Path

import pytest
from pydantic import ValidationError

from app.settings import Settings
from services.domain.actors import Role


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"POSTLENS_{name.upper()}", raising=False)


def test_with_nothing_set_everything_runs_on_this_machine() -> None:
    settings = Settings()

    assert settings.host == "127.0.0.1"
    assert settings.engine == "local"
    assert settings.database == f"sqlite:///{Path('.postlens').absolute() / 'postlens.db'}"
    assert settings.cache == Path(".postlens").absolute() / "cache"


def test_the_environment_sets_what_it_names(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("POSTLENS_HOME", str(tmp_path))
    monkeypatch.setenv("POSTLENS_PORT", "9000")
    monkeypatch.setenv("POSTLENS_DATABASE_URL", "postgresql+psycopg://db/postlens")
    monkeypatch.setenv("POSTLENS_SESSION_IDLE_MINUTES", "5")

    settings = Settings()

    assert (settings.home, settings.port) == (tmp_path, 9000)
    assert settings.database == "postgresql+psycopg://db/postlens"
    assert settings.session_rules.idle == timedelta(minutes=5)
    assert settings.session_rules.absolute == timedelta(hours=12)


@pytest.mark.parametrize(
    ("name", "value"), [("port", 0), ("port", 70_000), ("port", "web"), ("max_upload_mb", 0), ("worker_slots", 0)]
)
def test_a_value_out_of_bounds_is_refused_by_name(name: str, value: object) -> None:
    with pytest.raises(ValidationError, match=name):
        Settings(**{name: value})  # type: ignore[arg-type]  # on purpose


def test_settings_cannot_be_changed_while_they_are_used() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Settings().port = 1  # type: ignore[misc]  # on purpose


def test_every_setting_says_what_it_is_for() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, f"{name} has no description"
        assert field.description.endswith(".")


def test_roles_that_need_a_second_factor_are_roles() -> None:
    assert Settings(second_factor_roles="admin, agency").session_rules.second_factor_for == {Role.ADMIN, Role.AGENCY}
    with pytest.raises(ValidationError, match="king"):
        Settings(second_factor_roles="king")


def test_links_stand_on_the_address_that_was_set() -> None:
    assert Settings(public_url="https://postlens.example/").address == "https://postlens.example"
    assert Settings(host="127.0.0.1", port=8123).address == "http://127.0.0.1:8123"
    with pytest.raises(ValidationError, match="https"):
        Settings(public_url="javascript:alert(1)")


def test_the_secret_of_the_provider_is_not_printed() -> None:
    assert "very secret" not in repr(Settings(oidc_client_secret="very secret"))
