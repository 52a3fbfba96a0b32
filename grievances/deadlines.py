"""What falls due on grievances, what waits for a person, and which dates a calendar change moves."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from grievances.access import APPROVE_SETTLEMENT, SEE_GRIEVANCE, WATCH_CLOCKS
from grievances.case_inputs import calendar_at, calendars_read_anew, facts_of, ladder_of
from grievances.models import DueDate, Grievance, Settlement
from grievances.operations.clocks import look_at_clocks
from grievances.time_limits.ladder import stand
from laborrel.access.composed import WHOEVER, ScopesOfReader
from laborrel.access.models import Scope
from laborrel.access.reach import may, reach_of
from laborrel.access.scopes import GRANT_ACCESS
from laborrel.audit.events import record
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.web.contributions import (
    CalendarWatcher,
    Changed,
    Deadline,
    MovedDate,
    Waiting,
    counts_due,
    counts_waiting,
    falls_due,
    fills_desk,
    lately_changed,
    waits_for,
    watches_calendars,
)
from laborrel.workdays.models import OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar

MOST_OWN = 1000
MOST_OF_OTHERS = 200
_LINE = (
    "id",  # the lists below are put together by their order, which must be among their columns
    "next_due_on",
    "next_due_act",
    "next_due_side",
    "number",
    "title",
    "holder_id",
    "holder__full_name",
    "scope_id",
    "scope__kind",
    "procedure__calendar_id",
    "procedure__calendar__version",
)


fills_desk(lambda user: may(user, SEE_GRIEVANCE))


@falls_due("Grievances")
def grievances_due(user: Any, last_on: date) -> Iterator[Deadline]:
    """Open dates of both sides up to the last day, overdue ones included; one query.

    One's own cases come whole; of the others' only the earliest, so that theirs never crowd out one's own.
    """
    due = Grievance.objects.visible_to(user).filter(closed_on__isnull=True, next_due_on__lte=last_on)
    rows = due.order_by("next_due_on", "id").values(*_LINE)
    own = rows.filter(holder=user)[:MOST_OWN]
    led = reach_of(user).rows(GRANT_ACCESS)
    for row in own.union(rows.exclude(holder=user)[:MOST_OF_OTHERS], all=True):
        yield Deadline(
            on=row["next_due_on"],
            title=row["next_due_act"],
            number=row["number"],
            matter=f"{row['number']} {row['title']}".strip(),
            url=reverse("grievances:case", args=[row["number"]]),
            side="theirs" if row["next_due_side"] == "theirs" else "ours",
            holder=row["holder__full_name"] or "",
            holder_id=row["holder_id"],
            is_led=row["scope_id"] in led,
            is_confidential=Scope(kind=row["scope__kind"]).is_confidential,
            calendar=_calendar(row),
        )


def _calendar(row: dict[str, Any]) -> WorkCalendar:
    return calendar_at(row["procedure__calendar_id"], row["procedure__calendar__version"])


@counts_due
def grievances_counted(reader: Any, until: Any) -> QuerySet[Grievance, Any]:
    """The days of our own acts on the cases this person holds."""
    held = Grievance.objects.visible_to(WHOEVER).filter(holder=reader, closed_on__isnull=True)
    ours = held.filter(next_due_side__in=["ours", "both"], next_due_on__lte=until)
    return ours.order_by().values("next_due_on")


@waits_for("Settlements")
def settlements_waiting(user: Any) -> Iterator[Waiting]:
    """Settlements above the proposer's authority, for those who may approve them."""
    if not may(user, APPROVE_SETTLEMENT):
        return
    mine = reach_of(user).rows(APPROVE_SETTLEMENT)
    proposed = Settlement.objects.filter(state="proposed", scope_id__in=mine).exclude(proposed_by=user)
    for settlement in proposed.select_related("grievance", "proposed_by").order_by("proposed_on")[:50]:
        yield Waiting(
            title="Approve a settlement",
            matter=f"{settlement.grievance.number} {settlement.grievance.title}",
            url=settlement.grievance.get_absolute_url(),
            since=settlement.proposed_on,
            asked_by=settlement.proposed_by.full_name,
        )


@waits_for("Abeyance")
def leads_ended(user: Any) -> Iterator[Waiting]:
    """Cases this person holds that stand still behind a lead case which has ended: they wake up by decision only."""
    held = Grievance.objects.visible_to(user).filter(holder=user, closed_on__isnull=True)
    held = held.filter(is_held=True, lead__closed_on__isnull=False)
    for row in held.order_by("lead__closed_on", "id").values("number", "title", "lead__number", "lead__closed_on")[:50]:
        yield Waiting(
            title=f"End the abeyance, or close the case: {row['lead__number']}, for which it waited, has ended",
            matter=f"{row['number']} {row['title']}".strip(),
            url=reverse("grievances:case", args=[row["number"]]),
            since=row["lead__closed_on"],
        )


@counts_waiting
def settlements_counted(reader: Any) -> QuerySet[Settlement]:
    within_reach = Q(ScopesOfReader(APPROVE_SETTLEMENT).holding("scope_id"))
    return Settlement.objects.filter(within_reach, state="proposed").exclude(proposed_by=reader)


@counts_waiting
def leads_ended_counted(reader: Any) -> QuerySet[Grievance]:
    held = Grievance.objects.visible_to(WHOEVER).filter(holder=reader, closed_on__isnull=True)
    return held.filter(is_held=True, lead__closed_on__isnull=False)


@lately_changed("Grievances")
def cases_changed(user: Any) -> Iterator[Changed]:
    """What others did lately on the cases this person holds."""
    kind = ContentType.objects.get_for_model(Grievance)
    held = Grievance.objects.visible_to(user).filter(holder=user).values("pk")
    events = Event.objects.visible_to(user).filter(matter_type=kind, matter_id__in=held).exclude(by=user)
    for event in events.select_related("by")[:20]:
        yield Changed(
            sentence=sentence(event),
            matter=event.label,
            url=reverse("grievances:case", args=[event.label]),
            at=event.at,
        )


def _on_calendar(user: Any, calendar: OfficeCalendar) -> Any:
    """The open cases a person may move: those hidden, or only to be read, wait for the clerk of the night."""
    return (
        Grievance.objects.visible_to(user, WATCH_CLOCKS)
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


def apply_move(user: Any, calendar: OfficeCalendar, at: datetime, because: str) -> list[MovedDate]:
    """Compute the open dates anew on the changed calendar; the earlier ones stay on record with the reason."""
    moved: list[MovedDate] = []
    with calendars_read_anew():
        for grievance in _on_calendar(user, calendar).select_for_update(of=("self",)):
            moved += _moved_on(grievance, user, at, because)
    return moved


def _moved_on(grievance: Grievance, user: Any, at: datetime, because: str) -> list[MovedDate]:
    before = _running_dates(grievance)
    look_at_clocks(grievance=grievance, by=user, at=at, because=because)
    moved = [
        MovedDate(grievance.number, grievance.get_absolute_url(), act, before[key][1], on)
        for key, (act, on) in _running_dates(grievance).items()
        if key in before and before[key][1] != on
    ]
    if moved:
        record(
            "grievances.move_dates", by=user, at=at, scope=grievance.scope_id, matter=grievance,
            because=because, moved=len(moved),
        )  # fmt: skip
    return moved


def _running_dates(grievance: Grievance) -> dict[tuple[int, str], tuple[str, date]]:
    rows = DueDate.objects.filter(grievance=grievance, superseded_at=None, state="running", due_on__isnull=False)
    return {(row.step, row.clock): (row.act, row.due_on) for row in rows}


watches_calendars(CalendarWatcher("Grievances", preview_move, apply_move))
