"""A small agreement with a procedure of three steps: answer in 10 business days, appeal in 10, then arbitration."""

from datetime import date

from contracts.models import (
    Agreement,
    Clause,
    Exclusion,
    GrievanceProcedure,
    ProcedureStep,
    StartStep,
    StepClock,
)
from laborrel.organization.models import BargainingUnit
from laborrel.workdays.models import ClosedDay, OfficeCalendar

BUSINESS_10 = {"n": 10, "unit": "business"}


def small_agreement(unit: BargainingUnit) -> Agreement:
    """Everything one unit needs to grieve in 2025-2027: agreement, two clauses, calendar, procedure."""
    agreement = Agreement.objects.create(
        unit=unit,
        title=f"{unit.name} agreement 2025-2027",
        effective_on=date(2025, 1, 1),
        expires_on=date(2027, 12, 31),
        source="Invented for tests.",
    )
    clause = Clause.objects.create(agreement=agreement, number="9", title="Grievances", text="Days are business days.")
    Clause.objects.create(
        agreement=agreement, number="12.3", title="Overtime", text="Overtime is offered by seniority.", position=1
    )
    calendar = OfficeCalendar.objects.create(name=f"{unit.name} calendar", weekend=[5, 6])
    ClosedDay.objects.create(calendar=calendar, day=date(2026, 5, 25), name="Memorial Day")
    procedure = GrievanceProcedure.objects.create(
        agreement=agreement,
        effective_on=date(2025, 1, 1),
        calendar=calendar,
        articles="9",
        day_definition="Business days.",
        clause=clause,
    )
    _steps(procedure)
    Exclusion.objects.create(
        procedure=procedure, topic="examination", title="Examinations", forum="Civil Service Commission", form="CS-4"
    )
    StartStep.objects.create(procedure=procedure, topic="discharge", sequence=2, article="9.4")
    return agreement


def _steps(procedure: GrievanceProcedure) -> None:
    first = _step(procedure, 1, "Step 1", "written", "Supervisor")
    _clock(first, "file", "file", "theirs", "file the grievance", [{"kind": "known"}, {"kind": "occurred"}], "waived")
    _clock(first, "answer", "answer", "ours", "answer in writing", [{"kind": "filing_received"}], "right_to_advance")
    second = _step(procedure, 2, "Step 2", "written", "Labor Relations")
    _clock(
        second, "file", "file", "theirs", "appeal to Step 2",
        [{"kind": "answer_received", "step": 1}, {"kind": "answer_lapsed", "step": 1}], "settled_on_last_answer",
    )  # fmt: skip
    _clock(second, "answer", "answer", "ours", "answer in writing", [{"kind": "filing_received"}], "deemed_denied")
    third = _step(procedure, 3, "Arbitration", "arbitration", "Arbitrator")
    _clock(
        third, "file", "file", "theirs", "demand arbitration",
        [{"kind": "answer_received", "step": 2}, {"kind": "answer_lapsed", "step": 2}], "waived",
    )  # fmt: skip


def _step(procedure: GrievanceProcedure, sequence: int, name: str, kind: str, answered_by: str) -> ProcedureStep:
    return ProcedureStep.objects.create(
        procedure=procedure,
        sequence=sequence,
        name=name,
        kind=kind,
        moved_by="Union",
        answered_by=answered_by,
        article=f"9.{sequence}",
    )


def _clock(
    step: ProcedureStep, key: str, kind: str, side: str, act: str, triggers: list[dict[str, object]], lapse: str
) -> None:
    met_by = {"file": ["filed"], "answer": ["answered"]}[kind]
    StepClock.objects.create(
        step=step,
        position=StepClock.objects.filter(step=step).count(),
        key=key,
        kind=kind,
        side=side,
        act=act,
        period=BUSINESS_10,
        triggers=triggers,
        met_by=met_by,
        lapse=lapse,
        article=step.article,
    )
