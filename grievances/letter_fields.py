"""The words of a case that a letter template may ask for."""

from typing import Any

from grievances.models import CitedClause, Grievance
from laborrel.correspondence.matters import MatterKind
from laborrel.web.wording import day_words

EXAMPLES = {
    "case_number": "2026-0012",
    "title": "Overtime not offered by seniority",
    "grievant": "Ada Example",
    "unit": "Clerical",
    "union": "Local 1",
    "department": "Parks",
    "article": "12.3",
    "step": "Step 2",
    "received_on": "Mon 9 Mar 2026",
    "representative": "Lou Steward",
}


def fields_of(case: Grievance) -> dict[str, str]:
    """Names of `EXAMPLES` with the case's own words; empty where the case does not say."""
    cited = CitedClause.objects.filter(visit__grievance=case, replaced_by__isnull=True)
    return {
        "case_number": case.number,
        "title": case.title,
        "grievant": ", ".join(each.full_name for each in case.grievants.all()),
        "unit": case.unit.name,
        "union": case.unit.union.name,
        "department": case.department.name if case.department else "",
        "article": ", ".join(dict.fromkeys(each.article for each in cited)),
        "step": case.step_name,
        "received_on": day_words(case.received_on),
        "representative": case.representative.full_name if case.representative else "",
    }


def case_numbered(user: Any, number: str) -> Grievance | None:
    """The case of that number, if this person may see it."""
    cases = Grievance.objects.visible_to(user).select_related("scope", "unit__union", "department", "representative")
    found: Grievance | None = cases.filter(number=number).first()
    return found


CASES = MatterKind(Grievance, case_numbered, fields_of, EXAMPLES)
