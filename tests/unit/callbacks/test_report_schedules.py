"""What the form of a schedule sends, read as an order."""

import pytest

from callbacks.releases import _days
from callbacks.report_schedules import read_order
from services.domain.errors import InvalidInput
from services.domain.scheduling import Delivery, Every, Plan

FORM: dict[str, object] = {
    "dataset": "d1",
    "template": "monthly",
    "format": "pdf",
    "language": "th",
    "title": " For \n Acme ",
    "every": "week",
    "weekday": "4",
    "hour": "18",
    "zone": "Asia/Bangkok",
    "readers": "a@x.example, b@x.example; c@x.example ,",
    "delivery": "link",
    "note": "  Agreed. ",
}


def test_a_form_is_read_as_a_schedule() -> None:
    order = read_order(FORM)

    assert order.plan == Plan(Every.WEEK, 4, 18, "Asia/Bangkok")
    assert order.recipients == ("a@x.example", "b@x.example", "c@x.example")
    assert (order.title, order.delivery, order.note, order.language) == ("For Acme", Delivery.LINK, "Agreed.", "th")


@pytest.mark.parametrize(
    ("difference", "field"),
    [
        ({"dataset": None}, "dataset"),
        ({"template": ["monthly"]}, "template"),
        ({"every": "day"}, "every"),
        ({"weekday": "x"}, "weekday"),
        ({"weekday": "-1"}, "weekday"),
        ({"hour": "123"}, "hour"),
        ({"hour": "\u0663"}, "hour"),
        ({"delivery": {"a": 1}}, "delivery"),
        ({"readers": "\x00"}, "readers"),
        ({"zone": 7}, "zone"),
    ],
)
def test_what_cannot_be_understood_names_its_field(difference: dict[str, object], field: str) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read_order({**FORM, **difference})
    assert refusal.value.field == field


@pytest.mark.parametrize("sent", [None, "14", 1.5, True, [14]])
def test_days_are_a_whole_number(sent: object) -> None:
    with pytest.raises(InvalidInput):
        _days(sent)
    assert _days(14) == 14
