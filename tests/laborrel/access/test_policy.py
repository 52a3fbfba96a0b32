"""Who may come in: stated at every door, and silence is refused."""

import pytest
from django.test import Client
from django.urls import path

from laborrel.access.checks import (
    every_guarded_model_says_who_sees_it,
    every_manager_of_a_guarded_model_is_guarded,
    every_view_declares_its_policy,
)
from laborrel.access.policy import every_view, policy_of
from tests.laborrel.access import pages

WHO = ["anonymous", "nobody", "supervisor", "holder", "senior", "administrator", "deactivated"]


@pytest.fixture
def house(settings):
    settings.ROOT_URLCONF = "tests.laborrel.access.pages"


@pytest.mark.parametrize(
    ("address", "statuses"),
    [
        ("/keys", [302, 404, 404, 404, 200, 404, 302]),
        ("/staff", [302, 200, 200, 200, 200, 200, 302]),
        ("/door", [200, 200, 200, 200, 200, 200, 200]),
    ],
)
def test_each_policy_lets_in_whom_it_says(house, office, client_of, address, statuses) -> None:
    """A role that may not finds no page at all, a superuser without the role included."""
    assert [client_of(office.fresh(name)).get(address).status_code for name in WHO] == statuses


def test_who_is_not_signed_in_is_led_to_the_door_and_back(house, db) -> None:
    assert Client().get("/staff?page=2").headers["Location"].endswith("?next=/staff%3Fpage%3D2")


def test_a_fragment_after_the_session_ended_takes_the_whole_page_to_the_door(house, db) -> None:
    asked = {"HX-Request": "true", "HX-Current-URL": "http://testserver/docket"}
    answer = Client().get("/staff", headers=asked)
    assert (answer.status_code, answer.content) == (204, b"")
    assert "next=http%3A//testserver/docket" in answer.headers["HX-Redirect"]


def test_a_page_that_is_not_there_says_so_to_everyone_alike(house, office, client_of) -> None:
    answers = {client_of(office.fresh(name)).get("/missing").status_code for name in WHO}
    assert answers == {404}


def test_silence_is_refused_at_start_up(house) -> None:
    faults = every_view_declares_its_policy()
    assert [(fault.id, fault.msg) for fault in faults] == [
        ("laborrel.E001", "/silent declares no access policy"),
        ("laborrel.E001", "/namesake declares no access policy"),
        ("laborrel.E001", "/class declares no access policy"),
    ]


def test_the_policy_can_be_read_back(house) -> None:
    said = {route: policy_of(pattern) for route, pattern in every_view()}
    assert said["keys"] == "access.grant_access"
    assert said["staff"] == "anyone signed in, because a test"
    assert said["door"] == "anyone, because a test"


def test_a_page_does_not_inherit_a_policy_by_its_name() -> None:
    assert policy_of(path("x", pages.silent, name="account_login")) == ""


def test_a_guarded_model_without_a_rule_is_refused_at_start_up(monkeypatch) -> None:
    from laborrel.audit.models import Event

    assert every_guarded_model_says_who_sees_it() == []
    monkeypatch.setattr(Event, "seen_with", "audit.no_such_permission")
    assert [(fault.id, fault.msg.split()[0]) for fault in every_guarded_model_says_who_sees_it()] == [
        ("laborrel.E002", "audit.Event")
    ]


def test_a_second_manager_past_the_guard_is_refused_at_start_up(monkeypatch) -> None:
    from django.db import models

    from laborrel.audit.models import Event

    assert every_manager_of_a_guarded_model_is_guarded() == []
    back_door = models.Manager()
    back_door.model, back_door.name = Event, "everything"
    monkeypatch.setattr(Event._meta, "managers", [*Event._meta.managers, back_door])
    assert [(fault.id, fault.msg) for fault in every_manager_of_a_guarded_model_is_guarded()] == [
        ("laborrel.E003", "audit.Event.everything reads past the guard")
    ]
