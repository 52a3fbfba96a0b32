"""Coming in and going out: the sign-in page, the second factor, the proof asked again, signing out."""

import functools
from collections.abc import Callable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.webauthn import views as security_key
from allauth.socialaccount.adapter import get_adapter as sign_on_adapter
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csp import csp_override

from laborrel.people import personas
from laborrel.people.views.refusals import refusing_as_422

# Pages and snapshots a browser may have kept. The session cookie is taken back by the answer itself.
FORGET = '"cache", "storage"'


def leading_to_the_agency(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The form of this page may lead to the agency's identity provider; no other page's may."""

    @functools.wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        origins = settings.LABORREL_SSO_FORM_ORIGINS
        if not origins:
            return view(request, *args, **kwargs)
        house: dict[str, Any] = settings.SECURE_CSP
        policy = {**house, "form-action": [*house["form-action"], *origins]}
        return csp_override(policy)(view)(request, *args, **kwargs)

    return page


class SignInPage(account.LoginView):
    """The sign-in page; in the demonstration office it shows the invented people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "takes_passwords": settings.LABORREL_PASSWORD_SIGN_IN,
            "agency_sign_ons": agency_sign_ons(self.request),
            "personas": personas.shown_at_sign_in(),
            "persona_password": personas.PASSWORD if settings.LABORREL_DEMONSTRATION else "",
        }


def agency_sign_ons(request: HttpRequest) -> list[dict[str, str]]:
    """The buttons of the agency's own sign-on, with the way back."""
    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    way_back = {"next": request.GET["next"]} if request.GET.get("next") else {}
    providers = sign_on_adapter().list_providers(request)
    return [{"name": provider.name, "url": provider.get_login_url(request, **way_back)} for provider in providers]


class SignOutPage(account.LogoutView):
    """Ends this session, here and in the list of sessions, and tells the browser to forget what it kept."""

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:
        UserSession.objects.filter(session_key=self.request.session.session_key).delete()
        response = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = FORGET
        return response


sign_in = leading_to_the_agency(refusing_as_422(SignInPage.as_view()))
sign_out = SignOutPage.as_view()
confirm_by_password = refusing_as_422(account.reauthenticate)
second_factor_asked = refusing_as_422(second_factor.authenticate)
confirm_by_code = refusing_as_422(second_factor.reauthenticate)
confirm_by_key = refusing_as_422(security_key.reauthenticate_webauthn)

forgotten_password = refusing_as_422(account.password_reset)
forgotten_password_sent = account.password_reset_done
new_password = refusing_as_422(account.password_reset_from_key)
new_password_set = account.password_reset_from_key_done
