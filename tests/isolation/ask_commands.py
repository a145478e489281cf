"""Every command of the shell that names an object, in one workspace about what belongs to another."""

import os
from unittest import mock

from builders import make_posts_csv
from click.testing import CliRunner
from isolation.asking import Asked, alike
from isolation.matrix import MATRIX
from isolation.world import Ids, World, no_objects

from app.cli import main


def commands() -> set[str]:
    """The names of all there are."""
    return set(main.commands)


def ask_all(world: World, only: set[str] | None = None) -> Asked:
    """All cells, or those of some commands."""
    asked = Asked()
    for name, words in MATRIX["commands"].items():
        if name == "installation" or (only is not None and name not in only):
            continue
        theirs, nobodys = (_run(world, words, ids) for ids in (world.red.ids, no_objects(world.red.ids)))
        if "{dataset}" in words:
            asked.expect(theirs[0] == 3, f"postlens {name} ends with {theirs[0]} about another's: {theirs[1][:120]}")
        asked.expect(world.red.word not in theirs[1], f"postlens {name} tells a word of another tenant")
        same = alike(theirs[1], world.red.ids) == alike(nobodys[1], no_objects(world.red.ids))
        asked.expect(same, f"postlens {name} tells another tenant's from none: {theirs[1][:120]} / {nobodys[1][:120]}")
    return asked


def _run(world: World, words: str, ids: Ids) -> tuple[int, str]:
    folder = world.house.settings.home
    file = folder / "probe.csv"
    file.write_text(make_posts_csv(posts=30))
    arguments = words.format(**ids, file=file, out=folder / "out.csv").split()
    with mock.patch.dict(os.environ, {"POSTLENS_HOME": str(folder)}):
        done = CliRunner().invoke(main, [*arguments, "--workspace", world.blue.room.slug])
    return done.exit_code, done.output
