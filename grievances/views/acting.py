"""What every page that does something to a case shares: the case in hand, the page's frame, a paper sent along."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from grievances.case_page import identity_of
from grievances.models import Grievance
from grievances.operations.confiding import HolderCannotSee, NotRestricted
from grievances.refusals import Refusal
from grievances.states import GRIEVANCE
from laborrel.access.desks import PrivilegedNotesOutOfReach
from laborrel.access.guarded import require
from laborrel.access.permissions import Level, Permission
from laborrel.access.scopes import GrantExceedsOwn, OwnDenial, SealedByNameOnly
from laborrel.audit.events import stop_if_done
from laborrel.correspondence.refusals import MailRefusal
from laborrel.correspondence.rich_text import TextTooLong
from laborrel.documents.operations import MatterIsFull, UnknownPaperKind, add_document
from laborrel.documents.refusals import FileRefused
from laborrel.drafts.acting import Page
from laborrel.lifecycle import IllegalTransition

REFUSALS = (
    Refusal, IllegalTransition, FileRefused, MatterIsFull, UnknownPaperKind, MailRefusal, TextTooLong,
    HolderCannotSee, NotRestricted, PrivilegedNotesOutOfReach, GrantExceedsOwn, OwnDenial, SealedByNameOnly,
)  # fmt: skip
_AT_THE_FILE = {FileRefused: "paper", MatterIsFull: "paper"}
_IN_HAND = (
    "scope", "unit", "department", "issue", "outcome", "holder", "representative", "procedure__calendar",
    "agreement", "objection_raised_by",
)  # fmt: skip


def case_for(request: HttpRequest, number: str, permission: Permission) -> Grievance:
    """The case, if this person may know of it (else 404) and may do this (else 403).

    An act holds the row until it is done, so that two acts on one case follow each other; the second sending of one
    form ends where the first did.
    """
    if "\x00" in number:
        raise Http404
    cases = Grievance.objects.visible_to(request.user)
    if request.method == "POST" and permission.level is not Level.VIEW:
        list(cases.filter(number=number).select_for_update().values_list("pk"))
    case: Grievance = get_object_or_404(cases.select_related(*_IN_HAND), number=number)
    require(request.user, permission, case)
    if request.method == "POST":
        stop_if_done(by=request.user)
    return case


def page_on(case: Grievance, title: str, button: str, *, verb: str = "", **words: Any) -> Page:
    """The frame of a page on a case. With a verb of its lifecycle, it says when that is not possible now."""
    return Page(
        title=title,
        button=button,
        back_url=case.get_absolute_url(),
        about=case.number,
        tells_apart=case.number,
        identity=identity_of(case),
        matter=case,
        refusals=REFUSALS,
        at_field=_AT_THE_FILE,
        **({"refusal": not_now(case, verb)} if verb else {}),
        **words,
    )


def not_now(case: Grievance, verb: str) -> str:
    """Why the verb is not possible in the present state; empty when it is."""
    try:
        GRIEVANCE.transition(verb, state=case.state)
    except IllegalTransition as refusal:
        return str(refusal)
    return ""


def attached(request: HttpRequest, form: Any, case: Grievance, *, kind: str, title: str, name: str = "paper") -> Any:
    """The paper sent with the form, put into the file of the case; None when there was none."""
    upload = form.cleaned_data.get(name)
    if not upload:
        return None
    return add_document(
        matter=case, title=title, kind=kind, name=upload.name, content=upload.read(), by=request.user,
        at=timezone.now(),
    )  # fmt: skip
