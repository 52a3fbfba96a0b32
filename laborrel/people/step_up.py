"""Proof of who one is, asked again before an act that weighs: granting rights, breaking the glass, taking data out."""

import functools
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpRequest, HttpResponse

from laborrel.people.entrance import is_fragment, page_of, to_sign_in, whole_page
from laborrel.people.session_marks import was_recently_signed_in

type View = Callable[..., HttpResponse]


def recently_signed_in(view: View | None = None, *, within: timedelta | None = None) -> Any:
    """`@recently_signed_in` or `@recently_signed_in(within=timedelta(minutes=5))`, under the access policy.

    A person whose proof is older confirms the password or second factor, and what was sent then goes through
    without being typed again (typed fields, not files). Inside a fragment the whole page goes to the question.
    """

    def decorate(guarded: View) -> View:
        @functools.wraps(guarded)
        def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.is_authenticated:
                return to_sign_in(request)
            if was_recently_signed_in(request, within=within):
                return guarded(request, *args, **kwargs)
            if is_fragment(request):
                return whole_page(request, question_url(request, back_to=page_of(request)))
            raise ReauthenticationRequired

        return asked

    return decorate(view) if view else decorate


def question_url(request: HttpRequest, *, back_to: str) -> str:
    """Where this person proves again who they are."""
    methods = get_adapter(request).get_reauthentication_methods(request.user)
    return f"{methods[0]['url']}?{urlencode({'next': back_to})}"
