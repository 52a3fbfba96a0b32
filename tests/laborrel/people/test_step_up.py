"""Before an act that weighs, a proof that is not old."""

import pytest
import time_machine

from tests.laborrel.people.conftest import PASSWORD

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.laborrel.people.step_up_urls")]


@pytest.fixture
def clock():
    with time_machine.travel("2026-03-09T08:00:00-07:00", tick=False) as traveller:
        yield traveller


@pytest.fixture
def jo(clock, visitor, person):
    visitor.post("/sign-in/", {"login": person.email, "password": PASSWORD})
    return visitor


def test_signing_in_a_moment_ago_is_proof_enough(jo, clock):
    clock.shift(9 * 60)
    assert jo.get("/vault/").content == b"GET "


def test_an_older_proof_is_asked_again_and_leads_on(jo, clock):
    clock.shift(10 * 60)
    question = jo.get("/vault/")["Location"]
    assert question == "/sign-in/confirm/?next=%2Fvault%2F"
    assert jo.post(question, {"password": PASSWORD, "next": "/vault/"})["Location"] == "/vault/"
    assert jo.get("/vault/").status_code == 200


def test_what_was_sent_goes_through_without_being_typed_again(jo, clock):
    clock.shift(20 * 60)
    question = jo.post("/vault/", {"reason": "subpoena of 9 March"})["Location"]
    assert jo.post(question, {"password": "not the password at all", "next": "/vault/"}).status_code == 422
    answer = jo.post(question, {"password": PASSWORD, "next": "/vault/"})
    assert (answer.status_code, answer.content) == (200, b"POST subpoena of 9 March")


def test_a_room_may_ask_for_a_younger_proof(jo, clock):
    clock.shift(3 * 60)
    assert jo.get("/vault/").status_code == 200
    assert jo.get("/inner/")["Location"] == "/sign-in/confirm/?next=%2Finner%2F"


def test_a_fragment_sends_the_whole_page_to_the_question(jo, clock):
    clock.shift(20 * 60)
    response = jo.post("/vault/", headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/account/?x=1"})
    assert (response.status_code, response["HX-Redirect"]) == (204, "/sign-in/confirm/?next=%2Faccount%2F%3Fx%3D1")


def test_nobody_signed_in_is_sent_to_sign_in(visitor, db):
    assert visitor.get("/vault/")["Location"] == "/sign-in/?next=/vault/"
