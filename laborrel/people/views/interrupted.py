"""What one was sending when the session ended, and sending it now."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from laborrel.people import interrupted as kept_typing


@require_GET
@login_required
def interrupted(request: HttpRequest) -> HttpResponse:
    """The typed text, to read, to copy and to send."""
    kept = kept_typing.waiting(request)
    if kept is None:
        return redirect("/")
    lines = [{"label": name.rpartition("-")[2].replace("_", " "), "text": text} for name, text in kept["fields"]]
    return render(request, "people/interrupted.html", {"kept": kept, "lines": lines})


@require_POST
@login_required
def let_go(request: HttpRequest) -> HttpResponse:
    """Back to the page; what was kept is dropped."""
    kept = kept_typing.waiting(request)
    kept_typing.let_go(request.session)
    return redirect(kept["page"] if kept else "/")
