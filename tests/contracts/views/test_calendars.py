"""A day is closed or opened only after its effect was shown; hidden cases are neither listed nor counted."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from grievances.models import DueDate
from grievances.operations.confiding import restrict
from laborrel.access.wall import reading_as
from laborrel.workdays.models import ClosedDay
from tests.contracts.views.test_contract_pages import words
from tests.factories.grievances import filed
from tests.factories.office import NOW

FOUNDERS = {"day": "13 Mar 2026", "name": "Founders Day", "kind": "holiday"}


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 11, 18, tzinfo=UTC), tick=False):
        yield


def url(case, more=""):
    return f"/contracts/calendars/{case.procedure.calendar_id}/{more}"


def answer_due(office, case) -> date:
    with reading_as(office.senior):
        return DueDate.objects.get(grievance=case, clock="answer", superseded_at=None).due_on


def test_first_the_dates_it_would_move_and_nothing_is_saved(office, client_of):
    case = filed(office)
    response = client_of(office.senior).post(url(case, "close-day/"), FOUNDERS)
    said = words(response)
    assert response.status_code == 200
    assert "Nothing is saved yet Close Fri 13 Mar 2026: Founders Day" in said
    assert "1 open date of the cases you can see would move." in said
    assert f"{case.number} Answer in writing Mon 16 Mar 2026 Tue 17 Mar 2026" in said
    assert not ClosedDay.objects.filter(name="Founders Day").exists()
    assert answer_due(office, case) == date(2026, 3, 16)


def test_then_it_is_saved_and_what_moved_is_listed(office, client_of):
    case = filed(office)
    response = client_of(office.senior).post(url(case, "close-day/"), FOUNDERS | {"confirmed": "yes"}, follow=True)
    said = words(response)
    assert response.redirect_chain == [(url(case), 302)]
    assert "Fri 13 Mar 2026 is closed. 1 open date moved." in said
    assert f"These open dates moved Case Act Date before Date after {case.number} Answer in writing" in said
    assert "Senior closed Fri 13 Mar 2026 (Founders Day)" in said
    assert "Version 2 , present" in said
    assert answer_due(office, case) == date(2026, 3, 17)
    with reading_as(office.senior):
        earlier = DueDate.objects.get(grievance=case, clock="answer", superseded_at__isnull=False)
    assert earlier.superseded_because == "Founders Day, Fri 13 Mar 2026, was added to the calendar Clerical calendar"


def test_an_earlier_version_shows_the_days_as_they_were(office, client_of):
    case = filed(office)
    client_of(office.senior).post(url(case, "close-day/"), FOUNDERS | {"confirmed": "yes"})
    then = words(client_of(office.supervisor).get(url(case, "?version=1")))
    assert "This is version 1, as dates were once computed on it." in then
    assert "Fri 13 Mar 2026 Founders Day" not in then
    assert "Fri 13 Mar 2026 Founders Day" in words(client_of(office.supervisor).get(url(case, "?version=99")))


def test_taking_a_day_out_goes_the_same_way(office, client_of):
    case = filed(office)
    browser = client_of(office.senior)
    browser.post(url(case, "close-day/"), FOUNDERS | {"confirmed": "yes"})
    day = ClosedDay.objects.get(name="Founders Day")
    shown = words(browser.post(url(case, f"days/{day.pk}/reopen/")))
    assert "Open Fri 13 Mar 2026 again: Founders Day is taken out" in shown
    assert f"{case.number} Answer in writing Tue 17 Mar 2026 Mon 16 Mar 2026" in shown
    day.refresh_from_db()
    assert day.removed_in is None
    said = words(browser.post(url(case, f"days/{day.pk}/reopen/"), {"confirmed": "yes"}, follow=True))
    assert "Fri 13 Mar 2026 is open again. 1 open date moved." in said
    assert answer_due(office, case) == date(2026, 3, 16)
    again = browser.post(url(case, f"days/{day.pk}/reopen/"), {"confirmed": "yes"})
    assert again.status_code == 422
    assert "This day is not closed in this calendar." in words(again)


def test_a_hidden_case_is_neither_listed_nor_counted(office, client_of):
    shown, hidden = filed(office), filed(office)
    with reading_as(office.holder):
        restrict(grievance=hidden, by=office.holder, at=NOW, is_sealed=True, because="sensitive matter inside")
    browser = client_of(office.senior)
    said = words(browser.post(url(shown, "close-day/"), FOUNDERS))
    assert "1 open date of the cases you can see would move." in said
    assert hidden.number not in said
    after = words(browser.post(url(shown, "close-day/"), FOUNDERS | {"confirmed": "yes"}, follow=True))
    assert "1 open date moved." in after
    assert hidden.number not in after


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (FOUNDERS | {"day": "31 Feb 2026"}, "Feb 2026 has no day 31."),
        (FOUNDERS | {"day": "sometime"}, "Enter a date."),
        (FOUNDERS | {"name": ""}, "“Name” is missing."),
        (FOUNDERS | {"kind": "party"}, "Select a valid choice."),
        (FOUNDERS | {"day": "25 May 2026"}, "This day is already closed in this calendar: Memorial Day."),
    ],
)
def test_bad_input_is_said_at_the_field_and_kept(office, client_of, sent, sentence):
    case = filed(office)
    response = client_of(office.senior).post(url(case, "close-day/"), sent)
    assert response.status_code == 422
    assert sentence in words(response)
    assert f'value="{sent["day"]}"' in response.content.decode()


@pytest.mark.parametrize("name", ["holder", "supervisor", "administrator", "nobody"])
def test_only_who_keeps_calendars_changes_them(office, client_of, name):
    case = filed(office)
    browser = client_of(office.people[name])
    assert browser.post(url(case, "close-day/"), FOUNDERS | {"confirmed": "yes"}).status_code == 404
    assert not ClosedDay.objects.filter(name="Founders Day").exists()
    page = browser.get(url(case))
    assert "Close a day" not in words(page)


def test_the_list_of_calendars(office, client_of):
    filed(office)
    said = words(client_of(office.supervisor).get("/contracts/calendars/"))
    assert "Clerical calendar Saturdays and Sundays Mon 25 May 2026 1" in said
