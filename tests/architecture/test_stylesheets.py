"""Stylesheets: what one says of a class, no other says differently."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

ASSETS = Path(__file__).parent.parent.parent / "assets"
_COMMENT, _BLOCK = re.compile(r"/\*.*?\*/", re.DOTALL), re.compile(r"([^{}]+)\{([^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
# Printed pages say anew what screens look like.
_PRINT = "60-print.css"


def selectors(text: str) -> Iterator[str]:
    """Of the rules that always hold: those within @media and the like are left out."""
    for head, _ in _BLOCK.findall(_COMMENT.sub("", text)):
        if not head.strip().startswith("@"):
            yield from (one.strip() for one in re.split(r",(?![^(]*\))", head))


def test_no_selector_has_rules_in_two_files() -> None:
    homes: dict[str, set[str]] = defaultdict(set)
    for file in ASSETS.glob("*.css"):
        if file.name != _PRINT:
            for selector in selectors(file.read_text()):
                homes[selector].add(file.name)

    assert len(homes) > 300
    assert {selector: files for selector, files in homes.items() if len(files) > 1} == {}


def test_selectors_are_found_outside_of_media_only() -> None:
    text = "/* .no { } */ .a, .b:is(p, li) > .c { color: red; } @media (max-width: 9px) { .d { color: red; } } .e { }"
    assert list(selectors(text)) == [".a", ".b:is(p, li) > .c", ".e"]
