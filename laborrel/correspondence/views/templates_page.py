"""Letter templates: the newest of each, a next version, a preview, no longer offered, a letter begun from one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.guarded import NotPermitted
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.correspondence.access import DRAFT_LETTER, KEEP_TEMPLATES
from laborrel.correspondence.forms.template import BeginForm, TemplateForm
from laborrel.correspondence.matters import examples, fields_of, matter_numbered
from laborrel.correspondence.models import Letter, LetterTemplate
from laborrel.correspondence.operations.letters import draft_letter
from laborrel.correspondence.operations.templates import filled_in, keep_template, retire_template
from laborrel.correspondence.refusals import MailRefusal
from laborrel.correspondence.rich_text import TextTooLong
from laborrel.correspondence.views.letter import parts_of
from laborrel.correspondence.views.register import once
from laborrel.drafts.acting import Page, Plain, bound
from laborrel.web.rendering import page_or_fragment


class NoSuchCase(MailRefusal):
    """There is no case of this number that you may see."""


_REFUSALS = (MailRefusal, TextTooLong, NotPermitted)


@require_safe
@requires(DRAFT_LETTER)
def templates(request: HttpRequest) -> HttpResponse:
    """The newest version of each. One query."""
    newest: dict[str, LetterTemplate] = {}
    for template in LetterTemplate.objects.select_related("written_by"):
        newest.setdefault(template.kind, template)
    found = sorted(newest.values(), key=lambda template: template.title.casefold())
    context = {
        "standing": [each for each in found if not each.is_retired],
        "retired": [each for each in found if each.is_retired],
        "may_keep": may(request.user, KEEP_TEMPLATES),
    }
    return page_or_fragment(request, "correspondence/templates.html", context)


@require_safe
@requires(DRAFT_LETTER)
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """One version as a letter would read, its fields filled with invented words."""
    found = get_object_or_404(LetterTemplate.objects.select_related("written_by"), pk=pk)
    text, missing = filled_in(found, examples())
    context = {
        "template": found,
        "subject": text.subject,
        "parts": parts_of(Letter(**text.as_columns())),
        "missing": missing,
        "versions": LetterTemplate.objects.filter(kind=found.kind).select_related("written_by"),
        "may_keep": may(request.user, KEEP_TEMPLATES),
    }
    return page_or_fragment(request, "correspondence/template.html", context)


@requires(KEEP_TEMPLATES)
def new_template(request: HttpRequest) -> HttpResponse:
    form = bound(request, TemplateForm)
    return _keep(request, form, "A new letter template", "Keep it")


@requires(KEEP_TEMPLATES)
def next_version(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LetterTemplate, pk=pk)
    form = bound(request, TemplateForm, template=found)
    return _keep(request, form, f"The next version of {found.title}", "Keep the new version")


@requires(KEEP_TEMPLATES)
def retire(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(LetterTemplate, pk=pk)
    lead = "It is offered no longer. Letters made from it stay as they are; a new version offers it again."
    page = _page(f"Retire {found.title}", "Retire it", lead=lead, said="Retired.")
    act = lambda: retire_template(template=found, by=request.user, at=timezone.now())  # noqa: E731
    return once(request, bound(request, Plain), act, page)


@requires(DRAFT_LETTER)
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """A draft on a case, filled with what the case says; what it does not say stays visible in the draft."""
    found = get_object_or_404(LetterTemplate, pk=pk, is_retired=False)
    form = bound(request, BeginForm)
    page = _page(
        f"Begin a letter: {found.title}", "Begin the letter", said="The letter is begun.",
        to=lambda letter: reverse("correspondence:edit", args=[letter.key]),
    )  # fmt: skip
    page.at_field = {NoSuchCase: "number"}
    return once(request, form, lambda: _begun(request, found, form.cleaned_data["number"]), page)


def _begun(request: HttpRequest, found: LetterTemplate, number: str) -> Letter:
    matter = matter_numbered(request.user, number)
    if matter is None:
        raise NoSuchCase
    signer: Any = request.user
    words = {"signer_name": signer.full_name, "signer_title": signer.job_title}
    text, _ = filled_in(found, fields_of(matter), **words)
    return draft_letter(matter=matter, text=text, template=found, by=signer, at=timezone.now())


def _keep(request: HttpRequest, form: TemplateForm, title: str, button: str) -> HttpResponse:
    known = examples()
    page = _page(title, button, said="Kept.", template="correspondence/template_form.html", context={"known": known})
    page.to = lambda kept: reverse("correspondence:template", args=[kept.pk])

    def act() -> LetterTemplate:
        sent = {name: form.cleaned_data[name] for name in ("kind", "title", "subject")}
        return keep_template(parts=form.parts, known_fields=list(known), by=request.user, at=timezone.now(), **sent)

    return once(request, form, act, page)


def _page(title: str, button: str, **words: Any) -> Page:
    back = reverse("correspondence:templates")
    return Page(title=title, button=button, back_url=back, about="letter templates", refusals=_REFUSALS, **words)
