"""From step to step: an appeal, going on without an answer, moves by agreement, the demand for arbitration."""

from copy import copy
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from contracts.models import ProcedureStep
from grievances.access import WORK_GRIEVANCE
from grievances.forms.steps import AdvanceForm, AppealForm, ByAgreementForm, ReferForm
from grievances.models import Grievance, StepVisit
from grievances.operations import moving
from grievances.operations.clocks import standing_of
from grievances.operations.visits import steps_ahead
from grievances.views.acting import attached, case_for, page_on
from laborrel.access.policy import requires
from laborrel.drafts.acting import act_on, bound, rehearse, row


@requires(WORK_GRIEVANCE)
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """The other side appeals our answer; a late appeal is recorded, and said to be late."""
    case = case_for(request, number, WORK_GRIEVANCE)
    ahead = [step for step in _ahead(case) if step.kind != moving.ARBITRATION]
    form = bound(request, AppealForm, ahead=ahead)
    page = page_on(
        case, f"Record an appeal to {_names(ahead)}", "Record it", verb="appeal", said="The appeal is on record."
    )

    def act() -> StepVisit:
        typed = dict(form.cleaned_data)
        typed.pop("paper")
        visit = moving.appeal(grievance=case, by=request.user, at=timezone.now(), **typed)
        attached(request, form, case, kind="appeal", title=f"Appeal to {visit.name}")
        _say_if_late(request, case)
        return visit

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def advance(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, AdvanceForm)
    page = page_on(
        case, "Record that the union went on without an answer", "Record it", verb="advance", said="It is on record.",
        lead="Our time to answer ran out, and the contract lets the other side go on.",
    )  # fmt: skip

    def act() -> StepVisit:
        return moving.advance(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def refer(request: HttpRequest, number: str) -> HttpResponse:
    """The demand for arbitration, after a look at what follows from it."""
    case = case_for(request, number, WORK_GRIEVANCE)
    form = bound(request, ReferForm)
    page = page_on(
        case, "Refer to arbitration", "Refer it", verb="refer",
        said=f"{case.number} stands at the door of arbitration.",
        check=lambda: _referred(request, case, form), check_title="Check the referral before it is made",
    )  # fmt: skip

    def act() -> StepVisit:
        return moving.refer(grievance=case, by=request.user, at=timezone.now(), **form.cleaned_data)

    return act_on(request, form, act, page)


@requires(WORK_GRIEVANCE)
def skip(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    steps = [step for step in _steps(case) if step.sequence > (case.step or 0)]
    return _by_agreement(request, case, steps, "skip", "Pass over a step by agreement")


@requires(WORK_GRIEVANCE)
def revert(request: HttpRequest, number: str) -> HttpResponse:
    case = case_for(request, number, WORK_GRIEVANCE)
    steps = [step for step in _steps(case) if step.sequence < (case.step or 0)]
    return _by_agreement(request, case, steps, "revert", "Go back to an earlier step by agreement")


def _by_agreement(
    request: HttpRequest, case: Grievance, steps: list[ProcedureStep], verb: str, title: str
) -> HttpResponse:
    form = bound(request, ByAgreementForm, steps=steps)
    page = page_on(
        case, title, "Record it", verb=verb, said="The case was moved by agreement.",
        lead="Steps are left out or gone back to only by agreement of both sides; the signed paper proves it.",
    )  # fmt: skip
    if not steps and not page.refusal:
        page.refusal = "There is no such step on this procedure."

    def act() -> StepVisit:
        typed = form.cleaned_data
        paper = attached(request, form, case, kind="bypass", title=f"Agreement to move {case.number}")
        move = moving.skip if verb == "skip" else moving.revert
        return move(
            grievance=case, by=request.user, at=timezone.now(), on=typed["on"], to_sequence=typed["to_sequence"],
            paper=paper,
        )  # fmt: skip

    return act_on(request, form, act, page)


def _referred(request: HttpRequest, case: Grievance, form: ReferForm) -> list[dict[str, Any]]:
    trial, typed = copy(case), form.cleaned_data

    def look() -> list[dict[str, Any]]:
        standing = standing_of(trial, as_of=localdate())
        ours, theirs = standing.next_ours, standing.next_theirs
        return [
            row(
                "We must next",
                f"{ours.act} by {ours.on:%a %-d %b %Y}" if ours else "",
                absent="Nothing of ours falls due",
            ),
            row("They must next", f"{theirs.act} by {theirs.on:%a %-d %b %Y}" if theirs else "", absent="No date runs"),
            *[row("Timeliness", defence) for defence in standing.defences],
        ]

    following = rehearse(lambda: moving.refer(grievance=trial, by=request.user, at=timezone.now(), **typed), look)
    return [
        row("Leaves", case.step_name),
        row("Demanded on", typed["demanded_on"]),
        row("Received on", typed["received_on"], absent="The same day"),
        row("Demanded by", typed["demanded_by"]),
        *following,
    ]


def _say_if_late(request: HttpRequest, case: Grievance) -> None:
    """A defence is worth nothing unseen: it is said at once, with what to do."""
    for defence in standing_of(case, as_of=localdate()).defences[-1:]:
        messages.warning(request, defence)


def _ahead(case: Grievance) -> list[ProcedureStep]:
    return steps_ahead(case) if case.procedure_id else []


def _steps(case: Grievance) -> list[ProcedureStep]:
    steps = ProcedureStep.objects.filter(procedure=case.procedure_id).exclude(kind=moving.ARBITRATION)
    return list(steps.order_by("sequence"))


def _names(steps: list[ProcedureStep]) -> str:
    return " or ".join(step.name for step in steps) or "the next step"
