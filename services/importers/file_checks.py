"""What the doctor says about the file itself and about the rows set aside."""

from collections import Counter
from collections.abc import Iterator, Sequence

from services.domain.intake import Answer, Finding, SetAside
from services.importers.answers import REPEATED_IDS, REPEATED_POSTS
from services.importers.headers import Columns
from services.importers.table import Table
from services.importers.text_file import Record

TITLES = {
    "other_width": ("Rows of another width", "Their cells do not line up with the header"),
    "empty_rows": ("Rows without content", "They hold delimiters only"),
    "explanations": ("A row that explains the columns", "It stands below the header and is no post"),
    "header_repeated": ("The header stands inside the data", "Files were probably put together"),
    "totals_or_footer_rows": ("Totals or a footer", "They sum up posts and are none themselves"),
    "daily_rows": ("Rows of single days", "They hold one day's figures of a post, not its total"),
    "unreadable_date": ("Dates that cannot be read", "A post without a date has no place in time"),
    "negative_counts": ("Counts below 0", "They are changes over a period or errors, not counts"),
    "unreadable_count": ("Counts that cannot be read", "They are not whole numbers"),
    "nothing_measured": ("Rows without date and figures", "There is nothing in them to count"),
    "other_network": ("Posts of other networks", "You chose to read one network only"),
    "repeated_ids": ("Posts that stand in the file more than once", "They have the same id on the same page"),
    "repeated_posts": ("Posts that stand in the file more than once", "They are equal in all but the id"),
}


def check_rows_set_aside(rows: Sequence[SetAside], answers: Sequence[Answer]) -> Iterator[Finding]:
    """One finding for each reason rows were set aside for, in the order of the codes."""
    for code, (title, why) in TITLES.items():
        of_code = [row for row in rows if row.code == code]
        if not of_code:
            continue
        first = min(of_code, key=lambda row: row.line)
        noun = "row was" if len(of_code) == 1 else "rows were"
        finding = Finding(
            code,
            title,
            f"{why}. {len(of_code):,} {noun} set aside and can be downloaded.",
            len(of_code),
            f"Line {first.line}: {first.raw[:120]}",
        )
        for question in (REPEATED_IDS, REPEATED_POSTS):
            if question.code == code:
                finding = question.put(finding, question.applied(answers))
        yield finding


def check_tables(read: str, others: Sequence[str]) -> Iterator[Finding]:
    """Which sheet of a workbook, or which file of an archive, was read."""
    if others:
        yield Finding(
            "one_of_several_tables",
            "One of several tables was read",
            f"{read!r} holds the posts. Not read: {_listed(others)}.",
        )


def check_file(above: Sequence[Record], columns: Columns, table: Table) -> Iterator[Finding]:
    """Findings about lines above the header, spare columns and rows with other trailing cells."""
    if above:
        yield Finding(
            "lines_before_header",
            "Lines above the header",
            f"{len(above):,} {'line stands' if len(above) == 1 else 'lines stand'} above the header, not read.",
            example=f"Line {above[0].first}: {', '.join(filter(str.strip, above[0].cells))[:120]}",
        )
    yield from _widths(columns, table)
    if columns.doubled:
        yield Finding(
            "doubled_columns",
            "Some columns stand in the file twice",
            f"Only the first of each was read. Not read: {_listed(columns.doubled)}.",
        )
    if columns.ignored:
        yield Finding(
            "columns_not_used",
            "Some columns are not used",
            f"They stay in the original file: {_listed(columns.ignored)}.",
        )


def _widths(columns: Columns, table: Table) -> Iterator[Finding]:
    narrow = table.narrow
    if narrow:
        widths = Counter(row.width for row in narrow)
        found = ", ".join(f"{rows:,} of {width:,}" for width, rows in widths.most_common(4))
        yield Finding(
            "narrow_rows",
            "Some rows have fewer cells than the header",
            f"The header has {len(columns.names):,} cells; rows with fewer: {found}. All columns that are used lie "
            "within them, so they were read. Several exports were perhaps put together; look at the figures below.",
            len(narrow),
            f"Line {narrow[0].line}: {narrow[0].width:,} cells",
        )
    if len(table.padded) > len(narrow):
        first = next(row for row in table.padded if row.width >= table.named_width)
        yield Finding(
            "trailing_cells",
            "Some rows have more or fewer empty cells at their end",
            "All columns that are used stand in their place, so these rows were read.",
            len(table.padded) - len(narrow),
            f"Line {first.line}",
        )


def _listed(names: Sequence[str]) -> str:
    """The first dozen names, each short, and how many more there are."""
    shown = ", ".join(name[:60] for name in names[:12])
    return shown if len(names) <= 12 else f"{shown} and {len(names) - 12:,} more"
