"""Close or open a day in a work calendar: first see every open date it moves, then save and move them."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from contracts.access import KEEP_CALENDARS
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record
from laborrel.web.contributions import MovedDate, calendar_watchers
from laborrel.workdays.calendars import work_calendar
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar


class DayAlreadyClosed(Exception):
    """This day is already closed in this calendar."""


class DayNotClosed(Exception):
    """This day is not closed in this calendar."""


def what_closing_moves(*, calendar: OfficeCalendar, day: date, name: str, kind: str, by: Any) -> list[MovedDate]:
    """Every open date within the person's reach that would move if the day were closed. Nothing is saved."""
    require(by, KEEP_CALENDARS)
    return _preview(calendar, _with_day(work_calendar(calendar), day, name, kind), by)


def what_opening_moves(*, closed: ClosedDay, by: Any) -> list[MovedDate]:
    """Every open date within the person's reach that would move if the day were open again. Nothing is saved."""
    require(by, KEEP_CALENDARS)
    return _preview(closed.calendar, _without_day(work_calendar(closed.calendar), closed.day), by)


@transaction.atomic
def close_day(
    *, calendar: OfficeCalendar, day: date, name: str, kind: str = ClosedDay.Kind.HOLIDAY, by: Any, at: datetime
) -> list[MovedDate]:
    """Add a holiday or closure as a new version of the calendar and move the open dates; returns what moved."""
    require(by, KEEP_CALENDARS)
    if ClosedDay.objects.filter(calendar=calendar, day=day, kind=kind, removed_in__isnull=True).exists():
        raise DayAlreadyClosed
    version = _next_version(calendar)
    ClosedDay.objects.create(calendar=calendar, day=day, name=name, kind=kind, added_in=version)
    _tell("contracts.close_day", calendar, by, at, day=day, name=name, kind=kind)
    return _apply(calendar, by, at, f"{name}, {day:%a %-d %b %Y}, was added to the calendar {calendar.name}")


@transaction.atomic
def open_day(*, closed: ClosedDay, by: Any, at: datetime) -> list[MovedDate]:
    """Take a day out in a new version of the calendar and move the open dates; returns what moved."""
    require(by, KEEP_CALENDARS)
    if closed.removed_in is not None:
        raise DayNotClosed
    calendar = closed.calendar
    closed.removed_in = _next_version(calendar)
    closed.save(update_fields=["removed_in"])
    _tell("contracts.open_day", calendar, by, at, day=closed.day, name=closed.name, kind=closed.kind)
    return _apply(calendar, by, at, f"{closed.name}, {closed.day:%a %-d %b %Y}, was taken out of {calendar.name}")


def _next_version(calendar: OfficeCalendar) -> int:
    OfficeCalendar.objects.filter(pk=calendar.pk).update(version=F("version") + 1)
    calendar.refresh_from_db(fields=["version"])
    return calendar.version


def _preview(calendar: OfficeCalendar, trial: WorkCalendar, by: Any) -> list[MovedDate]:
    return [moved for watcher in calendar_watchers for moved in watcher.preview(by, calendar, trial)]


def _apply(calendar: OfficeCalendar, by: Any, at: datetime, because: str) -> list[MovedDate]:
    return [moved for watcher in calendar_watchers for moved in watcher.apply(by, calendar, at, because)]


def _with_day(standing: WorkCalendar, day: date, name: str, kind: str) -> WorkCalendar:
    added = {day: name}
    match ClosedDay.Kind(kind):
        case ClosedDay.Kind.HOLIDAY:
            return replace(standing, holidays={**standing.holidays, **added})
        case ClosedDay.Kind.CLOSURE:
            return replace(standing, closures={**standing.closures, **added})
        case ClosedDay.Kind.NO_SCHOOL:
            return replace(standing, no_school={**standing.no_school, **added})


def _without_day(standing: WorkCalendar, day: date) -> WorkCalendar:
    def without(days: Mapping[date, str]) -> dict[date, str]:
        return {each: name for each, name in days.items() if each != day}

    return replace(
        standing,
        holidays=without(standing.holidays),
        closures=without(standing.closures),
        no_school=without(standing.no_school),
    )


def _tell(verb: str, calendar: OfficeCalendar, by: Any, at: datetime, **data: Any) -> None:
    """The whole office reads this event, so it does not say how many dates moved: the cases may be hidden."""
    record(verb, by=by, at=at, scope=office_scope(), label=calendar.name, **data)
