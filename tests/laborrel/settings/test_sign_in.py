"""Sign-in settings read from the environment, and refused when they make no sense."""

import importlib

import pytest
from django.core.exceptions import ImproperlyConfigured

from laborrel.settings import sign_in

CERTIFICATE = "MIICajCCAdOgAwIBAgIBADANBgkq"
METADATA = f"""<?xml version="1.0"?>
<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="https://idp.agency.gov/saml">
 <IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
  <KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
   <X509Certificate>{CERTIFICATE}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
  <SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
   Location="https://idp.agency.gov/sso"/>
 </IDPSSODescriptor>
</EntityDescriptor>"""


@pytest.fixture
def read(monkeypatch):
    """read(NAME="value", ...) is the settings as that environment makes them."""

    def settings_in(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(f"LABORREL_{name}", value)
        return importlib.reload(sign_in)

    yield settings_in
    monkeypatch.undo()
    importlib.reload(sign_in)


def test_without_an_identity_provider_there_is_no_agency_sign_on(read):
    found = read()
    assert (found.SOCIALACCOUNT_PROVIDERS, found.LABORREL_SSO_FORM_ORIGINS) == ({}, [])
    assert (found.LABORREL_REQUIRE_SECOND_FACTOR, found.ALLAUTH_TRUSTED_PROXY_COUNT) == (True, 0)


def test_openid_connect_from_three_words(read):
    found = read(OIDC_SERVER_URL="https://login.agency.gov/t1", OIDC_CLIENT_ID="laborrel", OIDC_CLIENT_SECRET="kept")
    (app,) = found.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    assert (app["client_id"], app["secret"]) == ("laborrel", "kept")
    assert app["settings"]["uid_field"] == "sub"
    assert found.LABORREL_SSO_FORM_ORIGINS == ["https://login.agency.gov"]


def test_a_missing_word_is_named(read):
    with pytest.raises(ImproperlyConfigured, match="LABORREL_OIDC_CLIENT_ID"):
        read(OIDC_SERVER_URL="https://login.agency.gov")
    with pytest.raises(ImproperlyConfigured, match="LABORREL_SAML_UID_ATTRIBUTE"):
        read(OIDC_SERVER_URL="", SAML_IDP_METADATA_FILE="/nowhere")


def test_saml_from_a_file_takes_only_signed_answers_to_our_own_questions(read, tmp_path):
    file = tmp_path / "idp.xml"
    file.write_text(METADATA)
    found = read(SAML_IDP_METADATA_FILE=str(file), SAML_UID_ATTRIBUTE="employeeNumber", SSO_EMAIL_DOMAINS="agency.gov")
    settings = found.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]
    assert settings["idp"] == {
        "entity_id": "https://idp.agency.gov/saml",
        "sso_url": "https://idp.agency.gov/sso",
        "x509cert": CERTIFICATE,
    }
    assert settings["attribute_mapping"]["uid"] == "employeeNumber"
    assert settings["verified_email"] == ["agency.gov"]
    assert {name: settings["advanced"][name] for name in ("reject_idp_initiated_sso", "want_assertion_signed")} == {
        "reject_idp_initiated_sso": True,
        "want_assertion_signed": True,
    }
    assert found.LABORREL_SSO_FORM_ORIGINS == ["https://idp.agency.gov"]


def test_saml_from_an_address_needs_the_entity_it_names(read):
    found = read(
        SAML_IDP_METADATA_URL="https://idp.agency.gov/metadata",
        SAML_IDP_ENTITY_ID="https://idp.agency.gov/saml",
        SAML_UID_ATTRIBUTE="employeeNumber",
    )
    assert found.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]["settings"]["idp"] == {
        "metadata_url": "https://idp.agency.gov/metadata",
        "entity_id": "https://idp.agency.gov/saml",
    }


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("SESSION_IDLE_SECONDS", "60", "must be at least 300, not 60"),
        ("SESSION_WARNING_SECONDS", "119", "must be at least 120, not 119"),
        ("SESSION_LONGEST_SECONDS", "soon", "must be a whole number"),
        ("REQUIRE_SECOND_FACTOR", "maybe", "must be yes or no, not 'maybe'"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(read, name, value, words):
    with pytest.raises(ImproperlyConfigured, match=words) as refusal:
        read(**{name: value})
    assert f"LABORREL_{name}" in str(refusal.value)
