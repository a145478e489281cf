"""The corpus itself, and a few hundred of its files tried as `make hostile` tries ten thousand."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hostile.corpus import FAMILIES, corpus
from hostile.figures import Failure, Figures
from hostile.files import HostileFile, Must
from hostile.trial import faults_of

from services.domain.errors import InvalidInput
from services.reader import Reader
from services.sandbox import Limits

_ROOT = Path(__file__).parents[2]
_FILES = 200


def test_no_file_of_the_corpus_does_harm_or_loses_a_row() -> None:
    path = os.pathsep.join([str(_ROOT), str(_ROOT / "tests")])
    command = [sys.executable, "-m", "hostile.run", "--files", str(_FILES)]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": path}, cwd=_ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    assert re.search(rf"^all +{_FILES} +0 +1\.50%$", done.stdout, re.MULTILINE), done.stdout


def test_the_same_seed_makes_the_same_files_and_another_seed_others() -> None:
    first, again, other = ([recipe.make().content for recipe in corpus(40, seed)] for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_every_kind_of_every_family_is_tried() -> None:
    tried = {(recipe.family.name, recipe.kind) for recipe in corpus(600, 2026)}
    assert tried == {(family.name, kind) for family in FAMILIES for kind in family.kinds}


def test_figures_count_what_failed_and_bound_what_was_not_seen() -> None:
    figures = Figures()
    for _ in range(300):
        figures.add("texts", None)
    figures.add("packed", Failure(7, "packed", "zip bomb", ("read, 3 posts",)))
    lines = [line.split() for line in figures.table().splitlines()[1:]]
    assert lines == [["packed", "1", "1", "-"], ["texts", "300", "0", "1.00%"], ["all", "301", "1", "-"]]
    assert str(figures.failures[0]) == "packed, zip bomb, file 7: read, 3 posts"


_POSTS = b"status_id,status_published,num_likes,num_shares\ntok00001x000001,2024-01-01,1,2\n"


@pytest.mark.parametrize(
    ("file", "fault"),
    [
        (HostileFile(_POSTS, must=Must.REFUSED), "read, 1 posts"),
        (HostileFile(b"nothing", must=Must.READ), "refused: The columns"),
        (HostileFile(_POSTS, rows=2), "2 rows were written, 1 counted"),
        (HostileFile(_POSTS, tokens=("tok00002x000002",)), "1 rows are lost, the first is tok00002x000002"),
        (HostileFile(_POSTS, values={"tok00001x000001": {"likes": 3}}), "likes of tok00001x000001: 3 was written, 1"),
    ],
)  # fmt: skip
def test_a_trial_sees_what_is_wrong(tmp_path: Path, file: HostileFile, fault: str) -> None:
    (found,) = faults_of(file, Reader(Limits()), tmp_path)
    assert found.startswith(fault)


class Broken(Reader):
    """A reader that ends otherwise than readers may."""

    def __init__(self, trouble: Exception) -> None:
        super().__init__(Limits())
        self._trouble = trouble

    def read(self, *_: object) -> None:
        raise self._trouble


@pytest.mark.parametrize(
    ("trouble", "fault"),
    [
        (KeyError("likes"), "KeyError: 'likes'"),
        (InvalidInput("No."), "a refusal of 3 characters"),
        (InvalidInput("A refusal that does not say what became of the file.", "file"), "not the words of a refusal"),
        (InvalidInput("A name with \x1b[31m in it. Nothing was stored."), "a refusal with characters nobody can store"),
    ],
)
def test_a_trial_sees_other_errors_and_bad_refusals(tmp_path: Path, trouble: Exception, fault: str) -> None:
    assert any(found.startswith(fault) for found in faults_of(HostileFile(b"x"), Broken(trouble), tmp_path))
