"""What is asked of every request of a person signed in: is the session still alive, is there a second factor."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone

from laborrel.people import interrupted, second_factor, session_marks
from laborrel.people.entrance import is_fragment, page_of, to_sign_in, whole_page
from laborrel.people.limits import Session

# An act within this time of the last one is not written down: a page and its fragments cost one note.
NOTED_EVERY = timedelta(seconds=60)
# A fragment that asks again by itself says so, and does not count as an act of the person.
UNATTENDED = "X-Unattended"

# Where a person without a second factor may still go: to get one, and out.
OPEN_WITHOUT_SECOND_FACTOR = frozenset(
    {"account_logout", "account_reauthenticate", "people:session", "people:extend_session"}
)

type Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimits:
    """Ends a session at its idle or absolute limit and tells the page how long is left.

    `request.session_limits` is the session as it stands, `request.session_seconds` the same for the page's own clock;
    the answer's `Session-Ends-In` header carries the seconds, so that a fragment can set that clock too.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            return _as_whole_page(request, self.get_response(request))
        now = timezone.now()
        session = session_marks.read(request.session, now=now)
        if session.has_ended(now):
            return _end(request, session)
        if UNATTENDED not in request.headers and now - session.active_at >= NOTED_EVERY:
            session_marks.act(request.session, at=now)
            UserSession.objects.create_from_request(request)
            session = session_marks.read(request.session, now=now)
        request.session_limits = session  # type: ignore[attr-defined]
        request.session_seconds = session.seconds(now)  # type: ignore[attr-defined]
        response = _as_whole_page(request, self.get_response(request))
        if request.user.is_authenticated:
            response.headers.setdefault("Session-Ends-In", str(int((session.ends_at - now).total_seconds())))
        return response


class SecondFactorFirst:
    """Sends a person who must have a second factor to get one, before any other page."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:  # noqa: ARG002
        if not request.user.is_authenticated or not second_factor.is_missing(request):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if name in OPEN_WITHOUT_SECOND_FACTOR or name.startswith("mfa_"):
            return None
        return whole_page(request, "mfa_index")


def _end(request: HttpRequest, session: Session) -> HttpResponse:
    kept = interrupted.take(request)
    answer = to_sign_in(request)
    UserSession.objects.filter(session_key=request.session.session_key).delete()
    logout(request)
    interrupted.keep(request.session, kept)
    words = " What you were sending is kept for you." if kept else ""
    messages.warning(request, f"{session.limit}{words} Sign in to go on where you were.")
    answer.headers["Cache-Control"] = "no-store, private"
    return answer


def _as_whole_page(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A fragment whose answer is the sign-in page takes the whole page there, with the way back to that page."""
    sign_in = resolve_url(settings.LOGIN_URL)
    location = response.headers.get("Location", "")
    if is_fragment(request) and location.partition("?")[0] == sign_in and page_of(request) != sign_in:
        return to_sign_in(request)
    return response
