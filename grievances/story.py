"""The story of a case: its events in English, newest or oldest first, with the papers and letters they speak of."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse

from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence

LONGEST = 150  # events on the page; the rest stand in the history
COOKIE = "story_order"
A_YEAR = 365 * 24 * 60 * 60
ORDERS = ("newest", "oldest")

_STOPS = frozenset({"grievances.hold", "grievances.release", "grievances.extend", "grievances.prove_extension"})
_TIME = _STOPS | {"grievances.lapse", "grievances.object_untimely", "grievances.record_happening"}
_KEYS = frozenset({"grievances.assign", "grievances.restrict", "grievances.let_in", "grievances.wall_off"})

GROUPS = {
    "all": "Everything",
    "steps": "Steps and answers",
    "time": "Time",
    "papers": "Papers and letters",
    "people": "People",
}


def group_of(verb: str) -> str:
    """Which filter of the story an event belongs to."""
    if verb in _TIME:
        return "time"
    if verb in _KEYS or verb.startswith("access."):
        return "people"
    if verb.startswith(("documents.", "correspondence.")):
        return "papers"
    return "steps"


def order_of(request: HttpRequest) -> str:
    """As asked for, else as last chosen in this browser, else newest first."""
    asked = request.GET.get("order") or request.COOKIES.get(COOKIE, "")
    return asked if asked in ORDERS else ORDERS[0]


def remember_order(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if request.GET.get("order") in ORDERS:
        response.set_cookie(COOKIE, request.GET["order"], max_age=A_YEAR, httponly=True, samesite="Lax")
    return response


def entries(events: Iterable[Event], *, order: str, shown: str, doors: dict[str, str]) -> list[dict[str, Any]]:
    """Timeline entries. `doors` leads from the title of a paper or the subject of a letter to its address."""
    told = [_entry(event, doors) for event in events if shown in ("all", group_of(event.verb))]
    return told if order == "newest" else told[::-1]


_LINK = {"subject": "Open the letter"}  # its subject stands in the sentence already


def _entry(event: Event, doors: dict[str, str]) -> dict[str, Any]:
    named = {key: event.data.get(key) for key in ("title", "subject", "paper", "proof")}
    links = [
        {"label": _LINK.get(key, name), "url": doors[name]}
        for key, name in named.items()
        if isinstance(name, str) and name in doors
    ]
    return {
        "at": event.at,
        "title": sentence(event),
        "kind": "stop" if event.verb in _STOPS else "verb" if group_of(event.verb) == "steps" else "",
        "links": links,
        "id": f"event-{event.pk}",
    }


def tabs(*, shown: str, order: str, url: str) -> dict[str, Any]:
    """The filters and the two orders, as links that keep each other."""
    return {
        "shown": [
            {"label": words, "url": f"{url}?show={name}&order={order}#story", "is_current": name == shown}
            for name, words in GROUPS.items()
        ],
        "orders": [
            {"label": f"{name.capitalize()} first", "url": f"{url}?show={shown}&order={name}#story",
             "is_current": name == order}
            for name in ORDERS
        ],
    }  # fmt: skip
