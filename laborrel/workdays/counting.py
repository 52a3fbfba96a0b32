"""Counting a time limit: from a rule, a start and a calendar to a due date that explains itself."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from laborrel.workdays.day_counting import (
    NeverEnds,
    after_extra_days,
    closed_last_day_reason,
    last_counted_day,
    roll_target,
    toll_reason,
)
from laborrel.workdays.day_marks import Walk
from laborrel.workdays.periods import ExtraDaysOrder, Period, Roll, Unit, UnusablePeriod
from laborrel.workdays.reckoning import (
    CONTRACT_SILENT_ON_ROLL,
    LAST_DAY_IS_CLOSED,
    LAST_DAY_IS_HOLIDAY,
    LAST_DAY_IS_WEEKEND,
    Citation,
    Extension,
    Reckoning,
)
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

NO_CITATION = Citation()


def reckon(
    period: Period,
    start_on: date,
    calendar: WorkCalendar,
    *,
    start_event: str = "the event",
    start_time: time | None = None,
    citation: Citation = NO_CITATION,
    served_by: str = "",
    extra_days: int = 0,
    extra_reason: str = "",
    tolled: Sequence[DateSpan] = (),
) -> Reckoning:
    """The due date of `period` counted from `start_on`, with its explanation.

    `served_by` picks the row of the period's service table; `extra_days` adds calendar days of this one case (leave of
    the decider); `tolled` are ranges that do not count. `start_time` is needed when hours are counted.
    Raises UnusablePeriod for hours without a time, NeverEnds when no day counts or a tolled range never ends.
    """
    applied = _with_extra_days(period, served_by, extra_days)
    stopped = tuple(tolled)
    if any(span.last_on is None for span in stopped):
        raise NeverEnds("The clock is stopped and no end is known, so there is no last day yet.")
    due_time = period.cutoff
    if period.unit is Unit.HOURS:
        walk, due_time = _walk_hours(applied, start_on, start_time, calendar, stopped)
    else:
        walk = _walk_days(applied, start_on, calendar, stopped)
    flags, closed = _warnings(walk, calendar)
    return Reckoning.of(
        walk,
        start_event=start_event,
        start_time=start_time,
        citation=citation,
        calendar_name=calendar.name,
        served_by=served_by,
        extra_reason=extra_reason,
        due_time=due_time,
        opens_on=_opens_on(applied, start_on, calendar, stopped),
        flags=flags,
        closed_reason=closed,
        safe_on=calendar.previous_open_day(walk.due_on) if closed else walk.due_on,
        lenient_on=calendar.next_open_day(walk.due_on) if CONTRACT_SILENT_ON_ROLL in flags else walk.due_on,
    )


def _with_extra_days(period: Period, served_by: str, extra_days: int) -> Period:
    """The period with all added days in one figure, at most its cap."""
    row = period.service_days_for(served_by)
    total = period.extra_days + row.days + extra_days
    unit = row.unit if row.days else period.extra_days_unit
    if period.extra_days_cap is not None:
        total = min(total, period.extra_days_cap)
    if (total, unit) == (period.extra_days, period.extra_days_unit):
        return period
    return replace(period, extra_days=total, extra_days_unit=unit)


def _walk_days(period: Period, start_on: date, calendar: WorkCalendar, tolled: tuple[DateSpan, ...]) -> Walk:
    counted_to = last_counted_day(period, start_on, calendar, tolled)
    extra_from = counted_to
    if period.extra_days and period.extra_days_order is ExtraDaysOrder.AFTER_ROLL:
        extra_from = roll_target(period, counted_to, calendar, tolled)
    nominal = extra_from
    if period.extra_days:
        nominal = after_extra_days(period, extra_from, period.extra_days, period.extra_days_unit, calendar, tolled)
    due = roll_target(period, nominal, calendar, tolled)
    return Walk(period, start_on, counted_to, extra_from, nominal, due, due, tolled, calendar)


def _walk_hours(
    period: Period, start_on: date, start_time: time | None, calendar: WorkCalendar, tolled: tuple[DateSpan, ...]
) -> tuple[Walk, time]:
    """Every hour counts, closed days included; a last hour on a closed day moves to the same time (FRCP 6(a)(2))."""
    if start_time is None:
        raise UnusablePeriod("Hours can only be counted from an event whose time of day is known.")
    end = datetime.combine(start_on, start_time) + timedelta(hours=period.n * period.stride)
    stopped, day = toll_reason(tolled), start_on
    while day != end.date():
        day += timedelta(days=period.stride)
        if stopped(day):
            end += timedelta(days=period.stride)
    nominal = end.date() + timedelta(days=period.extra_days * period.stride)
    due = roll_target(period, nominal, calendar, tolled)
    return Walk(period, start_on, end.date(), end.date(), nominal, due, due, tolled, calendar), end.time()


def _warnings(walk: Walk, calendar: WorkCalendar) -> tuple[tuple[str, ...], str]:
    """The flags of a closed last day that no roll rule moved, and why that day is closed."""
    if walk.period.roll not in (Roll.SILENT, Roll.STAYS):
        return (), ""
    reason = closed_last_day_reason(walk.period, calendar, walk.due_on)
    if reason is None:
        return (), ""
    flags = []
    if walk.due_on in calendar.holidays:
        flags.append(LAST_DAY_IS_HOLIDAY)
    if walk.due_on.weekday() in calendar.weekend:
        flags.append(LAST_DAY_IS_WEEKEND)
    if not flags:
        flags.append(LAST_DAY_IS_CLOSED)
    if walk.period.roll is Roll.SILENT:
        flags.append(CONTRACT_SILENT_ON_ROLL)
    return tuple(flags), reason


def _opens_on(period: Period, start_on: date, calendar: WorkCalendar, tolled: Sequence[DateSpan]) -> date | None:
    if period.opens_after is None:
        return None
    return last_counted_day(replace(period, n=period.opens_after, opens_after=None), start_on, calendar, tolled)


def earlier_of(*reckonings: Reckoning) -> Reckoning:
    """The reckoning that ends first (the first given on a tie), with all of them in `parts`."""
    return _composed("earlier", min(reckonings, key=_end), reckonings)


def later_of(*reckonings: Reckoning) -> Reckoning:
    """The reckoning that ends last (the first given on a tie), with all of them in `parts`."""
    return _composed("later", max(reckonings, key=_end), reckonings)


def _end(reckoning: Reckoning) -> tuple[date, time]:
    return reckoning.due_on, reckoning.due_time or time.max


def _composed(word: str, chosen: Reckoning, parts: tuple[Reckoning, ...]) -> Reckoning:
    return chosen if len(parts) == 1 else replace(chosen, composition=word, parts=parts)


def chained(
    periods: Sequence[tuple[Period, str]],
    start_on: date,
    calendar: WorkCalendar,
    *,
    start_event: str = "the event",
    tolled: Sequence[DateSpan] = (),
) -> Reckoning:
    """Periods counted one after the other, each from the last day of the one before.

    `periods` are pairs of a period and the words for its last day ("the answer was due"), from which the next one runs.
    Raises UnusablePeriod when there is none.
    """
    if not periods:
        raise UnusablePeriod("A chain needs at least one period.")
    (first, words), *rest = periods
    reckoning = reckon(first, start_on, calendar, start_event=start_event, tolled=tolled)
    for period, next_words in rest:
        link = reckon(period, reckoning.due_on, calendar, start_event=words, tolled=tolled)
        reckoning, words = after(reckoning, link), next_words
    return reckoning


def after(earlier: Reckoning, link: Reckoning) -> Reckoning:
    """`link`, which was counted from the last day of `earlier`, with the whole chain in `parts`."""
    before = earlier.parts if earlier.composition == "chain" else (earlier,)
    return _composed("chain", link, (*before, link))


def extended(reckoning: Reckoning, extension: Extension, calendar: WorkCalendar) -> Reckoning:
    """The same count with its last day moved by agreement. An agreed day stands as agreed: no roll, no silence."""
    return replace(
        reckoning,
        due_on=extension.to_on,
        safe_on=calendar.previous_open_day(extension.to_on),
        lenient_on=extension.to_on,
        flags=(),
        closed_reason="",
        extensions=(*reckoning.extensions, extension),
    )
