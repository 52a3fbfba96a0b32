"""Seeing where one is signed in, and ending it there or everywhere."""

import re

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client

from tests.laborrel.people.conftest import PASSWORD

pytestmark = pytest.mark.django_db
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Version/18.1 Mobile/15E148 Safari/604.1"


@pytest.fixture
def phone(person):
    client = Client(headers={"user-agent": IPHONE}, REMOTE_ADDR="203.0.113.7")
    client.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return client


def is_alive(client) -> bool:
    return client.get("/account/").status_code == 200


def test_the_list_names_device_address_and_times_this_one_first(signed_in, phone):
    page = signed_in.get("/account/sessions/").content.decode()
    devices = re.findall(r'<th scope="row" data-label="Device">(.*?)</th>', page)
    assert len(devices) == 2
    assert devices[0].startswith("Firefox on Windows <")
    assert "this one" in devices[0]
    assert devices[1] == "Safari on an iPhone"
    assert "203.0.113.7" in page


def test_other_peoples_sessions_are_neither_shown_nor_ended(signed_in, supervisor):
    theirs = Client(REMOTE_ADDR="203.0.113.8")
    theirs.post("/sign-in/", {"login": supervisor.email, "password": PASSWORD})
    assert b"203.0.113.8" not in signed_in.get("/account/sessions/").content
    pk = UserSession.objects.get(user=supervisor).pk
    assert signed_in.post(f"/account/sessions/{pk}/end/").status_code == 404
    assert signed_in.post(f"/account/sessions/{pk + 1000}/end/").status_code == 404
    signed_in.post("/account/sessions/end-others/")
    assert is_alive(theirs) is True


def test_one_session_is_ended_from_another(signed_in, phone, person):
    pk = UserSession.objects.get(ip="203.0.113.7").pk
    response = signed_in.post(f"/account/sessions/{pk}/end/", follow=True)
    assert "Safari on an iPhone is signed out." in response.content.decode()
    assert (is_alive(signed_in), is_alive(phone)) == (True, False)


def test_everywhere_else(signed_in, phone):
    response = signed_in.post("/account/sessions/end-others/", follow=True)
    assert "1 other session signed out. You stay signed in here." in response.content.decode()
    assert (is_alive(signed_in), is_alive(phone)) == (True, False)


def test_everywhere_here_too(signed_in, phone):
    response = signed_in.post("/account/sessions/end-all/")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/sign-in/", '"cache", "storage"')
    assert "You are signed out of 2 sessions." in signed_in.get("/sign-in/").content.decode()
    assert (is_alive(signed_in), is_alive(phone)) == (False, False)
    assert UserSession.objects.count() == 0


def test_ending_this_one_is_signing_out(signed_in):
    pk = UserSession.objects.get().pk
    response = signed_in.post(f"/account/sessions/{pk}/end/")
    assert (response["Location"], response["Clear-Site-Data"]) == ("/sign-in/", '"cache", "storage"')
    assert is_alive(signed_in) is False


def test_a_session_past_its_idle_limit_is_not_listed_and_gone(visitor, person):
    with time_machine.travel("2026-03-09T08:00:00-07:00", tick=False) as clock:
        old = Client(REMOTE_ADDR="203.0.113.9")
        old.post("/sign-in/", {"login": person.email, "password": PASSWORD})
        key = old.session.session_key
        clock.shift(31 * 60)
        visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD})
        assert b"203.0.113.9" not in visitor.get("/account/sessions/").content
        assert Session.objects.filter(session_key=key).exists() is False


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(signed_in, phone):
    response = signed_in.post(
        "/account/password/",
        {
            "oldpassword": PASSWORD,
            "password1": "seven quiet filing cabinets",
            "password2": "seven quiet filing cabinets",
        },
    )
    assert response["Location"] == "/account/"
    assert (is_alive(signed_in), is_alive(phone)) == (True, False)


@pytest.mark.parametrize("path", ["end-others", "end-all", "1/end"])
def test_ending_is_an_act_not_a_visit(signed_in, path):
    assert signed_in.get(f"/account/sessions/{path}/").status_code == 405
