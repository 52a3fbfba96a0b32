"""Signing in and its limits: passwords, second factors, sessions, rate limits and the agency's own sign-on."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from laborrel.settings.environment import optional, required, whole_number, words


def flag(name: str, *, default: bool) -> bool:
    """An environment switch, yes or no; anything else is a refusal to start that names the variable."""
    word = optional(name, "yes" if default else "no").lower()
    if word not in {"yes", "no"}:
        raise ImproperlyConfigured(f"{name} must be yes or no, not {word!r}.")
    return word == "yes"


def at_least(least: int, name: str, default: int) -> int:
    """A whole number that is refused when it is below the least that makes sense."""
    value = whole_number(name, default)
    if value < least:
        raise ImproperlyConfigured(f"{name} must be at least {least}, not {value}.")
    return value


# --- Who may come in, and with what -------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["laborrel.people.backends.EmailAndPassword"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "account_login"

ACCOUNT_ADAPTER = "laborrel.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"  # an administrator makes the account and answers for the address
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "laborrel: "
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = at_least(60, "LABORREL_CONFIRM_SIGN_IN_SECONDS", 600)
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
ACCOUNT_FORMS = {
    "login": "laborrel.people.forms.SignInForm",
    "reauthenticate": "laborrel.people.forms.ConfirmPasswordForm",
    "reset_password": "laborrel.people.forms.ForgottenPasswordForm",
    "reset_password_from_key": "laborrel.people.forms.NewPasswordForm",
    "user_token": "laborrel.people.forms.ResetLinkForm",
    "change_password": "laborrel.people.forms.ChangePasswordForm",
    "set_password": "laborrel.people.forms.FirstPasswordForm",
}
# Off where everybody signs in through the agency's own identity provider.
LABORREL_PASSWORD_SIGN_IN = flag("LABORREL_PASSWORD_SIGN_IN", default=True)

# --- Passwords: long, not common, nothing else asked (NIST SP 800-63B) ----------------------------
PASSWORD_RESET_TIMEOUT = 60 * 60
LABORREL_EMPLOYER_WORDS = words(optional("LABORREL_EMPLOYER_WORDS"))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "laborrel.people.passwords.LongEnough"},
    {"NAME": "laborrel.people.passwords.NotTooLong"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "laborrel.people.passwords.NotGuessable"},
]

# --- Second factors -----------------------------------------------------------------------------
MFA_ADAPTER = "laborrel.people.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the administrator vouches for the address
MFA_TOTP_ISSUER = "laborrel"
MFA_TOTP_TOLERANCE = 1  # a code counts 30 seconds longer: typing takes time, clocks drift
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_FORMS = {
    "authenticate": "laborrel.people.forms.SecondFactorForm",
    "reauthenticate": "laborrel.people.forms.ConfirmSecondFactorForm",
    "activate_totp": "laborrel.people.forms.AuthenticatorAppForm",
    "add_webauthn": "laborrel.people.forms.SecurityKeyForm",
    "edit_webauthn": "laborrel.people.forms.RenameSecurityKeyForm",
}
LABORREL_REQUIRE_SECOND_FACTOR = flag("LABORREL_REQUIRE_SECOND_FACTOR", default=True)
# Roles that look up what the contract requires and change nothing.
LABORREL_ROLES_WITHOUT_SECOND_FACTOR = ("Supervisors",)
# The agency's identity provider already asks for a second factor.
LABORREL_SSO_HAS_SECOND_FACTOR = flag("LABORREL_SSO_HAS_SECOND_FACTOR", default=False)

# --- Sessions -------------------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
LABORREL_SESSION_IDLE_SECONDS = at_least(5 * 60, "LABORREL_SESSION_IDLE_SECONDS", 30 * 60)
LABORREL_SESSION_LONGEST_SECONDS = at_least(10 * 60, "LABORREL_SESSION_LONGEST_SECONDS", 12 * 3600)
LABORREL_SESSION_WARNING_SECONDS = at_least(2 * 60, "LABORREL_SESSION_WARNING_SECONDS", 4 * 60)
# SessionLimits ends sessions; the row outlives that by a long weekend, so that what is sent too late is still known.
SESSION_COOKIE_AGE = LABORREL_SESSION_LONGEST_SECONDS + 4 * 24 * 3600
USERSESSIONS_TRACK_ACTIVITY = False  # SessionLimits does it, once a minute instead of on every request

# --- Rate limits ------------------------------------------------------------------------------------
# Counted in a table all web processes share, so that more of them do not mean more guesses.
# It holds counters and used codes only, never a rendered page.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "people_shared_counters",
        "OPTIONS": {"MAX_ENTRIES": 200_000},
    }
}
# The proxies that are ours, counted from this server outwards; an address claimed beyond them is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("LABORREL_TRUSTED_PROXIES", 0)
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",  # a whole office may share one address
    "login_failed": "30/m/ip,5/5m/key,100/d/key",
    "reset_password": "20/m/ip,3/15m/key",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "signup": "1/d/ip",
    "manage_email": "1/d/user",
}

# --- The agency's own sign-on -----------------------------------------------------------------------
SOCIALACCOUNT_ADAPTER = "laborrel.people.adapters.AgencySignOnAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # the adapter looks the person up, and never wipes or widens anything
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_QUERY_EMAIL = True


def _openid_connect(vouched_domains: list[str]) -> dict[str, object]:
    return {
        "APPS": [
            {
                "provider_id": "agency",
                "name": optional("LABORREL_OIDC_NAME", "your agency account"),
                "client_id": required("LABORREL_OIDC_CLIENT_ID"),
                "secret": required("LABORREL_OIDC_CLIENT_SECRET"),
                "settings": {
                    "server_url": required("LABORREL_OIDC_SERVER_URL"),
                    "uid_field": optional("LABORREL_OIDC_UID_FIELD", "sub"),
                    "verified_email": vouched_domains,
                    "oauth_pkce_enabled": True,
                },
            }
        ],
        "OAUTH_PKCE_ENABLED": True,
    }


def _saml_identity_provider() -> dict[str, str]:
    if address := optional("LABORREL_SAML_IDP_METADATA_URL"):
        return {"metadata_url": address, "entity_id": required("LABORREL_SAML_IDP_ENTITY_ID")}
    from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser as Metadata

    with open(required("LABORREL_SAML_IDP_METADATA_FILE"), encoding="utf-8") as file:
        found = Metadata.parse(file.read())["idp"]
    return {
        "entity_id": found["entityId"],
        "sso_url": found["singleSignOnService"]["url"],
        "x509cert": found.get("x509cert") or found["x509certMulti"]["signing"][0],
    }


def _saml(vouched_domains: list[str]) -> dict[str, object]:
    attributes = {
        "uid": required("LABORREL_SAML_UID_ATTRIBUTE"),
        "email": optional("LABORREL_SAML_EMAIL_ATTRIBUTE", "urn:oid:0.9.2342.19200300.100.1.3"),
    }
    return {
        "APPS": [
            {
                "provider_id": "agency-saml",
                "name": optional("LABORREL_SAML_NAME", "your agency account"),
                "client_id": "agency",
                "settings": {
                    "attribute_mapping": attributes,
                    "idp": _saml_identity_provider(),
                    "verified_email": vouched_domains,
                    "advanced": {
                        "strict": True,
                        "reject_idp_initiated_sso": True,
                        "want_assertion_signed": True,
                        "reject_deprecated_algorithm": True,
                    },
                },
            }
        ]
    }


def sign_on_providers() -> dict[str, dict[str, object]]:
    """allauth's provider settings, from whichever of the two protocols the environment names."""
    vouched = words(optional("LABORREL_SSO_EMAIL_DOMAINS"))
    found: dict[str, dict[str, object]] = {}
    if optional("LABORREL_OIDC_SERVER_URL"):
        found["openid_connect"] = _openid_connect(vouched)
    if optional("LABORREL_SAML_IDP_METADATA_URL") or optional("LABORREL_SAML_IDP_METADATA_FILE"):
        found["saml"] = _saml(vouched)
    return found


def sign_on_origins(providers: dict[str, dict[str, object]]) -> list[str]:
    """Where the sign-on button may lead: the strict page policy names these hosts on the sign-in pages alone."""
    addresses = words(optional("LABORREL_SSO_ORIGINS"))
    if "openid_connect" in providers:
        addresses.append(required("LABORREL_OIDC_SERVER_URL"))
    if "saml" in providers:
        app = providers["saml"]["APPS"][0]  # type: ignore[index]
        addresses.append(app["settings"]["idp"].get("sso_url") or required("LABORREL_SAML_IDP_METADATA_URL"))
    parts = [urlsplit(address) for address in addresses]
    return sorted({f"{part.scheme}://{part.netloc}" for part in parts})


SOCIALACCOUNT_PROVIDERS = sign_on_providers()
LABORREL_SSO_FORM_ORIGINS = sign_on_origins(SOCIALACCOUNT_PROVIDERS)
