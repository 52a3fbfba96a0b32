"""What every page with a form for one act shares: typing kept, a check before the act, refusals, conflicts, the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse

from laborrel.audit.models import Event
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.drafts.resuming import Typing, fill, typed_before, typing_of
from laborrel.drafts.typing import drop_draft
from laborrel.web.acts import Refusals, attempt
from laborrel.web.rendering import UNPROCESSABLE, go_to, page_or_fragment
from laborrel.web.wording import day_words, time_words

CONFLICT = 409
_NEVER_CARRIED = {"csrfmiddlewaretoken", "submission", "stage"}


class Plain(forms.Form):
    """An act that asks nothing but whether."""


@dataclass(slots=True)
class Page:
    """One such page: its words, where it leads back to, what may be refused.

    `check` makes it ask once more, with the rows of what is about to be done. `about` is where it leads back to,
    `tells_apart` the number or subject that sets this page's tab apart from the same act on another record.
    """

    title: str
    button: str
    back_url: str
    about: str = ""
    tells_apart: str = ""
    said: str = ""
    lead: str = ""
    identity: dict[str, Any] | None = None
    matter: Any = None
    template: str = "acts/act.html"
    check: Callable[[], list[dict[str, Any]]] | None = None
    check_template: str = "acts/check.html"
    check_title: str = "Check before it is done"
    refusal: str = ""  # why it is not possible now: said instead of a form
    refusals: Refusals = ()
    at_field: dict[Any, str] = field(default_factory=dict)
    both_texts: Callable[[SomeoneElseSaved], list[dict[str, Any]]] | None = None  # the rows of a conflict, if its own
    to: str | Callable[[Any], str] = ""
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def tab(self) -> str:
        """What the browser's tab says: "Submit for review: Answer at Step 1"."""
        return f"{self.title}: {self.tells_apart}" if self.tells_apart else self.title

    @property
    def check_tab(self) -> str:
        return f"Check: {self.title}" + (f" ({self.tells_apart})" if self.tells_apart else "")

    @property
    def first_button(self) -> str:
        """A page that asks once more does not yet do what its last button says."""
        return "Continue" if self.check else self.button


def draft_key(request: HttpRequest) -> str:
    """The name of the form and its record, by which what is being typed is kept."""
    match = request.resolver_match
    if match is None:
        return "form"
    return ":".join([match.view_name.replace(":", "."), *(str(value) for value in match.kwargs.values())])[:120]


def stage_of(request: HttpRequest) -> str:
    """Which button was pressed: do, change, discard, or one that only changes the form."""
    return request.POST.get("stage", "") if request.method == "POST" else ""


def bound(request: HttpRequest, kind: Any, **options: Any) -> Any:
    """The form as sent; or, before it is sent, as it was being typed."""
    if request.method == "POST":
        return kind(data=request.POST, files=request.FILES, **options)
    return fill(kind(**options), typed_before(request, draft_key(request)))


def act_on(request: HttpRequest, form: Any, act: Callable[[], Any], page: Page) -> HttpResponse:
    """Show the form; when it is sent, check it, ask once more where the page wants it, do the act, go on."""
    stage = stage_of(request)
    if stage == "discard":
        return _discard(request)
    if request.method != "POST" or stage == "change":
        return form_page(request, form, page)
    if form.is_valid() and page.check and stage != "do":
        rows = attempt(form, page.check, refusals=page.refusals)
        if form.is_valid():
            return _check_page(request, page, rows or [])
    elif form.is_valid():
        try:
            result = attempt(form, act, refusals=page.refusals, at_field=page.at_field)
        except SomeoneElseSaved as conflict:
            return _conflict_page(request, form, page, conflict)
        if form.is_valid():
            return done(request, page, result)
    return form_page(request, form, page, status=UNPROCESSABLE)


def done(request: HttpRequest, page: Page, result: Any = None) -> HttpResponse:
    """After the act: the typing is dropped, a notice stays, the person goes on."""
    drop_draft(owner=request.user, key=draft_key(request))
    if page.said:
        messages.success(request, page.said)
    return go_to(request, (page.to(result) if callable(page.to) else page.to) or page.back_url)


def form_page(request: HttpRequest, form: Any, page: Page, *, status: int = 200) -> HttpResponse:
    return page_or_fragment(request, page.template, _context(request, page) | {"form": form}, status=status)


def rehearse[T](act: Callable[[], Any], look: Callable[[], T]) -> T:
    """Do the act, look at what became of it, and undo it: what a check page says is what will be."""
    with transaction.atomic():
        act()
        seen = look()
        transaction.set_rollback(True)
    return seen


def row(label: str, value: Any, absent: str = "") -> dict[str, Any]:
    """One line of a check page."""
    return {"label": label, "value": in_words(value)} | ({"absent": absent} if absent else {})


def in_words(value: Any) -> str:
    """A value as a check or conflict page shows it."""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return day_words(value)
    if isinstance(value, time):
        return time_words(value)
    return "" if value is None else str(value)


def _context(request: HttpRequest, page: Page) -> dict[str, Any]:
    key = draft_key(request)
    typing = typing_of(request, key) if not stage_of(request) else Typing(key)
    return {"page": page, "typing": typing, **page.context}


def _check_page(request: HttpRequest, page: Page, rows: list[dict[str, Any]]) -> HttpResponse:
    """What is about to be done, row by row, with everything typed carried along unseen."""
    carried = [(name, value) for name in request.POST for value in request.POST.getlist(name)]
    carried = [pair for pair in carried if pair[0] not in _NEVER_CARRIED]
    context = _context(request, page) | {"rows": rows, "carried": carried}
    return page_or_fragment(request, page.check_template, context)


def _conflict_page(request: HttpRequest, form: BaseForm, page: Page, conflict: SomeoneElseSaved) -> HttpResponse:
    """Both texts, line by line; sent again, the form is saved over the text it now shows beside its own."""
    last = Event.objects.visible_to(request.user).of(page.matter).select_related("by").first()
    page.context["conflict"] = {
        "by": last.by if last else "Somebody else",
        "at": last.at if last else None,
        "rows": page.both_texts(conflict) if page.both_texts else _line_by_line(form, conflict),
    }
    typed: Any = form.data.copy()  # type: ignore[attr-defined]
    for name in form.fields:
        typed.setdefault(form.add_prefix(name), form.get_initial_for_field(form.fields[name], name) or "")
    typed[form.add_prefix("revision")] = str(getattr(conflict.row, "revision", ""))
    form.data = typed
    return form_page(request, form, page, status=CONFLICT)


def _line_by_line(form: BaseForm, conflict: SomeoneElseSaved) -> list[dict[str, Any]]:
    return [
        {
            "label": form.fields[name].label,
            "saved": _shown(form, name, conflict.theirs[name]),
            "typed": _shown(form, name, typed),
            "differs": conflict.theirs[name] != typed,
        }
        for name, typed in conflict.yours.items()
        if name in form.fields
    ]


def _shown(form: BaseForm, name: str, value: Any) -> str:
    """A coded value by its words."""
    words = getattr(form.fields[name], "choices", None)
    return str(dict(words).get(value, value)) if isinstance(words, list) else in_words(value)


def _discard(request: HttpRequest) -> HttpResponse:
    drop_draft(owner=request.user, key=draft_key(request))
    messages.success(request, "What you were typing was thrown away.")
    return go_to(request, request.path)
