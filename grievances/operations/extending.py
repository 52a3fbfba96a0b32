"""More time and standing still: extensions and abeyance, both by agreement, both proven by a signed paper."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from grievances.access import WORK_GRIEVANCE
from grievances.models import DueDate, Extension, Grievance, Hold
from grievances.operations.clocks import look_at_clocks
from grievances.refusals import (
    AlreadyHeld,
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
) -> Extension:
    """Record an agreed extension of one running clock. Without the signed paper it stays unproven and moves nothing."""
    require(by, WORK_GRIEVANCE, grievance)
    due = _running(grievance, clock)
    if agreed_on > localdate(at):
        raise DateInFuture
    if due.due_on is None:
        raise NoRunningClock
    if agreed_on > due.due_on:
        raise ExtensionAfterExpiry
    if new_due_on is not None and new_due_on <= due.due_on:
        raise ExtensionTooShort
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
    look_at_clocks(grievance=grievance, at=at, because=f"extension agreed {agreed_on:%a %-d %b %Y}")
    return extension


@transaction.atomic
def prove_extension(*, extension: Extension, by: Any, at: datetime, document: Document) -> Extension:
    """Attach the signed paper; from now on the extension moves the date."""
    grievance = extension.grievance
    require(by, WORK_GRIEVANCE, grievance)
    extension.document = document
    extension.save(update_fields=["document"])
    record("grievances.prove_extension", by=by, at=at, scope=grievance.scope_id, matter=grievance, paper=document.title)
    look_at_clocks(grievance=grievance, at=at, because="the signed extension was attached")
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
    if grievance.is_held:
        raise AlreadyHeld
    if lead is not None:
        require(by, WORK_GRIEVANCE, lead)
        if lead.pk == grievance.pk or lead.lead_id == grievance.pk:
            raise OwnLead
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
    look_at_clocks(grievance=grievance, at=at, because=f"held in abeyance from {from_on:%a %-d %b %Y}")
    return held


@transaction.atomic
def release(*, grievance: Grievance, by: Any, at: datetime, until_on: date) -> Hold:
    """End the abeyance: the clocks go on from where they stood."""
    require(by, WORK_GRIEVANCE, grievance)
    held = Hold.objects.filter(grievance=grievance, until_on__isnull=True).first()
    if held is None:
        raise NotHeld
    held.until_on = until_on
    held.save(update_fields=["until_on"])
    grievance.is_held = False
    grievance.save(update_fields=["is_held"])
    record("grievances.release", by=by, at=at, scope=grievance.scope_id, matter=grievance, until_on=until_on)
    look_at_clocks(grievance=grievance, at=at, because=f"abeyance ended {until_on:%a %-d %b %Y}")
    return held


def _running(grievance: Grievance, clock: str) -> DueDate:
    due = grievance.due_dates.filter(clock=clock, superseded_at__isnull=True, state="running").first()
    if due is None:
        raise NoRunningClock
    return due
