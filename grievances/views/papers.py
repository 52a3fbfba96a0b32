"""The papers of a case: put one in, add a version, take one out and put it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from grievances.case_page import documents_of, identity_of
from grievances.forms.papers import PaperForm, ReleaseForm, VersionForm, WithdrawForm
from grievances.models import Grievance
from grievances.operations.confiding import privileged_scope
from grievances.views.seeing import case_or_404, note_reading
from laborrel.access.models import Scope
from laborrel.access.policy import requires
from laborrel.access.reach import may, reach_of
from laborrel.documents.access import ADD_DOCUMENT, RELEASE_DOCUMENT, SEE_DOCUMENT, WITHDRAW_DOCUMENT
from laborrel.documents.models import Document
from laborrel.documents.operations import (
    AlreadyWithdrawn,
    FrozenPaper,
    MatterIsFull,
    NotOutward,
    NotWithdrawn,
    PrivilegedStaysInside,
    ReleaseWithoutReason,
    UnknownPaperKind,
    WithdrawnPaper,
    WithdrawnWithoutReason,
    add_document,
    add_version,
    move_outward,
    restore,
    withdraw,
)
from laborrel.documents.queries import withdrawn_documents_of
from laborrel.documents.refusals import FileRefused
from laborrel.web.acts import attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment

_AT_THE_FILE = {
    FileRefused: "paper",
    FrozenPaper: "paper",
    MatterIsFull: "paper",
    WithdrawnPaper: "paper",
    UnknownPaperKind: "kind",
}
_REFUSALS = (FileRefused, FrozenPaper, MatterIsFull, UnknownPaperKind, WithdrawnPaper)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(SEE_DOCUMENT)
def papers(request: HttpRequest, number: str) -> HttpResponse:
    """The papers in the file and the form for one more."""
    grievance = case_or_404(request, number)
    beside = _privileged(request, grievance)
    form = PaperForm(may_be_privileged=beside is not None)
    if request.method != "POST":
        note_reading(request, grievance, "papers")
        return _page(request, grievance, form)
    _allow(request, grievance, ADD_DOCUMENT)
    form = PaperForm(request.POST, request.FILES, may_be_privileged=beside is not None)
    if form.is_valid():
        added = attempt(form, lambda: _add(request, grievance, form, beside), refusals=_REFUSALS, at_field=_AT_THE_FILE)
        if added is not None:
            return _done(request, grievance, f"“{added.title}” is in the file.")
    return _page(request, grievance, form, status=UNPROCESSABLE)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(ADD_DOCUMENT)
def version(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """A newer file of a paper; the earlier ones stay."""
    grievance, paper = _paper(request, number, key, ADD_DOCUMENT)
    form = VersionForm(request.POST, request.FILES) if request.method == "POST" else VersionForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["paper"]
        added = attempt(
            form,
            lambda: add_version(
                document=paper, name=upload.name, content=upload.read(), by=request.user, at=timezone.now()
            ),
            refusals=_REFUSALS,
            at_field=_AT_THE_FILE,
        )
        if added is not None:
            return _done(request, grievance, f"Version {added.number} of “{paper.title}” is in the file.")
    return _form_page(request, grievance, paper, form, f"A newer version of {paper.title}", "Add the version")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(WITHDRAW_DOCUMENT)
def take_out(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Take a paper out of the file, saying why. It is kept."""
    grievance, paper = _paper(request, number, key, WITHDRAW_DOCUMENT)
    form = WithdrawForm(request.POST) if request.method == "POST" else WithdrawForm()
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: withdraw(document=paper, by=request.user, at=timezone.now(), **form.cleaned_data),
            refusals=(AlreadyWithdrawn, FrozenPaper, WithdrawnWithoutReason),
        )
        if done is not None:
            return _done(request, grievance, f"“{paper.title}” was taken out of the file. It can be put back.")
    return _form_page(request, grievance, paper, form, f"Take {paper.title} out of the file", "Take it out")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(RELEASE_DOCUMENT)
def release(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    """Move a paper outward: to the other side, or to the public. It never comes back."""
    grievance, paper = _paper(request, number, key, RELEASE_DOCUMENT)
    sent = (request.POST,) if request.method == "POST" else ()
    form = ReleaseForm(*sent, compartment=paper.compartment)
    if request.method == "POST" and form.is_valid():
        done = attempt(
            form,
            lambda: move_outward(document=paper, by=request.user, at=timezone.now(), **form.cleaned_data),
            refusals=(NotOutward, PrivilegedStaysInside, ReleaseWithoutReason),
        )
        if done is not None:
            return _done(request, grievance, f"“{paper.title}” is released: {done.get_compartment_display().lower()}.")
    return _form_page(request, grievance, paper, form, f"Release {paper.title}", "Release it")


@require_POST
@requires(WITHDRAW_DOCUMENT)
def put_back(request: HttpRequest, number: str, key: UUID) -> HttpResponse:
    grievance, paper = _paper(request, number, key, WITHDRAW_DOCUMENT)
    try:
        restore(document=paper, by=request.user, at=timezone.now())
    except NotWithdrawn as refusal:
        messages.error(request, str(refusal))
        return go_to(request, _papers_url(grievance))
    return _done(request, grievance, f"“{paper.title}” is back in the file.")


def _add(request: HttpRequest, grievance: Grievance, form: PaperForm, beside: Scope | None) -> Document:
    sent = form.cleaned_data
    return add_document(
        matter=grievance,
        title=sent["title"],
        kind=sent["kind"],
        dated_on=sent["dated_on"],
        name=sent["paper"].name,
        content=sent["paper"].read(),
        scope=beside if sent.get("is_privileged") else None,
        by=request.user,
        at=timezone.now(),
    )


def _paper(request: HttpRequest, number: str, key: UUID, permission: Any) -> tuple[Grievance, Document]:
    """A paper of this case this person may see; without the right to the act the page does not exist."""
    grievance = case_or_404(request, number)
    found = Document.objects.visible_to(request.user).of(grievance).select_related("scope").filter(key=key).first()
    if found is None or not may(request.user, permission, found):
        raise Http404
    return grievance, found


def _allow(request: HttpRequest, grievance: Grievance, permission: Any) -> None:
    if not may(request.user, permission, grievance):
        raise Http404


def _privileged(request: HttpRequest, grievance: Grievance) -> Scope | None:
    """The privileged scope beside the case, when this person may put papers there."""
    try:
        beside = privileged_scope(grievance)
    except Scope.DoesNotExist:
        return None
    return beside if beside.pk in reach_of(request.user).rows(ADD_DOCUMENT) else None


def _page(request: HttpRequest, grievance: Grievance, form: PaperForm, *, status: int = 200) -> HttpResponse:
    standing = documents_of(grievance, request.user)
    for paper in standing:
        paper.can_change = may(request.user, ADD_DOCUMENT, paper) and not paper.is_frozen
        paper.can_withdraw = may(request.user, WITHDRAW_DOCUMENT, paper) and not paper.is_frozen
        paper.can_release = may(request.user, RELEASE_DOCUMENT, paper) and paper.can_go_outward
    context = {
        "grievance": grievance,
        "identity": identity_of(grievance),
        "papers": standing,
        "withdrawn": _withdrawn(request, grievance),
        "can_add": may(request.user, ADD_DOCUMENT, grievance),
        "form": form,
    }
    return page_or_fragment(request, "grievances/papers.html", context, status=status)


def _withdrawn(request: HttpRequest, grievance: Grievance) -> list[Document]:
    found = list(withdrawn_documents_of(grievance, request.user).select_related("withdrawn_by"))
    for paper in found:
        paper.can_withdraw = may(request.user, WITHDRAW_DOCUMENT, paper)
    return found


def _form_page(
    request: HttpRequest, grievance: Grievance, paper: Document, form: Any, title: str, button: str
) -> HttpResponse:
    context = {
        "grievance": grievance, "identity": identity_of(grievance), "paper": paper, "form": form,
        "title": title, "button": button, "back_url": _papers_url(grievance),
    }  # fmt: skip
    status = UNPROCESSABLE if form.is_bound else 200
    return page_or_fragment(request, "grievances/paper_form.html", context, status=status)


def _done(request: HttpRequest, grievance: Grievance, words: str) -> HttpResponse:
    messages.success(request, words)
    return go_to(request, _papers_url(grievance))


def _papers_url(grievance: Grievance) -> str:
    return reverse("grievances:papers", args=[grievance.number])
