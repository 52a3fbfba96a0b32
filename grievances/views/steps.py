"""Record what happens at a step: screening, a meeting, another dated happening, provisions cited."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone

from grievances.access import WORK_GRIEVANCE
from grievances.case_inputs import ladder_of
from grievances.forms.choices import clauses_of
from grievances.forms.steps import CiteForm, HappeningForm, MeetingForm, ScreeningForm
from grievances.models import CitedClause, Grievance, StepVisit
from grievances.operations import stepping
from grievances.time_limits.rules import Happening
from grievances.views.acting import attached, case_for, page_on
from laborrel.access.policy import requires
from laborrel.drafts.acting import act_on, bound

_TESTS = {"timely": "timely", "in_unit": "in the unit", "grievable": "grievable"}


@requires(WORK_GRIEVANCE)
def screen(request: HttpRequest, number: str) -> HttpResponse:
    """The threshold tests, shown as they were last answered."""
    case = case_for(request, number, WORK_GRIEVANCE)
    last = StepVisit.objects.filter(grievance=case).exclude(screening={}).order_by("-pk").first()
    form = bound(request, ScreeningForm, initial=_answered(last))
    page = page_on(
        case, "Screen the grievance", "Record the answers", verb="screen", said="The screening is on record."
    )
    page.lead = f"Last answered at {last.name}." if last else "Before the merits: may this grievance be heard at all?"

    def act() -> StepVisit:
        return stepping.screen(grievance=case, by=request.user, at=timezone.now(), screening=form.screening())

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def meeting(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, MeetingForm)
    page = page_on(
        case, f"Record the meeting at {case.step_name or 'the step'}", "Record it", verb="record_meeting",
        said="The meeting is on record.", lead="As it would be shown at a hearing: who, when, where, what was said.",
    )  # fmt: skip

    def act() -> Any:
        paper = attached(request, form, case, kind="meeting", title=f"{case.step_name} meeting: paper exchanged")
        met = form.meeting((paper,) if paper else ())
        return stepping.record_meeting(grievance=case, by=request.user, at=timezone.now(), meeting=met)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def happening(request: HttpRequest, number: str) -> HttpResponse:
    """Only what this contract's clocks know can be recorded here."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, HappeningForm, ladder=ladder_of(case.procedure_id) if case.procedure_id else None)
    page = page_on(case, "Record something else dated", "Record it", said="It is on record; the clocks were looked at.")
    page.lead = "What this contract's time limits run on besides filings, meetings and answers."
    if not form.fields["kind"].choices:
        page.refusal = "The time limits of this procedure run on filings, meetings and answers alone."

    def act() -> Any:
        typed = dict(form.cleaned_data)
        kind = Happening(typed.pop("kind"))
        return stepping.record_happening(grievance=case, by=request.user, at=timezone.now(), kind=kind, **typed)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def cite(request: HttpRequest, number: str) -> HttpResponse:
    """Add a provision at the present step; those cited so far stand below, each to be amended."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, CiteForm, case=case)
    page = page_on(
        case, "Provisions cited", "Add it", said="The provision is on record.", template="grievances/acts/cite.html",
        to=request.path, context={"clauses": clauses_of(case.unit), "cited": _cited(case)},
    )  # fmt: skip
    if case.step is None or not case.is_open:
        page.refusal = "Provisions are cited at a step of an open case."

    def act() -> None:
        typed = form.cleaned_data
        stepping.cite_provisions(
            grievance=case, by=request.user, at=timezone.now(), citations=[form.citation()],
            cited_by=typed["cited_by"], on=typed["on"],
        )  # fmt: skip

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def recite(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Amend a citation: the new one stands beside the old one."""
    case = case_for(request, number, WORK_GRIEVANCE)
    cited = get_object_or_404(CitedClause.objects.select_related("visit"), pk=pk, visit__grievance=case)
    form = bound(request, CiteForm, case=case, is_amended=True, initial={"article": cited.article})
    page = page_on(
        case, f"Amend the citation of {cited.article}", "Amend it", said="Amended; the earlier citation is kept.",
        template="grievances/acts/cite.html", context={"clauses": clauses_of(case.unit)},
    )  # fmt: skip

    def act() -> CitedClause:
        new, cited.visit.grievance = form.citation(), case
        return stepping.replace_citation(
            cited=cited, by=request.user, at=timezone.now(), article=new.article, clause=new.clause,
            on=form.cleaned_data["on"],
        )  # fmt: skip

    return act_on(request, form, act, page)


def _answered(visit: StepVisit | None) -> dict[str, str]:
    """The last answers as the form shows them."""
    if visit is None:
        return {}
    said = {name: visit.screening.get(test, {}) for name, test in _TESTS.items()}
    answers = {name: each.get("answer", "") for name, each in said.items()}
    return answers | {f"{name}_rule": each.get("rule", "") for name, each in said.items()}


def _cited(case: Grievance) -> Any:
    standing = CitedClause.objects.filter(visit__grievance=case, replaced_by__isnull=True)
    return standing.select_related("visit", "clause")
