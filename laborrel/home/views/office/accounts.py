"""Accounts: who may sign in, with which roles. Who works on which desk or case is never shown here."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from laborrel.access.accounts import (
    GIVE_ROLES,
    KEEP_ACCOUNTS,
    AddressTaken,
    OwnAccount,
    RoleNotGiven,
    RoleOpensDesks,
    close_account,
    give_roles,
    open_account,
    reopen_account,
)
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.drafts.acting import Page, Plain, bound
from laborrel.home.forms.accounts import AccountForm, RolesForm
from laborrel.home.views.office.acting import act_once
from laborrel.people.models import User
from laborrel.web.rendering import page_or_fragment

APART = "Desks and cases are granted apart, by those who lead them; an account alone opens none."
_REFUSALS = (AddressTaken, OwnAccount, RoleNotGiven, RoleOpensDesks)
_AT_FIELD = {AddressTaken: "email", OwnAccount: "roles", RoleNotGiven: "roles", RoleOpensDesks: "roles"}


@require_safe
@requires(GIVE_ROLES)
def accounts(request: HttpRequest) -> HttpResponse:
    """Everybody with an account, open ones first. Two queries."""
    people = list(User.objects.filter(is_service=False).prefetch_related("groups").order_by("full_name", "pk"))
    rows = [{"person": person, "roles": sorted(role.name for role in person.groups.all())} for person in people]
    context = {
        "open": [each for each in rows if each["person"].is_active],
        "closed": [each for each in rows if not each["person"].is_active],
        "apart": APART,
        "keeps_accounts": may(request.user, KEEP_ACCOUNTS),
    }
    return page_or_fragment(request, "home/office/accounts.html", context)


@requires(KEEP_ACCOUNTS)
def open_one(request: HttpRequest) -> HttpResponse:
    form = bound(request, AccountForm)
    page = _page("Open an account", "Open the account", said="The account is open.", lead=APART)

    def act() -> User:
        return open_account(by=request.user, at=timezone.now(), **{**form.cleaned_data, "roles": _chosen(form)})

    return act_once(request, form, act, page)


@requires(GIVE_ROLES)
def roles(request: HttpRequest, pk: int) -> HttpResponse:
    person = _person(pk)
    form = bound(request, RolesForm, user=person)
    page = _page(f"Roles of {person}", "Save the roles", said="Saved.", lead=f"{person.email}. {APART}")
    if person.pk == request.user.pk:
        page.refusal = str(OwnAccount.__doc__)

    def act() -> User:
        return give_roles(user=person, roles=_chosen(form), by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


@requires(KEEP_ACCOUNTS)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an open account, or open a closed one again."""
    person = _person(pk)
    if person.is_active:
        verb, title, button = close_account, f"Close the account of {person}", "Close the account"
        lead = "From the next request on the person sees nothing. What was done stays under the person's name."
    else:
        verb, title, button = reopen_account, f"Open the account of {person} again", "Open the account again"
        lead = "The person signs in as before, with the roles and grants that still stand."
    page = _page(title, button, lead=lead, said="Done.")
    if person.pk == request.user.pk:
        page.refusal = str(OwnAccount.__doc__)
    act = lambda: verb(user=person, by=request.user, at=timezone.now())  # noqa: E731 - one line, used once
    return act_once(request, bound(request, Plain), act, page)


def _person(pk: int) -> User:
    return get_object_or_404(User, pk=pk, is_service=False)


def _chosen(form: Any) -> list[Any]:
    return list(form.cleaned_data["roles"])


def _page(title: str, button: str, **words: Any) -> Page:
    return Page(
        title=title, button=button, back_url=reverse("home:accounts"), about="accounts", refusals=_REFUSALS,
        at_field=_AT_FIELD, **words,
    )  # fmt: skip
