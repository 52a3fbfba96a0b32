"""The first page: three lists for who can have something on a desk, and for the others the room they can use."""

from datetime import UTC, datetime

import pytest
import time_machine

from tests.factories.grievances import filed
from tests.factories.office import NOW


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.mark.parametrize(
    ("name", "status", "leads_to"),
    [
        ("holder", 200, ""),
        ("counsel", 200, ""),
        ("supervisor", 302, "/contracts/"),
        ("table_a", 302, "/contracts/"),
        ("administrator", 302, "/contracts/"),
        ("nobody", 200, ""),
    ],
)
def test_who_has_no_desk_begins_in_the_room_one_can_use(office, client_of, name, status, leads_to):
    answer = client_of(office.people[name]).get("/")
    assert (answer.status_code, answer.headers.get("Location", "")) == (status, leads_to)


@pytest.mark.parametrize(
    ("name", "page", "rail", "says_what_is_due"),
    [
        ("counsel", "/", ["Desk", "Grievances", "Contracts", "Office"], True),
        ("supervisor", "/contracts/", ["Contracts"], False),
        ("nobody", "/", [], False),
    ],
)
def test_the_desk_and_what_is_due_stand_on_the_frame_of_who_has_one(
    office, client_of, name, page, rail, says_what_is_due
):
    answer = client_of(office.people[name]).get(page)
    assert [link.label for link in answer.context["frame"].rail] == rail
    assert ('class="top__due"' in answer.content.decode()) == says_what_is_due


def test_without_any_room_the_page_says_what_helps(office, client_of):
    page = client_of(office.nobody).get("/").content.decode()
    assert "Your account has no role. An administrator gives you one" in page


def test_on_a_saturday_the_coming_monday_stands_under_next_week(office, client_of):
    filed(office)
    with time_machine.travel(datetime(2026, 3, 14, 17, tzinfo=UTC), tick=False):
        groups = client_of(office.holder).get("/").context["groups"]
    assert [(group.title, [str(line.due.on) for line in group.lines]) for group in groups] == [
        ("Next week", ["2026-03-16"])
    ]
