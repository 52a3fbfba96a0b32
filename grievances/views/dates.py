"""Why this date, and every date of a case on both sides, step by step; each also as a paper a witness can be shown."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from grievances.access import SEE_GRIEVANCE
from grievances.case_page import identity_of
from grievances.exports.why import dates_pdf, why_pdf
from grievances.models import DueDate, Grievance
from grievances.views.seeing import case_or_404, note_reading
from grievances.why import Why, with_agreements
from grievances.why import why as explain
from laborrel.access.policy import requires
from laborrel.audit.models import Reading
from laborrel.documents.models import Document
from laborrel.documents.views.download import as_attachment
from laborrel.web.rendering import page_or_fragment


@require_safe
@requires(SEE_GRIEVANCE)
def why(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    explained = _explained(request, number, pk)
    note_reading(request, explained.grievance, explained.title)
    return page_or_fragment(request, "grievances/why.html", _why_context(explained))


@require_safe
@requires(SEE_GRIEVANCE)
def why_paper(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    explained = _explained(request, number, pk)
    note_reading(request, explained.grievance, explained.title, Reading.Act.EXPORTED)
    made = why_pdf(explained, printed_by=request.user, at=timezone.now())
    return as_attachment(made, name=f"{number} why {explained.row.clock}.pdf", media_type="application/pdf")


@require_safe
@requires(SEE_GRIEVANCE)
def dates(request: HttpRequest, number: str) -> HttpResponse:
    grievance = case_or_404(request, number, "extensions", "holds")
    note_reading(request, grievance, "dates")
    return page_or_fragment(request, "grievances/dates.html", _dates_context(request, grievance))


@require_safe
@requires(SEE_GRIEVANCE)
def dates_paper(request: HttpRequest, number: str) -> HttpResponse:
    grievance = case_or_404(request, number, "extensions", "holds")
    note_reading(request, grievance, "dates", Reading.Act.EXPORTED)
    explained = _standing(request, grievance)
    made = dates_pdf(grievance, explained, printed_by=request.user, at=timezone.now())
    return as_attachment(made, name=f"{number} dates.pdf", media_type="application/pdf")


def _rows(grievance: Grievance) -> list[DueDate]:
    return list(DueDate.objects.filter(grievance=grievance).order_by("step", "clock", "-computed_at", "-id"))


def _explained(request: HttpRequest, number: str, pk: int) -> Why:
    grievance = case_or_404(request, number, "extensions", "holds")
    rows = _rows(grievance)
    row = next((each for each in rows if each.pk == pk), None)
    if row is None:
        raise Http404
    return with_agreements(
        [explain(row, grievance, today=timezone.localdate(), others=rows)], _papers(request, grievance)
    )[0]


def _standing(request: HttpRequest, grievance: Grievance) -> list[Why]:
    rows, today = _rows(grievance), timezone.localdate()
    explained = [explain(row, grievance, today=today, others=rows) for row in rows if row.superseded_at is None]
    explained.sort(key=lambda each: (each.row.step, each.row.due_on or date.max))
    return with_agreements(explained, _papers(request, grievance))


def _papers(request: HttpRequest, grievance: Grievance) -> list[Document]:
    agreed = [*grievance.extensions.all(), *grievance.holds.all()]
    keys = [row.document_id for row in agreed if row.document_id]
    return list(Document.objects.visible_to(request.user).filter(pk__in=keys)) if keys else []


def _why_context(explained: Why) -> dict[str, Any]:
    return {"why": explained, "grievance": explained.grievance, "identity": identity_of(explained.grievance)}


def _dates_context(request: HttpRequest, grievance: Grievance) -> dict[str, Any]:
    explained = _standing(request, grievance)
    steps: dict[str, list[Why]] = {}
    for each in explained:
        steps.setdefault(each.step_name, []).append(each)
    return {"grievance": grievance, "identity": identity_of(grievance), "steps": list(steps.items())}
