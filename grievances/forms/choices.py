"""What a person may choose from: never more than the person may see, and nothing retired."""

from typing import Any

from django.db.models import Q, QuerySet

from contracts.models import Agreement, Clause, ProcedureStep
from grievances.access import FILE_GRIEVANCE
from grievances.models import IssueCode, OutcomeCode
from laborrel.access.models import Scope
from laborrel.access.reach import reach_of
from laborrel.organization.models import BargainingUnit, Department, Employee, Representative

DISCIPLINES = [
    ("", "None"),
    ("reprimand", "Reprimand"),
    ("suspension", "Suspension"),
    ("pay_reduction", "Reduction of pay"),
    ("demotion", "Demotion"),
    ("discharge", "Discharge"),
    ("discipline", "Other discipline"),
]
_MOST_FOUND = 40


def units_worked_by(user: Any) -> QuerySet[BargainingUnit]:
    """The units whose desk this person works."""
    desks = Scope.objects.filter(kind=Scope.Kind.UNIT_DESK, pk__in=sorted(reach_of(user).rows(FILE_GRIEVANCE)))
    return BargainingUnit.objects.filter(pk__in=desks.values("unit"), is_retired=False)


def employees_like(words: str, *, units: Any) -> QuerySet[Employee]:
    """Employees of these units by a piece of the name or the beginning of the number."""
    found = Employee.objects.filter(unit__in=units)
    for word in words.split()[:6]:
        found = found.filter(Q(full_name__icontains=word) | Q(number__istartswith=word))
    return found.select_related("department")[:_MOST_FOUND]


def clauses_of(unit: BargainingUnit) -> QuerySet[Clause]:
    return Clause.objects.filter(agreement__unit=unit).select_related("agreement")


def agreements_of(unit: BargainingUnit) -> QuerySet[Agreement]:
    return Agreement.objects.filter(unit=unit).order_by("-effective_on")


def steps_of(unit: BargainingUnit) -> list[tuple[int, str]]:
    """The steps of the unit's procedures, by their place; arbitration is nowhere a beginning."""
    steps = ProcedureStep.objects.filter(procedure__agreement__unit=unit).exclude(kind="arbitration")
    named: dict[int, str] = {}
    for sequence, name in steps.order_by("-procedure__effective_on", "sequence").values_list("sequence", "name"):
        named.setdefault(sequence, name)
    return sorted(named.items())


def departments() -> QuerySet[Department]:
    return Department.objects.filter(is_retired=False)


def issues() -> QuerySet[IssueCode]:
    return IssueCode.objects.filter(is_retired=False)


def outcomes() -> QuerySet[OutcomeCode]:
    return OutcomeCode.objects.filter(is_retired=False)


def representatives_of(unit: BargainingUnit) -> QuerySet[Representative]:
    return Representative.objects.filter(union=unit.union_id, is_retired=False)


def clause_cited(article: str, *, agreement: Agreement | None) -> Clause | None:
    """The one clause of the agreement that is meant by `12.3` or by `12.3 Overtime`; none when two could be."""
    if agreement is None or not article:
        return None
    number = article.split(maxsplit=1)[0]
    found = list(Clause.objects.filter(agreement=agreement, number__iexact=number))
    exact = [clause for clause in found if str(clause).casefold() == article.casefold()]
    if exact:
        return exact[0]
    return found[0] if len(found) == 1 and article.casefold() == found[0].number.casefold() else None
