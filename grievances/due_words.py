"""A written-down date as it stands: open, met, late, lapsed or standing still."""

from datetime import date

from grievances.models import DueDate
from laborrel.web.wording import LATER, PAUSED, Due, due_on, lapsed_on, met_on
from laborrel.workdays.work_calendar import WorkCalendar


def due_of(row: DueDate, *, calendar: WorkCalendar, today: date, still_open: bool = False) -> Due:
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
    return due_on(row.due_on, today=today, calendar=calendar)
