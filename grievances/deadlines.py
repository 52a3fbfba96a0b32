"""What falls due on grievances, what waits for a person, and which dates a calendar change moves."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate

from grievances.case_inputs import facts_of, ladder_of
from grievances.models import DueDate, Grievance
from grievances.operations.clocks import look_at_clocks
from grievances.time_limits.ladder import stand
from laborrel.web.contributions import CalendarWatcher, Deadline, MovedDate, falls_due, watches_calendars
from laborrel.workdays.models import OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar


@falls_due("Grievances")
def grievances_due(user: Any, last_on: date) -> Iterator[Deadline]:
    """Open dates of both sides up to the last day, overdue ones included; one query."""
    rows = (
        Grievance.objects.visible_to(user)
        .filter(closed_on__isnull=True, next_due_on__lte=last_on)
        .order_by("next_due_on", "id")
        .values_list(
            "next_due_on", "next_due_act", "number", "title", "next_due_side", "holder__full_name", "is_lapsed"
        )
    )
    for on, act, number, title, side, holder, _ in rows[:200]:
        yield Deadline(
            on=on,
            title=act,
            matter=f"{number} {title}".strip(),
            url=reverse("grievances:case", args=[number]),
            side="theirs" if side == "theirs" else "ours",
            holder=holder or "",
        )


def _on_calendar(user: Any, calendar: OfficeCalendar) -> Any:
    return (
        Grievance.objects.visible_to(user)
        .filter(closed_on__isnull=True, procedure__calendar=calendar)
        .select_related("procedure__calendar", "issue", "outcome")
        .prefetch_related("visits__meetings", "visits__answers", "happenings", "extensions", "holds")
        .order_by("id")
    )


def preview_move(user: Any, calendar: OfficeCalendar, trial: WorkCalendar) -> Iterator[MovedDate]:
    """Every open date that a trial calendar would move, without saving anything."""
    for grievance in _on_calendar(user, calendar):
        today = localdate()
        stands = {
            (due.step, due.clock): due
            for due in DueDate.objects.filter(grievance=grievance, superseded_at=None, state="running")
        }
        standing = stand(ladder_of(grievance.procedure_id), facts_of(grievance), trial, today)
        for clock in standing.clocks:
            due = stands.get((clock.step, clock.key))
            if due and due.due_on and clock.due_on and clock.due_on != due.due_on:
                yield MovedDate(grievance.number, grievance.get_absolute_url(), due.act, due.due_on, clock.due_on)


def apply_move(user: Any, calendar: OfficeCalendar, at: datetime, because: str) -> Iterable[MovedDate]:
    """Compute the open dates anew on the changed calendar; the earlier ones stay on record with the reason."""
    moved = []
    for grievance in _on_calendar(user, calendar):
        before = _running_dates(grievance)
        look_at_clocks(grievance=grievance, at=at, because=because)
        after = _running_dates(grievance)
        moved += [
            MovedDate(grievance.number, grievance.get_absolute_url(), act, before[key][1], on)
            for key, (act, on) in after.items()
            if key in before and before[key][1] != on
        ]
    return moved


def _running_dates(grievance: Grievance) -> dict[tuple[int, str], tuple[str, date]]:
    rows = DueDate.objects.filter(grievance=grievance, superseded_at=None, state="running", due_on__isnull=False)
    return {(row.step, row.clock): (row.act, row.due_on) for row in rows}


watches_calendars(CalendarWatcher("Grievances", preview_move, apply_move))
