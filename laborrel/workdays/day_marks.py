"""The walk of one count day by day: what a calendar drawing shows and what a stored explanation keeps."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from laborrel.workdays.day_counting import extra_day_skip_reason, roll_reason, skip_reason, toll_reason
from laborrel.workdays.periods import FirstDay, Period
from laborrel.workdays.plain_data import UNSTORED
from laborrel.workdays.work_calendar import ONE_DAY, DateSpan, WorkCalendar


class DayKind(StrEnum):
    """What one day is in the count. `due` is the last day, whatever brought it there."""

    START = "start"
    COUNTED = "counted"
    SKIPPED = "skipped"
    TOLLED = "tolled"
    SERVICE = "service"
    ROLLED = "rolled"
    EXTENDED = "extended"
    DUE = "due"


@dataclass(frozen=True)
class DayMark:
    """One day of the strip: its kind, its number in the count (or among the service days) and why."""

    on: date
    kind: DayKind
    number: int | None = None
    reason: str = ""


@dataclass(frozen=True)
class DayRun:
    """Neighbouring days of one kind and reason; `number` belongs to the earliest of them and changes by `stride`."""

    kind: DayKind
    first_on: date
    last_on: date
    number: int | None = None
    reason: str = ""
    stride: int = 1


@dataclass(frozen=True)
class Walk:
    """The stations of one count, from which every day's status can be told again.

    counted_to_on is the n-th counted day; service days run from extra_from_on to nominal_on, the last day before the
    final roll; reckoned_on is the last day after it; due_on differs from it only by an agreed extension.
    """

    period: Period
    start_on: date
    counted_to_on: date
    extra_from_on: date
    nominal_on: date
    reckoned_on: date
    due_on: date
    tolled: tuple[DateSpan, ...] = ()
    calendar: WorkCalendar | None = field(default=None, compare=False, repr=False, metadata=UNSTORED)


def marks_of(walk: Walk) -> tuple[DayMark, ...]:
    """Every day from the start event to the last day, earliest first. Needs the walk's calendar."""
    calendar = walk.calendar or WorkCalendar()
    marks = {mark.on: mark for mark in _counted(walk, calendar)}
    _overlay(marks, _rolled(walk, calendar, walk.counted_to_on, walk.extra_from_on))
    _overlay(marks, _service(walk, calendar))
    _overlay(marks, _rolled(walk, calendar, walk.nominal_on, walk.reckoned_on))
    for day in _after(walk.reckoned_on, walk.due_on):
        marks[day] = DayMark(day, DayKind.EXTENDED, reason="extended by agreement")
    last = marks.get(walk.due_on)
    marks[walk.due_on] = DayMark(walk.due_on, DayKind.DUE, last.number if last else None)
    return tuple(marks[day] for day in sorted(marks))


def _overlay(marks: dict[date, DayMark], newer: Iterable[DayMark]) -> None:
    """A later station of the walk says more about a day than an earlier one, but the day keeps its number."""
    for mark in newer:
        known = marks.get(mark.on)
        number = mark.number if mark.number is not None else (known.number if known else None)
        marks[mark.on] = DayMark(mark.on, mark.kind, number, mark.reason)


def _counted(walk: Walk, calendar: WorkCalendar) -> Iterator[DayMark]:
    skip, stopped = skip_reason(walk.period, calendar), toll_reason(walk.tolled)
    includes_start = walk.period.first_day is FirstDay.INCLUDE
    if not includes_start:
        yield DayMark(walk.start_on, DayKind.START)
    number = 0
    days = _after(walk.start_on, walk.counted_to_on)
    for day in [walk.start_on, *days] if includes_start else days:
        if reason := stopped(day):
            yield DayMark(day, DayKind.TOLLED, reason=reason)
        elif reason := skip(day):
            yield DayMark(day, DayKind.SKIPPED, reason=reason)
        else:
            number += 1
            yield DayMark(day, DayKind.COUNTED, number)


def _service(walk: Walk, calendar: WorkCalendar) -> Iterator[DayMark]:
    skip = extra_day_skip_reason(walk.period.extra_days_unit, calendar, walk.tolled)
    number = 0
    for day in _after(walk.extra_from_on, walk.nominal_on):
        if reason := skip(day):
            yield DayMark(day, DayKind.SKIPPED, reason=reason)
        else:
            number += 1
            yield DayMark(day, DayKind.SERVICE, number, "added for service")


def _rolled(walk: Walk, calendar: WorkCalendar, from_on: date, to_on: date) -> Iterator[DayMark]:
    if from_on == to_on:
        return
    reason = roll_reason(walk.period, calendar, walk.tolled)
    for day in [from_on, *_after(from_on, to_on)[:-1]]:
        yield DayMark(day, DayKind.ROLLED, reason=reason(day) or "closed")


def _after(from_on: date, to_on: date) -> list[date]:
    """The days after `from_on` up to and including `to_on`, in walking order; none when they are the same day."""
    step = ONE_DAY if to_on >= from_on else -ONE_DAY
    return [from_on + step * index for index in range(1, abs((to_on - from_on).days) + 1)]


def compressed(marks: Sequence[DayMark]) -> tuple[DayRun, ...]:
    """Marks, earliest first, folded into runs."""
    runs: list[DayRun] = []
    for mark in marks:
        if runs and (stride := _joining_stride(runs[-1], mark)):
            last = runs[-1]
            runs[-1] = DayRun(last.kind, last.first_on, mark.on, last.number, last.reason, stride)
        else:
            runs.append(DayRun(mark.kind, mark.on, mark.on, mark.number, mark.reason))
    return tuple(runs)


def _joining_stride(run: DayRun, mark: DayMark) -> int:
    """+1 or -1 when `mark` continues `run` counting up or down, 0 when it does not belong to it."""
    is_next_day = mark.on == run.last_on + ONE_DAY
    if not is_next_day or (run.kind, run.reason) != (mark.kind, mark.reason):
        return 0
    if run.number is None or mark.number is None:
        return 1 if run.number is None and mark.number is None else 0
    length = (mark.on - run.first_on).days
    for stride in (1, -1) if length == 1 else (run.stride,):
        if mark.number == run.number + stride * length:
            return stride
    return 0


def expanded(runs: Sequence[DayRun]) -> tuple[DayMark, ...]:
    """The marks that were folded by `compressed`."""
    marks: list[DayMark] = []
    for run in runs:
        for index in range((run.last_on - run.first_on).days + 1):
            number = None if run.number is None else run.number + run.stride * index
            marks.append(DayMark(run.first_on + timedelta(days=index), run.kind, number, run.reason))
    return tuple(marks)
