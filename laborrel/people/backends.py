"""Who may authenticate at all: active people. A service account never, with whatever password."""

from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from laborrel.people.models import User


class EmailAndPassword(ModelBackend):
    """E-mail address and password; every refusal looks and lasts the same.

    `user_can_authenticate` is asked on every request too, so that switching a person off counts from the next click.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **_: Any,
    ) -> User | None:
        if not settings.LABORREL_PASSWORD_SIGN_IN:
            return None
        return super().authenticate(request, username=email or username, password=password)

    def user_can_authenticate(self, user: Any) -> bool:
        return bool(user.is_active) and not user.is_service
