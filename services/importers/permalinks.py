"""The id of a post, taken from its address: some tools give no ids, and spreadsheets damage them."""

import polars as pl

# Spreadsheets turn long numbers into these; several posts then share one.
DAMAGED_ID = r"^[0-9](\.[0-9]+)?[eE]\+?[0-9]+$"
_IN_LINK = (
    r"/status(?:es)?/([0-9]+)",
    r"[?&](?:story_fbid|fbid|v)=([\w-]+)",
    r"/(?:posts|permalink|videos|reel|p|tv|shorts)/(?:[^/?#]+/)*([\w.:-]+)/?(?:[?#].*)?$",
    r"/(?:video|photo)/([0-9]+)",
    r"(urn:li:[A-Za-z]+:[0-9]+)",
    r"facebook\.com/([0-9]+_[0-9]+)",
    r"facebook\.com/[^?#]*/([0-9]{6,})/?(?:[?#].*)?$",
)


def complete_ids(ids: pl.Series, links: pl.Series) -> pl.Series:
    """The ids, where one is missing or damaged that in the post's address, or the address itself."""
    frame = pl.DataFrame({"id": ids, "link": links}, schema={"id": pl.String, "link": pl.String})
    weak = pl.col("id").is_null() | pl.col("id").str.contains(DAMAGED_ID)
    if not frame.select((weak & pl.col("link").is_not_null()).any()).item():
        return ids
    from_link = pl.coalesce(*[pl.col("link").str.extract(pattern) for pattern in _IN_LINK], pl.col("link"))
    return frame.select(pl.when(weak).then(pl.coalesce(from_link, "id")).otherwise("id").alias("id")).to_series()
