"""One request, one transaction, one reader."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse

from laborrel.access.reach import remember_reach
from laborrel.access.wall import read_as, reading_as


class OneReaderOneTransaction:
    """Every view runs in a transaction that knows who reads; a failed one leaves nothing behind.

    It takes the place of ATOMIC_REQUESTS, whose transaction begins too late to set the reader for template rendering.
    What runs after the transaction (on_commit callbacks) has no reader and finds every protected table empty.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path == "/healthz":
            return self.get_response(request)
        with transaction.atomic():
            read_as(request.user.pk)
            if request.user.is_authenticated:
                remember_reach(request.user)
            response = self.get_response(request)
            if response.status_code >= 500 or getattr(request, "left_a_view_by_exception", False):
                transaction.set_rollback(True)
        if response.streaming and not isinstance(response, FileResponse):
            response.streaming_content = _read_as(request.user, response.streaming_content)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:  # noqa: ARG002
        """Rolled back at the end, not now: the page that says so may still ask the database."""
        request.left_a_view_by_exception = True


def _read_as(user: Any, content: Any) -> Iterator[bytes]:
    """A streamed answer is produced after the request's transaction; without this it would be silently empty."""
    with reading_as(user):
        yield from content
