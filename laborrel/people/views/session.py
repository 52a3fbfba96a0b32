"""How long one's session lasts, and extending it by one press of a key, with or without JavaScript."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from laborrel.people import session_marks
from laborrel.web.wording import clock_words


@require_GET
@login_required
def session(request: HttpRequest) -> HttpResponse:
    """When the session ends and why, with the button that extends it."""
    now = timezone.now()
    standing = session_marks.read(request.session, now=now)
    return render(request, "people/session.html", {"standing": standing, "limits": standing.limits})


@require_POST
@login_required
def extend_session(request: HttpRequest) -> HttpResponse:
    """The page's clock gets the new seconds as JSON; a plain form gets the page with the new end."""
    now = timezone.now()
    session_marks.act(request.session, at=now)
    standing = session_marks.read(request.session, now=now)
    if "application/json" in request.headers.get("Accept", ""):
        response: HttpResponse = JsonResponse(standing.seconds(now))
    else:
        messages.success(request, f"You stay signed in until {clock_words(standing.ends_at)}.")
        response = redirect("people:session")
    response.headers["Session-Ends-In"] = str(int((standing.ends_at - now).total_seconds()))
    return response
