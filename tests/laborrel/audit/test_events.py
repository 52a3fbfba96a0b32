"""Each verb is recorded once, in the scope of its matter, in plain values; one rendered form acts once."""

import uuid
from datetime import date
from decimal import Decimal

import pytest

from laborrel.access.desks import open_team_beside
from laborrel.access.wall import read_as
from laborrel.audit.events import office_scope, record, record_reading
from laborrel.audit.models import Event, Reading
from laborrel.audit.submissions import AlreadyDone, new_key, submission_of_this_request
from tests.factories.office import NOW


@pytest.fixture
def holder(office):
    read_as(office.holder.pk)
    return office.fresh("holder")


def test_an_event_holds_plain_values_and_the_name_of_its_matter(holder, office) -> None:
    record(
        "tests.settle",
        by=holder,
        at=NOW,
        scope=office.desk,
        matter=office.employee,
        on=date(2026, 3, 9),
        amount=Decimal("1200.50"),
        who=office.union,
        steps=[1, None],
        key=uuid.UUID(int=7),
    )
    event = Event.objects.visible_to(holder).get(verb="tests.settle")
    assert (event.label, event.matter, event.by, event.at) == ("Ada Example", office.employee, holder, NOW)
    assert event.data == {
        "on": "2026-03-09",
        "amount": "1200.50",
        "who": "Local 1",
        "steps": [1, None],
        "key": "00000000-0000-0000-0000-000000000007",
    }


def test_a_scope_may_be_named_by_its_number(holder, office) -> None:
    assert record("tests.x", by=holder, at=NOW, scope=office.desk.pk).scope == office.desk


def test_reading_an_open_record_leaves_no_trace_a_confidential_one_does(holder, office) -> None:
    team, _ = open_team_beside(desk=office.desk, title="Case 7", is_sealed=True, by=holder, at=NOW)
    for scope in (office.desk, team):
        record_reading(act="read", by=holder, at=NOW, scope=scope, what="x" * 300, matter=office.employee)
    readings = Reading.objects.unrestricted(because="a test")
    assert [(each.scope, each.by, each.act, len(each.what)) for each in readings] == [(team, holder, "read", 200)]


def test_one_form_acts_once(holder, office) -> None:
    key = uuid.UUID(new_key())
    with submission_of_this_request(key):
        first = record("tests.file", by=holder, at=NOW, scope=office.desk)
        second = record("tests.notify", by=holder, at=NOW, scope=office.desk)
    assert (first.submission, second.submission) == (key, None)
    with submission_of_this_request(key), pytest.raises(AlreadyDone) as refusal:
        record("tests.file", by=holder, at=NOW, scope=office.desk)
    assert refusal.value.url == "/"
    assert Event.objects.visible_to(holder).filter(verb="tests.file").count() == 1


def test_the_first_result_is_where_a_second_send_leads(holder, office, monkeypatch) -> None:
    monkeypatch.setattr(type(office.employee), "get_absolute_url", lambda self: f"/people/{self.pk}", raising=False)
    key = uuid.UUID(new_key())
    with submission_of_this_request(key):
        record("tests.file", by=holder, at=NOW, scope=office.desk, matter=office.employee)
    with submission_of_this_request(key), pytest.raises(AlreadyDone) as refusal:
        record("tests.file", by=holder, at=NOW, scope=office.desk, matter=office.employee)
    assert refusal.value.url == f"/people/{office.employee.pk}"


def test_another_person_s_form_key_leads_nowhere(holder, office) -> None:
    """A guessed or stolen key tells nothing of what the other did."""
    from django.db import IntegrityError

    key = uuid.UUID(new_key())
    with submission_of_this_request(key):
        record("tests.file", by=holder, at=NOW, scope=office.desk, matter=office.employee)
    read_as(office.same_unit.pk)
    with submission_of_this_request(key), pytest.raises(IntegrityError):
        record("tests.file", by=office.fresh("same_unit"), at=NOW, scope=office.desk)


def test_key_changes_are_events_of_their_scope(holder, office) -> None:
    read_as(office.senior.pk)
    events = Event.objects.visible_to(office.fresh("senior")).filter(scope=office.desk, verb__startswith="access.")
    denials = [(event.verb, event.data["user"]) for event in events if "user" in event.data]
    assert denials == [("access.deny", "Walled")]


def test_the_office_scope_is_where_shared_things_happen(holder) -> None:
    assert office_scope().kind == "office"
