"""How a view answers: the whole page to a browser, the one named fragment to HTMX, the same data in both."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers

SUBMISSION_KEY = "submission"  # the name by which the audit room knows a repeated act
UNPROCESSABLE = 422


def wants_fragment(request: HttpRequest, fragment: str | None) -> bool:
    """HTMX asked for exactly this element (its DOM id and the partial's name are one word)."""
    htmx = getattr(request, "htmx", None)
    if not fragment or not htmx or htmx.boosted or htmx.history_restore_request:
        return False
    return bool(htmx.target == fragment)


def page_or_fragment(
    request: HttpRequest,
    template: str,
    context: dict[str, Any] | None = None,
    *,
    fragment: str | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole page, or `template#fragment` when HTMX asked for the element of that name.

    Messages waiting for this person ride along with a fragment, so that nothing done is left unsaid.
    """
    is_fragment = wants_fragment(request, fragment)
    name = f"{template}#{fragment}" if is_fragment else template
    html = render_to_string(name, {**(context or {}), "is_fragment": is_fragment}, request=request)
    if is_fragment:
        html += render_to_string("components/messages.html", {"is_out_of_band": True}, request=request)
    response = HttpResponse(html, status=status)
    patch_vary_headers(response, ("HX-Request", "HX-Target"))
    return response


def go_to(request: HttpRequest, url: str) -> HttpResponse:
    """After a verb: the browser goes to `url`, whether HTMX or a plain form asked."""
    if getattr(request, "htmx", None):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def submission_key(request: HttpRequest) -> str:
    """One key for one act: a form shown again keeps the key it was sent with, so a double submit is one record."""
    sent = request.POST.get(SUBMISSION_KEY, "")
    try:
        return str(uuid.UUID(sent))
    except ValueError:
        return str(uuid.uuid4())
