"""What the columns of a file mean, as a script says it: a JSON file beside the export."""

import json
from typing import Any

from cattrs import transform_error
from cattrs.errors import BaseValidationError
from cattrs.preconf.json import make_converter

from services.domain.errors import InvalidInput
from services.domain.intake import ColumnMapping, TableChoice

_CHECKED = make_converter(forbid_extra_keys=True)
_FORM = '{"columns": [{"header": "Posted", "field": "published_at", "notation": "day_first"}, ...]}'


def read_choice(content: bytes, sheet: str = "") -> TableChoice:
    """The choice that this JSON describes; sheet goes before the one it names. InvalidInput where it is none."""
    try:
        said: Any = json.loads(content)
    except ValueError as cause:
        raise InvalidInput(f"The mapping is no JSON ({cause}). Write it as {_FORM}.", "mapping") from cause
    if not isinstance(said, dict) or not isinstance(said.get("sheet", ""), str):
        raise InvalidInput(f"The mapping cannot be read. Write it as {_FORM}.", "mapping")
    named = said.pop("sheet", "")
    try:
        return TableChoice(sheet or named, _CHECKED.structure(said, ColumnMapping))
    except BaseValidationError as cause:
        reasons = "; ".join(transform_error(cause))
        raise InvalidInput(f"The mapping cannot be read ({reasons}). Write it as {_FORM}.", "mapping") from cause
