"""Settlements: proposed within one's authority or approved by a second person, signed, paid with proof."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from grievances.access import APPROVE_SETTLEMENT, SETTLE_GRIEVANCE
from grievances.models import Grievance, Settlement, SettlementAuthority
from grievances.operations.closing import end_case, outcome_coded
from grievances.operations.visits import refuse_foreign_papers
from grievances.refusals import (
    DateBeforeEvent,
    DateInFuture,
    OwnApproval,
    PaymentProofMissing,
    ReasonOfRefusalMissing,
    SecondApproverNeeded,
    SignedPaperMissing,
    UnpaidAmount,
)
from grievances.states import GRIEVANCE, SETTLEMENT
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.documents.models import Document


def authority_of(user: Any, *, on: date) -> int:
    """Up to how many cents a person may settle alone: the highest limit among the person's roles in force on a day."""
    roles = list(user.groups.values_list("name", flat=True))
    limits: dict[str, int] = {}
    for row in SettlementAuthority.objects.filter(role__in=roles, effective_on__lte=on).order_by("effective_on"):
        limits[row.role] = row.limit_cents
    return max(limits.values(), default=0)


@transaction.atomic
def propose_settlement(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    terms: str,
    amount_cents: int = 0,
    precedent: str = Settlement.Precedent.NO,
    is_citable: bool = False,
) -> Settlement:
    """Write down the terms. Within the proposer's own authority it needs no second person."""
    require(by, SETTLE_GRIEVANCE, grievance)
    GRIEVANCE.transition("settle", state=grievance.state)
    is_within = amount_cents <= authority_of(by, on=localdate(at))
    settlement = Settlement.objects.create(
        scope_id=grievance.scope_id,
        grievance=grievance,
        terms=terms,
        amount_cents=amount_cents,
        precedent=precedent,
        is_citable=is_citable and precedent != Settlement.Precedent.NO,
        state="approved" if is_within else "proposed",
        proposed_by=by,
        proposed_on=localdate(at),
    )
    record(
        "grievances.propose_settlement", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        amount_cents=amount_cents, is_within_authority=is_within,
    )  # fmt: skip
    return settlement


@transaction.atomic
def approve_settlement(*, settlement: Settlement, by: Any, at: datetime) -> Settlement:
    """A second person with a high enough limit approves."""
    grievance = settlement.grievance
    require(by, APPROVE_SETTLEMENT, grievance)
    GRIEVANCE.transition("settle", state=grievance.state)
    state = SETTLEMENT.after("approve", state=settlement.state)
    if settlement.proposed_by_id == by.pk:
        raise OwnApproval
    if settlement.amount_cents > authority_of(by, on=localdate(at)):
        raise SecondApproverNeeded
    settlement.state = state
    settlement.approved_by = by
    settlement.approved_on = localdate(at)
    settlement.save(update_fields=["state", "approved_by", "approved_on"])
    record("grievances.approve_settlement", by=by, at=at, scope=grievance.scope_id, matter=grievance)
    return settlement


@transaction.atomic
def refuse_settlement(*, settlement: Settlement, by: Any, at: datetime, reason: str) -> Settlement:
    grievance = settlement.grievance
    require(by, APPROVE_SETTLEMENT, grievance)
    if not reason.strip():
        raise ReasonOfRefusalMissing
    settlement.state = SETTLEMENT.after("refuse", state=settlement.state)
    settlement.save(update_fields=["state"])
    record("grievances.refuse_settlement", by=by, at=at, scope=grievance.scope_id, matter=grievance, reason=reason)
    return settlement


@transaction.atomic
def settle(*, settlement: Settlement, by: Any, at: datetime, signed_on: date, document: Document | None) -> Settlement:
    """Both sides have signed: the case is closed as settled. Above one's authority an approval must stand."""
    grievance = settlement.grievance
    require(by, SETTLE_GRIEVANCE, grievance)
    if settlement.state == "proposed":
        raise SecondApproverNeeded
    state = SETTLEMENT.after("sign", state=settlement.state)
    if document is None:
        raise SignedPaperMissing
    refuse_foreign_papers(grievance, document)
    settlement.state = state
    settlement.signed_on = signed_on
    settlement.document = document
    settlement.save(update_fields=["state", "signed_on", "document"])
    end_case(
        "settle", grievance=grievance, by=by, at=at, on=signed_on,
        outcome=outcome_coded("SETTLED", "Settled"), words=settlement.terms,
    )  # fmt: skip
    record(
        "grievances.settle", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        on=signed_on, step=grievance.outcome_step, amount_cents=settlement.amount_cents,
    )  # fmt: skip
    return settlement


@transaction.atomic
def record_payment(
    *, settlement: Settlement, by: Any, at: datetime, paid_on: date, proof: Document | None
) -> Settlement:
    """The money was paid, and here is the paper that proves it."""
    grievance = settlement.grievance
    require(by, SETTLE_GRIEVANCE, grievance)
    state = SETTLEMENT.after("record_payment", state=settlement.state)
    if settlement.amount_cents == 0:
        raise UnpaidAmount
    if proof is None:
        raise PaymentProofMissing
    if paid_on > localdate(at):
        raise DateInFuture
    if settlement.signed_on is not None and paid_on < settlement.signed_on:
        raise DateBeforeEvent
    refuse_foreign_papers(grievance, proof)
    settlement.state = state
    settlement.paid_on = paid_on
    settlement.payment_proof = proof
    settlement.save(update_fields=["state", "paid_on", "payment_proof"])
    record(
        "grievances.record_payment", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        paid_on=paid_on, amount_cents=settlement.amount_cents, proof=proof.title,
    )  # fmt: skip
    return settlement
