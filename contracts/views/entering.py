"""Enter an agreement, or a new version of its procedure, from a file: first looked through, then entered."""

import json
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from contracts.access import KEEP_CONTRACTS
from contracts.agreement_format import Fault, UnreadableFile, faults_of, faults_of_procedure, read
from contracts.forms import AgreementFileForm, ProcedureFileForm
from contracts.models import Agreement, GrievanceProcedure
from contracts.operations.entering import AgreementAlreadyEntered, AgreementDataIncomplete, enter_agreement
from contracts.operations.versions import NoVersionBefore, VersionTooEarly, enter_version
from laborrel.access.policy import requires
from laborrel.audit.events import stop_if_done
from laborrel.audit.submissions import AlreadyDone
from laborrel.drafts.acting import rehearse, row
from laborrel.web.acts import attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.wording import counted, day_words

_REFUSALS = (AgreementAlreadyEntered, AgreementDataIncomplete, VersionTooEarly, NoVersionBefore)
_AT_FIELD = {VersionTooEarly: "effective_on", AgreementAlreadyEntered: "file", AgreementDataIncomplete: "file"}


@requires(KEEP_CONTRACTS)
def enter(request: HttpRequest) -> HttpResponse:
    """A whole agreement: its term, clauses, work calendar with its holidays, and its grievance procedure."""
    form = AgreementFileForm(*_sent(request))

    def act(data: dict[str, Any]) -> Agreement:
        unit = form.cleaned_data["unit"]
        return enter_agreement(by=request.user, at=timezone.now(), unit=unit, data=data)

    words = {
        "title": "Enter an agreement",
        "lead": "From a file that holds its term, clauses, work calendar and grievance procedure.",
        "back_url": reverse("contracts:agreements"), "back": "Contracts",
    }  # fmt: skip
    return _two_steps(request, form, act, faults_of, _agreement_rows, words)


@requires(KEEP_CONTRACTS)
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    """A changed procedure of an agreement already entered; the old version stays for the cases that run on it."""
    agreement = get_object_or_404(Agreement.objects.select_related("unit"), pk=pk)
    form = ProcedureFileForm(*_sent(request))

    def act(data: dict[str, Any]) -> GrievanceProcedure:
        begins = form.cleaned_data["effective_on"]
        return enter_version(
            agreement=agreement, rows=procedure_in(data), effective_on=begins, by=request.user, at=timezone.now()
        )

    words = {
        "title": "Enter a new version of the procedure",
        "lead": f"{agreement.title}. Cases already filed stay on the version they were filed under.",
        "back_url": agreement.get_absolute_url(), "back": agreement.title,
    }  # fmt: skip
    return _two_steps(
        request, form, act, lambda data: list(faults_of_procedure(procedure_in(data))), _version_rows, words
    )


def procedure_in(data: dict[str, Any]) -> Any:
    """The procedure of a whole agreement's file, or of a file that holds nothing else."""
    return data.get("procedure", data)


def _two_steps(
    request: HttpRequest,
    form: Any,
    act: Callable[[dict[str, Any]], Any],
    look: Callable[[dict[str, Any]], list[Fault]],
    rows_of: Callable[[Any], list[dict[str, Any]]],
    words: dict[str, Any],
) -> HttpResponse:
    """Sent once, the file is rehearsed and shown; sent with `stage=do`, it is entered."""
    if request.method != "POST":
        return _page(request, form, words)
    data, faults = _data_of(form, look)
    if faults or data is None or not form.is_valid():
        return _page(request, form, words | {"faults": faults}, status=UNPROCESSABLE)
    if request.POST.get("stage") != "do":
        rows = attempt(form, lambda: _rehearsed(act, rows_of, data), refusals=_REFUSALS, at_field=_AT_FIELD)
        if rows is None:
            return _page(request, form, words, status=UNPROCESSABLE)
        return _page(request, form, words | {"rows": rows, "carried": json.dumps(data, ensure_ascii=False)})
    return _entered(request, form, act, data, words)


def _entered(
    request: HttpRequest, form: Any, act: Callable[[dict[str, Any]], Any], data: dict[str, Any], words: dict[str, Any]
) -> HttpResponse:
    """The second step: enter what was shown, once."""
    try:
        stop_if_done(by=request.user)
    except AlreadyDone:
        return go_to(request, words["back_url"])
    entered = attempt(form, lambda: act(data), refusals=_REFUSALS, at_field=_AT_FIELD)
    if entered is None:
        return _page(request, form, words, status=UNPROCESSABLE)
    messages.success(request, "Entered.")
    return go_to(request, _address(entered))


def _sent(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def _rehearsed(act: Callable[[Any], Any], rows_of: Callable[[Any], list[dict[str, Any]]], data: Any) -> list[Any]:
    entered: list[Any] = []
    return rehearse(lambda: entered.append(act(data)), lambda: rows_of(entered[0]))


def _data_of(form: Any, look: Callable[[dict[str, Any]], list[Fault]]) -> tuple[dict[str, Any] | None, list[Fault]]:
    """The data of the file, or of the check page; what is wrong with it stands at the field."""
    if not form.is_valid():
        return None, []
    try:
        data = read(form.content())
    except UnreadableFile as fault:
        form.add_error("file", str(fault))
        return None, []
    faults = look(data)
    if faults:
        form.add_error("file", f"{counted(len(faults), 'fault')} found in the file; nothing was entered.")
    return data, faults


def _agreement_rows(agreement: Agreement) -> list[dict[str, Any]]:
    procedure = agreement.procedures.select_related("calendar").get()
    ends = day_words(agreement.expires_on) if agreement.expires_on else "no end stated"
    return [
        row("Agreement", agreement.title),
        row("Unit", agreement.unit.name),
        row("Term", f"{day_words(agreement.effective_on)} to {ends}"),
        row("Clauses", counted(agreement.clauses.count(), "clause")),
        *_version_rows(procedure),
        row("Source", agreement.source),
    ]


def _version_rows(procedure: GrievanceProcedure) -> list[dict[str, Any]]:
    steps = list(procedure.steps.prefetch_related("clocks"))
    clocks = sum(len(step.clocks.all()) for step in steps)
    calendar = procedure.calendar
    return [
        row("Procedure", f"{procedure.articles}, version {procedure.version}"),
        row("In force from", procedure.effective_on),
        row("Steps", ", ".join(step.name for step in steps)),
        row("Time limits", counted(clocks, "time limit")),
        row("Work calendar", f"{calendar.name}, {counted(calendar.closed_days.count(), 'closed day')}"),
    ]


def _address(entered: Any) -> str:
    if isinstance(entered, GrievanceProcedure):
        return reverse("contracts:procedure", args=[entered.pk])
    return str(entered.get_absolute_url())


def _page(request: HttpRequest, form: forms.Form, words: dict[str, Any], *, status: int = 200) -> HttpResponse:
    return page_or_fragment(request, "contracts/entering.html", words | {"form": form}, status=status)
