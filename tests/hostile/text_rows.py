"""Rows of any width and any number, and headers where nobody looks for them."""

from random import Random

from hostile.exports import written
from hostile.files import HostileFile, Must
from hostile.plain import HEADER, file_of, make_rows

from services.importers.text_file import MOST_COLUMNS


def ragged(draw: Random) -> HostileFile:
    """Rows of any width."""
    rows = [(row * 3)[: draw.randint(1, 12)] for row in make_rows(40)]
    return file_of(rows, rows=40)


def narrow_then_trailing(draw: Random) -> HostileFile:
    """A header with many spare columns, short rows below it, and one with more cells at the very end."""
    spare = [f"spare {n}" for n in range(3)]
    rows = [row[:4] for row in make_rows(draw.choice((500, 60_000)))]
    return HostileFile(
        written([[*HEADER[:4], *spare], *rows, [*rows[0], "", "", "", "", ""]]).encode(), rows=len(rows) + 1
    )


def one_endless_line(draw: Random) -> HostileFile:
    """Millions of characters without a line end, with or without delimiters."""
    length = draw.choice((900_000, 3_000_000, 12_000_000))
    return HostileFile(draw.choice((b"x", b"x,", b'"', b"=", b" ", b'","')) * length, must=Must.REFUSED)


def many_columns(draw: Random) -> HostileFile:
    """More columns than any tool writes."""
    wide = draw.choice((MOST_COLUMNS + 1, 3_000, 20_000, 300_000))
    header = [*HEADER, *(f"c{n}" for n in range(wide - len(HEADER)))]
    rows = [[*row, *[""] * (wide - len(row))] for row in make_rows(3)]
    return HostileFile(written([header, *rows]).encode(), must=Must.REFUSED)


def as_many_columns_as_there_may_be(draw: Random) -> HostileFile:
    """A thousand columns, or one more would be too many."""
    wide = draw.choice((1_000, MOST_COLUMNS))
    header = [*HEADER, *(f"c{n}" for n in range(wide - len(HEADER)))]
    rows = [[*row, *["7"] * (wide - len(row))] for row in make_rows(50)]
    return HostileFile(written([header, *rows]).encode(), must=Must.READ, rows=50)


def wide_rows(draw: Random) -> HostileFile:
    """A header like any other, and rows of very many cells."""
    return file_of([*make_rows(), ["x"] * draw.choice((5_000, 900_000))], rows=7)


def nothing_below(draw: Random) -> HostileFile:
    """A header, and nothing but blank lines."""
    return HostileFile((",".join(HEADER) + "\n" * draw.choice((0, 1, 1_000_000))).encode(), must=Must.REFUSED)


def only_delimiters(draw: Random) -> HostileFile:
    """Very many rows without content."""
    rows = draw.choice((9, 200_000))
    return HostileFile((",".join(HEADER) + "\n" + ",,,,\n" * rows).encode(), must=Must.REFUSED)


def one_row(draw: Random) -> HostileFile:
    """A single post."""
    return file_of(make_rows(1), rows=1, must=Must.READ)


def all_the_same(draw: Random) -> HostileFile:
    """One row over and over, with or without its id."""
    row = make_rows()[0]
    same = [row if draw.random() < 0.5 else [f"other{n}", *row[1:]] for n in range(300)]
    return file_of(same, rows=300, must=Must.READ)


def headers_again(draw: Random) -> HostileFile:
    """Files put together: headers, totals and notes between the rows."""
    rows = make_rows(30)
    others = (list(HEADER), ["Total", "", "900", "30", ""], ["Showing top 500 results"], ["", "", "", "", ""])
    for _ in range(9):
        rows.insert(draw.randrange(len(rows)), draw.choice(others))
    return file_of(rows, rows=39, must=Must.READ)


def header_far_below(draw: Random) -> HostileFile:
    """The header stands behind many lines of something else."""
    above = "\n".join(f"note {n}" for n in range(draw.choice((5, 19, 20, 500)))) + "\n"
    return HostileFile((above + written([list(HEADER), *make_rows()])).encode())
