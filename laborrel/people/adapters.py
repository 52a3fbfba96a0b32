"""Where allauth asks this office: who may come in, with what words, and how the agency's own sign-on maps to people."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.adapter import get_adapter as sign_on_adapter
from allauth.socialaccount.models import SocialLogin
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from laborrel.people import interrupted, second_factor
from laborrel.people.models import User
from laborrel.people.session_marks import was_recently_signed_in

UNKNOWN_ADDRESS = "::"  # a server behind a private socket sees no address; all such requests share one limit
NOT_ADMITTED = "That did not work. Ask an administrator of this office whether your account is open."


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by administrators, named by e-mail address, and closed to services and former staff."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "The e-mail address or the password is not right.",
        "enter_current_password": "This is not your current password.",
        "incorrect_password": "This is not your password.",
        "incorrect_code": "This code is not right, or was used before. Wait for the next one.",
        "too_many_login_attempts": "Too many attempts. Wait five minutes, then try again.",
        "rate_limited": "Too many attempts. Wait five minutes, then try again.",
        "invalid_password_reset": "This link was used before or is too old. Ask for a new one.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        return False

    def pre_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse | None:
        if user.is_service:
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **kwargs)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:  # noqa: ARG002
        messages.error(request, NOT_ADMITTED)
        return HttpResponseRedirect(reverse("account_login"))

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:
        response = super().post_login(request, user, **kwargs)
        if interrupted.waiting(request):
            return HttpResponseRedirect(reverse("people:interrupted"))
        return response

    def reauthenticate(self, user: User, password: str) -> bool:
        again = self.authenticate(context.request, email=user.email, password=password)
        return again is not None and again.pk == user.pk

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ARG002
        return not was_recently_signed_in(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not settings.LABORREL_PASSWORD_SIGN_IN:
            methods = [method for method in methods if method["id"] != "reauthenticate"]
        if methods or not settings.SOCIALACCOUNT_PROVIDERS:
            return methods
        return [
            {"id": "agency", "description": f"Use {provider.name}", "url": provider.get_login_url(context.request)}
            for provider in sign_on_adapter().list_providers(context.request)
        ]

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("people:preferences")

    def get_client_ip(self, request: HttpRequest) -> str:
        from allauth.core.internal.httpkit import get_client_ip

        return get_client_ip(request) or UNKNOWN_ADDRESS

    def send_notification_mail(
        self, template_prefix: str, user: User, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        super().send_notification_mail(template_prefix, user, context, email or user.email)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Written now, sent once what it speaks of is saved."""
        from allauth.core.context import request

        message = self.render_mail(template_prefix, email, {"request": request, "email": email, **context})
        transaction.on_commit(message.send)


class SecondFactorAdapter(DefaultMFAAdapter):
    """Secrets are stored encrypted; the last second factor of a person who needs one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This code is not right, or was used before. Wait for the next one.",
        "cannot_delete_authenticator": "You need a second factor to work here. Add another before removing this one.",
        "cannot_generate_recovery_codes": "Add an authenticator app or a security key first.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not second_factor.would_be_missed(authenticator)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.SITE_NAME}

    def generate_authenticator_name(self, user: User, type: str) -> str:  # noqa: A002
        count = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return f"Security key {count + 1}"


class AgencySignOnAdapter(DefaultSocialAccountAdapter):
    """Single sign-on opens the account an administrator made; it never makes one, and never adds a right."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:  # noqa: ARG002
        return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process", "login") != "login" or not _has_stable_name(sociallogin):
            raise ImmediateHttpResponse(_not_admitted(request))
        if sociallogin.is_existing:
            return
        colleague = _colleague(sociallogin)
        if colleague is None:
            raise ImmediateHttpResponse(_not_admitted(request))
        sociallogin.connect(request, colleague)


def _colleague(sociallogin: SocialLogin) -> User | None:
    """The active person whose address the agency vouches for."""
    vouched = [address.email.lower() for address in sociallogin.email_addresses if address.verified]
    return User.objects.filter(email__in=vouched, is_active=True, is_service=False).first()


def _has_stable_name(sociallogin: SocialLogin) -> bool:
    """SAML without the agreed attribute would fall back on a NameID, which may change hands."""
    if sociallogin.account.provider != "saml":
        return True
    agreed = sociallogin.provider.app.settings["attribute_mapping"]["uid"]
    return bool(sociallogin.account.extra_data.get(agreed))


def _not_admitted(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/not_admitted.html", status=403)


def _cipher() -> MultiFernet:
    """The newest key encrypts; the keys before it still decrypt while SECRET_KEY is being exchanged."""
    return MultiFernet([Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"laborrel.people.second_factor")
    return base64.urlsafe_b64encode(derived.derive(str(secret).encode()))
