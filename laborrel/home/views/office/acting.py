"""What the office's forms share: one form acts once, and what is refused is said at its field."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from laborrel.audit.events import stop_if_done
from laborrel.audit.submissions import AlreadyDone
from laborrel.drafts.acting import Page, act_on
from laborrel.web.rendering import go_to


def act_once(request: HttpRequest, form: Any, act: Callable[[], Any], page: Page) -> HttpResponse:
    """As `act_on`; the second sending of one form goes where the first one went."""
    if request.method == "POST":
        try:
            stop_if_done(by=request.user)
        except AlreadyDone:
            return go_to(request, page.back_url)
    return act_on(request, form, act, page)
