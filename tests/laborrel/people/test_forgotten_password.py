"""A new password by mail, without saying who has an account."""

import re

import pytest
import time_machine
from django.core import mail
from django.test import Client

from laborrel.people.models import User
from tests.laborrel.people.conftest import PASSWORD, title_of

pytestmark = pytest.mark.django_db
NEW = "seven quiet filing cabinets"


@pytest.fixture
def ask(django_capture_on_commit_callbacks):
    """ask(client, email) asks for a link and lets the mail go out as after a real commit."""

    def send(client, email):
        with django_capture_on_commit_callbacks(execute=True):
            return client.post("/sign-in/forgotten/", {"email": email})

    return send


def link() -> str:
    return re.search(r"http://testserver(/sign-in/forgotten/\S+)", mail.outbox[-1].body)[1]


def choose(client, password=NEW, again=NEW):
    form = client.get(link(), follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": again})


def can_sign_in(person, password) -> bool:
    return Client().post("/sign-in/", {"login": person.email, "password": password}).status_code == 302


def test_the_mailed_link_sets_a_new_password_and_ends_every_session(signed_in, person, ask):
    visitor = Client()
    assert ask(visitor, "JO@agency.gov")["Location"] == "/sign-in/forgotten/sent/"
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([person.email], "laborrel: Choose a new password")]
    assert choose(visitor)["Location"] == "/sign-in/forgotten/done/"
    assert (can_sign_in(person, NEW), can_sign_in(person, PASSWORD)) == (True, False)
    assert signed_in.get("/account/").status_code == 302
    assert visitor.get("/account/").status_code == 302


def test_the_link_never_stands_in_the_address_of_the_form(visitor, person, ask):
    ask(visitor, person.email)
    assert visitor.get(link())["Location"].endswith("-set-password/")


def test_every_address_gets_the_same_answer_and_only_open_accounts_get_mail(person, ask):
    User.objects.create_user("closed@agency.gov", PASSWORD, full_name="Closed", is_active=False)
    User.objects.create_user("clerk@agency.gov", PASSWORD, full_name="Clerk", is_service=True)
    answers = set()
    for email in ("jo@agency.gov", "nobody@agency.gov", "closed@agency.gov", "clerk@agency.gov"):
        visitor = Client(REMOTE_ADDR="203.0.113.1")
        response = ask(visitor, email)
        answers.add((response.status_code, response["Location"], visitor.get(response["Location"]).status_code))
    assert answers == {(302, "/sign-in/forgotten/sent/", 200)}
    assert [sent.to for sent in mail.outbox] == [["jo@agency.gov"]]


def test_a_link_works_once(visitor, person, ask):
    ask(visitor, person.email)
    choose(visitor)
    response = Client().get(link())
    assert response.status_code == 200
    assert title_of(response).startswith("This link no longer works")


def test_a_link_works_for_an_hour(person, ask):
    with time_machine.travel("2026-03-09T08:00:00-07:00", tick=False) as clock:
        ask(Client(), person.email)
        clock.shift(3600)
        assert Client().get(link()).status_code == 302
        clock.shift(1)
        assert title_of(Client().get(link())).startswith("This link no longer works")


@pytest.mark.parametrize("change", [{"is_active": False}, {"is_service": True}, {"email": "new@agency.gov"}])
def test_a_link_mailed_before_the_account_changed_opens_nothing(visitor, person, ask, change):
    ask(visitor, person.email)
    User.objects.filter(pk=person.pk).update(**change)
    assert title_of(visitor.get(link())).startswith("This link no longer works")


@pytest.mark.parametrize(
    ("password", "again", "words"),
    [
        ("short", "short", "Use at least 15"),
        ("Summer2026Summer2026", "Summer2026Summer2026", "easy to guess"),
        (NEW, "another one entirely", "You must type the same password each time."),
        ("", "", "Enter a new password."),
    ],
)
def test_a_refused_password_is_told_at_the_field(visitor, person, ask, password, again, words):
    ask(visitor, person.email)
    response = choose(visitor, password, again)
    assert response.status_code == 422
    assert title_of(response).startswith("Error: New password")
    assert words in response.content.decode()


def test_mail_is_limited_per_address(person, ask):
    answers = [ask(Client(REMOTE_ADDR=f"203.0.113.{number}"), person.email).status_code for number in range(4)]
    assert answers == [302, 302, 302, 429]
    assert len(mail.outbox) == 3


def test_a_new_password_lifts_the_limit_that_a_strangers_guesses_had_set(person, ask):
    for _ in range(6):
        Client(REMOTE_ADDR="203.0.113.66").post("/sign-in/", {"login": person.email, "password": "guess after guess"})
    assert can_sign_in(person, PASSWORD) is False
    visitor = Client()
    ask(visitor, person.email)
    choose(visitor)
    assert can_sign_in(person, NEW) is True
