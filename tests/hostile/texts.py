"""Text files: encodings, widths, quotation marks, line ends, and cells that attack whoever shows them."""

from hostile import text_bytes, text_cells, text_quotes, text_rows
from hostile.files import Family

FAMILY = Family(
    "texts",
    30,
    {
        make.__name__.replace("_", " "): make
        for make in (
            text_bytes.encodings,
            text_bytes.two_encodings,
            text_bytes.wrong_mark,
            text_bytes.half_characters,
            text_bytes.broken_bytes,
            text_bytes.nuls,
            text_rows.ragged,
            text_rows.narrow_then_trailing,
            text_rows.one_endless_line,
            text_rows.many_columns,
            text_rows.as_many_columns_as_there_may_be,
            text_rows.wide_rows,
            text_cells.huge_cells,
            text_quotes.open_quote,
            text_quotes.huge_open_quote,
            text_quotes.quotes_that_reach_on,
            text_quotes.quotes_everywhere,
            text_quotes.mixed_line_ends,
            text_cells.attacking_cells,
            text_cells.attacking_headers,
            text_cells.odd_headers,
            text_cells.hostile_names,
            text_cells.odd_figures,
            text_cells.odd_dates,
            text_rows.nothing_below,
            text_rows.only_delimiters,
            text_rows.one_row,
            text_rows.all_the_same,
            text_cells.nothing_measured,
            text_rows.headers_again,
            text_rows.header_far_below,
            text_quotes.odd_delimiters,
            text_quotes.told_delimiters,
        )
    },
)
