"""Browser values about findings and columns to request values; what cannot be understood is InvalidInput."""

from collections.abc import Mapping, Sequence
from typing import Any

from callbacks.parse import identifier
from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.fields import COUNT_NOTATIONS, DATE_NOTATIONS
from services.domain.intake import ColumnMapping, FileInQuestion, GivenAnswer, MappedColumn, TableChoice

_LONGEST = 2_000
_MOST_COLUMNS = 2_000
# The values and the places of all controls of a kind, in the order of the page.
Controls = tuple[Any, Any]


def answer_key(key: str) -> GivenAnswer:
    """What the button of an answer says: version, question, choice."""
    dataset, _, rest = _text(key, "answer").partition("~")
    code, _, choice = rest.partition("~")
    return GivenAnswer(identifier(dataset, "dataset"), identifier(code, "question"), choice)


def answer(order: object) -> GivenAnswer:
    """The answer that the worker is to work in."""
    if not isinstance(order, Mapping):
        raise _unreadable("answer")
    dataset, code = identifier(order.get("dataset"), "dataset"), identifier(order.get("code"), "question")
    return GivenAnswer(dataset, code, _text(order.get("choice"), "answer"))


def value_at(key: str, values: object, places: object) -> str:
    """What is chosen in the list with this key."""
    for place, value in _placed((values, places)):
        if place == key:
            return _text(value, "answer")
    raise _unreadable("answer")


def file_in_question(asked: object) -> FileInQuestion:
    """The file whose columns are matched."""
    if not isinstance(asked, Mapping):
        raise _unreadable("file")
    upload, dataset = asked.get("upload") or "", asked.get("dataset") or ""
    if bool(upload) == bool(dataset):
        raise _unreadable("file")
    name = identifier(upload or dataset, "file")
    sheet = _text(asked.get("sheet") or "", "sheet")
    return FileInQuestion(name, "", sheet) if upload else FileInQuestion("", name, sheet)


def name_of_table(sheet: object) -> str:
    """The name of a sheet or a packed file."""
    return _text(sheet, "sheet")


def chosen_columns(shown: object, fields: Controls, notations: Controls) -> tuple[MappedColumn, ...]:
    """The columns that mean something, with the notation where it fits what they mean."""
    headers = shown.get("headers") if isinstance(shown, Mapping) else None
    if not isinstance(headers, Sequence):
        raise _unreadable("columns")
    stated = {place: _text(value or "", "notation") for place, value in _placed(notations)}
    columns = []
    for place, value in _placed(fields):
        field = _text(value or "", "field")
        if not isinstance(place, int) or not 0 <= place < len(headers):
            raise _unreadable("columns")
        if field:
            notation = stated.get(place, "")
            columns.append(MappedColumn(_text(headers[place], "header"), field, _fitting(field, notation)))
    return tuple(columns)


def table_choice(order: object) -> TableChoice:
    """How the worker is to read the file."""
    columns = order.get("columns") if isinstance(order, Mapping) else None
    if not isinstance(columns, Sequence) or len(columns) > _MOST_COLUMNS:
        raise _unreadable("columns")
    mapping = ColumnMapping(tuple(_column(one) for one in columns))
    return TableChoice(file_in_question(order).sheet, mapping)


def _column(one: object) -> MappedColumn:
    if not isinstance(one, Sequence) or isinstance(one, str) or len(one) != 3:
        raise _unreadable("columns")
    header, field, notation = (_text(word, "columns") for word in one)
    return MappedColumn(header, field, notation)


def _fitting(field: str, notation: str) -> str:
    known = COUNT_NOTATIONS if field in (*COUNTS, "interactions") else {}
    known = DATE_NOTATIONS if field == "published_at" else known
    return notation if notation in known else ""


def _placed(controls: Controls) -> list[tuple[Any, Any]]:
    """The key and the value of each control."""
    values, places = controls
    if not isinstance(values, list) or not isinstance(places, list) or len(values) != len(places):
        raise _unreadable("columns")
    keys = [place.get("key") if isinstance(place, Mapping) else None for place in places]
    return list(zip(keys, values, strict=True))


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or "\x00" in value:
        raise _unreadable(field)
    return value


def _unreadable(field: str) -> InvalidInput:
    return InvalidInput(f"The {field} cannot be read. Load the page again.", field)
