"""A background job sees what the person who asked for it may see when it runs, and its payload tells nothing."""

import logging

import pytest

from laborrel.access.jobs import NobodyToWorkFor, PayloadHoldsText, ids_only, in_requesters_reach, run_as
from laborrel.access.models import Scope
from laborrel.access.scopes import deny
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.people.models import User
from tests.factories.office import NOW


@in_requesters_reach
def count_events(user, *, scope_id):
    return Event.objects.visible_to(user).filter(scope=scope_id).count()


def test_a_job_sees_what_its_requester_sees(office, reader) -> None:
    reader(None)
    counts = {
        name: count_events(requested_by=office.people[name].pk, scope_id=office.desk.pk)
        for name in ("senior", "holder", "other_unit", "walled", "administrator")
    }
    assert counts == {
        "senior": counts["senior"],
        "holder": counts["senior"],
        "other_unit": 0,
        "walled": 0,
        "administrator": 0,
    }
    assert counts["senior"] > 0


def test_a_right_taken_back_after_the_request_is_missing_when_the_job_runs(office, reader) -> None:
    payload = {"requested_by": office.same_unit.pk, "scope_id": office.desk.pk}
    before = count_events(**payload)
    with reading_as(office.fresh("senior")):
        deny(scope=office.desk, user=office.same_unit, because="party", by=office.fresh("senior"), at=NOW)
    assert (before > 0, count_events(**payload)) == (True, 0)


@pytest.mark.parametrize("name", ["deactivated", "closed since"])
def test_nothing_is_done_for_a_closed_account(office, caplog, name) -> None:
    requester = office.people.get(name, office.senior)
    User.objects.filter(pk=requester.pk).update(is_active=False)
    with caplog.at_level(logging.INFO):
        assert count_events(requested_by=requester.pk, scope_id=office.desk.pk) is None
    assert caplog.messages == [f"job count_events left undone: account {requester.pk} is closed"]


def test_a_long_job_asks_again_for_each_batch(office) -> None:
    with run_as(office.senior.pk) as user:
        assert (user, Scope.objects.filter(pk=office.desk.pk).exists()) == (office.senior, True)
    User.objects.filter(pk=office.senior.pk).update(is_active=False)
    with pytest.raises(NobodyToWorkFor), run_as(office.senior.pk):
        pass


def test_a_job_leaves_no_reader_behind(committing) -> None:
    with pytest.raises(NobodyToWorkFor), run_as(0):
        pass
    assert Scope.objects.count() == 0


@pytest.mark.parametrize("value", ["Ada Example", "2026-0014", 1.5, {"a": 1}, ["x"], b"bytes", object()])
def test_a_payload_holds_no_text(value) -> None:
    with pytest.raises(PayloadHoldsText, match="case is not an id"):
        ids_only({"case": value})
    with pytest.raises(PayloadHoldsText):
        count_events(requested_by=1, case=value)


KEY = "0f6d3c9e-5a1b-4c7d-8e2f-90ab12cd34ef"  # fixed, so that every test process collects the same tests


@pytest.mark.parametrize("value", [1, None, True, [1, 2], KEY, [KEY], []])
def test_ids_are_welcome(value) -> None:
    ids_only({"case": value})
