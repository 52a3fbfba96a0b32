"""The way to the sign-in page and back to the page one came from, in a whole page and inside a fragment."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url


def is_fragment(request: HttpRequest) -> bool:
    """HTMX asked, and would put the answer into a part of the page."""
    return "HX-Request" in request.headers and "HX-Boosted" not in request.headers


def page_of(request: HttpRequest) -> str:
    """The page the person looks at: for a fragment the one around it, for a sent form the one it stood on.

    The page's own clock opens the sign-in page when time is up; then it is the page that clock ran on.
    """
    if is_fragment(request):
        return _path(request.headers.get("HX-Current-URL", "")) or "/"
    if request.method in {"GET", "HEAD"} and request.path != resolve_url(settings.LOGIN_URL):
        return request.get_full_path()
    return _path(request.headers.get("Referer", ""), host=request.get_host()) or "/"


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the sign-in page with the way back; a fragment sends the whole page there."""
    return whole_page(request, redirect_to_login(page_of(request)).url)


def whole_page(request: HttpRequest, to: str) -> HttpResponse:
    """A redirect that also works from inside a fragment."""
    address = resolve_url(to)
    if is_fragment(request):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def _path(address: str, *, host: str = "") -> str:
    parts = urlsplit(address)
    if host and parts.netloc != host:
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
