"""No text that people read says that one thing makes another: an observational file cannot show it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from services.claiming import LANGUAGES, Language

ROOT = Path(__file__).parent.parent.parent
# Migrations speak SQL, to databases.
MODULES = sorted(
    path
    for room in ("app", "callbacks", "components", "services")
    for path in (ROOT / room).rglob("*.py")
    if "migrations" not in path.parts
)
CAUSAL = re.compile(
    r"\b(drives?|driven by|causes?|caused|leads? to|increases?|boosts?|because of|due to|results? in|raises?|improves?|"
    r"makes? (posts|people)|thanks to|impacts?|effects? of)\b",
    re.IGNORECASE,
)
# The page is called so in the design; the others deny a cause.
ALLOWED = (
    "What drives them",
    "proves nothing about causes",
    "what goes with a segment, not what causes it",
    "never what causes what",
    "cannot show causes",
)
CAUSAL_THAI = re.compile("ทำให้|ส่งผล|เพราะ|เพิ่มขึ้นจาก|กระตุ้น")


def _docstrings(tree: ast.AST) -> set[int]:
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def _texts(path: Path) -> Iterator[str]:
    """Texts with a blank in them, which names and keys have not; no docstrings."""
    tree = ast.parse(path.read_text())
    hidden = _docstrings(tree)
    for node in ast.walk(tree):
        told = isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in hidden
        if told and " " in node.value.strip():
            yield node.value


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_text_names_a_cause(path: Path) -> None:
    for text in _texts(path):
        told = text
        for words in ALLOWED:
            told = told.replace(words, "")
        assert not CAUSAL.search(told), f"say what goes with what, not what makes what: {text!r}"


def test_no_claim_in_thai_names_a_cause() -> None:
    for sentence in LANGUAGES[Language.THAI].sentences.values():
        assert not CAUSAL_THAI.search(sentence)


@pytest.mark.parametrize(
    "text", ["Videos boost comments.", "This leads to more shares", "It happens because of the text"]
)
def test_a_cause_would_be_caught(text: str) -> None:
    assert CAUSAL.search(text)
