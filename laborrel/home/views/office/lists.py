"""One list of the office and its entries: shown, added to, changed, retired, merged."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.policy import requires
from laborrel.drafts.acting import Page, Plain, bound, row
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.forms.entries import MergeForm
from laborrel.home.operations.entries import (
    AccountTaken,
    CodeTaken,
    EntryRefusal,
    FixedCode,
    NameTaken,
    NumberTaken,
    add_entry,
    bring_back_entry,
    change_entry,
    merge_entry,
    retire_entry,
    used_by,
)
from laborrel.home.views.office.acting import act_once
from laborrel.home.views.office.kinds import KINDS, Kind
from laborrel.web.rendering import page_or_fragment

AT_THE_FIELD = {CodeTaken: "code", NameTaken: "name", NumberTaken: "number", AccountTaken: "user", FixedCode: "code"}


@require_safe
@requires(KEEP_ORGANIZATION)
def entries(request: HttpRequest, kind: str) -> HttpResponse:
    return list_page(request, _kind(kind))


@requires(KEEP_ORGANIZATION)
def add(request: HttpRequest, kind: str) -> HttpResponse:
    return add_page(request, _kind(kind))


@requires(KEEP_ORGANIZATION)
def edit(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return edit_page(request, _kind(kind), pk)


@requires(KEEP_ORGANIZATION)
def retire(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return retire_page(request, _kind(kind), pk)


@requires(KEEP_ORGANIZATION)
def merge(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    return merge_page(request, _kind(kind), pk)


def list_page(request: HttpRequest, kind: Kind) -> HttpResponse:
    """Offered entries first, retired ones below. One query."""
    related = [*kind.related, *(["merged_into"] if _is_coded(kind) else [])]
    found = list(kind.model.objects.select_related(*related))
    rows = [_row(kind, entry) for entry in found]
    standing = [each for each in rows if not each["entry"].is_retired]
    context = {
        "kind": kind,
        "headings": [heading for heading, _ in kind.columns],
        "is_coded": _is_coded(kind),
        "standing": standing,
        "can_merge": len(standing) > 1,
        "retired": [each for each in rows if each["entry"].is_retired],
        "add_url": kind.url("add"),
    }
    return page_or_fragment(request, "home/office/entries.html", context)


def add_page(request: HttpRequest, kind: Kind, *, template: str = "", **beside: Any) -> HttpResponse:
    form = bound(request, kind.form)
    page = _page(kind, f"Add {kind.with_article}", "Add", said="Added.", context=beside)
    page.template = template or page.template

    def act() -> Any:
        return add_entry(model=kind.model, values=form.values, by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


def edit_page(request: HttpRequest, kind: Kind, pk: int, *, template: str = "", **beside: Any) -> HttpResponse:
    entry = _entry(kind, pk)
    form = bound(request, kind.form, entry=entry)
    page = _page(kind, f"Change {entry}", "Save", said="Saved.", matter=entry, context=_beside(kind, entry) | beside)
    page.template = template or "home/office/entry.html"

    def act() -> Any:
        seen = form.cleaned_data["revision"]
        return change_entry(entry=entry, values=form.values, seen=seen, by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


def retire_page(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Retire an entry, or bring a retired one back."""
    entry = _entry(kind, pk)
    verb, title, button = (
        (bring_back_entry, f"Bring {entry} back", "Bring it back")
        if entry.is_retired
        else (retire_entry, f"Retire {entry}", "Retire it")
    )
    lead = (
        "It will be offered again."
        if entry.is_retired
        else "It will be offered no longer. Whatever names it goes on naming it, and it can be brought back."
    )
    page = _page(kind, title, button, lead=lead, said="Done.", matter=entry)
    act = lambda: verb(entry=entry, by=request.user, at=timezone.now())  # noqa: E731 - one line, used once
    return act_once(request, bound(request, Plain), act, page)


def merge_page(request: HttpRequest, kind: Kind, pk: int) -> HttpResponse:
    """Choose the entry that stays; what moves is shown before it is done."""
    entry = _entry(kind, pk)
    if not getattr(entry, "can_be_merged", False):
        raise Http404
    form = bound(request, MergeForm, entry=entry)
    page = _page(
        kind, f"Merge {entry}", "Merge them", said=f"{entry} was merged.", matter=entry,
        lead="For one thing entered twice under two names. This cannot be undone.",
        check=lambda: _what_moves(entry, form.cleaned_data["into"]), check_title="Check before they are merged",
    )  # fmt: skip

    def act() -> Any:
        return merge_entry(entry=entry, into=form.cleaned_data["into"], by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


def _kind(slug: str) -> Kind:
    if slug not in KINDS:
        raise Http404
    return KINDS[slug]


def _entry(kind: Kind, pk: int) -> Any:
    entries = kind.model._base_manager.all()
    return get_object_or_404(entries.select_related(*kind.related) if kind.related else entries, pk=pk)


def _page(kind: Kind, title: str, button: str, **words: Any) -> Page:
    return Page(
        title=title, button=button, back_url=kind.url(), about=kind.title.lower(), refusals=(EntryRefusal,),
        at_field=dict(AT_THE_FIELD), **words,
    )  # fmt: skip


def _row(kind: Kind, entry: Any) -> dict[str, Any]:
    return {
        "entry": entry,
        "name": getattr(entry, "name", None) or entry.full_name,
        "code": getattr(entry, "code", ""),
        "cells": [(heading, say(entry)) for heading, say in kind.columns],
        "edit_url": kind.url("edit", entry.pk),
        "retire_url": kind.url("retire", entry.pk),
        "merge_url": kind.url("merge", entry.pk) if getattr(entry, "can_be_merged", False) else "",
        "is_fixed": getattr(entry, "code", "") in getattr(entry, "fixed_codes", ()),
        "merged_into": getattr(entry, "merged_into", None),
    }


def _beside(kind: Kind, entry: Any) -> dict[str, Any]:
    return {"kind": kind, "row": _row(kind, entry), "used_by": used_by(entry) if _is_coded(kind) else []}


def _what_moves(entry: Any, into: Any) -> list[dict[str, Any]]:
    moves = [row("Moves", words) for words in used_by(entry)]
    return [
        row("Is retired", f"{entry.code} {entry.name}"),
        row("Stays", f"{into.code} {into.name}"),
        *moves,
        row("Cases", "Every case that names it, those out of your reach included, without saying which"),
    ]


def _is_coded(kind: Kind) -> bool:
    return hasattr(kind.model, "merged_into")
