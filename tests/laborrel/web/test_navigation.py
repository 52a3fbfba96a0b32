"""The rail and the shortcuts show what exists for this person and mark where one stands."""

import pytest
from django.test import RequestFactory
from django.urls import resolve

from laborrel.web import navigation
from laborrel.web.navigation import Link


class Person:
    is_authenticated = True
    has_keyboard_shortcuts = True

    def __init__(self, *, may_bargain: bool) -> None:
        self.may_bargain = may_bargain


def request_by(person, path="/"):
    request = RequestFactory().get(path)
    request.user = person
    return request


def test_rail_hides_what_is_not_permitted_and_what_does_not_exist(gallery):
    navigation.entry("Reports", "nowhere", 80)
    navigation.entry("Bargaining", "case", 40, permitted=lambda user: user.may_bargain)
    navigation.entry("Committees", "committees:docket", 60)
    navigation.entry("Desk", "home:desk", 10)
    labels = [[link.label for link in navigation.rail(request_by(Person(may_bargain=may)))] for may in (True, False)]
    assert labels == [["Desk", "Bargaining", "Reports"], ["Desk", "Reports"]]


@pytest.mark.parametrize(
    ("path", "current"),
    [("/", ["Desk"]), ("/grievances/", ["Grievances"]), ("/grievances/new/", ["Grievances"]), ("/elsewhere/", [])],
)
def test_rail_marks_the_room_one_is_in(gallery, path, current):
    navigation.entry("Desk", "home:desk", 10)
    navigation.entry("Grievances", "grievances:docket", 20)
    links = navigation.rail(request_by(Person(may_bargain=False), path))
    assert [link.label for link in links if link.is_current] == current


@pytest.mark.parametrize(
    ("path", "current"),
    [("/grievances/", ["Grievances"]), ("/grievances/new/", ["Reports"]), ("/case/", ["Grievances"]), ("/job/", [])],
)
def test_a_page_lights_the_room_it_was_said_to_belong_to(gallery, path, current):
    navigation.entry("Grievances", "grievances:docket", 20)
    navigation.entry("Reports", "keep", 80)
    navigation.room("Reports", "grievances:f")
    navigation.room("Grievances", "case")
    navigation.room("Nowhere in this rail", "job")
    request = request_by(Person(may_bargain=False), path)
    request.resolver_match = resolve(path)
    assert [link.label for link in navigation.rail(request) if link.is_current] == current


def test_shortcuts_carry_their_keys(gallery):
    navigation.shortcut("g d", "Docket", "grievances:docket")
    assert navigation.shortcuts(request_by(Person(may_bargain=False))) == [Link("Docket", "/grievances/", keys="g d")]


def test_what_is_due_is_said_by_whoever_counts_it(gallery):
    request = request_by(Person(may_bargain=False))
    assert navigation.what_is_due(request) == ""
    navigation.say_what_is_due(lambda _request: "2 late")
    assert navigation.what_is_due(request) == "2 late"


def test_a_place_can_move_but_not_be_invented(gallery):
    navigation.place("search", "case")
    assert navigation.places()["search"] == "/case/"
    with pytest.raises(KeyError, match="no place named 'lobby'"):
        navigation.place("lobby", "case")
