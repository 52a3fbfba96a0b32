"""Issue an approved letter after a look at what it will say, and record how it was served."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localdate

from laborrel.access.policy import requires
from laborrel.correspondence.access import ISSUE_LETTER, RECORD_SERVICE
from laborrel.correspondence.doors import issue_url
from laborrel.correspondence.forms.letter import IssueForm, ReasonForm, ServiceForm
from laborrel.correspondence.models import Letter, ProofOfService
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.operations.issuing import issue_letter
from laborrel.correspondence.operations.service import Service, record_service, withdraw_service
from laborrel.correspondence.queries import proofs_of
from laborrel.correspondence.views.acting import letter_for, page_on
from laborrel.documents.operations import add_document
from laborrel.drafts.acting import act_on, bound, row
from laborrel.web.rendering import go_to


@requires(ISSUE_LETTER)
def issue(request: HttpRequest, key: UUID) -> HttpResponse:
    """Date, number, print and freeze; kinds whose issue does more are sent to their own page."""
    letter = letter_for(request, key, ISSUE_LETTER)
    if (elsewhere := issue_url(letter)) != request.path:
        return go_to(request, elsewhere)
    form = bound(request, IssueForm, initial={"revision": letter.revision})
    page = page_on(
        letter, "Issue the letter", "Issue it", verb="issue", said="The letter is issued and frozen.",
        check=lambda: rows_of(letter, Method(form.cleaned_data["method"]).label),
    )  # fmt: skip

    def act() -> Letter:
        now = timezone.now()
        typed = form.cleaned_data
        return issue_letter(letter=letter, on=localdate(now), by=request.user, at=now, **typed)

    return act_on(request, form, act, page)


def rows_of(letter: Letter, how: str) -> list[dict[str, Any]]:
    """What is about to leave the house."""
    return [
        row("Letter", letter.subject),
        row("To", letter.addressee),
        row("Dated", localdate()),
        row("Sent", how),
        row("Signed by", "\n".join(filter(None, [letter.signer_name, letter.signer_title]))),
        row("Copies to", letter.copies_to, absent="Nobody"),
        row("Approved by", letter.approved_by),
        row("Left empty, not printed", ", ".join(_empty(letter)), absent="No part"),
    ]


@requires(RECORD_SERVICE)
def serve(request: HttpRequest, key: UUID) -> HttpResponse:
    """How, when, by whom and to whom, with the paper that shows it."""
    letter = letter_for(request, key, RECORD_SERVICE)
    lines = letter.addressee.splitlines() or [""]
    started = {"served_on": localdate(), "served_by": request.user.full_name, "to_whom": lines[0]}
    form = bound(request, ServiceForm, initial=started | {"address": "\n".join(lines[1:])})
    page = page_on(letter, "Record how the letter was served", "Record it", said="The service is on record.")
    if letter.state != "issued":
        page.refusal = "Only an issued letter can be served."
    return act_on(request, form, lambda: _served(request, letter, form), page)


@requires(RECORD_SERVICE)
def withdraw_proof(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Take a mistaken record of service back; it stays readable."""
    letter = letter_for(request, key, RECORD_SERVICE)
    proof = get_object_or_404(proofs_of(letter), pk=pk)
    form = bound(request, ReasonForm)
    page = page_on(letter, "Take a record of service back", "Take it back", said="Taken back.", lead=str(proof))

    def act() -> ProofOfService:
        because = form.cleaned_data["because"]
        return withdraw_service(proof=proof, because=because, by=request.user, at=timezone.now())

    return act_on(request, form, act, page)


def _empty(letter: Letter) -> list[str]:
    return [part["heading"] or "A part" for part in letter.parts if not part["text"].strip()]


def _served(request: HttpRequest, letter: Letter, form: ServiceForm) -> ProofOfService:
    typed = dict(form.cleaned_data)
    upload, now = typed.pop("paper"), timezone.now()
    evidence = None
    if upload:
        evidence = add_document(
            matter=letter.matter, scope=letter.scope, title=f"Proof of service: {letter.subject}", kind="service",
            name=upload.name, content=upload.read(), by=request.user, at=now,
        )  # fmt: skip
    return record_service(letter=letter, service=Service(**typed), by=request.user, at=now, evidence=evidence)
