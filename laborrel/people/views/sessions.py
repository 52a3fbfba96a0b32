"""Where one is signed in, and signing out there, elsewhere or everywhere."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.usersessions.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from laborrel.people.devices import device_words
from laborrel.people.session_marks import limits
from laborrel.people.views.sign_in import FORGET
from laborrel.web.wording import counted


@require_GET
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """One line for each browser one is signed in with, this one first."""
    _end_idle_ones(request)
    found = sorted(UserSession.objects.purge_and_list(request.user), key=_this_one_first)
    return render(request, "people/sessions.html", {"sessions": [_line(one) for one in found]})


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one of one's own sessions."""
    one = get_object_or_404(UserSession, pk=pk, user=request.user)
    if one.is_current():
        return _leave(request, [one])
    words = device_words(one.user_agent)
    get_adapter().end_sessions([one])
    messages.success(request, f"{words} is signed out.")
    return redirect("people:sessions")


@require_POST
@login_required
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    others = UserSession.objects.filter(user=request.user).exclude(session_key=request.session.session_key)
    ended = list(others)
    get_adapter().end_sessions(ended)
    messages.success(request, f"{counted(len(ended), 'other session')} signed out. You stay signed in here.")
    return redirect("people:sessions")


@require_POST
@login_required
def end_all_sessions(request: HttpRequest) -> HttpResponse:
    """Everywhere, here too."""
    return _leave(request, list(UserSession.objects.filter(user=request.user)))


def _leave(request: HttpRequest, ended: list[UserSession]) -> HttpResponse:
    get_adapter().end_sessions(ended)
    account_adapter(request).logout(request)
    messages.success(request, f"You are signed out of {counted(len(ended), 'session')}.")
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = FORGET
    return response


def _end_idle_ones(request: HttpRequest) -> None:
    """A session past its idle limit is over, though its browser has not come back to be told."""
    since = timezone.now() - limits().idle
    stale = UserSession.objects.filter(user=request.user, last_seen_at__lt=since)
    get_adapter().end_sessions(stale.exclude(session_key=request.session.session_key))


def _this_one_first(one: UserSession) -> tuple[bool, float]:
    return not one.is_current(), -one.last_seen_at.timestamp()


def _line(one: UserSession) -> dict[str, Any]:
    return {
        "pk": one.pk,
        "device": device_words(one.user_agent),
        "address": one.ip,
        "began_at": one.created_at,
        "last_seen_at": one.last_seen_at,
        "is_this_one": one.is_current(),
    }
