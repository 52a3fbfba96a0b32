"""Every view says out loud who may come in; `manage.py check` refuses silence."""

import functools
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from laborrel.access.permissions import Permission
from laborrel.access.reach import may

View = Callable[..., HttpResponse]


def requires(permission: Permission) -> Callable[[View], View]:
    """Only for people whose role holds the permission; to others the page does not exist."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            if not may(request.user, permission):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.access_policy = permission.name  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_staff(*, because: str) -> Callable[[View], View]:
    """For anyone signed in; the page itself asks what the person may see."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return _to_sign_in(request)
            return view(request, *args, **kwargs)

        guarded.access_policy = f"anyone signed in, because {because}"  # type: ignore[attr-defined]
        return guarded

    return decorate


def open_to_anyone(*, because: str) -> Callable[[View], View]:
    """For anyone, signed in or not."""

    def decorate(view: View) -> View:
        view.access_policy = f"anyone, because {because}"  # type: ignore[attr-defined]
        return view

    return decorate


def every_view() -> Iterator[tuple[str, URLPattern]]:
    """(route, pattern) of every page of the house."""
    yield from _walk(get_resolver())


def policy_of(pattern: URLPattern) -> str:
    """The policy a view declares, or the one stated for a page of signing in; empty when silent.

    A page of another room does not inherit a policy by bearing the same name.
    """
    from laborrel.people.url_policies import POLICIES

    declared: str = getattr(pattern.callback, "access_policy", "")
    is_entrance = pattern.callback.__module__.startswith(("allauth.", "laborrel.people."))
    return declared or (POLICIES.get(pattern.name or "", "") if is_entrance else "")


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        came_from = request.headers.get("HX-Current-URL", "/")
        to = redirect_to_login(came_from).url
        return HttpResponse(status=204, headers={"HX-Redirect": to})
    return redirect_to_login(request.get_full_path())


def _walk(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern, prefix + str(pattern.pattern))
        else:
            yield prefix + str(pattern.pattern), pattern
