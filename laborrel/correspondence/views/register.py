"""The register of mail, in and out: found, entered, marked as answered, struck out with a reason."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from laborrel.access.guarded import NotPermitted, require
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.audit.events import stop_if_done
from laborrel.audit.submissions import AlreadyDone
from laborrel.correspondence.access import REGISTER_MAIL, SEE_LETTER, SEE_REGISTER
from laborrel.correspondence.forms.register import AnsweredForm, FilterForm, MailForm, VoidForm
from laborrel.correspondence.models import Letter, RegisterEntry
from laborrel.correspondence.operations.register import Mail, register_mail, settle_entry, void_entry
from laborrel.correspondence.queries import waiting_for_review
from laborrel.correspondence.refusals import MailDateInFuture, MailRefusal
from laborrel.documents.operations import MatterIsFull, UnknownPaperKind, add_document
from laborrel.documents.refusals import FileRefused
from laborrel.drafts.acting import Page, act_on, bound
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.text_fields import printable
from laborrel.web.wording import due_on, met_on

AT_ONCE = 50
_REFUSALS = (MailRefusal, FileRefused, MatterIsFull, UnknownPaperKind, NotPermitted)
_AT_FIELD = {MailDateInFuture: "dated_on", FileRefused: "paper", MatterIsFull: "paper"}


@require_safe
@requires(SEE_REGISTER)
def register(request: HttpRequest) -> HttpResponse:
    """Newest first, fifty at once, within the person's reach."""
    form = FilterForm(request.GET)
    is_readable = form.is_valid()
    found = _asked(request, form.cleaned_data) if is_readable else RegisterEntry.objects.none()
    found = _from_place(request, found).select_related("scope", "document", "matter_type").prefetch_related("matter")
    entries = list(found[: AT_ONCE + 1])
    context = {
        "form": form,
        "rows": _rows(entries[:AT_ONCE], request.user),
        "next_url": _next(request, entries),
        "may_enter": may(request.user, REGISTER_MAIL),
    }
    status = 200 if is_readable else UNPROCESSABLE
    return page_or_fragment(request, "correspondence/register.html", context, status=status)


@requires(REGISTER_MAIL)
def enter_mail(request: HttpRequest) -> HttpResponse:
    """Mail that came in or went out, on a case or on none, with its paper."""
    form = bound(request, MailForm, user=request.user, number=printable(request.GET.get("number", ""))[:40])
    page = _page("Enter mail", "Enter it", said="Entered in the register.")
    return once(request, form, lambda: _entered(request, form), page)


@requires(REGISTER_MAIL)
def answered(request: HttpRequest, number: str) -> HttpResponse:
    entry = _entry(request, number)
    form = bound(request, AnsweredForm, initial={"on": localdate(), "revision": entry.revision})
    page = _page(f"{entry.number} is answered", "Mark it as answered", lead=entry.subject, said="Marked as answered.")
    page.matter = entry.matter or entry

    def act() -> RegisterEntry:
        return settle_entry(entry=entry, by=request.user, at=timezone.now(), **form.cleaned_data)

    return once(request, form, act, page)


@requires(REGISTER_MAIL)
def void(request: HttpRequest, number: str) -> HttpResponse:
    entry = _entry(request, number)
    form = bound(request, VoidForm, initial={"revision": entry.revision})
    lead = f"{entry.subject}. The number stays taken; the entry stays readable among those struck out."
    page = _page(f"Strike out {entry.number}", "Strike it out", lead=lead, said="Struck out.")
    page.matter = entry.matter or entry

    def act() -> RegisterEntry:
        return void_entry(entry=entry, by=request.user, at=timezone.now(), **form.cleaned_data)

    return once(request, form, act, page)


@require_safe
@requires(SEE_LETTER)
def waiting(request: HttpRequest) -> HttpResponse:
    """Every letter that waits for this person's review, or for anybody's."""
    letters = waiting_for_review(request.user).select_related("reviewer").order_by("drafted_at", "pk")
    return page_or_fragment(request, "correspondence/waiting.html", {"letters": letters})


def _entered(request: HttpRequest, form: MailForm) -> RegisterEntry:
    sent, now = dict(form.cleaned_data), timezone.now()
    upload, _ = sent.pop("paper"), sent.pop("number")
    paper = None
    if upload:
        paper = add_document(
            matter=form.matter, title=sent["subject"][:200], kind="letter", name=upload.name, content=upload.read(),
            dated_on=sent["dated_on"], by=request.user, at=now,
        )  # fmt: skip
    return register_mail(mail=Mail(**sent), matter=form.matter, document=paper, by=request.user, at=now)


def _asked(request: HttpRequest, asked: dict[str, Any]) -> Any:
    found = RegisterEntry.objects.visible_to(request.user)
    if asked["direction"]:
        found = found.filter(direction=asked["direction"])
    for word in asked["q"].split()[:6]:
        named = Q(number__icontains=word) | Q(subject__icontains=word)
        found = found.filter(named | Q(from_whom__icontains=word) | Q(to_whom__icontains=word))
    match asked["state"]:
        case "void":
            return found.filter(voided_at__isnull=False)
        case "waiting":
            return found.awaiting_answer()
        case "overdue":
            return found.awaiting_answer().filter(due_on__lt=localdate())
    return found.standing()


def _from_place(request: HttpRequest, found: Any) -> Any:
    """After the entry whose number the address bar names; counting rows would tell of hidden ones."""
    last = printable(request.GET.get("after", ""))[:40]
    earlier = RegisterEntry.objects.visible_to(request.user).filter(number=last).values_list("pk", flat=True)
    key = earlier.first() if last else None
    return (found.filter(pk__lt=key) if key else found).order_by("-pk")


def _rows(entries: Sequence[RegisterEntry], user: Any) -> list[dict[str, Any]]:
    """The number of an issued letter is never struck out; its entry leads to the letter."""
    letters = Letter.objects.visible_to(user).filter(register_entry__in=[entry.pk for entry in entries])
    issued = {letter.register_entry_id: letter for letter in letters}
    return [_row(entry, issued.get(entry.pk), user) for entry in entries]


def _row(entry: RegisterEntry, letter: Letter | None, user: Any) -> dict[str, Any]:
    due = None
    if entry.due_on:
        is_met = entry.settled_on is not None
        due = met_on(entry.due_on, done_on=entry.settled_on) if is_met else due_on(entry.due_on, today=localdate())
    can = may(user, REGISTER_MAIL, entry) and entry.voided_at is None
    return {
        "entry": entry,
        "matter": entry.matter,
        "due": due,
        "answered_url": _url("answered", entry) if can and entry.due_on and not entry.settled_on else "",
        "void_url": _url("void", entry) if can and letter is None else "",
        "paper": letter or entry.document,
    }


def _url(page: str, entry: RegisterEntry) -> str:
    return reverse(f"correspondence:{page}", args=[entry.number])


def _entry(request: HttpRequest, number: str) -> RegisterEntry:
    if "\x00" in number:
        raise Http404
    entry: RegisterEntry = get_object_or_404(RegisterEntry.objects.visible_to(request.user), number=number)
    require(request.user, REGISTER_MAIL, entry)
    return entry


def once(request: HttpRequest, form: Any, act: Any, page: Page) -> HttpResponse:
    """The second sending of one form goes where the first one went."""
    if request.method == "POST":
        try:
            stop_if_done(by=request.user)
        except AlreadyDone:
            return go_to(request, page.back_url)
    return act_on(request, form, act, page)


def _page(title: str, button: str, **words: Any) -> Page:
    return Page(
        title=title, button=button, back_url=reverse("correspondence:register"), about="the register",
        refusals=_REFUSALS, at_field=dict(_AT_FIELD), **words,
    )  # fmt: skip


def _next(request: HttpRequest, entries: Sequence[RegisterEntry]) -> str:
    if len(entries) <= AT_ONCE:
        return ""
    query = request.GET.copy()
    query["after"] = entries[AT_ONCE - 1].number
    return f"?{query.urlencode()}"
