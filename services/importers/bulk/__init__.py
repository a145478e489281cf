"""Large, regular text files, read a chunk at a time into typed columns.

Everything said about such a file is what the careful way says: rows this package is not sure about, and
the decisions over whole columns, are left to it.
"""

# From this size on the careful way, which holds every cell as text, takes noticeably longer.
LARGE = 5_000_000
# Loading machine code takes as long as it saves below this size.
COMPILED = 80_000_000


class IrregularFileError(Exception):
    """The file is not what this package is for; the careful way reads it."""
