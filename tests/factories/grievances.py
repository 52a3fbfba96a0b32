"""Small cases made the way the office makes them: received, filed, moved on by the verbs themselves."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from contracts.models import Agreement
from grievances.models import Grievance, IssueCode, OutcomeCode
from grievances.operations.filing import Citation, Filing, GrievantNamed, file, receive
from laborrel.access.wall import reading_as
from laborrel.organization.models import BargainingUnit, Department
from tests.factories.contracts import small_agreement
from tests.factories.office import NOW, SmallOffice

RECEIVED = date(2026, 3, 2)  # a Monday; the small agreement's answer falls due ten business days later
ISSUES = {"OVERTIME": "Overtime", "DISCIPLINE": "Discipline", "EXAM": "Examinations"}
OUTCOMES = {"SETTLED": "Settled", "WITHDRAWN": "Withdrawn", "GRANTED": "Granted", "DENIED": "Denied"}


def code_lists() -> None:
    """The coded values the verbs look for. Safe to call again."""
    for code, name in ISSUES.items():
        IssueCode.objects.get_or_create(code=code, defaults={"name": name})
    for code, name in OUTCOMES.items():
        OutcomeCode.objects.get_or_create(code=code, defaults={"name": name, "is_resolved": code != "WITHDRAWN"})


def agreement_of(unit: BargainingUnit) -> Agreement:
    """The unit's small agreement, made when first asked for."""
    return Agreement.objects.filter(unit=unit).first() or small_agreement(unit)


def received(
    office: SmallOffice,
    *,
    by: Any = None,
    unit: BargainingUnit | None = None,
    received_on: date = RECEIVED,
    at: datetime = NOW,
    is_sealed: bool = False,
) -> Grievance:
    """A grievance that has its number and nothing else, logged by its holder (by default `office.holder`)."""
    by = by or office.holder
    with reading_as(by):
        return receive(by=by, at=at, unit=unit or office.clerical, received_on=received_on, is_sealed=is_sealed)


def filed(
    office: SmallOffice,
    *,
    by: Any = None,
    unit: BargainingUnit | None = None,
    received_on: date = RECEIVED,
    at: datetime = NOW,
    is_sealed: bool = False,
    title: str = "Overtime not offered by seniority",
    grievants: Sequence[str] = ("Ada Example",),
    issue: str = "OVERTIME",
    department: Department | None = None,
    holder: Any = None,
    cited: Sequence[str] = ("12.3",),
    **facts: Any,
) -> Grievance:
    """A grievance at the first step of its unit's small agreement, its clocks running."""
    by = by or office.holder
    code_lists()
    grievance = received(office, by=by, unit=unit, received_on=received_on, at=at, is_sealed=is_sealed)
    filing = Filing(
        kind="individual" if len(grievants) == 1 else "group",
        title=title,
        department=department or office.parks,
        issue=IssueCode.objects.get(code=issue),
        agreement=agreement_of(grievance.unit),
        filed_on=received_on,
        occurred_on=facts.pop("occurred_on", received_on - timedelta(days=3)),
        holder=holder,
        grievants=[GrievantNamed(name) for name in grievants],
        citations=[Citation(article) for article in cited],
        **facts,
    )
    with reading_as(by):
        return file(grievance=grievance, by=by, at=at, filing=filing)
