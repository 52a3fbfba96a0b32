"""Idle and absolute limit as a visitor meets them, and the way to stay."""

from datetime import timedelta

import pytest
import time_machine
from allauth.usersessions.models import UserSession
from django.utils import timezone

from tests.laborrel.people.conftest import PASSWORD, title_of

pytestmark = pytest.mark.django_db
EIGHT = "2026-03-09T08:00:00-07:00"


@pytest.fixture
def clock():
    with time_machine.travel(EIGHT, tick=False) as traveller:
        yield traveller


@pytest.fixture
def at_eight(clock, visitor, person):
    visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return visitor


def go_on(clock, **span):
    clock.shift(timedelta(**span))


def test_half_an_hour_of_nothing_ends_the_session(clock, at_eight):
    go_on(clock, minutes=29, seconds=59)
    assert at_eight.get("/account/").status_code == 200
    go_on(clock, minutes=30)
    response = at_eight.get("/account/?x=1")
    assert response["Location"] == "/sign-in/?next=/account/%3Fx%3D1"
    page = at_eight.get(response["Location"])
    assert "nothing was done for a while" in page.content.decode()
    assert UserSession.objects.count() == 0


def test_work_keeps_the_session_but_not_past_the_working_day(clock, at_eight):
    for _ in range(12 * 3 - 1):
        go_on(clock, minutes=20)
        assert at_eight.get("/account/").status_code == 200
    go_on(clock, minutes=19)
    assert at_eight.get("/account/").status_code == 200
    go_on(clock, minutes=1)
    response = at_eight.get("/account/", follow=True)
    assert "no longer than a working day" in response.content.decode()


def test_a_poll_by_itself_is_no_work(clock, at_eight):
    for _ in range(5):
        go_on(clock, minutes=5)
        assert at_eight.get("/account/", headers={"X-Unattended": "1"}).status_code == 200
    go_on(clock, minutes=5)
    assert at_eight.get("/account/", headers={"X-Unattended": "1"}).status_code == 302


def test_every_answer_says_how_long_is_left(clock, at_eight):
    assert at_eight.get("/account/")["Session-Ends-In"] == "1800"
    go_on(clock, minutes=10)
    assert at_eight.get("/account/", headers={"X-Unattended": "1"})["Session-Ends-In"] == "1200"


def test_the_page_carries_the_warning_with_at_least_two_minutes(clock, at_eight):
    page = at_eight.get("/account/").content.decode()
    assert 'data-idle-seconds="1800" data-absolute-seconds="43200" data-warn-seconds="240"' in page
    assert 'action="/account/session/extend/" method="post"' in page


def test_the_pages_clock_extends_with_json(clock, at_eight):
    go_on(clock, minutes=27)
    response = at_eight.post("/account/session/extend/", headers={"Accept": "application/json"})
    assert response.json() == {"idle": 1800, "absolute": 12 * 3600 - 27 * 60, "warn": 240}
    assert response["Session-Ends-In"] == "1800"
    go_on(clock, minutes=29)
    assert at_eight.get("/account/").status_code == 200


def test_extending_counts_even_right_after_another_act(clock, at_eight):
    go_on(clock, seconds=50)
    assert at_eight.post("/account/session/extend/", headers={"Accept": "application/json"}).json()["idle"] == 1800


def test_without_javascript_a_page_says_when_and_a_button_extends(clock, at_eight):
    page = at_eight.get("/account/session/").content.decode()
    assert "Mon 9 Mar 2026, 8:30 am" in page
    go_on(clock, minutes=20)
    response = at_eight.post("/account/session/extend/", follow=True)
    assert "You stay signed in until 8:50 am." in response.content.decode()
    assert title_of(response).startswith("How long you stay signed in")


def test_in_the_last_half_hour_of_the_day_nothing_extends(clock, at_eight):
    for _ in range(35):
        go_on(clock, minutes=20)
        at_eight.get("/account/")
    page = at_eight.get("/account/session/").content.decode()
    assert "cannot be extended" in page
    assert "Mon 9 Mar 2026, 8:00 pm" in page
    assert "/account/session/extend/" not in page.partition("<main")[2].partition("</main")[0]


def test_extending_is_an_act_not_a_visit(at_eight):
    assert at_eight.get("/account/session/extend/").status_code == 405


def test_a_fragment_of_an_ended_session_sends_the_whole_page_to_sign_in(clock, at_eight):
    go_on(clock, minutes=31)
    response = at_eight.get(
        "/account/sessions/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/?tab=2"},
    )
    assert (response.status_code, response.content) == (204, b"")
    assert response["HX-Redirect"] == "/sign-in/?next=/account/%3Ftab%3D2"


def test_a_fragment_for_somebody_not_signed_in_does_the_same(visitor, db):
    response = visitor.get(
        "/account/sessions/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/?tab=2"}
    )
    assert response["HX-Redirect"] == "/sign-in/?next=/account/%3Ftab%3D2"


def test_the_sign_in_page_opened_by_the_pages_clock_knows_the_way_back(clock, at_eight):
    go_on(clock, minutes=31)
    response = at_eight.get("/sign-in/", headers={"Referer": "http://testserver/account/sessions/"})
    assert response["Location"] == "/sign-in/?next=/account/sessions/"
    elsewhere = at_eight.get("/sign-in/", headers={"Referer": "http://evil.example/account/"})
    assert elsewhere.status_code == 200


def test_an_act_is_noted_once_a_minute(clock, at_eight, django_assert_num_queries):
    assert UserSession.objects.get().last_seen_at == timezone.now()
    go_on(clock, seconds=59)
    at_eight.get("/account/session/")
    assert timezone.now() - UserSession.objects.get().last_seen_at == timedelta(seconds=59)
    go_on(clock, seconds=1)
    at_eight.get("/account/session/")
    assert UserSession.objects.get().last_seen_at == timezone.now()
