"""The days that a report is about: whole months, counted back from the newest that the data has to its end."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from services.domain.errors import InvalidInput
from services.domain.reporting import ReportOrder, Span
from services.domain.selection import Compare

_MONTHS = {Span.MONTH: 1, Span.QUARTER: 3}
_DAY = timedelta(days=1)


def in_its_span(order: ReportOrder, first: datetime | None, last: datetime | None) -> ReportOrder:
    """The order with its days, for a dataset from `first` to `last`: made again from it, it is about the same days.

    InvalidInput for months of a dataset without dates.
    """
    selection = order.selection
    if order.compare is not Compare.NONE:
        selection = replace(selection, compare=order.compare)
    if order.span is Span.OWN:
        return replace(order, selection=selection)
    since, until = _days(order.span, first, last)
    filters = replace(selection.filters, since=since, until=until)
    return replace(order, span=Span.OWN, selection=replace(selection, filters=filters))


def _days(span: Span, first: datetime | None, last: datetime | None) -> tuple[date | None, date | None]:
    if span is Span.ALL:
        return None, None
    if first is None or last is None:
        raise InvalidInput("This file has no dates, so a report about months cannot be made. Choose all posts.", "span")
    until = _newest_whole_month(first.date(), last.date())
    since = until.replace(day=1)
    for _ in range(_MONTHS[span] - 1):
        since = (since - _DAY).replace(day=1)
    return since, until


def _newest_whole_month(first: date, last: date) -> date:
    """Its last day; the month of the last post where no month before it has any."""
    end = _end_of_month(last)
    before = last.replace(day=1) - _DAY
    return end if last == end or before < first else before


def _end_of_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - _DAY
