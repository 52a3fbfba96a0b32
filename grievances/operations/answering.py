"""Answer a step: a letter drafted, reviewed, approved and issued; or, at an informal step, an oral answer recorded."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.html import strip_tags
from django.utils.timezone import localdate

from grievances.access import ANSWER_GRIEVANCE, WORK_GRIEVANCE
from grievances.answer_parts import NEXT_STEP, Part, standard_parts
from grievances.case_inputs import calendar_of, facts_of, ladder_of
from grievances.models import Answer, Grievance, StepVisit
from grievances.operations.clocks import look_at_clocks
from grievances.operations.stepping import present_visit
from grievances.refusals import (
    AnswerMustBeWritten,
    DateBeforeEvent,
    DateInFuture,
    NotIssued,
    ObjectionDropped,
    StepAlreadyAnswered,
)
from grievances.states import GRIEVANCE
from grievances.time_limits.facts import Event
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import Happening, Side
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.correspondence.models.letter import Letter, LetterText
from laborrel.correspondence.operations.issuing import issue_letter
from laborrel.correspondence.operations.letters import draft_letter

_MAIL = {"hand": "personal"}  # the log's word for a way of filing -> the register's


@transaction.atomic
def draft_answer(
    *, grievance: Grievance, by: Any, at: datetime, finding: str, text: LetterText | None = None
) -> Answer:
    """Begin the answer at the present step as a letter with its standard parts."""
    require(by, ANSWER_GRIEVANCE, grievance)
    GRIEVANCE.transition("answer", state=grievance.state)
    visit = present_visit(grievance)
    if visit.answers.exists():
        raise StepAlreadyAnswered
    letter = draft_letter(
        matter=grievance,
        kind="answer",
        text=text or first_text(grievance, visit, by=by, on=localdate(at)),
        by=by,
        at=at,
    )
    answer = Answer.objects.create(
        scope_id=grievance.scope_id, visit=visit, letter=letter, finding=finding, answered_by=by
    )
    record("grievances.draft_answer", by=by, at=at, scope=grievance.scope_id, matter=grievance, step=visit.name)
    return answer


@transaction.atomic
def change_finding(*, answer: Answer, by: Any, at: datetime, finding: str) -> Answer:
    """Change how the answer finds, as long as it is not issued."""
    grievance = answer.visit.grievance
    require(by, ANSWER_GRIEVANCE, grievance)
    if answer.issued_on:
        raise StepAlreadyAnswered
    earlier, answer.finding = answer.get_finding_display(), finding
    answer.save(update_fields=["finding"])
    record(
        "grievances.change_finding", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        earlier=earlier, finding=answer.get_finding_display(),
    )  # fmt: skip
    return answer


@transaction.atomic
def issue_answer(*, answer: Answer, by: Any, at: datetime, method: str = "email") -> Answer:
    """Issue the approved letter: it is frozen, the step is answered, the other side's clock is written down."""
    grievance = answer.visit.grievance
    require(by, ANSWER_GRIEVANCE, grievance)
    state = GRIEVANCE.after("answer", state=grievance.state)
    letter = Letter.objects.visible_to(by).get(pk=answer.letter_id)
    _refuse_a_dropped_objection(grievance, letter)
    issue_letter(
        letter=letter, on=localdate(at), revision=letter.revision, by=by, at=at, method=_MAIL.get(method, method)
    )
    return _answered(grievance, answer, by=by, at=at, on=localdate(at), method=method, state=state)


@transaction.atomic
def record_oral_answer(
    *, grievance: Grievance, by: Any, at: datetime, on: date, finding: str, summary: str, answered_by: str = ""
) -> Answer:
    """Record the oral answer of an informal step. Where the contract wants it in writing, it is refused."""
    require(by, ANSWER_GRIEVANCE, grievance)
    state = GRIEVANCE.after("answer", state=grievance.state)
    visit = present_visit(grievance)
    if grievance.governing_procedure.steps.get(sequence=visit.sequence).answer_in_writing:
        raise AnswerMustBeWritten
    if visit.answers.exists():
        raise StepAlreadyAnswered
    if on > localdate(at):
        raise DateInFuture
    if on < visit.filed_on:
        raise DateBeforeEvent
    said = f"{answered_by}: {summary}" if answered_by else summary
    answer = Answer(
        scope_id=grievance.scope_id, visit=visit, finding=finding, answered_by=by, is_oral=True, summary=said
    )
    answer.received_on = on
    return _answered(grievance, answer, by=by, at=at, on=on, method="oral", state=state)


@transaction.atomic
def record_receipt(*, answer: Answer, by: Any, at: datetime, received_on: date) -> Answer:
    """The day the other side had our answer in hand; where the contract counts from receipt it moves their clock."""
    grievance = answer.visit.grievance
    require(by, WORK_GRIEVANCE, grievance)
    if answer.issued_on is None:
        raise NotIssued
    if received_on < answer.issued_on:
        raise DateBeforeEvent
    if received_on > localdate(at):
        raise DateInFuture
    answer.received_on = received_on
    answer.save(update_fields=["received_on"])
    record(
        "grievances.record_receipt", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        step=answer.visit.name, received_on=received_on,
    )  # fmt: skip
    look_at_clocks(grievance=grievance, at=at, because="the day our answer was received became known")
    return answer


def first_text(grievance: Grievance, visit: StepVisit, *, by: Any, on: date) -> LetterText:
    """The letter as it stands before anyone has written a word: addressee, parts, next step, signer."""
    representative = grievance.representative
    parts = [*standard_parts(grievance, visit), next_step_part(grievance, on=on)]
    return LetterText(
        subject=f"Answer at {visit.name}: grievance {grievance.number}, {grievance.title}",
        addressee="\n".join(filter(None, [str(representative), representative.address])) if representative else "",
        salutation=f"Dear {representative.full_name}:" if representative else "",
        parts=tuple((part.heading, part.text) for part in parts),
        signer_name=by.full_name,
        signer_title=by.job_title,
    )


def next_step_part(grievance: Grievance, *, on: date) -> Part:
    """What the other side may do once this answer is given on a day, as the procedure says."""
    answered = Event(Happening.ANSWERED, on, step=grievance.step, received_on=on)
    facts = facts_of(grievance)
    after = stand(
        ladder_of(grievance.procedure_id),
        replace(facts, events=(*facts.events, answered)),
        calendar_of(grievance),
        on,
    )
    sentences = [move.sentence for move in after.moves if move.side is Side.THEIRS and move.step is not None]
    return Part(NEXT_STEP, f"<p>{' '.join(sentences)}</p>" if sentences else "")


def _answered(
    grievance: Grievance, answer: Answer, *, by: Any, at: datetime, on: date, method: str, state: str
) -> Answer:
    answer.issued_on = on
    answer.method = method
    answer.save()
    grievance.state = state
    grievance.save(update_fields=["state"])
    verb = "grievances.record_oral_answer" if answer.is_oral else "grievances.answer"
    record(
        verb, by=by, at=at, scope=grievance.scope_id, matter=grievance,
        step=answer.visit.name, on=on, finding=answer.get_finding_display(),
    )  # fmt: skip
    look_at_clocks(grievance=grievance, at=at)
    return answer


def _refuse_a_dropped_objection(grievance: Grievance, letter: Letter) -> None:
    """A timeliness objection once raised stands in every later answer, in its own words."""
    if not grievance.objection:
        return
    said = " ".join(strip_tags(part["text"]) for part in letter.parts)
    if " ".join(grievance.objection.split()) not in " ".join(said.split()):
        raise ObjectionDropped
