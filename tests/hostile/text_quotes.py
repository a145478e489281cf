"""Quotation marks that do not close, and line ends and delimiters that no program uses."""

from random import Random

from hostile.exports import make_export
from hostile.files import HostileFile
from hostile.plain import HEADER


def open_quote(draw: Random) -> HostileFile:
    """A quotation mark that is never closed, and everything below it."""
    lines = make_export(draw, draw.choice((20, 5_000)), "scraper").text().splitlines()
    place = draw.randrange(len(lines) // 2, len(lines))
    lines[place] = f'"{lines[place]}'
    return HostileFile("\n".join(lines).encode())


def huge_open_quote(draw: Random) -> HostileFile:
    """The same, and tens of megabytes below it."""
    body = f'{",".join(HEADER)}\n1,2024-01-01,3,4,"never closed\n'
    return HostileFile(
        body.encode() + draw.choice((b"x\n", b"x" * 70 + b"\n", b"1,2,3\n")) * draw.choice((10**5, 10**6))
    )


def quotes_that_reach_on(draw: Random) -> HostileFile:
    """Every other row opens a quotation mark that swallows all rows below it, and none of them closes it."""
    good, bad = "7,2024-01-01 10:00:00,3,4,tea\n", 'x","2024.\n'
    return HostileFile((",".join(HEADER) + "\n" + (bad + good) * draw.choice((40, 3_000, 30_000))).encode())


def quotes_everywhere(draw: Random) -> HostileFile:
    """Quotation marks at random."""
    content = list(make_export(draw, 30).text())
    for _ in range(draw.randint(1, 90)):
        content.insert(draw.randrange(len(content)), '"')
    return HostileFile("".join(content).encode())


def mixed_line_ends(draw: Random) -> HostileFile:
    """Every line with an end of its own."""
    ends = ("\n", "\r\n", "\r", "\n\r", "\u2028", "\x0b", "\x0c", "\x85", "\r\r\n")
    lines = make_export(draw, 30).text().splitlines()
    return HostileFile("".join(line + draw.choice(ends) for line in lines).encode())


def odd_delimiters(draw: Random) -> HostileFile:
    """Cells parted by what no program uses."""
    text = make_export(draw).text()
    return HostileFile(text.replace(",", draw.choice((":", "\x01", "\x1f", "::", " ", "¦", "،", ";,", "/"))).encode())


def told_delimiters(draw: Random) -> HostileFile:
    """A first line that says how cells are parted, truly or not."""
    told = draw.choice(("sep=,", "sep=;", "sep=", "SEP=\t", "sep=x", "sep=,,", 'sep="', "sep=\x00", "\ufeffsep=|"))
    return HostileFile((told + draw.choice(("\n", "\r\n", "")) + make_export(draw).text()).encode())
