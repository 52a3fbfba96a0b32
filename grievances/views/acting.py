"""What every page that does something to a case shares: the case in hand, the form, the check, the refusal, the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
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
from laborrel.audit.models import Event
from laborrel.correspondence.refusals import MailRefusal
from laborrel.correspondence.rich_text import TextTooLong
from laborrel.documents.operations import MatterIsFull, UnknownPaperKind, add_document
from laborrel.documents.refusals import FileRefused
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.drafts.resuming import Typing, fill, typed_before, typing_of
from laborrel.drafts.typing import drop_draft
from laborrel.lifecycle import IllegalTransition
from laborrel.web.acts import attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.wording import day_words

CONFLICT = 409

REFUSALS = (
    Refusal, IllegalTransition, FileRefused, MatterIsFull, UnknownPaperKind, MailRefusal, TextTooLong,
    HolderCannotSee, NotRestricted, PrivilegedNotesOutOfReach, GrantExceedsOwn, OwnDenial, SealedByNameOnly,
)  # fmt: skip
_AT_THE_FILE = {FileRefused: "paper", MatterIsFull: "paper"}
_NEVER_CARRIED = {"csrfmiddlewaretoken", "submission", "stage"}


@dataclass(slots=True)
class Page:
    """The words of one such page. `check` makes it ask once more, with the rows of what is about to be done."""

    title: str
    button: str
    said: str = ""
    lead: str = ""
    template: str = "grievances/acts/act.html"
    check: Callable[[], list[dict[str, Any]]] | None = None
    check_title: str = "Check before it is done"
    refusal: str = ""  # why it is not possible now: said instead of a form
    to: str = ""
    context: dict[str, Any] = field(default_factory=dict)


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
    case = get_object_or_404(
        cases.select_related(
            "scope", "unit", "department", "issue", "outcome", "holder", "representative", "procedure__calendar",
            "agreement", "objection_raised_by",
        ),
        number=number,
    )  # fmt: skip
    require(request.user, permission, case)
    if request.method == "POST":
        stop_if_done(by=request.user)
    return case


def draft_key(request: HttpRequest) -> str:
    """The name of the form and its record, by which what is being typed is kept."""
    match = request.resolver_match
    if match is None:
        return "grievances"
    return ":".join([match.view_name.replace(":", "."), *(str(value) for value in match.kwargs.values())])[:120]


def stage_of(request: HttpRequest) -> str:
    """Which button was pressed: check, do, change, or one that only changes the form."""
    return request.POST.get("stage", "") if request.method == "POST" else ""


def bound(request: HttpRequest, kind: type[BaseForm], **options: Any) -> Any:
    """The form as sent; or, before it is sent, as it was being typed."""
    if request.method == "POST":
        return kind(data=request.POST, files=request.FILES, **options)
    return fill(kind(**options), typed_before(request, draft_key(request)))


def act_on(request: HttpRequest, case: Grievance, form: Any, act: Callable[[], Any], page: Page) -> HttpResponse:
    """Show the form; when it is sent, check it, ask once more where the page wants it, do the act, go to the case."""
    stage = stage_of(request)
    if request.method != "POST" or stage in {"change", "discard"}:
        return _begin(request, case, form, page, stage)
    if form.is_valid() and page.check and stage != "do":
        rows = attempt(form, page.check, refusals=REFUSALS)
        if form.is_valid():
            return check_page(request, case, page, rows or [])
    elif form.is_valid():
        try:
            result = attempt(form, act, refusals=REFUSALS, at_field=_AT_THE_FILE)
        except SomeoneElseSaved as conflict:
            return conflict_page(request, case, form, page, conflict)
        if form.is_valid():
            return done(request, case, page, result)
    return form_page(request, case, form, page, status=UNPROCESSABLE)


def done(request: HttpRequest, case: Grievance, page: Page, result: Any = None) -> HttpResponse:
    """After the act: the typing is dropped, a notice stays, the person is back at the case."""
    drop_draft(owner=request.user, key=draft_key(request))
    if page.said:
        messages.success(request, page.said.format(result=result, number=case.number))
    return go_to(request, page.to or case_url(case))


def conflict_page(
    request: HttpRequest, case: Grievance, form: Any, page: Page, conflict: SomeoneElseSaved
) -> HttpResponse:
    """Both texts, line by line; sent again, the form is saved over the text it now shows beside its own."""
    last = Event.objects.visible_to(request.user).of(case).select_related("by").first()
    shown = [name for name in conflict.yours if name in form.fields]
    rows = [
        {
            "label": form.fields[name].label,
            "saved": in_words(saved),
            "typed": in_words(typed),
            "differs": saved != typed,
        }
        for name in shown
        for saved, typed in [(conflict.theirs[name], conflict.yours[name])]
    ]
    form.data = form.data.copy()
    form.data[form.add_prefix("revision")] = str(conflict.row.revision)
    page.context["conflict"] = {"by": last.by if last else "Somebody", "at": last.at if last else None, "rows": rows}
    return form_page(request, case, form, page, status=CONFLICT)


def rehearse[T](act: Callable[[], Any], look: Callable[[], T]) -> T:
    """Do the act, look at what became of the case, and undo it: what a check page says is what will be."""
    with transaction.atomic():
        act()
        seen = look()
        transaction.set_rollback(True)
    return seen


def not_now(case: Grievance, verb: str) -> str:
    """Why the verb is not possible in the present state; empty when it is."""
    try:
        GRIEVANCE.transition(verb, state=case.state)
    except IllegalTransition as refusal:
        return str(refusal)
    return ""


def in_words(value: Any) -> str:
    """A value as a row of a check or conflict page shows it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_words(value)
    return "" if value is None else str(value)


def form_page(request: HttpRequest, case: Grievance, form: Any, page: Page, *, status: int = 200) -> HttpResponse:
    return page_or_fragment(request, page.template, context_of(request, case, page) | {"form": form}, status=status)


def check_page(request: HttpRequest, case: Grievance, page: Page, rows: list[dict[str, Any]]) -> HttpResponse:
    """What is about to be done, row by row, with everything typed carried along unseen."""
    carried = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    context = context_of(request, case, page) | {
        "rows": rows,
        "carried": [pair for pair in carried if pair[0] not in _NEVER_CARRIED],
    }
    return page_or_fragment(request, "grievances/acts/check.html", context)


def context_of(request: HttpRequest, case: Grievance, page: Page) -> dict[str, Any]:
    return {
        "case": case,
        "identity": identity_of(case),
        "page": page,
        "typing": typing_of(request, draft_key(request)) if not stage_of(request) else Typing(draft_key(request)),
        "back_url": case_url(case),
        **page.context,
    }


def case_url(case: Grievance) -> str:
    return reverse("grievances:case", args=[case.number])


def attached(request: HttpRequest, form: Any, case: Grievance, *, kind: str, title: str, name: str = "paper") -> Any:
    """The paper sent with the form, put into the file of the case; None when there was none."""
    upload = form.cleaned_data.get(name)
    if not upload:
        return None
    return add_document(
        matter=case, title=title, kind=kind, name=upload.name, content=upload.read(),
        by=request.user, at=timezone.now(),
    )  # fmt: skip


def _begin(request: HttpRequest, case: Grievance, form: Any, page: Page, stage: str) -> HttpResponse:
    if stage == "discard":
        drop_draft(owner=request.user, key=draft_key(request))
        messages.success(request, "What you were typing was thrown away.")
        return go_to(request, request.path)
    return form_page(request, case, form, page)
