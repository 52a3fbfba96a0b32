"""Answer a step: a letter drafted, reviewed, approved and issued; or, at an informal step, an oral answer recorded."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.html import escape
from django.utils.timezone import localdate

from grievances.access import ANSWER_GRIEVANCE, WORK_GRIEVANCE
from grievances.answer_parts import NEXT_STEP, PRESERVED_OBJECTIONS, Part, preserved_objection, standard_parts
from grievances.case_inputs import calendar_of, facts_of, ladder_of
from grievances.models import Answer, Grievance, StepVisit
from grievances.operations.clocks import look_at_clocks
from grievances.operations.visits import hold_still, present_visit
from grievances.refusals import (
    AnswerAlreadyBegun,
    AnswerMustBeWritten,
    DateBeforeEvent,
    DateInFuture,
    NotACorrection,
    NotIssued,
    ObjectionDropped,
    StepAlreadyAnswered,
    StepLeft,
)
from grievances.states import GRIEVANCE
from grievances.time_limits.facts import Event
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import ClockKind, ClockRule, Happening
from grievances.time_limits.standing import Clock, ClockState
from grievances.time_limits.wording import sentence_case
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.correspondence.models.letter import Letter, LetterText
from laborrel.correspondence.operations.issuing import issue_letter
from laborrel.correspondence.operations.letters import draft_letter, revise_letter
from laborrel.correspondence.rich_text import as_plain

_MAIL = {"hand": "personal"}  # the log's word for a way of filing -> the register's


@transaction.atomic
def draft_answer(
    *, grievance: Grievance, by: Any, at: datetime, finding: str, text: LetterText | None = None
) -> Answer:
    """Begin the answer at the present step as a letter with its standard parts."""
    require(by, ANSWER_GRIEVANCE, grievance)
    GRIEVANCE.transition("answer", state=grievance.state)
    hold_still(grievance)
    visit = present_visit(grievance)
    _refuse_a_second_answer(visit)
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
    hold_still(grievance)
    if answer.visit_id != present_visit(grievance).pk:
        raise StepLeft
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
    hold_still(grievance)
    visit = present_visit(grievance)
    if grievance.governing_procedure.steps.get(sequence=visit.sequence).answer_in_writing:
        raise AnswerMustBeWritten
    _refuse_a_second_answer(visit)
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
    look_at_clocks(grievance=grievance, by=by, at=at, because="the day our answer was received became known")
    return answer


@transaction.atomic
def issue_correction(*, letter: Letter, by: Any, at: datetime, method: str = "email") -> Letter:
    """Issue the letter that corrects an issued answer. The step stays answered as it was; no clock moves."""
    require(by, ANSWER_GRIEVANCE, letter)
    current = Letter.objects.visible_to(by).get(pk=letter.pk)
    grievance: Any = current.matter
    if current.replaces_id is None:
        raise NotACorrection
    _refuse_a_dropped_objection(grievance, current)
    return issue_letter(
        letter=current, on=localdate(at), revision=current.revision, by=by, at=at, method=_MAIL.get(method, method)
    )


@transaction.atomic
def preserve_objection(*, answer: Answer, by: Any, at: datetime) -> Letter:
    """Put the words of the objection into a draft that was begun before it was raised."""
    grievance = answer.visit.grievance
    require(by, ANSWER_GRIEVANCE, grievance)
    letter = Letter.objects.visible_to(by).get(pk=answer.letter_id)
    text = letter.text
    kept = [(heading, words) for heading, words in text.parts if heading != PRESERVED_OBJECTIONS]
    place = next((number for number, (heading, _) in enumerate(kept) if heading == NEXT_STEP), len(kept))
    kept.insert(place, (PRESERVED_OBJECTIONS, preserved_objection(grievance)))
    return revise_letter(letter=letter, text=replace(text, parts=tuple(kept)), revision=letter.revision, by=by, at=at)


def is_preserved(grievance: Grievance, letter: Letter) -> bool:
    """Whether the letter holds the objection that was raised, in its own words; true when none was."""
    said = " ".join(as_plain(part["text"]) for part in letter.parts)
    return " ".join(grievance.objection.split()) in " ".join(said.split())


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
    """What the other side may do once this answer is given on a day, in the procedure's words.

    It names the time limit, not its last day: that day depends on when the letter is issued and received, and a wrong
    one in the employer's own letter would bind the employer.
    """
    ladder = ladder_of(grievance.procedure_id)
    answered = Event(Happening.ANSWERED, on, step=grievance.step, received_on=on)
    facts = facts_of(grievance)
    after = stand(ladder, replace(facts, events=(*facts.events, answered)), calendar_of(grievance), on)
    ways = [
        (clock, rule)
        for clock in after.clocks
        if clock.kind is ClockKind.FILE and clock.state is ClockState.RUNNING and clock.step > (grievance.step or 0)
        for rule in ladder.step(clock.step).clocks
        if rule.key == clock.key
    ]
    sentences = [_way_on(clock, rule) for clock, rule in ways]
    return Part(NEXT_STEP, f"<p>{escape(' '.join(sentences))}</p>" if sentences else "")


def _way_on(clock: Clock, rule: ClockRule) -> str:
    limit = rule.rule_text or f"within {rule.period.phrase}"
    article = f" ({clock.article})" if clock.article else ""
    return f"{sentence_case(clock.who)} may {clock.act}: {limit}{article}."


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
    look_at_clocks(grievance=grievance, by=by, at=at)
    return answer


def _refuse_a_second_answer(visit: StepVisit) -> None:
    """A letter given up before it was issued is no answer."""
    standing = visit.answers.exclude(letter__state="withdrawn")
    if standing.filter(issued_on__isnull=False).exists():
        raise StepAlreadyAnswered
    if standing.exists():
        raise AnswerAlreadyBegun


def _refuse_a_dropped_objection(grievance: Grievance, letter: Letter) -> None:
    """A timeliness objection once raised stands in every later answer, in its own words."""
    if not is_preserved(grievance, letter):
        raise ObjectionDropped
