"""One request, one transaction, one reader."""

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse

from laborrel.access.reach import remember_reach
from laborrel.access.wall import read_as


class OneReaderOneTransaction:
    """Every view runs in a transaction that knows who reads; a failed one leaves nothing behind.

    It takes the place of ATOMIC_REQUESTS, whose transaction begins too late to set the reader for template rendering.
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
            if response.status_code >= 500:
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)
