"""Turns cases of a log into rows, many at a time (part of a verb; records no events of its own)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any

from contracts.models import Clause, GrievanceProcedure
from grievances.log_reading.facts import CaseFacts, StepFacts
from grievances.models import (
    Answer,
    CitedClause,
    DueDate,
    Grievance,
    Grievant,
    IssueCode,
    Settlement,
    StepMeeting,
    StepVisit,
)
from grievances.operations.clocks import look_at_clocks
from grievances.operations.numbering import next_case_numbers

BATCH = 1_000
_CAME_BY = StepVisit.CameBy


@dataclass
class Shelf:
    """Where the new cases are put: the desk of each unit, the person who brings them, the file they come from."""

    desks: Mapping[Any, int]
    file_name: str
    by: Any
    at: datetime
    grievants: list[Grievant] = field(default_factory=list)
    visits: list[StepVisit] = field(default_factory=list)
    citations: list[CitedClause] = field(default_factory=list)
    meetings: list[StepMeeting] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    due_dates: list[DueDate] = field(default_factory=list)
    settlements: list[Settlement] = field(default_factory=list)

    @cached_property
    def procedures(self) -> dict[int, GrievanceProcedure]:
        found = GrievanceProcedure.objects.select_related("agreement", "calendar").prefetch_related("steps")
        return {procedure.pk: procedure for procedure in found}

    @cached_property
    def step_names(self) -> dict[tuple[int, int], str]:
        return {(pk, step.sequence): step.name for pk, one in self.procedures.items() for step in one.steps.all()}

    @cached_property
    def issues(self) -> dict[Any, IssueCode]:
        return {issue.pk: issue for issue in IssueCode.objects.all()}

    @cached_property
    def clauses(self) -> dict[tuple[int, str], Clause]:
        return {(clause.agreement_id, clause.number.lower()): clause for clause in Clause.objects.all()}

    def name_of(self, case: CaseFacts, step: StepFacts) -> str:
        named = self.step_names.get((case.ladder or 0, step.sequence))
        return named or ("Arbitration" if step.is_arbitration else f"Step {step.sequence}")

    def write(self) -> None:
        """Everything gathered beside the cases, in one statement per thousand rows."""
        StepVisit.objects.bulk_create(self.visits, batch_size=BATCH)
        for gathered in (
            self.grievants, self.citations, self.meetings, self.answers, self.due_dates, self.settlements
        ):  # fmt: skip
            if gathered:
                type(gathered[0])._base_manager.bulk_create(gathered, batch_size=BATCH)  # type: ignore[arg-type]


def put_on_the_shelf(shelf: Shelf, cases: Sequence[CaseFacts]) -> list[tuple[CaseFacts, Grievance]]:
    """Number the cases in the order given, write them with all that belongs to them, start the clocks of open ones."""
    numbers: list[str] = []
    for year, of_year in groupby(cases, key=lambda case: case.received_on.year):
        numbers += next_case_numbers(year=year, count=len(list(of_year)))
    made = [(case, _grievance(shelf, case, number)) for case, number in zip(cases, numbers, strict=True)]
    Grievance.objects.bulk_create([grievance for _, grievance in made], batch_size=BATCH)
    for case, grievance in made:
        _gather(shelf, case, grievance)
    shelf.write()
    for case, grievance in made:
        if case.is_open and case.steps:
            look_at_clocks(grievance=grievance, by=shelf.by, at=shelf.at, because="the case was taken in from a log")
    return made


def _grievance(shelf: Shelf, case: CaseFacts, number: str) -> Grievance:
    procedure = shelf.procedures.get(case.ladder or 0)
    last = case.steps[-1] if case.steps else None
    issue = shelf.issues.get(case.issue)
    ended = next((step for step in case.steps if step.sequence == case.outcome_sequence), None)
    return Grievance(
        scope_id=shelf.desks[case.unit],
        number=number,
        former_number=case.former_number,
        received_on=case.received_on,
        received_by_method="",
        unit_id=case.unit,
        agreement=procedure.agreement if procedure else None,
        procedure=procedure,
        kind=case.kind,
        title=case.title or (issue.name if issue else ""),
        department_id=case.department,
        agency_number=case.agency_number,
        issue=issue,
        occurred_on=case.occurred_on,
        statement=f"Where: {case.facility}" if case.facility else "",
        remedy_asked=case.remedy,
        holder_id=case.specialist or (shelf.by.pk if case.is_open else None),
        state=_state(case, last),
        step=last.sequence if last else None,
        step_name=shelf.name_of(case, last) if last else "",
        outcome_id=case.outcome,
        outcome_step=shelf.name_of(case, ended) if ended else "",
        closed_on=case.closed_on,
        disposition=case.terms,
        created_by=shelf.by,
        created_at=shelf.at,
    )


def _state(case: CaseFacts, last: StepFacts | None) -> str:
    if not case.is_open:
        return "closed"
    if last is None:
        return "received"
    if last.is_arbitration:
        return "at_arbitration"
    return "answered" if last.answered_on else "filed"


def _gather(shelf: Shelf, case: CaseFacts, grievance: Grievance) -> None:
    shelf.grievants += [
        Grievant(
            scope_id=grievance.scope_id,
            grievance=grievance,
            full_name=name,
            job_title=case.job_title,
            remedy_asked=case.remedy if len(case.grievants) == 1 else "",
        )
        for name in case.grievants
    ]
    for position, step in enumerate(case.steps):
        later = case.steps[position + 1] if position + 1 < len(case.steps) else None
        _gather_step(shelf, case, grievance, step, case.steps[position - 1] if position else None, later)
    if case.closed_on and (case.cents or case.terms):
        shelf.settlements.append(_settlement(shelf, case, grievance, case.closed_on))


def _gather_step(
    shelf: Shelf,
    case: CaseFacts,
    grievance: Grievance,
    step: StepFacts,
    earlier: StepFacts | None,
    later: StepFacts | None,
) -> None:
    visit = StepVisit(
        scope_id=grievance.scope_id,
        grievance=grievance,
        sequence=step.sequence,
        name=shelf.name_of(case, step),
        came_by=_came_by(step, earlier),
        filed_on=step.filed_on,
        received_on=step.filed_on,
        left_on=later.filed_on if later else case.closed_on,
    )
    shelf.visits.append(visit)
    common = {"scope_id": grievance.scope_id, "visit": visit}
    if earlier is None:
        shelf.citations += [_citation(shelf, grievance, visit, article) for article in case.articles]
    if step.met_on:
        shelf.meetings.append(
            StepMeeting(held_on=step.met_on, attendees="The log does not say.", recorded_by=shelf.by, **common)
        )
    if step.answered_on:
        summary = f"As in the log {shelf.file_name}, line {case.line}."
        shelf.answers.append(Answer(finding=step.finding, issued_on=step.answered_on, summary=summary, **common))
    if step.due_on and not case.is_open:
        shelf.due_dates.append(_due_date(shelf, case, grievance, step, step.due_on))


def _came_by(step: StepFacts, earlier: StepFacts | None) -> str:
    if earlier is None:
        return _CAME_BY.FILED
    if step.is_arbitration:
        return _CAME_BY.REFERRED
    return _CAME_BY.APPEALED if earlier.answered_on else _CAME_BY.ADVANCED


def _citation(shelf: Shelf, grievance: Grievance, visit: StepVisit, article: str) -> CitedClause:
    plain = article.lower().removeprefix("article").removeprefix("art.").removeprefix("section").strip()
    return CitedClause(
        scope_id=grievance.scope_id,
        visit=visit,
        clause=shelf.clauses.get((grievance.agreement_id or 0, plain)),
        article=article,
        cited_by="union",
        cited_on=visit.filed_on,
    )


def _due_date(shelf: Shelf, case: CaseFacts, grievance: Grievance, step: StepFacts, due_on: date) -> DueDate:
    """The date the log has for the answer of a closed case: a recorded fact, not computed here, and it says so."""
    is_late = step.answered_on is not None and step.answered_on > due_on
    state = "late" if is_late else "met" if step.answered_on else "lapsed"
    note = f"As the log {shelf.file_name} has it, line {case.line}; it was not computed here."
    return DueDate(
        scope_id=grievance.scope_id,
        grievance=grievance,
        step=step.sequence,
        clock="answer",
        side="ours",
        act="answer",
        due_on=due_on,
        state=state,
        met_on=step.answered_on,
        explanation={"who": "", "article": "", "notes": [note], "safe_on": None, "judged_on": None, "reckoning": None},
        computed_at=shelf.at,
    )


def _settlement(shelf: Shelf, case: CaseFacts, grievance: Grievance, on: date) -> Settlement:
    return Settlement(
        scope_id=grievance.scope_id,
        grievance=grievance,
        terms=case.terms or "The log does not say.",
        amount_cents=case.cents or 0,
        precedent=Settlement.Precedent.SILENT,
        state="signed",
        proposed_by=shelf.by,
        proposed_on=on,
        signed_on=on,
    )
