"""More time and standing still: extensions and their proof, abeyance and its end."""

from typing import Any

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from grievances.access import WORK_GRIEVANCE
from grievances.forms.more_time import ExtendForm, HoldForm, ProveForm, ReleaseForm
from grievances.models import DueDate, Extension, Grievance, Hold
from grievances.operations import extending
from grievances.views.acting import attached, case_for, page_on
from laborrel.access.policy import requires
from laborrel.drafts.acting import act_on, bound


@requires(WORK_GRIEVANCE)
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Choose a time limit that runs, or ran out where the case stands; give it more time."""
    case = case_for(request, number, WORK_GRIEVANCE)
    dates = _extendable(case)
    form = bound(request, ExtendForm, dates=dates)
    page = page_on(
        case, "Extend a time limit", "Record the extension", template="grievances/acts/extend.html",
        said="The extension is on record.", context={"unproven": _unproven(case)},
    )  # fmt: skip
    if not dates:
        page.refusal = "No time limit is running on this case."

    def act() -> Extension:
        paper = attached(request, form, case, kind="extension", title=f"Extension agreed, {case.number}")
        page.said = (
            "The extension moves the date." if paper else "On record, unproven until the signed paper is attached."
        )
        return extending.extend(grievance=case, by=request.user, at=timezone.now(), document=paper, **form.extension())

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def prove_extension(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    extension = get_object_or_404(Extension, pk=pk, grievance=case)
    form = bound(request, ProveForm)
    page = page_on(case, "Attach the signed extension", "Attach it", said="The extension is proven and moves the date.")
    page.lead = f"{extension}, with {extension.agreed_with}."

    def act() -> Extension:
        extension.grievance = case
        paper = attached(request, form, case, kind="extension", title=f"Extension agreed, {case.number}")
        return extending.prove_extension(extension=extension, by=request.user, at=timezone.now(), document=paper)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def hold(request: HttpRequest, number: str) -> HttpResponse:
    """Both sides let the case rest, often behind a lead case."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, HoldForm, user=request.user)
    page = page_on(case, "Hold in abeyance", "Hold it", said="Held: the clocks stand still.")
    page.lead = "By agreement of both sides. The clocks go on where they stood when the hold ends."
    if case.is_held:
        page.refusal = "This case is already held in abeyance."

    def act() -> Hold:
        typed = {name: value for name, value in form.cleaned_data.items() if name != "paper"}
        paper = attached(request, form, case, kind="abeyance", title=f"Agreement to hold {case.number}")
        return extending.hold(grievance=case, by=request.user, at=timezone.now(), document=paper, **typed)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def release(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, ReleaseForm)
    page = page_on(case, "End the abeyance", "End it", said="The clocks run again.")
    if not case.is_held:
        page.refusal = "This case is not held in abeyance."

    def act() -> Hold:
        return extending.release(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


def _extendable(case: Grievance) -> list[DueDate]:
    """What runs, and what ran out where the case stands: an agreement of before the last day counts still."""
    dates = DueDate.objects.filter(grievance=case, superseded_at__isnull=True, due_on__isnull=False)
    here = Q(state="lapsed", step__gte=case.step or 0)
    return list(dates.filter(Q(state="running") | here).order_by("due_on", "pk")) if case.is_open else []


def _unproven(case: Grievance) -> Any:
    return case.extensions.filter(document__isnull=True)
