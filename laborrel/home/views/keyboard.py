"""The keyboard, and where to find what."""

from django.http import HttpRequest, HttpResponse

from laborrel.access.policy import open_to_staff
from laborrel.web.rendering import page_or_fragment


@open_to_staff(because="it is help")
def show_help(request: HttpRequest) -> HttpResponse:
    return page_or_fragment(request, "home/help.html", {})
