"""Who may open the pages of this room, and of allauth, which carry no policy of their own. Keyed by URL name."""

_ANYONE = {
    "account_login": "one signs in here",
    "account_logout": "signing out must work even where the session has just ended",
    "account_reset_password": "who has forgotten the password cannot sign in",
    "account_reset_password_done": "who has forgotten the password cannot sign in",
    "account_reset_password_from_key": "the mailed link is the proof; it works once, for an hour",
    "account_reset_password_from_key_done": "who has just chosen a password is not signed in yet",
    "mfa_authenticate": "the second half of signing in; without the first half it leads back to it",
    "openid_connect_login": "the way to the agency's identity provider",
    "openid_connect_callback": "the agency's identity provider answers here, with the state of our own question",
    "saml_login": "the way to the agency's identity provider",
    "saml_acs": "the agency's identity provider answers here; only signed answers to our own question count",
    "saml_finish_acs": "the second half of that answer",
    "saml_metadata": "the agency's identity provider reads our address and certificate here",
    "saml_sls": "the agency's identity provider ends sessions here; only signed requests count",
    "socialaccount_login_cancelled": "who turned back at the identity provider is not signed in",
    "socialaccount_login_error": "who failed at the identity provider is not signed in",
}

_SIGNED_IN = {
    "account_reauthenticate": "one proves again who one is",
    "mfa_reauthenticate": "one proves again who one is",
    "mfa_reauthenticate_webauthn": "one proves again who one is",
    "account_change_password": "one's own password",
    "account_set_password": "one's own password",
    "mfa_index": "one's own second factors",
    "mfa_activate_totp": "one's own second factors",
    "mfa_deactivate_totp": "one's own second factors",
    "mfa_list_webauthn": "one's own security keys",
    "mfa_add_webauthn": "one's own security keys",
    "mfa_edit_webauthn": "one's own security keys; another person's is not found",
    "mfa_remove_webauthn": "one's own security keys; another person's is not found",
    "mfa_view_recovery_codes": "one's own recovery codes",
    "mfa_generate_recovery_codes": "one's own recovery codes",
    "mfa_download_recovery_codes": "one's own recovery codes",
    "preferences": "one's own preferences",
    "session": "one's own session",
    "extend_session": "one's own session",
    "sessions": "one's own sessions",
    "end_session": "one's own sessions; another person's is not found",
    "end_other_sessions": "one's own sessions",
    "end_all_sessions": "one's own sessions",
    "interrupted": "one's own typing",
    "let_go": "one's own typing",
}

POLICIES = {name: f"anyone, because {why}" for name, why in _ANYONE.items()} | {
    name: f"anyone signed in, because {why}" for name, why in _SIGNED_IN.items()
}
