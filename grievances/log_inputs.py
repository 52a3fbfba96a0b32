"""The loading dock of the log reader: the office's coded values, desks and ladders within one person's reach."""

from typing import Any

from django.contrib.auth import get_user_model

from contracts.models import GrievanceProcedure, ProcedureStep
from grievances.access import IMPORT_LOG, SEE_GRIEVANCE
from grievances.log_reading.known import Known, Ladder, StepOfLadder, Value, ValueList
from grievances.models import Answer, IssueCode, OutcomeCode
from laborrel.access.models import Scope
from laborrel.access.reach import reach_of
from laborrel.access.roles import OFFICE_STAFF
from laborrel.organization.models import BargainingUnit, Coded, Department, Union

_FINDING_WORDS = {
    Answer.Finding.DENIED: ("deny", "not sustained", "rejected"),
    Answer.Finding.GRANTED: ("grant", "sustained", "upheld"),
    Answer.Finding.PARTLY: ("partly", "partially granted", "granted/denied", "modified"),
    Answer.Finding.UNTIMELY: ("late", "not timely"),
    Answer.Finding.NOT_GRIEVABLE: ("non-grievable", "nongrievable"),
    Answer.Finding.OFFER: ("settlement", "offer", "settled"),
}


def known_to(user: Any) -> Known:
    """Everything a log may speak of. About ten queries, whatever the length of the log."""
    desks = desks_of(user)
    staff = list(
        get_user_model().objects.filter(is_active=True, is_service=False, groups__name__in=OFFICE_STAFF).distinct()
    )
    return Known(
        units=_coded("bargaining unit", BargainingUnit),
        unions=_coded("union", Union),
        departments=_coded("department", Department),
        issues=_coded("issue", IssueCode),
        outcomes=_coded("outcome", OutcomeCode),
        findings=ValueList(
            "finding", (Value(key.value, key.value, key.label, words) for key, words in _FINDING_WORDS.items())
        ),
        specialists=ValueList("specialist", (Value(one.pk, one.email, one.full_name) for one in staff)),
        union_of_unit=dict(BargainingUnit.objects.values_list("pk", "union_id")),
        ladders=_ladders(),
        desks=frozenset(desks),
        holders=frozenset(
            (one.pk, unit) for one in staff for unit, desk in desks.items() if desk in reach_of(one).rows(SEE_GRIEVANCE)
        ),
    )


def desks_of(user: Any) -> dict[int, int]:
    """unit -> the desk on which its cases are put, for the desks where this person may import a log."""
    within = reach_of(user).rows(IMPORT_LOG)
    desks = Scope.objects.filter(kind=Scope.Kind.UNIT_DESK, pk__in=within)
    return {unit: desk for unit, desk in desks.values_list("unit_id", "pk") if unit is not None}


def _coded(what: str, model: type[Coded]) -> ValueList:
    rows = model._default_manager.filter(is_retired=False).values_list("pk", "code", "name")
    return ValueList(what, (Value(pk, code, name) for pk, code, name in rows))


def _ladders() -> dict[int | str, tuple[Ladder, ...]]:
    """The procedures of every unit, the latest first; after the last one's term it stays in force."""
    steps: dict[int, list[StepOfLadder]] = {}
    for step in ProcedureStep.objects.order_by("sequence"):
        rung = StepOfLadder(step.sequence, step.name, step.kind == "arbitration", step.is_optional)
        steps.setdefault(step.procedure_id, []).append(rung)
    ladders: dict[int | str, tuple[Ladder, ...]] = {}
    for procedure in GrievanceProcedure.objects.select_related("agreement").order_by("-effective_on", "-version"):
        ladder = Ladder(procedure.pk, procedure.effective_on, procedure.ended_on, tuple(steps.get(procedure.pk, ())))
        unit = procedure.agreement.unit_id
        ladders[unit] = (*ladders.get(unit, ()), ladder)
    return ladders
