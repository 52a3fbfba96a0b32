"""The reports on screen, on paper and as a workbook: the same figures, computed now, within the reader's reach."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from grievances.access import SEE_REPORTS
from grievances.exports.report import as_paper, as_workbook
from grievances.forms.report import PeriodForm, YearForm, offered_periods
from grievances.queries import caseload
from grievances.queries.figures import Figures, Period
from laborrel.access.policy import requires
from laborrel.documents.views.download import as_attachment
from laborrel.documents.workbook import MEDIA_TYPE
from laborrel.web.rendering import UNPROCESSABLE, page_or_fragment

_PLAIN: dict[str, Callable[[Any, Period], Figures]] = {
    "caseload": caseload.caseload,
    "disposition": caseload.disposition,
    "timeliness": caseload.timeliness,
}
YEAR = "year"
TITLES = {
    "caseload": "Caseload",
    "disposition": "Disposition by step of resolution",
    "timeliness": "Timeliness of both sides",
    YEAR: "One specialist's year",
}
_LAST_YEAR = 1  # of the periods offered: the one a report opens with


@dataclass(frozen=True, slots=True)
class Answered:
    form: PeriodForm
    figures: Figures | None


@require_safe
@requires(SEE_REPORTS)
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """One report on screen."""
    answered = _answered(request, slug)
    query = request.GET.urlencode()
    context = {
        "title": TITLES[slug],
        "form": answered.form,
        "figures": answered.figures,
        "periods": _periods(request, slug, answered.form),
        "xlsx_url": f"{reverse('grievances:report_xlsx', args=[slug])}?{query}",
        "pdf_url": f"{reverse('grievances:report_pdf', args=[slug])}?{query}",
    }
    status = UNPROCESSABLE if answered.form.errors else 200
    return page_or_fragment(request, "grievances/report.html", context, fragment="report", status=status)


@require_safe
@requires(SEE_REPORTS)
def report_xlsx(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows as a workbook."""
    figures = _figures_or_404(request, slug)
    return as_attachment(as_workbook(figures), name=f"{figures.title}.xlsx", media_type=MEDIA_TYPE)


@require_safe
@requires(SEE_REPORTS)
def report_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same rows on paper."""
    figures = _figures_or_404(request, slug)
    paper = as_paper(figures, at=timezone.now(), by=request.user.full_name)
    return as_attachment(paper, name=f"{figures.title}.pdf", media_type="application/pdf")


def _figures_or_404(request: HttpRequest, slug: str) -> Figures:
    if slug not in TITLES:
        raise Http404
    figures = _answered(request, slug).figures
    if figures is None:
        raise Http404
    return figures


def _answered(request: HttpRequest, slug: str) -> Answered:
    """The form as asked, or with last year, and the figures when it can be answered."""
    asked = request.GET.copy()
    usual = offered_periods(localdate())[_LAST_YEAR][1]
    asked.setdefault("first", _typed(usual.first))
    asked.setdefault("last", _typed(usual.last))
    if slug != YEAR:
        form = PeriodForm(asked)
        return Answered(form, _PLAIN[slug](request.user, form.period) if form.is_valid() else None)
    holders = caseload.holders(request.user)
    if not holders:
        return Answered(YearForm(holders=[]), None)
    mine = [pk for pk, _ in holders if pk == request.user.pk]
    asked.setdefault("specialist", str(mine[0] if mine else holders[0][0]))
    form = YearForm(asked, holders=holders)
    if not form.is_valid():
        return Answered(form, None)
    specialist = get_user_model().objects.get(pk=form.cleaned_data["specialist"])
    return Answered(form, caseload.year_of(request.user, specialist, form.period))


def _periods(request: HttpRequest, slug: str, form: PeriodForm) -> list[dict[str, Any]]:
    shown = form.period if form.is_bound and form.is_valid() else None
    periods = []
    for label, period in offered_periods(localdate()):
        asked = request.GET.copy()
        asked["first"], asked["last"] = _typed(period.first), _typed(period.last)
        url = f"{reverse(f'grievances:report_{slug}')}?{asked.urlencode()}"
        periods.append({"label": label, "url": url, "is_current": period == shown})
    return periods


def _typed(day: date) -> str:
    """A day as a person would type it into the form."""
    return f"{day:%-d %b %Y}"
