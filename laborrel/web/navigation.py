"""What stands on the frame of every page: each app adds its entry, shortcut and account link in `AppConfig.ready`.

from laborrel.web import navigation
navigation.entry("Grievances", "grievances:docket", order=20, permitted=lambda user: may(user, SEE_GRIEVANCE))
navigation.shortcut("g d", "Open the docket", "grievances:docket")
navigation.place("search", "home:find")
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

type Permitted = Callable[[Any], bool]

# Where the frame itself points. An app that moves one says so with `place`.
PLACES = {
    "desk": "home:desk",
    "search": "home:find",
    "due": "home:desk",
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "extend_session": "people:extend_session",
    "keyboard": "people:keyboard",
}


def everyone(_user: Any) -> bool:
    """The plain answer for an entry that every signed-in person has."""
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One door: its words, where it leads, who sees it. `keys` is set for a keyboard shortcut."""

    label: str
    url_name: str
    order: int
    permitted: Permitted = everyone
    keys: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A door as this person meets it on this page."""

    label: str
    url: str
    is_current: bool = False
    keys: str = ""


@dataclass(frozen=True, slots=True)
class OfficePage:
    """One page with which an agency keeps its own office."""

    group: str
    label: str
    url_name: str
    order: int
    lead: str
    permitted: Permitted
    args: tuple[str, ...] = ()


_rail: dict[str, Entry] = {}
_rooms: dict[str, str] = {}
_office: dict[str, OfficePage] = {}
_account: dict[str, Entry] = {}
_shortcuts: dict[str, Entry] = {}
_say_what_is_due: list[Callable[[HttpRequest], str]] = []


def entry(label: str, url_name: str, order: int, permitted: Permitted = everyone) -> None:
    """A line of the left rail (Desk 10, Grievances 20, Contracts 30 ... Reports 80)."""
    _rail[label] = Entry(label, url_name, order, permitted)


def room(label: str, *views: str) -> None:
    """Pages that belong to an entry of the rail though their address does not say so, by how their view's name begins.

    navigation.room("Reports", "grievances:report_") lights Reports on every report that stands under /grievances/.
    """
    _rooms.update(dict.fromkeys(views, label))


def office_page(
    group: str, label: str, url_name: str, *, order: int, lead: str, permitted: Permitted, args: tuple[str, ...] = ()
) -> None:
    """A page under Office, for those who keep accounts, lists, keys or contracts."""
    _office[label] = OfficePage(group, label, url_name, order, lead, permitted, args)


def office_pages(user: Any) -> list[OfficePage]:
    """The pages of the office this person may use."""
    return [page for page in sorted(_office.values(), key=lambda page: page.order) if page.permitted(user)]


def account_link(label: str, url_name: str, order: int, permitted: Permitted = everyone) -> None:
    """A line in the person's own menu (Sign-in and security, Sessions, ...)."""
    _account[label] = Entry(label, url_name, order, permitted)


def shortcut(
    keys: str,
    label: str,
    url_name: str,
    order: int = 50,
    permitted: Permitted = everyone,
) -> None:
    """A key (`n`) or two keys in a row (`g d`) that open a page."""
    _shortcuts[keys] = Entry(label, url_name, order, permitted, keys)


def place(name: str, url_name: str) -> None:
    """Where one of the frame's own links leads; unknown names are a mistake."""
    if name not in PLACES:
        raise KeyError(f"The frame has no place named {name!r}; it has {', '.join(sorted(PLACES))}.")
    PLACES[name] = url_name


def say_what_is_due(say: Callable[[HttpRequest], str]) -> None:
    """Who counts what is due for this person, in words (`2 late, 5 due this week`); asked once for a whole page."""
    _say_what_is_due[:] = [say]


def address(url_name: str) -> str:
    """The URL, or an empty string where that page does not exist in this house."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""


def places() -> dict[str, str]:
    return {name: address(url_name) for name, url_name in PLACES.items()}


def what_is_due(request: HttpRequest) -> str:
    return _say_what_is_due[0](request) if _say_what_is_due else ""


def rail(request: HttpRequest) -> list[Link]:
    return _links(_rail, request, mark_current=True)


def account_links(request: HttpRequest) -> list[Link]:
    return _links(_account, request)


def shortcuts(request: HttpRequest) -> list[Link]:
    return _links(_shortcuts, request)


def _links(registered: dict[str, Entry], request: HttpRequest, *, mark_current: bool = False) -> list[Link]:
    found = [
        Link(door.label, url, keys=door.keys)
        for door in sorted(registered.values(), key=lambda door: (door.order, door.label))
        if door.permitted(request.user) and (url := address(door.url_name))
    ]
    if not mark_current:
        return found
    current = _room_of(request) or _by_address(found, request.path)
    return [Link(link.label, link.url, is_current=link.label == current, keys=link.keys) for link in found]


def _room_of(request: HttpRequest) -> str:
    """The room said with `room`, the most exact name first; empty where the address tells it."""
    name = request.resolver_match.view_name if request.resolver_match else ""
    return _rooms.get(max((start for start in _rooms if name.startswith(start)), key=len, default=""), "")


def _by_address(found: list[Link], path: str) -> str:
    inside = [link for link in found if _is_inside(path, link.url)]
    return max(inside, key=lambda link: len(link.url)).label if inside else ""


def _is_inside(path: str, url: str) -> bool:
    return path == url or (url != "/" and path.startswith(url))
