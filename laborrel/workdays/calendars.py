"""Rows of an office calendar -> the frozen WorkCalendar the counting rooms take."""

from datetime import date

from laborrel.workdays.models import ClosedDay, OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar


def work_calendar(calendar: OfficeCalendar, *, version: int | None = None) -> WorkCalendar:
    """The calendar as it stood in a version (by default now); one query."""
    wanted = calendar.version if version is None else version
    standing = [
        day
        for day in calendar.closed_days.all()
        if day.added_in <= wanted and (day.removed_in is None or day.removed_in > wanted)
    ]
    return WorkCalendar(
        name=calendar.name,
        weekend=frozenset(calendar.weekend),
        holidays=_of_kind(standing, ClosedDay.Kind.HOLIDAY),
        closures=_of_kind(standing, ClosedDay.Kind.CLOSURE),
        alternate_closed=tuple(date.fromisoformat(day) for day in calendar.alternate_closed),
        no_school=_of_kind(standing, ClosedDay.Kind.NO_SCHOOL),
    )


def _of_kind(days: list[ClosedDay], kind: str) -> dict[date, str]:
    return {day.day: day.name for day in days if day.kind == kind}
