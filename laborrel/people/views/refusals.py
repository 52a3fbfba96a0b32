"""Pages we did not write, answering as the house answers: 422 for a form that is refused."""

import functools
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse

type View = Callable[..., HttpResponse]


def refusing_as_422(view: View) -> View:
    """allauth renders a refused form again with 200; whatever it renders after a POST is a refusal."""

    @functools.wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        was_sent = request.method == "POST"  # a resumed request changes its method on the way
        response = view(request, *args, **kwargs)
        if was_sent and response.status_code == HTTPStatus.OK:
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return answered
