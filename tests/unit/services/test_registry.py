import sys
from pathlib import Path

import pytest

from services.registry import Registry


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest):
    """Makes a package of these modules, whose name nobody else has."""

    def make(**modules: str) -> str:
        name = f"choices_of_{request.node.name.partition('[')[0]}"
        folder = tmp_path / name
        folder.mkdir()
        start = f"from services.registry import Registry\nCHOICES = Registry({name!r}, 'choices')\n"
        (folder / "__init__.py").write_text(start)
        for module, content in modules.items():
            (folder / f"{module}.py").write_text(f"from {name} import CHOICES\n{content}\n")
        monkeypatch.syspath_prepend(tmp_path)
        return name

    yield make
    for name in [name for name in sys.modules if name.startswith("choices_of_")]:
        del sys.modules[name]


def _choices(name: str) -> Registry[object]:
    choices: Registry[object] = __import__(name).CHOICES
    return choices


def test_a_module_in_the_folder_is_found_by_itself(package) -> None:
    choices = _choices(package(b="CHOICES.add('second')(2)", a="CHOICES.add('first')(1)"))

    assert list(choices) == ["first", "second"]
    assert dict(choices) == {"first": 1, "second": 2}
    assert len(choices) == 2


def test_nothing_is_imported_before_somebody_looks(package) -> None:
    name = package(broken="raise RuntimeError('imported')")
    choices = _choices(name)

    with pytest.raises(RuntimeError, match="imported"):
        choices["anything"]


def test_a_decorated_class_stays_what_it_is(package) -> None:
    choices = _choices(package(a="@CHOICES.add('kind')\nclass Kind: pass"))

    assert isinstance(choices["kind"], type)
    assert choices["kind"].__name__ == "Kind"


def test_two_choices_of_one_name_are_a_mistake(package) -> None:
    choices = _choices(package(a="CHOICES.add('same')(lambda: 1)", b="CHOICES.add('same')(lambda: 2)"))

    with pytest.raises(ValueError, match="two of the choices 'same'"):
        len(choices)


def test_an_unknown_name_is_not_in_it(package) -> None:
    choices = _choices(package(a="CHOICES.add('known')(1)"))

    assert "unknown" not in choices
    assert choices.get("unknown") is None
    with pytest.raises(KeyError):
        choices["unknown"]


def test_a_module_may_look_at_the_registry_it_fills(package) -> None:
    choices = _choices(package(a="CHOICES.add('first')(1)", b="CHOICES.add('count')(sorted(CHOICES._choices))"))

    assert choices["count"] == ["first"]
