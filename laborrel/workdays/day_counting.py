"""Which single days count, and where the n-th of them falls: the arithmetic below every time limit."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from laborrel.workdays.periods import FirstDay, Period, Roll, Unit
from laborrel.workdays.wording import WEEKDAYS
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

type Reason = Callable[[date], str | None]
"""Says why a day does not count; None when it counts."""

LONGEST_SEARCH = 40_000
"""Days looked at before giving up: more than a century."""


class NeverEnds(ValueError):
    """No day of this calendar counts, or the clock is stopped with no end, so the period has no last day."""


def skip_reason(period: Period, calendar: WorkCalendar) -> Reason:
    """Why a day is left out of the count of `period` (tolling apart)."""
    if period.unit is Unit.CALENDAR_EXCLUDING_HOLIDAYS:
        return calendar.holidays.get
    if period.unit is Unit.SCHOOL:
        return lambda day: _not_a_school_day(period, calendar, day)
    if period.counts_working_days:
        return lambda day: _not_a_workday(period, calendar, day)
    return _always_counts


def _always_counts(_day: date) -> str | None:
    return None


def _not_a_workday(period: Period, calendar: WorkCalendar, day: date) -> str | None:
    if period.count_weekdays is None:
        if reason := calendar.weekend_reason(day):
            return reason
    elif day.weekday() not in period.count_weekdays:
        return f"{WEEKDAYS[day.weekday()]}, not a scheduled workday"
    if any((day - anchor).days % 14 == 0 for anchor in period.alternate_off):
        return f"regular {WEEKDAYS[day.weekday()]} off"
    if not period.skip_holidays:
        return None
    return calendar.holidays.get(day) or calendar.closure_reason(day)


def _not_a_school_day(period: Period, calendar: WorkCalendar, day: date) -> str | None:
    if calendar.school_days is not None:
        if day in calendar.school_days:
            return None
        return calendar.closed_reason(day) or calendar.no_school.get(day) or "not a school day"
    return _not_a_workday(period, calendar, day) or calendar.no_school.get(day)


def toll_reason(tolled: Sequence[DateSpan]) -> Reason:
    """Why the clock stands still on a day."""

    def reason(day: date) -> str | None:
        for span in tolled:
            if day in span:
                return span.reason or "clock stopped"
        return None

    return reason


def closed_last_day_reason(period: Period, calendar: WorkCalendar, day: date) -> str | None:
    """Why the last day of `period` cannot be used: weekend, holiday or closure. A day the unit itself counts is open,
    except a holiday in a count that does not leave holidays out."""
    if period.counts_working_days and skip_reason(period, calendar)(day) is None:
        return None if period.skip_holidays else calendar.holidays.get(day) or calendar.closure_reason(day)
    return calendar.closed_reason(day)


def last_counted_day(period: Period, start_on: date, calendar: WorkCalendar, tolled: Sequence[DateSpan]) -> date:
    """The n-th counted day from `start_on`, before service days and roll. Raises NeverEnds."""
    length = _length_in_days(period, start_on)
    if length is not None and not tolled:
        return start_on + timedelta(days=length * period.stride)
    skip, stopped = skip_reason(period, calendar), toll_reason(tolled)
    if length is None:
        includes_start, number = period.first_day is FirstDay.INCLUDE, period.n
    else:
        includes_start, number = False, length
    return nth_day(start_on, number, period.stride, lambda day: stopped(day) or skip(day), includes_start)


def _length_in_days(period: Period, start_on: date) -> int | None:
    """Calendar days from start to last day for the units that are plain arithmetic; None for counted units."""
    included = 1 if period.first_day is FirstDay.INCLUDE else 0
    if period.unit is Unit.CALENDAR and not period.is_short:
        return period.n - included
    if period.unit is Unit.WEEKS:
        return period.n * 7 - included
    if period.unit in (Unit.MONTHS, Unit.YEARS):
        months = period.n * (12 if period.unit is Unit.YEARS else 1)
        return abs((months_later(start_on, months * period.stride) - start_on).days) - included
    return None


def months_later(day: date, months: int) -> date:
    """The same day `months` later (earlier when negative), clamped to the end of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def nth_day(start_on: date, number: int, stride: int, skipped: Reason, includes_start: bool = False) -> date:
    """The `number`-th day that is not skipped, going forward (stride 1) or back (-1). Raises NeverEnds."""
    if number == 0:
        return start_on
    step = timedelta(days=stride)
    day = start_on if includes_start else start_on + step
    seen = 0
    for _ in range(LONGEST_SEARCH):
        if not skipped(day):
            seen += 1
            if seen == number:
                return day
        day += step
    raise NeverEnds(f"No last day found: {number - seen} of {number} days were still to count after a century.")


def after_extra_days(
    period: Period, day: date, extra: int, unit: Unit, calendar: WorkCalendar, tolled: Sequence[DateSpan]
) -> date:
    """`day` moved by `extra` service days: calendar days, or open days when `unit` is business; never tolled ones."""
    return nth_day(day, extra, period.stride, extra_day_skip_reason(unit, calendar, tolled))


def extra_day_skip_reason(unit: Unit, calendar: WorkCalendar, tolled: Sequence[DateSpan]) -> Reason:
    """Why a day is not one of the added service days."""
    stopped = toll_reason(tolled)
    if unit is Unit.BUSINESS:
        return lambda day: stopped(day) or calendar.closed_reason(day)
    return stopped


def roll_target(period: Period, day: date, calendar: WorkCalendar, tolled: Sequence[DateSpan]) -> date:
    """Where the roll rule of `period` moves a last day that is closed or tolled; `day` itself when it is open."""
    if period.roll in (Roll.SILENT, Roll.STAYS):
        return day
    reason = roll_reason(period, calendar, tolled)
    if reason(day) is None:
        return day
    step = _roll_step(period, day, calendar)
    for _ in range(LONGEST_SEARCH):
        day += step
        if reason(day) is None:
            return day
    raise NeverEnds("No open day was found to move the last day to.")


def roll_reason(period: Period, calendar: WorkCalendar, tolled: Sequence[DateSpan]) -> Reason:
    """Why the roll rule passes over a day."""
    stopped = toll_reason(tolled)

    def reason(day: date) -> str | None:
        if (
            period.roll is Roll.NEXT_BUSINESS
            and calendar.closure_reason(day)
            and not _is_weekend_or_holiday(calendar, day)
        ):
            return stopped(day)
        return closed_last_day_reason(period, calendar, day) or stopped(day)

    return reason


def _is_weekend_or_holiday(calendar: WorkCalendar, day: date) -> bool:
    return day in calendar.holidays or day.weekday() in calendar.weekend


def _roll_step(period: Period, day: date, calendar: WorkCalendar) -> timedelta:
    if period.roll is Roll.PREVIOUS_OPEN:
        return timedelta(days=-1)
    if period.roll is Roll.PREVIOUS_UNLESS_CLOSED and _is_weekend_or_holiday(calendar, day):
        return timedelta(days=-1)
    return timedelta(days=1)
