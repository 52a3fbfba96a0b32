"""The door plates of signing in and of one's own account. Sign-up has none."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path, re_path

from laborrel.people.views import interrupted, preferences, security, session, sessions, sign_in

_own = [
    path("account/", preferences.preferences, name="preferences"),
    path("account/session/", session.session, name="session"),
    path("account/session/extend/", session.extend_session, name="extend_session"),
    path("account/sessions/", sessions.sessions, name="sessions"),
    path("account/sessions/<int:pk>/end/", sessions.end_session, name="end_session"),
    path("account/sessions/end-others/", sessions.end_other_sessions, name="end_other_sessions"),
    path("account/sessions/end-all/", sessions.end_all_sessions, name="end_all_sessions"),
    path("account/interrupted/", interrupted.interrupted, name="interrupted"),
    path("account/interrupted/let-go/", interrupted.let_go, name="let_go"),
]

# allauth finds its pages by these names.
_entrance = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("sign-in/second-factor/", sign_in.second_factor_asked, name="mfa_authenticate"),
    path("sign-in/confirm/", sign_in.confirm_by_password, name="account_reauthenticate"),
    path("sign-in/confirm/code/", sign_in.confirm_by_code, name="mfa_reauthenticate"),
    path("sign-in/confirm/key/", sign_in.confirm_by_key, name="mfa_reauthenticate_webauthn"),
]
_forgotten_password = [
    path("sign-in/forgotten/", sign_in.forgotten_password, name="account_reset_password"),
    path("sign-in/forgotten/sent/", sign_in.forgotten_password_sent, name="account_reset_password_done"),
    path("sign-in/forgotten/done/", sign_in.new_password_set, name="account_reset_password_from_key_done"),
    re_path(
        r"^sign-in/forgotten/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        sign_in.new_password,
        name="account_reset_password_from_key",
    ),
]
_account = [
    path("account/password/", security.change_password, name="account_change_password"),
    path("account/password/first/", security.first_password, name="account_set_password"),
    path("account/second-factor/", security.second_factors, name="mfa_index"),
    path("account/second-factor/app/", security.add_authenticator_app, name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", security.remove_authenticator_app, name="mfa_deactivate_totp"),
    path("account/second-factor/keys/", security.list_security_keys, name="mfa_list_webauthn"),
    path("account/second-factor/keys/add/", security.add_security_key, name="mfa_add_webauthn"),
    path("account/second-factor/keys/<int:pk>/", security.rename_security_key, name="mfa_edit_webauthn"),
    path("account/second-factor/keys/<int:pk>/remove/", security.remove_security_key, name="mfa_remove_webauthn"),
    path("account/second-factor/codes/", security.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/second-factor/codes/new/", security.new_recovery_codes, name="mfa_generate_recovery_codes"),
    path("account/second-factor/codes/download/", security.download_recovery_codes, name="mfa_download_recovery_codes"),
]


def _agency_sign_on() -> list[URLPattern | URLResolver]:
    """Only where the settings name an identity provider."""
    from allauth.socialaccount import views

    if not settings.SOCIALACCOUNT_PROVIDERS:
        return []
    found: list[URLPattern | URLResolver] = [
        path("sign-in/cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
        path("sign-in/failed/", views.login_error, name="socialaccount_login_error"),
    ]
    if "openid_connect" in settings.SOCIALACCOUNT_PROVIDERS:
        found.append(path("sign-in/", include("allauth.socialaccount.providers.openid_connect.urls")))
    if "saml" in settings.SOCIALACCOUNT_PROVIDERS:
        found.append(path("sign-in/", include("allauth.socialaccount.providers.saml.urls")))
    return found


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((_own, "people"))),
    *_entrance,
    *(_forgotten_password if settings.LABORREL_PASSWORD_SIGN_IN else []),
    *_account,
    *_agency_sign_on(),
]
