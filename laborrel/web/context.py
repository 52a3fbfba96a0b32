"""What every page's frame needs to know. Everything that costs a query is asked only if the page draws it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from laborrel.web import navigation

DEMONSTRATION_WORDS = "Demonstration office: the city, its people and its cases are invented."


class Frame:
    """The top bar, the rail and the person's own switches, for one request."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def is_signed_in(self) -> bool:
        user = getattr(self._request, "user", None)
        return bool(user and user.is_authenticated)

    @property
    def rail(self) -> list[navigation.Link]:
        return navigation.rail(self._request)

    @property
    def account_links(self) -> list[navigation.Link]:
        return navigation.account_links(self._request)

    @property
    def shortcuts(self) -> list[navigation.Link]:
        return navigation.shortcuts(self._request)

    @property
    def due_words(self) -> str:
        return navigation.what_is_due(self._request)

    @property
    def places(self) -> dict[str, str]:
        return navigation.places()

    @property
    def has_shortcuts(self) -> bool:
        return self.is_signed_in and bool(getattr(self._request.user, "has_keyboard_shortcuts", False))

    @property
    def session(self) -> dict[str, int] | None:
        """Seconds left: set on the request by the session middleware, absent where there is no limit."""
        return getattr(self._request, "session_seconds", None) if self.is_signed_in else None

    @property
    def demonstration_words(self) -> str:
        return DEMONSTRATION_WORDS if getattr(settings, "LABORREL_DEMONSTRATION", False) else ""

    @property
    def search_words(self) -> str:
        return self._request.GET.get("q", "")

    @property
    def product(self) -> str:
        return str(getattr(settings, "SITE_NAME", "laborrel"))


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` on every page."""
    return {"frame": Frame(request)}
