"""Receive and file: the number first, then the facts, then the first step and its clocks."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from contracts.models import Agreement, Clause, GrievanceProcedure
from contracts.queries import procedure_in_force
from grievances.access import FILE_GRIEVANCE, WORK_GRIEVANCE
from grievances.models import CitedClause, Grievance, Grievant, IssueCode, StepVisit
from grievances.operations.clocks import look_at_clocks
from grievances.operations.confiding import refuse_blind_holder
from grievances.operations.numbering import next_case_number
from grievances.operations.visits import enter_step
from grievances.refusals import (
    AgreementOfAnotherUnit,
    DateBeforeEvent,
    DateInFuture,
    GrievantTwice,
    GroupNeedsMore,
    NoDeskForUnit,
    NoGrievant,
    NoProcedureInForce,
    StartsElsewhere,
)
from grievances.states import GRIEVANCE
from laborrel.access.desks import open_team_beside
from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.audit.events import record
from laborrel.drafts.editing import save_over
from laborrel.organization.models import BargainingUnit, Department, Employee, Representative

ARBITRATION = "arbitration"
AMENDABLE = frozenset({
    "title", "kind", "department", "agency_number", "issue", "discipline", "occurred_on", "known_on", "statement",
    "remedy_asked", "representative",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class GrievantNamed:
    """One grievant as typed: an employee on record, or a name."""

    full_name: str
    employee: Employee | None = None
    job_title: str = ""
    remedy_asked: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """A provision as the union cited it, linked to the clause when the library has it."""

    article: str
    clause: Clause | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """Everything a grievance form says. `filed_on` is the date that counts by the filing-date rule."""

    kind: str
    title: str
    department: Department
    issue: IssueCode
    agreement: Agreement
    filed_on: date
    occurred_on: date | None = None
    known_on: date | None = None
    discipline: str = ""
    statement: str = ""
    remedy_asked: str = ""
    agency_number: str = ""
    moved_by: str = ""
    representative: Representative | None = None
    holder: Any = None
    at_step: int | None = None  # where the union may choose to begin higher; None: where the contract begins it
    grievants: list[GrievantNamed] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)

    @property
    def event_on(self) -> date:
        """The day whose contract governs: the event, else knowledge of it, else the filing."""
        return self.occurred_on or self.known_on or self.filed_on


@transaction.atomic
def receive(
    *, by: Any, at: datetime, unit: BargainingUnit, received_on: date, method: str = "hand", is_sealed: bool = False
) -> Grievance:
    """Log a grievance the moment it arrives: it has its number before anything else is known."""
    require(by, FILE_GRIEVANCE)
    if received_on > localdate(at):
        raise DateInFuture
    desk = Scope.objects.filter(kind=Scope.Kind.UNIT_DESK, unit=unit).first()
    if desk is None:
        raise NoDeskForUnit
    number = next_case_number(received_on=received_on, is_sealed=is_sealed)
    scope = desk
    if is_sealed:
        scope, _ = open_team_beside(desk=desk, title=f"Sealed case {number}", is_sealed=True, by=by, at=at)
    grievance = Grievance(
        scope=scope,
        number=number,
        unit=unit,
        received_on=received_on,
        received_by_method=method,
        created_by=by,
        created_at=at,
        holder=by,
    )
    require(by, FILE_GRIEVANCE, grievance)
    grievance.save(force_insert=True)
    record("grievances.receive", by=by, at=at, scope=scope, matter=grievance, received_on=received_on, method=method)
    return grievance


@transaction.atomic
def file(*, grievance: Grievance, by: Any, at: datetime, filing: Filing, revision: int | None = None) -> Grievance:
    """Turn a receipt into a case at its first step, on the procedure in force on the day of the event."""
    require(by, FILE_GRIEVANCE, grievance)
    state = GRIEVANCE.after("file", state=grievance.state)
    _refuse_impossible_dates(filing, at)
    if filing.agreement.unit_id != grievance.unit_id:
        raise AgreementOfAnotherUnit
    procedure = procedure_in_force(filing.agreement, on=filing.event_on)
    if procedure is None:
        raise NoProcedureInForce
    _refuse_wrong_party(filing, procedure)
    refuse_blind_holder(grievance, filing.holder or by)
    sequence = first_step(procedure, filing)
    if procedure.steps.get(sequence=sequence).kind == ARBITRATION:
        state = GRIEVANCE.after("refer", state=state)
    save_over(
        grievance,
        revision=grievance.revision if revision is None else revision,
        state=state,
        procedure=procedure,
        **_facts(filing, by),
    )
    _name_grievants(grievance, filing.grievants)
    visit = enter_step(
        grievance=grievance,
        sequence=sequence,
        came_by=StepVisit.CameBy.FILED,
        filed_on=filing.filed_on,
        received_on=grievance.received_on,
        method=grievance.received_by_method,
        moved_by=filing.moved_by,
    )
    cite(visit=visit, citations=filing.citations, cited_by="union", on=filing.filed_on)
    record(
        "grievances.file", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        step=visit.name, filed_by=filing.moved_by,
    )  # fmt: skip
    look_at_clocks(grievance=grievance, by=by, at=at)
    return grievance


def first_step(procedure: GrievanceProcedure, filing: Filing) -> int:
    """The step at which this matter begins: the first, unless the contract starts its kind higher.

    Where the contract leaves the choice, the higher step is taken unless the filing says that it came to the first.
    """
    topics = {filing.discipline, filing.issue.topic, filing.kind} - {""}
    starts = [start for start in procedure.start_steps.all() if start.topic in topics]
    lowest = procedure.steps.order_by("sequence").values_list("sequence", flat=True)[0]
    if filing.at_step is None:
        return max((start.sequence for start in starts), default=lowest)
    allowed = {start.sequence for start in starts}
    if all(start.is_optional for start in starts):
        allowed.add(lowest)
    if filing.at_step not in allowed:
        raise StartsElsewhere
    return filing.at_step


@transaction.atomic
def amend(*, grievance: Grievance, by: Any, at: datetime, revision: int, **changes: Any) -> Grievance:
    """Correct the facts of a case. Dates that start clocks recompute them; the earlier dates stay on record."""
    require(by, WORK_GRIEVANCE, grievance)
    if unknown := changes.keys() - AMENDABLE:
        raise ValueError(f"Not facts of a case: {', '.join(sorted(unknown))}.")
    _refuse_impossible_facts(grievance, changes, at)
    before = {name: getattr(grievance, name) for name in changes}
    save_over(grievance, revision=revision, **changes)
    changed = {name: [before[name], changes[name]] for name in changes if before[name] != changes[name]}
    record("grievances.amend", by=by, at=at, scope=grievance.scope_id, matter=grievance, changed=_words(changed))
    if grievance.procedure_id:
        look_at_clocks(grievance=grievance, by=by, at=at, because="the facts of the case were corrected")
    return grievance


def cite(*, visit: StepVisit, citations: list[Citation], cited_by: str, on: date) -> None:
    """Record provisions cited at a step (part of a verb; records no event of its own)."""
    CitedClause.objects.bulk_create(
        CitedClause(
            scope_id=visit.scope_id,
            visit=visit,
            article=citation.article,
            clause=citation.clause,
            cited_by=cited_by,
            cited_on=on,
        )
        for citation in citations
    )


def _name_grievants(grievance: Grievance, named: list[GrievantNamed]) -> None:
    Grievant.objects.bulk_create(
        Grievant(
            scope_id=grievance.scope_id,
            grievance=grievance,
            employee=each.employee,
            full_name=each.full_name,
            job_title=each.job_title,
            remedy_asked=each.remedy_asked,
        )
        for each in named
    )


def _facts(filing: Filing, by: Any) -> dict[str, Any]:
    names = (
        "kind title department issue agreement occurred_on known_on discipline statement remedy_asked agency_number"
        " representative"
    )
    return {name: getattr(filing, name) for name in names.split()} | {"holder": filing.holder or by}


def _refuse_impossible_dates(filing: Filing, at: datetime) -> None:
    if filing.filed_on > localdate(at):
        raise DateInFuture
    if filing.filed_on < filing.event_on:
        raise DateBeforeEvent
    if filing.occurred_on and filing.known_on and filing.known_on < filing.occurred_on:
        raise DateBeforeEvent


def _refuse_impossible_facts(grievance: Grievance, changes: dict[str, Any], at: datetime) -> None:
    occurred_on = changes.get("occurred_on", grievance.occurred_on)
    known_on = changes.get("known_on", grievance.known_on)
    first_filed_on = grievance.visits.order_by("filed_on").values_list("filed_on", flat=True).first()
    last_on = first_filed_on or grievance.received_on
    for on in filter(None, (occurred_on, known_on)):
        if on > localdate(at):
            raise DateInFuture
        if on > last_on:
            raise DateBeforeEvent
    if occurred_on and known_on and known_on < occurred_on:
        raise DateBeforeEvent


def _refuse_wrong_party(filing: Filing, procedure: GrievanceProcedure) -> None:
    if filing.kind in {Grievance.Kind.INDIVIDUAL, Grievance.Kind.GROUP} and not filing.grievants:
        raise NoGrievant
    employees = [each.employee.pk for each in filing.grievants if each.employee]
    if len(employees) != len(set(employees)):
        raise GrievantTwice
    least = procedure.least_grievants_in_a_group
    if filing.kind == Grievance.Kind.GROUP and len(filing.grievants) < least:
        raise GroupNeedsMore


def _words(changed: dict[str, list[Any]]) -> dict[str, list[str]]:
    return {name: [str(old or ""), str(new or "")] for name, (old, new) in changed.items()}
