import os
import stat
from pathlib import Path

import pytest

from app import readiness, secret
from app.settings import Settings
from services.domain.errors import InvalidInput


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(home=tmp_path / "home")
    secret.key(made.home)
    made.cache.mkdir(mode=0o700)
    return made


def test_an_installation_as_it_is_made_is_in_order(settings: Settings) -> None:
    readiness.demand(settings)


@pytest.mark.parametrize("name", ["FLASK_DEBUG", "DASH_DEBUG", "DASH_MCP_ENABLED", "DASH_HOT_RELOAD"])
@pytest.mark.parametrize("value", ["1", "true", "True", "yes", "anything"])
def test_a_switch_for_developers_is_named(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(InvalidInput, match=rf"{name} is set.*Unset it") as refused:
        readiness.demand(settings)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize("value", ["", "0", "false", "off"])
def test_a_switch_that_is_off_is_in_order(settings: Settings, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("FLASK_DEBUG", value)
    readiness.demand(settings)


@pytest.mark.parametrize("key", ["", "short", "a" * 64, "changeme" * 8, "my-secret-key-of-the-installation-0123456789"])
def test_a_key_that_can_be_guessed_is_refused(settings: Settings, key: str) -> None:
    (settings.home / secret.FILE).write_text(key)
    with pytest.raises(InvalidInput, match="short or a sample") as refused:
        readiness.demand(settings)
    assert len(key) < 20 or key not in str(refused.value)


@pytest.mark.parametrize("place", ["", "cache"])
def test_a_folder_that_others_may_write_in_is_closed(settings: Settings, place: str) -> None:
    folder = settings.home / place
    folder.chmod(0o777)
    readiness.demand(settings)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_key_that_others_may_read_is_closed(settings: Settings) -> None:
    (settings.home / secret.FILE).chmod(0o644)
    readiness.demand(settings)
    assert stat.S_IMODE((settings.home / secret.FILE).stat().st_mode) == 0o600


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_account_is_refused(settings: Settings) -> None:
    os.chown(settings.cache, 12345, 12345)
    with pytest.raises(InvalidInput, match="belongs to another account"):
        readiness.demand(settings)
