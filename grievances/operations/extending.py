"""More time and standing still: extensions and abeyance, both by agreement.

An extension moves a date only once its signed paper is attached. Abeyance stops the clocks as soon as it is agreed; a
missing paper is listed with the case's missing papers.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from grievances.access import WORK_GRIEVANCE
from grievances.models import DueDate, Extension, Grievance, Hold
from grievances.operations.clocks import look_at_clocks
from grievances.operations.visits import hold_still, present_visit, refuse_foreign_papers
from grievances.refusals import (
    AlreadyHeld,
    AlreadyProven,
    DateBeforeEvent,
    DateInFuture,
    ExtensionAfterExpiry,
    ExtensionTooShort,
    NoRunningClock,
    NotHeld,
    OwnLead,
)
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.documents.models import Document


@transaction.atomic
def extend(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    clock: str,
    asked_by: str,
    agreed_with: str,
    agreed_on: date,
    new_due_on: date | None = None,
    more_days: int | None = None,
    document: Document | None = None,
    step: int | None = None,
) -> Extension:
    """Record an agreed extension of one clock. Without the signed paper it stays unproven and moves nothing.

    An agreement of before the last day counts even when it is recorded after it. `step` tells two clocks of one key
    apart (the ways to mediation and to arbitration); by default the one that ends first is meant.
    """
    require(by, WORK_GRIEVANCE, grievance)
    present_visit(grievance)
    due = _extendable(grievance, clock, step)
    due_on = _last_day(due)
    if agreed_on > localdate(at):
        raise DateInFuture
    if agreed_on > due_on:
        raise ExtensionAfterExpiry
    if not more_days and (new_due_on is None or new_due_on <= due_on):
        raise ExtensionTooShort
    refuse_foreign_papers(grievance, document)
    extension = Extension.objects.create(
        scope_id=grievance.scope_id,
        grievance=grievance,
        step=due.step,
        clock=clock,
        asked_by=asked_by,
        agreed_with=agreed_with,
        agreed_on=agreed_on,
        new_due_on=new_due_on,
        more_days=None if new_due_on else more_days,
        document=document,
        recorded_by=by,
    )
    record(
        "grievances.extend", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        act=due.act, from_on=due.due_on, to_on=new_due_on, more_days=more_days, is_proven=extension.is_proven,
    )  # fmt: skip
    look_at_clocks(grievance=grievance, by=by, at=at, because=f"extension agreed {agreed_on:%a %-d %b %Y}")
    return extension


@transaction.atomic
def prove_extension(*, extension: Extension, by: Any, at: datetime, document: Document) -> Extension:
    """Attach the signed paper; from now on the extension moves the date."""
    grievance = extension.grievance
    require(by, WORK_GRIEVANCE, grievance)
    if extension.is_proven:
        raise AlreadyProven
    refuse_foreign_papers(grievance, document)
    extension.document = document
    extension.save(update_fields=["document"])
    record("grievances.prove_extension", by=by, at=at, scope=grievance.scope_id, matter=grievance, paper=document.title)
    look_at_clocks(grievance=grievance, by=by, at=at, because="the signed extension was attached")
    return extension


@transaction.atomic
def hold(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    from_on: date,
    reason: str,
    agreed_with: str,
    document: Document | None = None,
    lead: Grievance | None = None,
) -> Hold:
    """Hold a case in abeyance by agreement, often behind a lead case: its clocks stand still."""
    require(by, WORK_GRIEVANCE, grievance)
    present_visit(grievance)
    hold_still(grievance)
    if grievance.is_held:
        raise AlreadyHeld
    if from_on > localdate(at):
        raise DateInFuture
    if from_on < grievance.received_on:
        raise DateBeforeEvent
    if lead is not None:
        require(by, WORK_GRIEVANCE, lead)
        if _waits_for(lead, grievance):
            raise OwnLead
    refuse_foreign_papers(grievance, document)
    held = Hold.objects.create(
        scope_id=grievance.scope_id,
        grievance=grievance,
        from_on=from_on,
        reason=reason,
        agreed_with=agreed_with,
        document=document,
        recorded_by=by,
    )
    grievance.is_held = True
    grievance.lead = lead
    grievance.save(update_fields=["is_held", "lead"])
    record("grievances.hold", by=by, at=at, scope=grievance.scope_id, matter=grievance, from_on=from_on, reason=reason)
    look_at_clocks(grievance=grievance, by=by, at=at, because=f"held in abeyance from {from_on:%a %-d %b %Y}")
    return held


@transaction.atomic
def release(*, grievance: Grievance, by: Any, at: datetime, until_on: date) -> Hold:
    """End the abeyance: the clocks go on from where they stood."""
    require(by, WORK_GRIEVANCE, grievance)
    hold_still(grievance)
    held = Hold.objects.filter(grievance=grievance, until_on__isnull=True).first()
    if held is None:
        raise NotHeld
    if until_on > localdate(at):
        raise DateInFuture
    if until_on < held.from_on:
        raise DateBeforeEvent
    held.until_on = until_on
    held.save(update_fields=["until_on"])
    grievance.is_held = False
    grievance.save(update_fields=["is_held"])
    record("grievances.release", by=by, at=at, scope=grievance.scope_id, matter=grievance, until_on=until_on)
    look_at_clocks(grievance=grievance, by=by, at=at, because=f"abeyance ended {until_on:%a %-d %b %Y}")
    return held


def _extendable(grievance: Grievance, clock: str, step: int | None) -> DueDate:
    """The clock meant: one that runs, else one that has run out where the case stands or may go next."""
    dated = grievance.due_dates.filter(clock=clock, superseded_at__isnull=True, due_on__isnull=False)
    if step is not None:
        dated = dated.filter(step=step)
    lapsed = dated.filter(state="lapsed", step__gte=grievance.step or 0)
    due = dated.filter(state="running").first() or lapsed.first()
    if due is None:
        raise NoRunningClock
    return due


def _last_day(due: DueDate) -> date:
    """The day after which it is too late: for the other side the lenient one where the contract is silent."""
    judged_on = due.explanation.get("judged_on")
    if judged_on:
        return date.fromisoformat(judged_on)
    if due.due_on is None:
        raise NoRunningClock
    return due.due_on


def _waits_for(case: Grievance, other: Grievance) -> bool:
    """Whether a case is, or waits through any number of others for, another."""
    seen: set[int] = set()
    lead_id: int | None = case.pk
    while lead_id is not None and lead_id not in seen:
        if lead_id == other.pk:
            return True
        seen.add(lead_id)
        cases = Grievance.objects.unrestricted(because="a ring of cases that wait for each other would never end")
        lead_id = cases.filter(pk=lead_id, is_held=True).values_list("lead_id", flat=True).first()
    return False
