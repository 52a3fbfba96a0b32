"""Is the house open? Asked by load balancers; says nothing but yes or no."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse


def healthz(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - every view takes one
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


healthz.access_policy = "anyone, because a load balancer has no sign-in and the answer is one word"  # type: ignore[attr-defined]
