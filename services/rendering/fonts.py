"""Fonts that come with the locked packages: the same letters on every machine, Thai included."""

from functools import cache
from pathlib import Path

import fontpkg_inter
import fontpkg_noto_sans_thai
import typst


@cache
def fonts() -> typst.Fonts:
    """Inter and Noto Sans Thai, and no font of the machine."""
    folders = [str(Path(package.ROOT) / "files") for package in (fontpkg_inter, fontpkg_noto_sans_thai)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(folders))
