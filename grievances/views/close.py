"""How a case ends: withdrawn or closed with an outcome; what each grievant was granted; and facts corrected."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from grievances.access import WORK_GRIEVANCE
from grievances.forms.close import AmendForm, CloseForm, RemediesForm, WithdrawForm
from grievances.models import Grievance
from grievances.operations import closing, filing
from grievances.views.acting import case_for, page_on
from laborrel.access.policy import requires
from laborrel.drafts.acting import act_on, bound, row


@requires(WORK_GRIEVANCE)
def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, WithdrawForm)
    page = page_on(
        case, "Record a withdrawal", "Record it and close the case", verb="withdraw",
        said=f"{case.number} is closed as withdrawn.", check=lambda: _typed_rows(form),
        check_title="Check the withdrawal before the case is closed",
    )  # fmt: skip

    def act() -> Grievance:
        return closing.withdraw(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def close(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, CloseForm)
    page = page_on(
        case, "Close the case", "Close it", verb="close", said=f"{case.number} is closed.",
        check=lambda: _typed_rows(form), check_title="Check before the case is closed",
    )  # fmt: skip

    def act() -> Grievance:
        return closing.close(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def remedies(request: HttpRequest, number: str) -> HttpResponse:
    """What each grievant was granted, person by person."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, RemediesForm, case=case)
    page = page_on(case, "Record the remedies granted", "Record them", said="The remedies are on record.")
    if not form.people:
        page.refusal = "No grievant is named on this case."

    def act() -> None:
        for person, remedy in form.granted():
            person.grievance = case
            closing.grant_remedy(grievant=person, by=request.user, at=timezone.now(), remedy=remedy)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def amend(request: HttpRequest, number: str) -> HttpResponse:
    """Correct the facts; dates that start clocks are computed anew, and the earlier ones stay on record."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, AmendForm, case=case)
    page = page_on(case, "Correct the facts", "Save", said="The facts are corrected.")
    if case.procedure_id is None:
        page.refusal = "The grievance is not entered yet."

    def act() -> Any:
        changes = dict(form.cleaned_data)
        revision = changes.pop("revision")
        return filing.amend(grievance=case, by=request.user, at=timezone.now(), revision=revision, **changes)

    return act_on(request, form, act, page)


def _typed_rows(form: Any) -> list[dict[str, Any]]:
    return [row(form.fields[name].label, value) for name, value in form.cleaned_data.items()]
