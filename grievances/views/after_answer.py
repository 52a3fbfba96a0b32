"""Around an answer: when it was received, and the timeliness objection it must preserve."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from grievances.access import WORK_GRIEVANCE
from grievances.forms.answer import ObjectionForm, ReceiptForm
from grievances.models import Answer, Grievance
from grievances.operations import answering
from grievances.operations.clocks import object_untimely, standing_of
from grievances.views.acting import case_for, page_on
from laborrel.access.policy import requires
from laborrel.correspondence.models import Letter
from laborrel.drafts.acting import act_on, bound


@requires(WORK_GRIEVANCE)
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The day the other side had our answer in hand."""
    case = case_for(request, number, WORK_GRIEVANCE)
    issued = Answer.objects.filter(visit__grievance=case, issued_on__isnull=False).select_related("visit").last()
    form = bound(request, ReceiptForm)
    page = page_on(case, "Record when the answer was received", "Record it", said="The receipt is on record.")
    if issued is None:
        page.refusal = "No answer was issued on this case yet."
    else:
        page.lead = f"Answer at {issued.visit.name}, issued {issued.issued_on:%a %-d %b %Y}."

    def act() -> Answer | None:
        if issued is None:
            raise answering.NotIssued
        issued.visit.grievance = case
        received_on = form.cleaned_data["received_on"]
        return answering.record_receipt(answer=issued, by=request.user, at=timezone.now(), received_on=received_on)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def objection(request: HttpRequest, number: str) -> HttpResponse:
    """Raise the timeliness objection; a draft that was begun before gets its words."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, ObjectionForm, initial={"objection": case.objection or _proposed(case)})
    page = page_on(
        case, "Raise the timeliness objection", "Raise it",
        lead="It is preserved, with the day and your name, in every later answer.",
        said="The objection is raised and stands in every later answer.",
    )  # fmt: skip
    if case.step is None or not case.is_open:
        page.refusal = "The objection is raised on an open case at a step."

    def act() -> Grievance:
        now, words = timezone.now(), form.cleaned_data["objection"]
        raised = object_untimely(grievance=case, by=request.user, at=now, objection=words)
        _preserve(request, raised)
        return raised

    return act_on(request, form, act, page)


def _proposed(case: Grievance) -> str:
    """The missed time limits in words, as the clocks know them."""
    if case.procedure_id is None:
        return ""
    return "\n\n".join(standing_of(case, as_of=localdate()).defences)


def _preserve(request: HttpRequest, case: Grievance) -> None:
    begun = (
        Answer.objects.filter(visit__grievance=case, issued_on=None, letter__isnull=False)
        .select_related("visit")
        .last()
    )
    if begun is None:
        return
    draft = Letter.objects.visible_to(request.user).filter(pk=begun.letter_id, state="draft").exists()
    if draft:
        begun.visit.grievance = case
        answering.preserve_objection(answer=begun, by=request.user, at=timezone.now())
