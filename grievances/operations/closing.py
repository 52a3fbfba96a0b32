"""How a case ends: withdrawn, or closed with an outcome."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Greatest
from django.utils.timezone import localdate

from grievances.access import WORK_GRIEVANCE
from grievances.models import Grievance, Grievant, OutcomeCode, StepVisit
from grievances.operations.clocks import look_at_clocks
from grievances.operations.visits import hold_still
from grievances.refusals import DateBeforeEvent, DateInFuture, OutcomeMissing
from grievances.states import GRIEVANCE
from laborrel.access.guarded import require
from laborrel.audit.events import record


@transaction.atomic
def withdraw(
    *, grievance: Grievance, by: Any, at: datetime, on: date, withdrawn_by: str, with_prejudice: bool, words: str = ""
) -> Grievance:
    """The other side takes the grievance back."""
    outcome = outcome_coded("WITHDRAWN", "Withdrawn")
    manner = "with prejudice" if with_prejudice else "without prejudice"
    return _end(
        "withdraw", grievance, by, at, on, outcome, f"Withdrawn {manner} by {withdrawn_by}. {words}".strip(),
    )  # fmt: skip


@transaction.atomic
def close(
    *, grievance: Grievance, by: Any, at: datetime, on: date, outcome: OutcomeCode | None, words: str = ""
) -> Grievance:
    """Close a case with a coded outcome and, beside it, words."""
    if outcome is None:
        raise OutcomeMissing
    return _end("close", grievance, by, at, on, outcome, words)


@transaction.atomic
def grant_remedy(*, grievant: Grievant, by: Any, at: datetime, remedy: str) -> Grievant:
    """What one person on the case was granted."""
    grievance = grievant.grievance
    require(by, WORK_GRIEVANCE, grievance)
    grievant.remedy_granted = remedy
    grievant.save(update_fields=["remedy_granted"])
    record(
        "grievances.grant_remedy", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        grievant=grievant.full_name, remedy=remedy,
    )  # fmt: skip
    return grievant


def end_case(
    verb: str, *, grievance: Grievance, by: Any, at: datetime, on: date, outcome: OutcomeCode, words: str
) -> Grievance:
    """Write the end down (part of a verb; records no event of its own)."""
    state = GRIEVANCE.after(verb, state=grievance.state)
    hold_still(grievance)
    _refuse_impossible_end(grievance, at, on)
    grievance.state = state
    grievance.outcome = outcome
    grievance.outcome_step = grievance.step_name
    grievance.closed_on = on
    grievance.disposition = words
    grievance.is_held = False
    grievance.save(update_fields=["state", "outcome", "outcome_step", "closed_on", "disposition", "is_held"])
    StepVisit.objects.filter(grievance=grievance, left_on__isnull=True).update(left_on=on)
    grievance.holds.filter(until_on__isnull=True).update(until_on=Greatest(Value(on), F("from_on")))
    if grievance.procedure_id is not None:
        look_at_clocks(grievance=grievance, by=by, at=at, because=f"the case ended {on:%a %-d %b %Y}")
    return grievance


def outcome_coded(code: str, name: str) -> OutcomeCode:
    """The outcome a verb itself gives a case; the list has it from the first time it is needed."""
    outcome: OutcomeCode = OutcomeCode.objects.get_or_create(code=code, defaults={"name": name})[0]
    return outcome


def _refuse_impossible_end(grievance: Grievance, at: datetime, on: date) -> None:
    if on > localdate(at):
        raise DateInFuture
    begun = StepVisit.objects.filter(grievance=grievance, left_on__isnull=True).values_list("filed_on", flat=True)
    if on < max(begun, default=grievance.received_on):
        raise DateBeforeEvent


def _end(
    verb: str, grievance: Grievance, by: Any, at: datetime, on: date, outcome: OutcomeCode, words: str
) -> Grievance:
    require(by, WORK_GRIEVANCE, grievance)
    end_case(verb, grievance=grievance, by=by, at=at, on=on, outcome=outcome, words=words)
    record(
        f"grievances.{verb}", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        on=on, outcome=outcome.name, step=grievance.outcome_step, words=words,
    )  # fmt: skip
    return grievance
