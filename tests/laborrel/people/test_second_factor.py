"""Authenticator app, recovery codes, security keys: getting one, needing one, losing one."""

import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth.models import Group
from django.core import mail

from laborrel.people import second_factor
from laborrel.people.models import User
from tests.laborrel.people.conftest import PASSWORD, title_of

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NOON = "2026-03-09T12:00:00-07:00"


@pytest.fixture
def noon():
    with time_machine.travel(NOON, tick=False) as clock:
        yield clock


@pytest.fixture
def required(settings):
    settings.LABORREL_REQUIRE_SECOND_FACTOR = True


@pytest.fixture
def app(person):
    """Jo's phone: app() is the code it shows now."""
    TOTP.activate(person, SECRET)
    return lambda secret=SECRET: code_of(secret)


def code_of(secret):
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def give_password(visitor, person, **extra):
    return visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD, **extra})


def is_in(visitor) -> bool:
    return "_auth_user_id" in visitor.session


def test_the_password_alone_opens_nothing_where_a_second_factor_stands(noon, visitor, person, app):
    assert give_password(visitor, person)["Location"] == "/sign-in/second-factor/"
    assert is_in(visitor) is False
    assert visitor.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_the_code_opens_and_leads_on(noon, visitor, person, app):
    give_password(visitor, person, next="/account/sessions/")
    response = visitor.post("/sign-in/second-factor/", {"code": app()})
    assert response["Location"] == "/account/sessions/"
    assert is_in(visitor) is True


def test_a_code_works_once(noon, visitor, person, app):
    give_password(visitor, person)
    visitor.post("/sign-in/second-factor/", {"code": app()})
    visitor.post("/sign-out/")
    give_password(visitor, person)
    response = visitor.post("/sign-in/second-factor/", {"code": app()})
    assert response.status_code == 422
    assert title_of(response).startswith("Error: Second factor")
    assert "was used before" in response.content.decode()


def test_codes_cannot_be_guessed_on_and_on(noon, visitor, person, app):
    give_password(visitor, person)
    for _ in range(5):
        assert visitor.post("/sign-in/second-factor/", {"code": "000000"}).status_code == 422
    assert b"Too many attempts" in visitor.post("/sign-in/second-factor/", {"code": app()}).content
    assert is_in(visitor) is False


def test_a_recovery_code_opens_once(noon, visitor, person, app):
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    give_password(visitor, person)
    assert visitor.post("/sign-in/second-factor/", {"code": code}).status_code == 302
    visitor.post("/sign-out/")
    give_password(visitor, person)
    assert visitor.post("/sign-in/second-factor/", {"code": code}).status_code == 422


def test_the_secret_is_stored_encrypted_and_survives_a_change_of_key(noon, person, app, settings):
    stored = Authenticator.objects.get(user=person)
    assert SECRET not in str(stored.data)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next key of this installation, long enough"
    assert stored.wrap().validate_code(app()) is True


def test_an_app_is_added_with_its_own_code_and_brings_recovery_codes(
    noon, signed_in, person, django_capture_on_commit_callbacks
):
    page = signed_in.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    assert 'src="data:image/svg+xml;base64,' in page
    with django_capture_on_commit_callbacks(execute=True):
        response = signed_in.post("/account/second-factor/app/", {"code": code_of(secret)})
    assert response["Location"] == "/account/second-factor/codes/"
    codes = signed_in.get("/account/second-factor/codes/").content.decode()
    assert "10 of 10 codes are unused." in codes
    assert len(re.findall(r"<li><code>\d{8}</code></li>", codes)) == 10
    assert signed_in.get("/account/second-factor/codes/download/")["Content-Disposition"].startswith("attachment")
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [
        ([person.email], "laborrel: An authenticator app was added")
    ]


def test_a_wrong_code_adds_nothing_and_keeps_the_secret(noon, signed_in):
    page = signed_in.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    response = signed_in.post("/account/second-factor/app/", {"code": "000000"})
    assert response.status_code == 422
    assert title_of(response).startswith("Error: Add an authenticator app")
    assert secret in response.content.decode()
    assert Authenticator.objects.count() == 0


def test_changing_second_factors_asks_for_the_password_again_after_a_while(noon, signed_in):
    noon.shift(11 * 60)
    response = signed_in.get("/account/second-factor/app/")
    assert response["Location"] == "/sign-in/confirm/?next=%2Faccount%2Fsecond-factor%2Fapp%2F"
    wrong = signed_in.post(response["Location"], {"password": "not the password at all"})
    assert (wrong.status_code, title_of(wrong)[:6]) == (422, "Error:")
    assert b"This is not your password." in wrong.content
    right = signed_in.post(response["Location"], {"password": PASSWORD, "next": "/account/second-factor/app/"})
    assert right["Location"] == "/account/second-factor/app/"
    assert signed_in.get("/account/second-factor/app/").status_code == 200


def test_who_must_have_one_gets_it_before_any_other_page(noon, required, signed_in):
    for path in ("/account/", "/account/sessions/", "/account/password/"):
        assert signed_in.get(path)["Location"] == "/account/second-factor/"
    assert signed_in.post("/account/sessions/end-all/")["Location"] == "/account/second-factor/"
    fragment = signed_in.get("/account/", headers={"HX-Request": "true"})
    assert (fragment.status_code, fragment["HX-Redirect"]) == (204, "/account/second-factor/")
    assert signed_in.get("/account/second-factor/").status_code == 200
    assert signed_in.get("/account/session/").status_code == 200
    page = signed_in.get("/account/second-factor/app/").content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)[1]
    signed_in.post("/account/second-factor/app/", {"code": code_of(secret)})
    assert signed_in.get("/account/").status_code == 200


def test_who_only_looks_things_up_needs_none(required, visitor, supervisor):
    give_password(visitor, supervisor)
    assert visitor.get("/account/").status_code == 200


def test_one_more_role_or_power_makes_it_needed(required, supervisor):
    assert second_factor.is_required_of(supervisor) is False
    supervisor.groups.add(Group.objects.get_or_create(name="Readers")[0])
    assert second_factor.is_required_of(supervisor) is True
    supervisor.groups.set([Group.objects.get(name="Supervisors")])
    supervisor.is_superuser = True
    assert second_factor.is_required_of(supervisor) is True
    assert second_factor.is_required_of(User.objects.create_user("n@agency.gov", full_name="No Role")) is True


def test_the_last_one_cannot_be_removed_where_it_is_required(noon, required, visitor, person, app):
    give_password(visitor, person)
    visitor.post("/sign-in/second-factor/", {"code": app()})
    response = visitor.post("/account/second-factor/app/remove/")
    assert response.status_code == 422
    assert b"Add another before removing this one." in response.content
    assert second_factor.has_one(person) is True


def test_it_can_be_removed_where_it_is_not(noon, visitor, person, app):
    give_password(visitor, person)
    visitor.post("/sign-in/second-factor/", {"code": app()})
    assert visitor.post("/account/second-factor/app/remove/")["Location"] == "/account/second-factor/"
    assert second_factor.has_one(person) is False


def test_another_persons_key_is_not_found(signed_in, supervisor):
    key = Authenticator.objects.create(user=supervisor, type=Authenticator.Type.WEBAUTHN, data={"name": "Sam's key"})
    for path in (f"/account/second-factor/keys/{key.pk}/", f"/account/second-factor/keys/{key.pk}/remove/"):
        assert signed_in.get(path).status_code == 404
        assert signed_in.post(path, {"name": "mine now"}).status_code == 404


def test_a_security_key_without_an_answer_is_refused(signed_in):
    page = signed_in.get("/account/second-factor/keys/add/")
    assert b'data-security-key="create"' in page.content
    assert b"people/security-key.js" in page.content
    response = signed_in.post("/account/second-factor/keys/add/", {"name": "Blue key", "credential": ""})
    assert response.status_code == 422
    assert b"The key gave no answer. Try again." in response.content
    assert b'value="Blue key"' in response.content
