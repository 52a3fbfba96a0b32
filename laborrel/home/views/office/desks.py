"""Desks and keys: the desks and teams one may let others into, who is in, who is kept out and why."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.desks import open_unit_desk
from laborrel.access.guarded import NotPermitted
from laborrel.access.models import Scope
from laborrel.access.policy import requires
from laborrel.access.scopes import GRANT_ACCESS, WALL_OFF, GrantExceedsOwn, OwnDenial
from laborrel.drafts.acting import Page, Plain, bound
from laborrel.home.forms.desks import KeepOutForm, LetBackForm, LetInForm, OpenDeskForm
from laborrel.home.operations.desks import KeysRefusal, keep_out, let_back, let_in, take_out
from laborrel.home.queries import kept_out_of, people_let_in, roles_let_in, scopes_granted_by
from laborrel.home.views.office.acting import act_once
from laborrel.people.models import User
from laborrel.web.rendering import page_or_fragment

_REFUSALS = (KeysRefusal, GrantExceedsOwn, OwnDenial)


@require_safe
@requires(GRANT_ACCESS)
def desks(request: HttpRequest) -> HttpResponse:
    found = list(scopes_granted_by(request.user))
    context = {
        "desks": [scope for scope in found if scope.kind == Scope.Kind.UNIT_DESK],
        "teams": [scope for scope in found if scope.kind != Scope.Kind.UNIT_DESK],
    }
    return page_or_fragment(request, "home/office/desks.html", context)


@requires(GRANT_ACCESS)
def open_desk(request: HttpRequest) -> HttpResponse:
    form = bound(request, OpenDeskForm)
    page = Page(
        title="Open a unit desk", button="Open the desk", back_url=reverse("home:desks"), about="desks",
        lead="Where the ordinary cases of one unit lie. Senior specialists and readers are let in at once, specialists"
        " by name.", said="The desk is open. Seat its specialists.", refusals=(*_REFUSALS, NotPermitted),
        to=lambda desk: reverse("home:keys", args=[desk.reference]),
    )  # fmt: skip

    def act() -> Scope:
        return open_unit_desk(unit=form.cleaned_data["unit"], by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


@require_safe
@requires(GRANT_ACCESS)
def keys(request: HttpRequest, reference: str) -> HttpResponse:
    scope = _scope(request, reference)
    kept_out = list(kept_out_of(scope))
    context = {
        "scope": scope,
        "people": people_let_in(scope),
        "roles": roles_let_in(scope),
        "kept_out": kept_out,
        "shut": {denial.user_id for denial in kept_out},
        "is_desk": scope.kind == Scope.Kind.UNIT_DESK,
        "me": request.user,
    }
    return page_or_fragment(request, "home/office/keys.html", context)


@requires(GRANT_ACCESS)
def let(request: HttpRequest, reference: str) -> HttpResponse:
    scope = _scope(request, reference)
    form = bound(request, LetInForm, scope=scope)
    page = _page(scope, "Let somebody in", "Let the person in", said="Let in.")

    def act() -> None:
        sent = form.cleaned_data
        let_in(scope=scope, user=sent["person"], manner=sent["manner"], by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


@requires(GRANT_ACCESS)
def take(request: HttpRequest, reference: str, person: int) -> HttpResponse:
    scope = _scope(request, reference)
    user = _among([each.holder for each in people_let_in(scope)], person)
    lead = "What this person was given by name ends with the next request. What a role gives stays."
    page = _page(scope, f"Take back the keys of {user}", "Take them back", lead=lead, said="The keys were taken back.")
    act = lambda: take_out(scope=scope, user=user, by=request.user, at=timezone.now())  # noqa: E731
    return act_once(request, bound(request, Plain), act, page)


@requires(WALL_OFF)
def deny(request: HttpRequest, reference: str) -> HttpResponse:
    scope = _scope(request, reference)
    form = bound(request, KeepOutForm, by=request.user)
    lead = "A conflict of interest beats every grant and every role, here and in whatever accompanies it."
    page = _page(scope, "Keep somebody out", "Keep the person out", lead=lead, said="Kept out from now on.")

    def act() -> None:
        sent = dict(form.cleaned_data)
        keep_out(scope=scope, user=sent.pop("person"), by=request.user, at=timezone.now(), **sent)

    return act_once(request, form, act, page)


@requires(WALL_OFF)
def lift(request: HttpRequest, reference: str, person: int) -> HttpResponse:
    scope = _scope(request, reference)
    user = _among([denial.user for denial in kept_out_of(scope)], person)
    form = bound(request, LetBackForm)
    lead = "The grants and roles that still stand open the desk again."
    page = _page(scope, f"Let {user} back in", "Let the person back in", lead=lead, said="Let back in.")

    def act() -> None:
        because = form.cleaned_data["because"]
        let_back(scope=scope, user=user, because=because, by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


def _scope(request: HttpRequest, reference: str) -> Scope:
    """A desk or team into which this person may let others; any other is not there."""
    return get_object_or_404(scopes_granted_by(request.user), reference=reference)


def _among(people: list[Any], pk: int) -> User:
    for person in people:
        if person.pk == pk:
            return person
    raise Http404


def _page(scope: Scope, title: str, button: str, **words: Any) -> Page:
    return Page(
        title=title, button=button, back_url=reverse("home:keys", args=[scope.reference]), about=scope.title,
        refusals=_REFUSALS, **words,
    )  # fmt: skip
