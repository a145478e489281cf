"""The JSON by which scripts say what columns mean."""

import json

import pytest

from app.matching import read_choice
from services.domain.errors import InvalidInput
from services.domain.intake import ColumnMapping, MappedColumn, TableChoice

MAPPING = {"columns": [{"header": "Posted", "field": "published_at", "notation": "day_first"}]}


def test_columns_and_sheet_are_read_and_a_named_sheet_goes_first() -> None:
    columns = ColumnMapping((MappedColumn("Posted", "published_at", "day_first"),))

    assert read_choice(json.dumps(MAPPING).encode()) == TableChoice("", columns)
    said = json.dumps({**MAPPING, "sheet": "May"}).encode()
    assert read_choice(said) == TableChoice("May", columns)
    assert read_choice(said, "June") == TableChoice("June", columns)


NO_MAPPINGS = (
    *(b"", b"\xff\xfe{", b"[]", b"3", b"{}", b'{"sheet": 3, "columns": []}', b'{"columns": 3}', b'{"columns": [{}]}'),
    b'{"columns": [], "more": 1}',
    b'{"columns": [{"header": "a", "field": "likes", "notion": "x"}]}',
)


@pytest.mark.parametrize("content", NO_MAPPINGS)
def test_what_is_no_mapping_is_refused_with_the_form_it_has(content: bytes) -> None:
    with pytest.raises(InvalidInput, match=r'Write it as \{"columns":') as refused:
        read_choice(content)
    assert refused.value.field == "mapping"
