"""From step to step: appeal, advance for want of an answer, skip or revert by agreement, refer to arbitration."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from contracts.models import ProcedureStep
from grievances.access import WORK_GRIEVANCE
from grievances.models import Grievance, StepVisit
from grievances.operations.clocks import look_at_clocks, standing_of
from grievances.operations.visits import (
    enter_step,
    hold_still,
    last_step,
    present_visit,
    refuse_foreign_papers,
    steps_ahead,
)
from grievances.refusals import (
    AgreementPaperMissing,
    AnswerStillDue,
    ArbitrationIsNext,
    ArbitrationNotProvided,
    DateBeforeEvent,
    DateInFuture,
    LadderEndsHere,
    NoSuchStep,
    StepsBefore,
)
from grievances.states import GRIEVANCE
from grievances.time_limits.standing import Phase
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.documents.models import Document

ARBITRATION = "arbitration"
_OUR_TURN = {Phase.WAITING_FOR_US, Phase.HELD}


@transaction.atomic
def appeal(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    filed_on: date,
    received_on: date | None = None,
    method: str = "hand",
    moved_by: str = "",
    to_sequence: int | None = None,
) -> StepVisit:
    """The other side appeals our answer to the next step. A late appeal is recorded, and stated as late."""
    require(by, WORK_GRIEVANCE, grievance)
    state = GRIEVANCE.after("appeal", state=grievance.state)
    _refuse_before_the_answer(grievance, filed_on)
    return _move(
        "grievances.appeal", grievance, by, at, state, StepVisit.CameBy.APPEALED,
        sequence=_chosen(grievance, to_sequence),
        filed_on=filed_on, received_on=received_on, method=method, moved_by=moved_by,
    )  # fmt: skip


@transaction.atomic
def advance(
    *, grievance: Grievance, by: Any, at: datetime, filed_on: date, method: str = "hand", moved_by: str = ""
) -> StepVisit:
    """No answer came in time and the contract lets the other side go on: they did. Going on late is stated as late."""
    require(by, WORK_GRIEVANCE, grievance)
    state = GRIEVANCE.after("advance", state=grievance.state)
    _refuse_while_the_answer_is_due(grievance, filed_on)
    return _move(
        "grievances.advance", grievance, by, at, state, StepVisit.CameBy.ADVANCED,
        sequence=_chosen(grievance, None), filed_on=filed_on, method=method, moved_by=moved_by,
    )  # fmt: skip


@transaction.atomic
def skip(
    *, grievance: Grievance, by: Any, at: datetime, on: date, to_sequence: int, paper: Document | None
) -> StepVisit:
    """Both sides agree to pass over a step; the signed agreement is attached."""
    return _by_agreement("skip", StepVisit.CameBy.SKIPPED, grievance, by, at, on, to_sequence, paper)


@transaction.atomic
def revert(
    *, grievance: Grievance, by: Any, at: datetime, on: date, to_sequence: int, paper: Document | None
) -> StepVisit:
    """Both sides agree to go back to an earlier step; the signed agreement is attached."""
    return _by_agreement("revert", StepVisit.CameBy.REVERTED, grievance, by, at, on, to_sequence, paper)


@transaction.atomic
def refer(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    demanded_on: date,
    demanded_by: str,
    received_on: date | None = None,
    paper: Document | None = None,
) -> StepVisit:
    """Arbitration is demanded: the case stands at the door of arbitration.

    With the signed agreement (`paper`) the steps before and an answer still due are passed over.
    """
    require(by, WORK_GRIEVANCE, grievance)
    state = GRIEVANCE.after("refer", state=grievance.state)
    arbitration = _door_of_arbitration(grievance, is_agreed=paper is not None)
    if paper is None:
        _refuse_before_the_answer(grievance, demanded_on)
        _refuse_while_the_answer_is_due(grievance, demanded_on)
    return _move(
        "grievances.refer", grievance, by, at, state, StepVisit.CameBy.REFERRED,
        sequence=arbitration.sequence, filed_on=demanded_on, received_on=received_on, moved_by=demanded_by, paper=paper,
    )  # fmt: skip


def _door_of_arbitration(grievance: Grievance, *, is_agreed: bool) -> ProcedureStep:
    last = last_step(grievance)
    door = ProcedureStep.objects.filter(procedure=grievance.procedure, kind=ARBITRATION).first()
    if door is None or (last is not None and door.sequence > last):
        raise ArbitrationNotProvided
    if not is_agreed and door.sequence not in [step.sequence for step in steps_ahead(grievance)]:
        raise StepsBefore
    return door


def _refuse_before_the_answer(grievance: Grievance, filed_on: date) -> None:
    answer = present_visit(grievance).answers.filter(issued_on__isnull=False).first()
    if answer is not None and answer.issued_on is not None and filed_on < answer.issued_on:
        raise DateBeforeEvent


def _refuse_while_the_answer_is_due(grievance: Grievance, filed_on: date) -> None:
    """Without an answer the other side goes on only when our time ran out, or from a mediation."""
    if grievance.state == "filed" and standing_of(grievance, as_of=filed_on).phase in _OUR_TURN:
        raise AnswerStillDue


def _chosen(grievance: Grievance, sequence: int | None) -> int:
    everything_ahead = steps_ahead(grievance)
    ahead = [step.sequence for step in everything_ahead if step.kind != ARBITRATION]
    if not everything_ahead:
        raise LadderEndsHere
    if not ahead:
        raise ArbitrationIsNext
    if sequence is not None and sequence not in ahead:
        raise NoSuchStep
    return ahead[0] if sequence is None else sequence


def _by_agreement(
    verb: str, came_by: str, grievance: Grievance, by: Any, at: datetime, on: date, to: int, paper: Document | None
) -> StepVisit:
    require(by, WORK_GRIEVANCE, grievance)
    state = GRIEVANCE.after(verb, state=grievance.state)
    if paper is None:
        raise AgreementPaperMissing
    here = grievance.step or 0
    if (verb == "skip") != (to > here) or to == here:
        raise NoSuchStep
    last = last_step(grievance)
    if last is not None and to > last:
        raise LadderEndsHere
    if ProcedureStep.objects.filter(procedure=grievance.procedure, sequence=to, kind=ARBITRATION).exists():
        raise ArbitrationIsNext
    return _move(
        f"grievances.{verb}", grievance, by, at, state, came_by, sequence=to, filed_on=on, paper=paper,
        because="the case was moved by agreement",
    )  # fmt: skip


def _move(
    verb: str,
    grievance: Grievance,
    by: Any,
    at: datetime,
    state: str,
    came_by: str,
    *,
    filed_on: date,
    received_on: date | None = None,
    paper: Document | None = None,
    because: str = "",
    **step: Any,
) -> StepVisit:
    hold_still(grievance)
    if max(filed_on, received_on or filed_on) > localdate(at):
        raise DateInFuture
    if filed_on < present_visit(grievance).filed_on:
        raise DateBeforeEvent
    refuse_foreign_papers(grievance, paper)
    came_from = grievance.step_name
    visit = enter_step(
        grievance=grievance, came_by=came_by, filed_on=filed_on, received_on=received_on, paper=paper, **step
    )
    grievance.state = state
    grievance.save(update_fields=["state"])
    record(
        verb, by=by, at=at, scope=grievance.scope_id, matter=grievance,
        came_from=came_from, step=visit.name, on=filed_on, moved_by=visit.moved_by,
    )  # fmt: skip
    look_at_clocks(grievance=grievance, by=by, at=at, because=because)
    return visit
