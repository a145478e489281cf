"""Fonts that come with the locked packages: the same letters on every machine, Thai included."""

import re
from functools import cache
from pathlib import Path

import fontpkg_inter
import fontpkg_noto_sans_thai
import typst
from fontTools.ttLib import TTFont

from services.rendering.texts import clean

MISSING = "\u25a1"
# Joiners, selectors and marks of direction: they are seen in nothing but what they join.
_UNSEEN = re.compile("[\u200c-\u200f\u2028-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")


@cache
def fonts() -> typst.Fonts:
    """Inter and Noto Sans Thai, and no font of the machine."""
    folders = [str(Path(package.ROOT) / "files") for package in (fontpkg_inter, fontpkg_noto_sans_thai)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))


def printable(text: str) -> str:
    """The text with a box in the place of each character that no font here has: emoji, some scripts."""
    seen = _UNSEEN.sub("", clean(text))
    if seen.isascii():
        return seen
    known = _characters()
    return "".join(sign if ord(sign) in known or sign in "\n\t" else MISSING for sign in seen)


@cache
def _characters() -> frozenset[int]:
    files = (Path(package.ROOT) / "files" for package in (fontpkg_inter, fontpkg_noto_sans_thai))
    upright = (path for folder in files for path in folder.glob("*.ttf") if "Italic" not in path.name)
    found: set[int] = set()
    for path in upright:
        with TTFont(path, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(found)
