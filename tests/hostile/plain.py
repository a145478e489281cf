"""A small table in the core schema, to be spoiled."""

from hostile.exports import written
from hostile.files import HostileFile, Must

HEADER = ("status_id", "status_published", "num_comments", "num_shares", "status_message")


def make_rows(rows: int = 6) -> list[list[str]]:
    """Rows in order, each with an id and a day of its own."""
    return [[f"id{n}", f"2024-01-{1 + n % 28:02d} 10:00:00", str(n), "5", "tea"] for n in range(rows)]


def file_of(table: list[list[str]], **known: int | Must) -> HostileFile:
    """These rows below the header, with what is known of them."""
    return HostileFile(written([list(HEADER), *table]).encode(errors="surrogatepass"), **known)
