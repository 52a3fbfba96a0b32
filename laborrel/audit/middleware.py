"""One rendered form, one act: a double click or a second send finds the first one's result."""

import uuid
from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from laborrel.audit.submissions import AlreadyDone, submission_of_this_request


class OneSubmissionOnce:
    """Carries the form's submission key to the first event recorded; see `laborrel.audit.submissions`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = _key(request.POST.get("submission", "")) if request.method == "POST" else None
        with submission_of_this_request(key):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, AlreadyDone):
            return None
        transaction.set_rollback(True)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": exception.url})
        return HttpResponseRedirect(exception.url)


def _key(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
