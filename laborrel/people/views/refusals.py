"""Pages we did not write, answering as the house answers: 422 for a form that is refused."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

type View = Callable[..., HttpResponse]


def refusing_as_422(view: View) -> View:
    """allauth renders a refused form again with 200; here the answer says that it was refused."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_sent = request.method == "POST"  # a resumed request changes its method on the way
        response = view(request, *args, **kwargs)
        if was_sent and response.status_code == HTTPStatus.OK and _shows_a_refused_form(response):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answered


def _shows_a_refused_form(response: HttpResponse) -> bool:
    context = getattr(response, "context_data", None) or {}
    forms = [context.get("form"), context.get("webauthn_form")]
    return any(form.is_bound and form.errors for form in forms if form is not None)
