"""The rules of the house that a machine can check; each message states its rule."""

import ast
import re
import statistics
import tokenize
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
ROOMS = ("app", "callbacks", "components", "services")
MODULES = sorted(
    path
    for room in ROOMS
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts and "__pycache__" not in path.parts
)
_UNSAYING = {"utils", "helpers", "common", "manager", "misc", "util", "helper"}


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _functions(path: Path) -> list[ast.FunctionDef]:
    tree = ast.parse(path.read_text())
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]


def _comments(path: Path) -> list[tuple[int, str]]:
    with tokenize.open(path) as file:
        tokens = list(tokenize.generate_tokens(file.readline))
    return [(token.start[0], token.string) for token in tokens if token.type == tokenize.COMMENT]


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_has_at_most_300_lines(path):
    lines = len(path.read_text().splitlines())
    assert lines <= 300, f"{_name(path)} has {lines} lines: find the concept that is missing"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_function_has_at_most_50_lines(path):
    long = {node.name: node.end_lineno - node.lineno + 1 for node in _functions(path)}
    assert not {name: lines for name, lines in long.items() if lines > 50}, f"{_name(path)}: functions stay near 10"


def test_the_house_stays_small_in_the_middle():
    modules = [len(path.read_text().splitlines()) for path in MODULES]
    functions = [node.end_lineno - node.lineno + 1 for path in MODULES for node in _functions(path)]
    assert statistics.median(modules) <= 100
    assert statistics.median(functions) <= 12


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_name_says_what_is_inside(path):
    assert path.stem not in _UNSAYING, f"{_name(path)}: name the concept, not that it helps"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_suppression_names_its_code_and_its_reason(path):
    for line, comment in _comments(path):
        if "noqa" in comment:
            assert re.search(r"noqa: [A-Z]+\d+(, [A-Z]+\d+)*\s+(\(.+\)|[-#] .+)", comment), (
                f"{_name(path)}:{line} {comment}"
            )
        if "type: ignore" in comment:
            assert re.search(r"type: ignore\[[a-z-]+(, ?[a-z-]+)*\]  # .+", comment), f"{_name(path)}:{line} {comment}"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_prints(path):
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    assert not [call for call in calls if getattr(call.func, "id", "") == "print"], f"{_name(path)}: log, or echo"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_nothing_is_pickled(path):
    tree = ast.parse(path.read_text())
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not names & {"pickle", "joblib", "dill", "cloudpickle", "shelve"}, f"{_name(path)}: results are npz and JSON"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_text_never_becomes_markup(path):
    text = path.read_text()
    assert "dangerously_allow_html" not in text
    assert "srcDoc" not in text
    assert "as_html" not in text


@pytest.mark.parametrize("path", [p for p in MODULES if p.parent.name != "figures"], ids=_name)
def test_graphs_are_made_in_one_place(path):
    assert "dcc.Graph(" not in path.read_text(), f"{_name(path)}: components.figures.graph is the only maker of graphs"


def test_the_top_level_is_as_given():
    given = {
        "app",
        "components",
        "callbacks",
        "services",
        "assets",
        "tests",
        "wsgi.py",
        "pyproject.toml",
        "README.md",
        "Makefile",
        "CHANGELOG.md",
        "docs",
        "benchmarks",
        "deploy",
        "requirements.lock",
    }
    found = {
        path.name for path in ROOT.iterdir() if not path.name.startswith(".") and not path.name.endswith(".egg-info")
    }
    assert found <= given, f"new at the top level: {found - given}"


def test_committed_files_name_no_place_of_this_machine():
    locks = [ROOT / "requirements.lock", ROOT / "deploy/frontend/package-lock.json", ROOT / "deploy/frontend/node.lock"]
    for lock in locks:
        text = lock.read_text()
        assert "index-url" not in text, f"{lock.name} names an index"
        assert '"resolved"' not in text, f"{lock.name} names a registry"
        assert not re.search(r"(file|https?)://(?!(github|opencollective)\.com)\S*(pypi|npm|simple)", text), lock.name


def test_versions_are_locked_with_hashes():
    text = (ROOT / "requirements.lock").read_text()
    pinned = re.findall(r"^[a-z0-9][^\s=]*==\S+ \\$", text, re.MULTILINE)
    assert len(pinned) > 50
    assert text.count("--hash=sha256:") >= len(pinned)
