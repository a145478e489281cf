"""An importer made of what a person said about the columns, for files no other importer knows."""

from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.intake import ColumnMapping, MappedColumn
from services.importers.counts import COMMAS, POINTS
from services.importers.headers import signature
from services.importers.importer import INTERACTIONS, MORE_TEXT, NETWORK, PERIOD, TIME_OF_DAY, Importer

NAME = "mapped"
# Fields people can choose, in the order in which they are asked for.
FIELDS = (
    *("published_at", TIME_OF_DAY, "post_id", "post_type", "page", "text", "permalink", "linked_url"),
    *COUNTS,
    *(INTERACTIONS, NETWORK, PERIOD),
)
DATE_NOTATIONS = ("month_first", "day_first")
COUNT_NOTATIONS = (POINTS, COMMAS)


def importer_for(mapping: ColumnMapping) -> Importer:
    """The importer; InvalidInput for a field that does not exist or was given twice, or an unknown notation."""
    if not mapping.columns:
        raise InvalidInput("No column has a meaning yet. Choose at least two counts.", "mapping")
    aliases: dict[str, tuple[str, ...]] = {}
    for column in mapping.columns:
        field = MORE_TEXT if column.field == "text" and "text" in aliases else column.field
        if column.field not in FIELDS:
            raise InvalidInput(f"{column.field!r} is no field. Choose one of: {', '.join(FIELDS)}.", "mapping")
        if field in aliases:
            raise InvalidInput(
                f"{column.header!r} and {aliases[field][0]!r} cannot both be {column.field}. Choose one of them.",
                "mapping",
            )
        _refuse_notation(column)
        aliases[field] = (column.header,)
    headers = [column.header for column in mapping.columns]
    return Importer(
        name=NAME,
        title="columns matched by hand",
        signatures=(signature(*headers),),
        aliases=aliases,
        expected=", ".join(headers),
        day_order=next((one.notation for one in mapping.columns if one.field == "published_at"), ""),
        undated="published_at" not in aliases,
        notations={one.field: one.notation for one in mapping.columns if one.field in COUNTS},
    )


def _refuse_notation(column: MappedColumn) -> None:
    known = COUNT_NOTATIONS if column.field in (*COUNTS, INTERACTIONS) else ()
    known = DATE_NOTATIONS if column.field == "published_at" else known
    if column.notation and column.notation not in known:
        choices = f"Choose one of: {', '.join(known)}." if known else "This field has none."
        raise InvalidInput(f"{column.notation!r} is no notation for {column.header!r}. {choices}", "mapping")
