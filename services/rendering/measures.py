"""How much room the words of a native table take: PowerPoint lays them out, and so nobody else can know for sure."""

from collections.abc import Sequence
from math import ceil
from unicodedata import category

# Letters are about so wide and lines so high, in sizes of the letters; Thai takes the most.
_LETTER, _LINE = 0.56, 1.45
_POINT = 12_700
# On both sides of a cell together.
_MARGIN = 0.1 * 72
_NARROWEST, _WIDEST = 4.0, 42.0
# Letters that the margins of a cell take, and the most that a head asks for: it may take several lines.
_BESIDE, _HEAD = 3.5, 12.0
# Lines of a page that the longest cell of a column may take, and letters that its margins are worth; how
# large small letters are.
_ON_PAPER, _PAD, _SMALLER = 1.5, 1.5, 0.85
# Where there are more columns than these, none is wider than so many letters.
_MANY, _WIDEST_OF_MANY = 10, 24.0

Texts = Sequence[Sequence[str]]


def widths(heads: Sequence[str], rows: Texts, wide: int) -> list[int]:
    """A width for each column, in EMU, `wide` together: by the longest cell, and by heads in two or three lines."""
    needs = [
        min(max(_NARROWEST, _head(head), *(_letters(row[place]) for row in rows)), _WIDEST) + _BESIDE
        for place, head in enumerate(heads)
    ]
    return [int(wide * need / sum(needs)) for need in needs]


def weights(heads: Sequence[str], rows: Texts, under: Texts) -> list[float]:
    """How columns share a page, where cells may take several lines: by what cannot be broken, and by what is long.

    under: what stands in small letters under each cell, on one line.
    """
    found, most = [], _WIDEST if len(heads) <= _MANY else _WIDEST_OF_MANY
    for place, head in enumerate(heads):
        cells = [row[place] for row in rows]
        unbroken = max((_unbroken(part) for words in (head, *cells) for part in words.split()), default=0.0)
        long = max([_letters(head) / 2, *(_letters(words) / _ON_PAPER for words in cells)])
        long = max([long, *(_letters(row[place]) * _SMALLER for row in under)])
        found.append(min(max(unbroken, long, _NARROWEST), most) + _PAD)
    return found


def heights(rows: Texts, columns: Sequence[int], size: float, least: int) -> list[int]:
    """The height of each row, in EMU: `least` for one line, more where a cell needs more of them; size in points."""
    return [least + (_lines(row, columns, size) - 1) * int(size * _LINE * _POINT) for row in rows]


def lines(words: str, letters: float) -> int:
    """How many lines so many letters wide the words take, one at least."""
    return max(ceil(_letters(words) / letters), 1)


def _lines(row: Sequence[str], columns: Sequence[int], size: float) -> int:
    rooms = [max(column / _POINT - _MARGIN, size) for column in columns]
    return max(ceil(_letters(words) * size * _LETTER / room) for words, room in zip(row, rooms, strict=True)) or 1


def _head(words: str) -> float:
    return min(max(_letters(words) / 2.5, *map(_letters, words.split()), 0.0), _HEAD)


def _unbroken(part: str) -> float:
    """Thai has no blanks between words: it is broken within."""
    return min(_letters(part), _HEAD) if any("\u0e00" <= letter <= "\u0e7f" for letter in part) else _letters(part)


def _letters(words: str) -> float:
    """Marks above and below Thai letters take no room of their own."""
    return sum(not category(letter).startswith("M") for letter in words)
