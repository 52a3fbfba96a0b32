"""A clock's date ready for the page: the day, the distance in the clock's own days, the tone of time."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from grievances.models import DueDate
from laborrel.web.wording import LATER, PAUSED, Due, due_on, lapsed_on, met_on
from laborrel.workdays.work_calendar import ONE_DAY, WorkCalendar

FARTHEST_COUNTED = 120  # days; beyond this nobody thinks in working days
_IN_WORKING_DAYS = frozenset({"business", "school"})


def open_date(on: date, *, unit: str, calendar: WorkCalendar, today: date) -> Due:
    """A date still to be met, said in working days where its clock counts them."""
    far = abs((on - today).days) > FARTHEST_COUNTED
    if unit not in _IN_WORKING_DAYS or far or on <= today:
        return due_on(on, today=today)
    return due_on(on, today=today, days=working_days_until(on, today, calendar), unit="working day")


def working_days_until(on: date, today: date, calendar: WorkCalendar) -> int:
    """Open days after today up to and including `on`."""
    days = (today + ONE_DAY * n for n in range(1, (on - today).days + 1))
    return sum(calendar.closed_reason(day) is None for day in days)


def due_of(row: DueDate, *, calendar: WorkCalendar, today: date, unit: str = "", still_open: bool = False) -> Due:
    """A written-down date as it stands: open, met, late, lapsed or standing still.

    `still_open`: it lapsed, but the act is still asked of us, so it is late rather than lost.
    """
    if row.due_on is None:
        return Due(None, "the clock stands still", PAUSED)  # type: ignore[arg-type]  # a stopped clock has no day
    if row.met_on is not None:
        return met_on(row.due_on, done_on=row.met_on)
    if row.state == "stopped":
        return Due(row.due_on, "clock stopped", PAUSED)
    if row.state == "lapsed" and not still_open:
        return lapsed_on(row.due_on)
    if row.superseded_at is not None:
        return Due(row.due_on, "replaced", LATER)
    return open_date(row.due_on, unit=unit, calendar=calendar, today=today)


def unit_of(explanation: Mapping[str, Any]) -> str:
    """The unit a stored explanation was counted in; "calendar" when it does not say (the default is left out)."""
    reckoning = explanation.get("reckoning") or {}
    return str((reckoning.get("period") or {}).get("unit", "calendar"))
