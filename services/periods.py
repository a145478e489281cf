"""Which days are in view, and which they are held against."""

from datetime import date, datetime, timedelta

from services.domain.periods import Period, Periods
from services.domain.selection import Compare, Filters

# Where nobody chose a period, the newest so many days are compared: a quarter in whole weeks, so that every weekday
# is there equally often.
NEWEST = 13 * 7
_DAY = timedelta(days=1)


def periods(first: datetime | None, last: datetime | None, filters: Filters, compare: Compare) -> Periods | None:
    """Both periods of a file from `first` to `last`; None where nothing is to be compared or no date is known.

    Without a chosen period, the newest 13 weeks, or the newer half of a file that is shorter than twice that.
    """
    if first is None or last is None or compare is Compare.NONE:
        return None
    this = _in_view(first.date(), last.date(), filters)
    if this is None:
        return None
    return Periods(this, _year_before(this) if compare is Compare.YEAR else _before(this), _is_chosen(filters))


def _is_chosen(filters: Filters) -> bool:
    return bool(filters.since or filters.until)


def _in_view(first: date, last: date, filters: Filters) -> Period | None:
    if _is_chosen(filters):
        since, until = filters.since or first, filters.until or last
        return Period(since, until) if since <= until else None
    days = min(NEWEST, ((last - first).days + 1) // 2)
    return Period(last - (days - 1) * _DAY, last) if days else None


def _before(period: Period) -> Period:
    until = period.since - _DAY
    return Period(until - (period.days - 1) * _DAY, until)


def _year_before(period: Period) -> Period:
    return Period(_a_year_before(period.since), _a_year_before(period.until))


def _a_year_before(day: date) -> date:
    """The same day a year earlier; 28 February for the 29th."""
    return day.replace(year=day.year - 1, day=min(day.day, 28)) if day.month == 2 else day.replace(year=day.year - 1)
