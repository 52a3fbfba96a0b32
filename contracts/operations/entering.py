"""Enter an agreement from its data: term, clauses, work calendar with its holidays, and the grievance procedure."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from contracts.access import KEEP_CONTRACTS
from contracts.ladder_rows import clock_fields, exclusion_fields, procedure_fields, start_fields, step_fields
from contracts.models import Agreement, Clause, Exclusion, GrievanceProcedure, ProcedureStep, StartStep, StepClock
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record
from laborrel.organization.models import BargainingUnit
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from laborrel.workdays.observed import HolidayList

SHIPPED = Path(__file__).resolve().parent.parent / "procedures"
YEARS_BEYOND_THE_TERM = 3  # an expired agreement goes on until a successor begins


class AgreementAlreadyEntered(Exception):
    """An agreement of this title was already entered for this unit."""


class AgreementDataIncomplete(Exception):
    """The data of this agreement is not complete, so nothing was entered."""

    def __init__(self, missing: str) -> None:
        super().__init__(f"{self.__doc__} Missing or unusable: {missing}.")


def shipped_agreements() -> dict[str, dict[str, Any]]:
    """The agreements that come with the product, by file name without its ending."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(SHIPPED.glob("*.json"))}


def enter_agreement(*, by: Any, at: datetime, unit: BargainingUnit, data: dict[str, Any]) -> Agreement:
    """Enter one agreement whole or not at all; `data` has the form of the files in contracts/procedures."""
    require(by, KEEP_CONTRACTS)
    try:
        return _entered(by, at, unit, data)
    except (KeyError, ValueError) as fault:
        raise AgreementDataIncomplete(str(fault)) from fault


@transaction.atomic
def _entered(by: Any, at: datetime, unit: BargainingUnit, data: dict[str, Any]) -> Agreement:
    agreement = _agreement(unit, data["agreement"])
    clauses = _clauses(agreement, data["clauses"], is_verbatim=data["agreement"].get("is_verbatim", True))
    calendar = _calendar(agreement, data, at)
    procedure = enter_procedure(
        agreement, calendar, clauses, data["procedure"], least_grievants=data.get("least_grievants_in_a_group", 0)
    )
    record(
        "contracts.enter_agreement", by=by, at=at, scope=office_scope(), label=agreement.title,
        clauses=len(clauses), steps=procedure.steps.count(),
    )  # fmt: skip
    return agreement


def _agreement(unit: BargainingUnit, facts: dict[str, Any]) -> Agreement:
    if Agreement.objects.filter(unit=unit, title=facts["title"]).exists():
        raise AgreementAlreadyEntered
    return Agreement.objects.create(
        unit=unit,
        title=facts["title"],
        effective_on=date.fromisoformat(facts["effective_on"]),
        expires_on=_day(facts.get("expires_on")),
        signed_on=_day(facts.get("signed_on")),
        source=facts["source"],
    )


def _clauses(agreement: Agreement, rows: list[dict[str, Any]], *, is_verbatim: bool) -> list[Clause]:
    return Clause.objects.bulk_create(
        Clause(
            agreement=agreement,
            number=row["number"],
            title=row.get("title", ""),
            text=row["text"],
            is_verbatim=row.get("is_verbatim", is_verbatim),
            page=row.get("page", ""),
            position=position,
        )
        for position, row in enumerate(rows)
    )


def _calendar(agreement: Agreement, data: dict[str, Any], at: datetime) -> OfficeCalendar:
    """The calendar of that name as the office keeps it, or a new one with the holidays of the term and after."""
    facts, holidays = data["calendar"], data["holidays"]
    calendar, is_new = OfficeCalendar.objects.get_or_create(
        name=facts["name"],
        defaults={
            "weekend": facts.get("weekend", [5, 6]),
            "alternate_closed": facts.get("alternate_closed", []),
            "source": holidays.get("article", ""),
        },
    )
    if is_new:
        ends = agreement.expires_on or agreement.effective_on
        observed = HolidayList.from_data(holidays).dates(
            agreement.effective_on.year, max(ends.year, at.year) + YEARS_BEYOND_THE_TERM
        )
        ClosedDay.objects.bulk_create(
            ClosedDay(calendar=calendar, day=day, name=name[:120]) for day, name in sorted(observed.items())
        )
    return calendar


def enter_procedure(
    agreement: Agreement,
    calendar: OfficeCalendar,
    clauses: list[Clause],
    rows: dict[str, Any],
    *,
    least_grievants: int = 0,
    version: int = 1,
    effective_on: date | None = None,
) -> GrievanceProcedure:
    """Write one version of a procedure, inside a verb that checks the right and records the act."""
    facts = procedure_fields(rows) | {"version": version}
    procedure = GrievanceProcedure.objects.create(
        agreement=agreement,
        effective_on=effective_on or agreement.effective_on,
        calendar=calendar,
        clause=_clause_of_the_steps(clauses, rows["steps"]),
        least_grievants_in_a_group=least_grievants,
        **facts,
    )
    for row in rows["steps"]:
        step = ProcedureStep.objects.create(procedure=procedure, **step_fields(row))
        StepClock.objects.bulk_create(
            StepClock(step=step, position=position, **clock_fields(clock))
            for position, clock in enumerate(row.get("clocks", []))
        )
    Exclusion.objects.bulk_create(
        Exclusion(procedure=procedure, **exclusion_fields(row)) for row in rows.get("exclusions", [])
    )
    StartStep.objects.bulk_create(
        StartStep(procedure=procedure, **start_fields(row)) for row in rows.get("start_steps", [])
    )
    return procedure


def _clause_of_the_steps(clauses: list[Clause], steps: list[dict[str, Any]]) -> Clause | None:
    """The clause most steps point into, by their article numbers ("13.1 Step II" lies in 13.1)."""
    articles = [step.get("article", "") for step in steps]
    holds = {clause.pk: sum(article.startswith(clause.number) for article in articles) for clause in clauses}
    best = max(clauses, key=lambda clause: (holds[clause.pk], len(clause.number)), default=None)
    return best if best is not None and holds[best.pk] else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
