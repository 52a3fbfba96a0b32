"""The one refusal Django does not draw itself. The others are templates/400.html, 403.html, 404.html and 500.html."""

from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.template.loader import render_to_string


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - the reason is for the log
    """The form was too old or came from elsewhere."""
    return HttpResponseForbidden(render_to_string("errors/form_expired.html", request=request))
