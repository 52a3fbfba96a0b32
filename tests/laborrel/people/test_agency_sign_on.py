"""Single sign-on through the agency: it opens the account that stands, and never makes or widens one."""

from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpRequest

from laborrel.people import adapters
from laborrel.people.models import User
from tests.laborrel.people.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.laborrel.people.agency_urls")]
IDP = "https://login.agency.gov"
APP = {
    "provider_id": "agency",
    "name": "Agency account",
    "client_id": "laborrel",
    "secret": "kept",
    "settings": {"server_url": IDP, "uid_field": "sub", "verified_email": [], "oauth_pkce_enabled": True},
}
JO = {"sub": "00u1", "email": "Jo@Agency.gov", "email_verified": True, "name": "Jo R.", "groups": ["Administrators"]}


class IdentityProvider:
    """Answers discovery, token and userinfo without a network."""

    def __init__(self):
        self.claims = dict(JO)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def get(self, url, **_):
        if url.endswith("openid-configuration"):
            return self.answer(
                issuer=IDP,
                authorization_endpoint=f"{IDP}/authorize",
                token_endpoint=f"{IDP}/token",
                userinfo_endpoint=f"{IDP}/userinfo",
                token_endpoint_auth_methods_supported=["client_secret_post"],
            )
        return self.answer(**self.claims)

    def request(self, method, url, **_):
        return self.answer(access_token="t", token_type="Bearer")

    @staticmethod
    def answer(**found):
        return SimpleNamespace(
            status_code=200,
            headers={"content-type": "application/json"},
            json=lambda: found,
            raise_for_status=lambda: None,
        )


@pytest.fixture
def idp(settings, monkeypatch):
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [APP], "OAUTH_PKCE_ENABLED": True}}
    settings.LABORREL_SSO_FORM_ORIGINS = [IDP]
    provider = IdentityProvider()
    monkeypatch.setattr(adapters.AgencySignOnAdapter, "get_requests_session", lambda _: provider)
    return provider


def come_back(visitor, start="/sign-in/oidc/agency/login/"):
    """From our button to the agency and back, as a browser would go."""
    away = visitor.post(start)["Location"]
    assert away.startswith(f"{IDP}/authorize?")
    question = parse_qs(urlsplit(away).query)
    assert question["code_challenge_method"] == ["S256"]
    return visitor.get("/sign-in/oidc/agency/login/callback/", {"code": "c", "state": question["state"][0]})


def who_is_in(visitor) -> str:
    return visitor.session.get("_auth_user_id", "")


def test_the_account_of_the_vouched_address_is_opened_and_keeps_its_password(idp, visitor, person):
    assert come_back(visitor, "/sign-in/oidc/agency/login/?next=/account/")["Location"] == "/account/"
    assert who_is_in(visitor) == str(person.pk)
    joined = SocialAccount.objects.get()
    assert (joined.user, joined.uid) == (person, "00u1")
    person.refresh_from_db()
    assert person.check_password(PASSWORD) is True


def test_no_right_and_no_name_comes_along(idp, visitor, person):
    come_back(visitor)
    person.refresh_from_db()
    assert (person.full_name, person.is_superuser, person.groups.count()) == ("Jo Rivera", False, 0)


def test_from_then_on_the_lasting_name_counts_not_the_address(idp, visitor, person, supervisor):
    come_back(visitor)
    visitor.post("/sign-out/")
    idp.claims["email"] = supervisor.email
    come_back(visitor)
    assert who_is_in(visitor) == str(person.pk)


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "stranger@agency.gov"},
        {"email_verified": False},
        {"email": None},
        {"email": "closed@agency.gov"},
        {"email": "clerk@agency.gov"},
    ],
)
def test_nobody_else_comes_in_and_no_account_is_made(idp, visitor, person, claims):
    User.objects.create_user("closed@agency.gov", full_name="Closed", is_active=False)
    User.objects.create_user("clerk@agency.gov", full_name="Clerk", is_service=True)
    before = User.objects.count()
    idp.claims |= claims
    response = come_back(visitor)
    assert response.status_code == 403
    assert "no open account of this office goes with it" in response.content.decode()
    assert (who_is_in(visitor), User.objects.count(), SocialAccount.objects.count()) == ("", before, 0)


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_service": True}])
def test_a_joined_account_that_was_closed_stays_closed(idp, visitor, person, change):
    come_back(visitor)
    visitor.post("/sign-out/")
    User.objects.filter(pk=person.pk).update(**change)
    assert come_back(visitor)["Location"] == "/sign-in/"
    assert who_is_in(visitor) == ""


def test_another_agency_account_cannot_be_tied_to_ones_own(idp, signed_in, supervisor):
    idp.claims |= {"sub": "00u2", "email": supervisor.email}
    assert come_back(signed_in, "/sign-in/oidc/agency/login/?process=connect").status_code == 403
    assert SocialAccount.objects.count() == 0


def test_an_answer_to_no_question_of_ours_is_refused(idp, visitor, person):
    response = visitor.get("/sign-in/oidc/agency/login/callback/", {"code": "c", "state": "invented"})
    assert who_is_in(visitor) == ""
    assert response.status_code in {401, 403}


def test_only_the_sign_in_page_may_lead_to_the_agency(idp, visitor, signed_in):
    visitor.post("/sign-out/")
    response = visitor.get("/sign-in/?next=/account/")
    assert f"form-action 'self' {IDP};" in response["Content-Security-Policy"] + ";"
    assert 'action="/sign-in/oidc/agency/login/?next=%2Faccount%2F"' in response.content.decode()
    assert IDP not in visitor.get("/sign-in/forgotten/")["Content-Security-Policy"]


def test_saml_needs_the_agreed_attribute_and_a_login_process():
    provider = SimpleNamespace(app=SimpleNamespace(settings={"attribute_mapping": {"uid": "employeeNumber"}}))
    account = SimpleNamespace(provider="saml", extra_data={"employeeNumber": ["4711"]})
    assert adapters._has_stable_name(SimpleNamespace(account=account, provider=provider)) is True
    account.extra_data = {"mail": ["jo@agency.gov"]}
    assert adapters._has_stable_name(SimpleNamespace(account=account, provider=provider)) is False


def test_a_person_without_a_password_proves_it_at_the_agency(idp, person, rf):
    person.set_unusable_password()
    from allauth.core import context

    request: HttpRequest = rf.get("/")
    with context.request_context(request):
        methods = adapters.AccountAdapter(request).get_reauthentication_methods(person)
    assert [method["url"] for method in methods] == ["/sign-in/oidc/agency/login/"]
