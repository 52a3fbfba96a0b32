"""What was being sent when the session ended: kept in the browser's next session, shown to the same person only."""

from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from laborrel.people.entrance import is_fragment, page_of

KEY = "interrupted"
LONGEST_TEXT = 256 * 1024
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "oldpassword", "password1", "password2", "code", "credential")

type Kept = dict[str, Any]


def take(request: HttpRequest) -> Kept | None:
    """The typed fields of this request, if it sent any and came from one of our own pages; files are not kept."""
    if request.method != "POST" or not _is_our_own(request):
        return None
    fields = [
        (name, value) for name, values in request.POST.lists() if name not in NEVER_KEPT for value in values if value
    ]
    if not fields or sum(len(value) for _, value in fields) > LONGEST_TEXT:
        return None
    return {
        "user": request.user.pk,
        "page": page_of(request),
        "sent_to": "" if is_fragment(request) else request.get_full_path(),
        "fields": fields,
    }


def keep(store: SessionBase, kept: Kept | None) -> None:
    if kept:
        store[KEY] = kept


def waiting(request: HttpRequest) -> Kept | None:
    """What waits for this person; what waits for somebody else is thrown away unseen."""
    kept: Kept | None = request.session.get(KEY)
    if kept and kept["user"] != request.user.pk:
        let_go(request.session)
        return None
    return kept


def let_go(store: SessionBase) -> None:
    store.pop(KEY, None)


def _is_our_own(request: HttpRequest) -> bool:
    """The session has ended before Django's forgery check could run, so the origin is asked here."""
    origin = request.headers.get("Origin")
    return origin is None or origin == f"{request.scheme}://{request.get_host()}"
