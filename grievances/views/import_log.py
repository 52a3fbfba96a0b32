"""Import an existing log: bring the file, choose the columns, look at what was found, take it in, see the result."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grievances import tasks
from grievances.access import IMPORT_LOG
from grievances.exports.log_findings import findings_workbook
from grievances.forms.import_log import ColumnsForm, LogForm
from grievances.log_reading.columns import UnknownColumn
from grievances.models import LogImport
from grievances.operations import log_imports
from grievances.operations.log_imports import LogNotReady
from laborrel.access.policy import requires
from laborrel.documents.refusals import FileRefused
from laborrel.documents.views.download import as_attachment
from laborrel.documents.workbook import MEDIA_TYPE
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment

SHOWN = 200
_STATE = LogImport.State


@require_http_methods(["GET", "HEAD", "POST"])
@requires(IMPORT_LOG)
def logs(request: HttpRequest) -> HttpResponse:
    """One's own logs, and the form that brings another."""
    form = LogForm(request.POST, request.FILES) if request.method == "POST" else LogForm()
    if request.method == "POST" and form.is_valid():
        brought = form.cleaned_data["log"]
        try:
            log = log_imports.bring_log(name=brought.name, content=brought.read(), by=request.user, at=timezone.now())
        except FileRefused as refusal:
            form.add_error("log", str(refusal))
        else:
            return go_to(request, _url(log))
    context = {"form": form, "logs": LogImport.objects.filter(by=request.user).defer("findings")[:50]}
    status = UNPROCESSABLE if form.errors else 200
    return page_or_fragment(request, "grievances/import_logs.html", context, status=status)


@require_safe
@requires(IMPORT_LOG)
def log(request: HttpRequest, pk: int) -> HttpResponse:
    """Where one log stands: its columns, its progress, what was found, or what came of it."""
    found = _own(request, pk)
    if _asks_how_far(request) and not _is_at_work(found):
        return go_to(request, _url(found))  # the whole page changes its words, not only its bar
    is_choosing = found.state == _STATE.UPLOADED or ("columns" in request.GET and found.state != _STATE.DONE)
    form = ColumnsForm(log=found) if is_choosing else None
    return page_or_fragment(request, "grievances/import_log.html", _context(found, form), fragment="progress")


@require_POST
@requires(IMPORT_LOG)
def choose_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which heading is which column; then the dry run begins."""
    found = _own(request, pk)
    form = ColumnsForm(request.POST, log=found)
    if form.is_valid():
        try:
            log_imports.choose_columns(log=found, mapping=form.mapping(), by=request.user)
        except (UnknownColumn, LogNotReady) as refusal:
            form.add_error(None, str(refusal) or LogNotReady.__doc__)
        else:
            tasks.ask_for(tasks.check_log_import, requested_by=request.user.pk, import_id=found.pk)
            return go_to(request, _url(found))
    return page_or_fragment(request, "grievances/import_log.html", _context(found, form), status=UNPROCESSABLE)


@require_POST
@requires(IMPORT_LOG)
def take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """The log goes in, whole."""
    found = _own(request, pk)
    try:
        log_imports.ask_to_take_in(log=found, by=request.user)
    except LogNotReady:
        messages.error(request, str(LogNotReady.__doc__))
    else:
        tasks.ask_for(tasks.take_in_log_import, requested_by=request.user.pk, import_id=found.pk)
    return go_to(request, _url(found))


@require_POST
@requires(IMPORT_LOG)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove the file and what was found in it."""
    found = _own(request, pk)
    try:
        log_imports.discard(log=found, by=request.user)
    except LogNotReady:
        messages.error(request, str(LogNotReady.__doc__))
        return go_to(request, _url(found))
    messages.success(request, f"{found.file_name} was removed here. Cases taken in from it stay.")
    return go_to(request, reverse("grievances:import_logs"))


@require_safe
@requires(IMPORT_LOG)
def findings(request: HttpRequest, pk: int) -> HttpResponse:
    """Every finding as a workbook, to correct the log beside it."""
    found = _own(request, pk)
    return as_attachment(findings_workbook(found), name=f"Findings in {found.file_name}.xlsx", media_type=MEDIA_TYPE)


def _own(request: HttpRequest, pk: int) -> LogImport:
    return get_object_or_404(LogImport, pk=pk, by=request.user)


def _asks_how_far(request: HttpRequest) -> bool:
    """The bar asks by itself, every few seconds."""
    return request.headers.get("HX-Target") == "progress"


def _is_at_work(log: LogImport) -> bool:
    return log.state in {_STATE.CHECKING, _STATE.RUNNING}


def _url(log: LogImport) -> str:
    return reverse("grievances:import_log", args=[log.pk])


def _context(log: LogImport, form: ColumnsForm | None) -> dict[str, Any]:
    faults = [finding for finding in log.findings if finding["is_fault"]]
    return {
        "log": log,
        "form": form,
        "url": _url(log),
        "job": _job(log) if form is None and _is_at_work(log) else None,
        "findings": log.findings[:SHOWN] if form is None else [],
        "unshown": max(0, len(log.findings) - SHOWN),
        "faults": len(faults),
        "remarks": len(log.findings) - len(faults),
        "may_take_in": form is None and log.state == _STATE.CHECKED and not faults and log.summary.get("new", 0) > 0,
        "is_done": log.state == _STATE.DONE,
        "failed_words": log.summary.get("failed", ""),
        "lines_total": log.summary.get("lines", 0),
    }


def _job(log: LogImport) -> dict[str, Any]:
    if log.state == _STATE.RUNNING:
        return {"url": _url(log), "done": 0, "total": 0, "words": f"Taking in {log.rows_total:,} lines, all or none"}
    words = f"Checking line {log.rows_done:,} of {log.rows_total:,}"
    return {"url": _url(log), "done": log.rows_done, "total": log.rows_total, "words": words}
