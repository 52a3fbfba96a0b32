"""A day is closed or opened after one has seen every open date it moves, and those out of one's reach stay unseen."""

from datetime import date

import pytest
import time_machine
from django.db import transaction

from contracts.operations.calendars import (
    DayAlreadyClosed,
    DayNotClosed,
    close_day,
    open_day,
    what_closing_moves,
    what_opening_moves,
)
from grievances.operations.closing import withdraw
from grievances.operations.confiding import let_in, restrict
from grievances.operations.night import watch_batch
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from tests.factories.case_acts import act, at_noon, everything, fresh, history
from tests.factories.grievances import filed
from tests.factories.office import NOW

MARCH_9, MARCH_11, MARCH_16, MARCH_17 = (date(2026, 3, day) for day in (9, 11, 16, 17))
STORM = {"day": MARCH_11, "name": "Storm day", "kind": ClosedDay.Kind.CLOSURE}


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


@pytest.fixture
def calendar(case):
    return OfficeCalendar.objects.get(pk=case.procedure.calendar_id)


def closing(office, calendar, name="senior"):
    person = office.people[name]
    with reading_as(person):
        return what_closing_moves(calendar=calendar, by=person, **STORM)


def closed(office, calendar, **facts):
    return act(close_day, office.senior, calendar=calendar, **(STORM | facts))


def said(moved):
    return [(line.matter, line.act, line.was_on, line.will_be_on) for line in moved]


def dates(case, person):
    with reading_as(person):
        return list(case.due_dates.filter(clock="answer").order_by("id").values_list("due_on", "superseded_because"))


@pytest.mark.parametrize("kind", [ClosedDay.Kind.CLOSURE, ClosedDay.Kind.HOLIDAY])
def test_the_list_before_saving_is_what_saving_moves(office, case, calendar, kind):
    before = everything(office.senior)
    listed = said(closing(office, calendar))
    assert everything(office.senior) == before
    assert listed == [(case.number, "answer in writing", MARCH_16, MARCH_17)]
    assert said(closed(office, calendar, kind=kind)) == listed


def test_the_earlier_date_stays_on_record_with_the_reason(office, case, calendar):
    closed(office, calendar)
    reason = f"Storm day, Wed 11 Mar 2026, was added to the calendar {calendar.name}"
    assert dates(case, office.holder) == [(MARCH_16, reason), (MARCH_17, "")]
    assert fresh(case, office.holder).next_due_on == MARCH_17
    assert history(case, office.holder)[-1] == f"Senior computed the open dates anew: {reason}."


def test_the_office_event_says_the_day_and_counts_no_case(office, case, calendar):
    closed(office, calendar)
    with reading_as(office.other_unit):
        event = Event.objects.visible_to(office.other_unit).get(verb="contracts.close_day")
    assert sentence(event) == "Senior closed Wed 11 Mar 2026 (Storm day)."
    assert set(event.data) == {"day", "name", "kind"}


def test_opening_the_day_again_moves_the_date_back(office, case, calendar):
    closed(office, calendar)
    day = ClosedDay.objects.select_related("calendar").get(day=MARCH_11)
    with reading_as(office.senior):
        listed = said(what_opening_moves(closed=day, by=office.senior))
    assert listed == [(case.number, "answer in writing", MARCH_17, MARCH_16)]
    assert said(act(open_day, office.senior, closed=day)) == listed
    assert [on for on, _ in dates(case, office.holder)] == [MARCH_16, MARCH_17, MARCH_16]
    calendar.refresh_from_db()
    day.refresh_from_db()
    assert (calendar.version, day.added_in, day.removed_in) == (3, 2, 3)
    with pytest.raises(DayNotClosed):
        act(open_day, office.senior, closed=day)


def test_a_day_is_closed_once(office, case, calendar):
    closed(office, calendar)
    with pytest.raises(DayAlreadyClosed):
        closed(office, calendar)


def test_a_day_no_clock_runs_over_moves_nothing(office, case, calendar):
    assert closing_of(office, calendar, date(2026, 3, 14)) == []  # a Saturday
    assert closing_of(office, calendar, date(2026, 7, 2)) == []
    assert "grievances.move_dates" not in history(case, office.holder)


def closing_of(office, calendar, day):
    with reading_as(office.senior):
        listed = what_closing_moves(calendar=calendar, by=office.senior, **(STORM | {"day": day}))
    assert said(closed(office, calendar, day=day)) == said(listed)
    return said(listed)


def test_ended_cases_and_those_on_other_calendars_stand_still(office, case, calendar):
    filed(office, by=office.other_unit, unit=office.trades)
    act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True)
    assert closing(office, calendar) == []
    assert closed(office, calendar) == []


def test_a_hidden_case_is_neither_listed_nor_counted_and_moves_by_night(office, case, calendar):
    sealed = fresh(filed(office), office.holder)
    act(restrict, office.holder, grievance=sealed, is_sealed=True, because="Named in the press")
    assert [line.matter for line in closing(office, calendar)] == [case.number]
    assert [line.matter for line in closed(office, calendar)] == [case.number]
    assert [on for on, _ in dates(sealed, office.holder)] == [MARCH_16]
    with reading_as(office.clerk):
        watch_batch(ids=[sealed.pk], by=office.clerk, at=at_noon(date(2026, 3, 10)))
    assert dates(sealed, office.holder) == [(MARCH_16, "the work calendar was changed"), (MARCH_17, "")]


def test_a_case_one_may_only_read_does_not_stop_the_change(office, case, calendar):
    second = office.people["same_unit"]
    second.groups.set([office.senior.groups.get()])
    act(restrict, second, grievance=fresh(case, second), is_sealed=True, because="Named in the press")
    act(let_in, second, grievance=fresh(case, second), user=office.senior, may_work=False, with_notes=False)
    assert fresh(case, office.senior).number == case.number
    assert closing(office, calendar) == []
    assert closed(office, calendar) == []


def test_a_change_that_is_rolled_back_leaves_no_false_calendar_behind(office, case, calendar):
    """The next change gets the same version number; it must not meet the days of the one that failed."""
    with transaction.atomic():
        closed(office, calendar)
        transaction.set_rollback(True)
    calendar.refresh_from_db()
    moved = closed(office, calendar, day=date(2026, 7, 2), name="Bridge day")
    assert (moved, fresh(case, office.holder).next_due_on) == ([], MARCH_16)


@pytest.mark.parametrize("name", ["holder", "other_unit", "supervisor", "counsel", "administrator", "nobody", "walled"])
def test_only_who_keeps_the_calendars_sees_and_changes(office, case, calendar, name):
    person = office.people[name]
    with pytest.raises(NotPermitted):
        closing(office, calendar, name)
    with pytest.raises(NotPermitted):
        act(close_day, person, calendar=calendar, **STORM)
    day = ClosedDay.objects.filter(calendar=calendar).first()
    with reading_as(person), pytest.raises(NotPermitted):
        what_opening_moves(closed=day, by=person)
    with pytest.raises(NotPermitted):
        act(open_day, person, closed=day)
    calendar.refresh_from_db()
    assert (calendar.version, calendar.closed_days.filter(removed_in=None).count()) == (1, 1)
