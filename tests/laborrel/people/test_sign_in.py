"""Coming in with address and password, and everything that must not let one in."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.test import Client

from laborrel.people.models import User
from tests.laborrel.people.conftest import PASSWORD, title_of

pytestmark = pytest.mark.django_db


def attempt(visitor, email, password=PASSWORD, **extra):
    return visitor.post("/sign-in/", {"login": email, "password": password, **extra})


def is_in(visitor) -> bool:
    return "_auth_user_id" in visitor.session


def test_address_and_password_open_the_house(visitor, person):
    response = attempt(visitor, "JO@Agency.gov ")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert is_in(visitor) is True


def test_signing_in_leads_back_to_the_page_one_came_from(visitor, person):
    page = visitor.get("/sign-in/?next=/account/sessions/%3Fsort%3Dlast")
    assert b'<input type="hidden" name="next" value="/account/sessions/?sort=last">' in page.content
    assert (
        attempt(visitor, person.email, next="/account/sessions/?sort=last")["Location"]
        == "/account/sessions/?sort=last"
    )


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_house(visitor, person, elsewhere):
    assert attempt(visitor, person.email, next=elsewhere)["Location"] == "/"


def test_a_wrong_password_is_refused_as_422_with_the_address_kept(visitor, person):
    response = attempt(visitor, person.email, "not the password at all")
    assert response.status_code == 422
    assert title_of(response).startswith("Error: Sign in")
    assert b"The e-mail address or the password is not right." in response.content
    assert b'value="jo@agency.gov"' in response.content
    assert b"not the password at all" not in response.content
    assert is_in(visitor) is False


REFUSED = {
    "nobody": None,
    "inactive": {"is_active": False},
    "inactive superuser": {"is_active": False, "is_superuser": True},
    "service": {"is_service": True},
}


def test_every_refusal_says_the_same(person):
    said = {}
    for who, fields in REFUSED.items():
        email = f"{who.replace(' ', '.')}@agency.gov"
        if fields is not None:
            User.objects.create_user(email, PASSWORD, full_name=who, **fields)
        visitor = Client()
        response = attempt(visitor, email)
        assert is_in(visitor) is False
        content = response.content.decode().replace(email, "EMAIL")
        said[who] = (response.status_code, [line for line in content.splitlines() if "csrf" not in line.lower()])
    assert len({str(answer) for answer in said.values()}) == 1


def test_no_other_way_in_takes_a_service_or_a_closed_account():
    closed = ({"is_service": True}, {"is_active": False}, {"is_active": False, "is_superuser": True})
    for number, fields in enumerate(closed):
        user = User.objects.create_user(f"closed{number}@agency.gov", PASSWORD, full_name="Closed", **fields)
        assert authenticate(None, username=user.email, password=PASSWORD) is None
        assert authenticate(None, email=user.email, password=PASSWORD) is None


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_service": True}])
def test_closing_an_account_counts_from_the_next_click(signed_in, person, change):
    assert signed_in.get("/account/").status_code == 200
    User.objects.filter(pk=person.pk).update(**change)
    assert signed_in.get("/account/")["Location"] == "/sign-in/?next=/account/"


def test_a_sixth_wrong_guess_at_one_account_waits_even_with_the_right_password(visitor, person):
    for _ in range(5):
        assert attempt(visitor, person.email, "wrong guess after guess").status_code == 422
    response = attempt(visitor, person.email)
    assert response.status_code == 422
    assert b"Too many attempts. Wait five minutes, then try again." in response.content
    assert is_in(visitor) is False


def test_guesses_are_counted_together_whatever_the_browser_claims(person):
    for number in range(5):
        attempt(Client(headers={"x-forwarded-for": f"203.0.113.{number}"}), person.email, "wrong guess after guess")
    assert b"Too many attempts" in attempt(Client(), person.email).content


def test_one_address_cannot_try_many_accounts(visitor, person):
    for number in range(30):
        attempt(visitor, f"somebody{number}@agency.gov", "wrong guess after guess")
    assert b"Too many attempts" in attempt(visitor, person.email).content
    assert b"Too many attempts" not in attempt(Client(REMOTE_ADDR="203.0.113.9"), person.email).content


def test_the_form_itself_is_limited_with_a_page_that_says_so(visitor, person, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"login": "2/m/ip"}
    attempt(visitor, "a@agency.gov")
    attempt(visitor, "b@agency.gov")
    response = attempt(visitor, person.email)
    assert response.status_code == 429
    assert title_of(response).startswith("Too many attempts")


@pytest.mark.parametrize(
    ("login", "password", "words"),
    [
        ("", PASSWORD, "Enter an e-mail address"),
        ("not an address", PASSWORD, "Enter an e-mail address"),
        ("jo@agency.gov", "", "Enter your password."),
        ("jo@agency.gov", "x" * 129, "A password has at most 128 characters."),
        ("jo@agency.gov\x00", PASSWORD, "Null characters are not allowed."),
        ("'; drop table--@agency.gov", PASSWORD, "Enter an e-mail address"),
    ],
)
def test_bad_input_is_told_at_the_field(visitor, person, login, password, words):
    response = attempt(visitor, login, password)
    assert response.status_code == 422
    assert words in response.content.decode()


def test_there_is_no_sign_up(visitor):
    assert visitor.get("/sign-up/").status_code == 404
    assert visitor.get("/sign-in/signup/").status_code == 404
    assert b"sign up" not in visitor.get("/sign-in/").content.lower()


def test_the_password_field_takes_pasting_and_password_managers(visitor):
    page = visitor.get("/sign-in/").content.decode()
    assert 'autocomplete="current-password"' in page
    assert 'autocomplete="username"' in page
    assert "onpaste" not in page
    assert "placeholder" not in page


def test_signing_out_forgets_session_and_browser_copies(signed_in):
    key = signed_in.session.session_key
    assert b'method="post" action="/sign-out/"' in signed_in.get("/sign-out/").content
    response = signed_in.post("/sign-out/")
    assert response["Location"] == "/sign-in/"
    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert Session.objects.filter(session_key=key).exists() is False
    assert is_in(signed_in) is False


def test_an_office_may_close_the_password_way(visitor, person, settings):
    settings.LABORREL_PASSWORD_SIGN_IN = False
    assert b'name="password"' not in visitor.get("/sign-in/").content
    attempt(visitor, person.email)
    assert is_in(visitor) is False
