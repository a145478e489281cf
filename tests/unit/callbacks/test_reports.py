"""What the form of a report sends, read as an order."""

from datetime import date

import pytest

from callbacks.report_orders import read_order
from callbacks.reports import _picture
from services.domain.errors import InvalidInput
from services.domain.reporting import Remark, Span
from services.domain.selection import Compare

FORM = {
    "dataset": "d1",
    "template": "monthly",
    "format": "pdf",
    "language": "th",
    "title": "  Spring \n report ",
    "since": "2026-01-01",
    "until": "2026-01-31",
    "sections": ["summary", "method"],
    "remarks": [["summary", "A quiet month."]],
}


def test_a_form_is_read_as_an_order() -> None:
    order = read_order(FORM)

    assert (order.template, order.format, order.language, order.title) == ("monthly", "pdf", "th", "Spring report")
    assert (order.selection.filters.since, order.selection.filters.until) == (date(2026, 1, 1), date(2026, 1, 31))
    assert order.sections == ("summary", "method")
    assert order.remarks == (Remark("summary", "A quiet month."),)


def test_empty_fields_ask_for_nothing() -> None:
    order = read_order({**FORM, "title": None, "since": None, "until": "", "remarks": None})

    assert (order.title, order.remarks, order.selection.filters.since) == ("", (), None)


def test_months_are_asked_for_by_name_and_dates_typed_before_are_not_meant() -> None:
    order = read_order({**FORM, "span": "quarter", "compare": "year"})

    assert (order.span, order.compare) == (Span.QUARTER, Compare.YEAR)
    assert order.selection.filters.since is None


@pytest.mark.parametrize(
    ("difference", "field"),
    [
        ({"span": "century"}, "span"),
        ({"compare": ["year"]}, "compare"),
        ({"dataset": None}, "dataset"),
        ({"dataset": ["d1"]}, "dataset"),
        ({"template": "x" * 65}, "template"),
        ({"since": "yesterday"}, "since"),
        ({"since": 20260101}, "since"),
        ({"since": "2026-02-01"}, "since"),
        ({"sections": []}, "sections"),
        ({"sections": "summary"}, "sections"),
        ({"sections": [1]}, "sections"),
        ({"title": "\x00"}, "title"),
        ({"remarks": [["summary", "x" * 5_000]]}, "comment"),
    ],
)
def test_what_cannot_be_understood_names_its_field(difference: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_order({**FORM, **difference})
    assert refusal.value.field == field


@pytest.mark.parametrize("order", [None, "x", 3, []])
def test_what_is_no_form_is_refused(order: object) -> None:
    with pytest.raises(InvalidInput):
        read_order(order)


def test_a_picture_is_taken_out_of_its_address() -> None:
    assert _picture("data:image/png;base64,aGVsbG8=") == b"hello"
    assert _picture(None) is None


@pytest.mark.parametrize("sent", ["data:image/png;base64,@@", 3, "x" * 2_700_001])
def test_what_is_no_picture_is_refused(sent: object) -> None:
    with pytest.raises(InvalidInput):
        _picture(sent)
