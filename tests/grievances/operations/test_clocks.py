"""Dates are written down with their explanation, superseded and never erased; a lapse is told once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from grievances.models import DueDate
from grievances.operations.clocks import look_at_clocks, watch
from laborrel.access.wall import reading_as
from laborrel.workdays.models import ClosedDay
from tests.factories.case_acts import act, answered, at_noon, fresh, history, verbs
from tests.factories.grievances import filed
from tests.factories.office import NOW

MARCH_16, MARCH_17, MARCH_31 = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 31)


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def look(case, office, on, **facts):
    with reading_as(office.holder):
        return look_at_clocks(grievance=case, by=office.holder, at=at_noon(on), **facts)


def test_a_date_carries_everything_needed_to_defend_it(office, case):
    with reading_as(office.holder):
        due = case.due_dates.get(clock="answer")
    assert (due.side, due.act, due.due_on, due.state, due.calendar_version) == (
        "ours", "answer in writing", MARCH_16, "running", 1,
    )  # fmt: skip
    assert (due.explanation["who"], due.explanation["article"], due.explanation["judged_on"]) == (
        "Supervisor", "9.1", "2026-03-16",
    )  # fmt: skip
    assert due.explanation["reckoning"]["due_on"] == "2026-03-16"
    assert due.effect == (
        "Supervisor must answer in writing by Mon 16 Mar 2026. Otherwise: The union may take the grievance to Step 2,"
        " and its time to do so starts to run."
    )


def test_looking_again_changes_nothing(office, case):
    before = list_of(office)
    look(case, office, date(2026, 3, 10))
    assert list_of(office) == before


def list_of(office):
    with reading_as(office.holder):
        return list(DueDate.objects.order_by("pk").values())


def test_a_lapse_is_seen_the_day_after_and_told_once(office, case):
    act(watch, office.clerk, grievance=fresh(case, office.clerk), at=at_noon(MARCH_16))
    assert (fresh(case, office.holder).is_lapsed, "grievances.lapse" in verbs(case, office.holder)) == (False, False)
    for on in (MARCH_17, date(2026, 3, 18), MARCH_31, date(2026, 4, 20)):
        act(watch, office.clerk, grievance=fresh(case, office.clerk), at=at_noon(on))
    assert fresh(case, office.holder).is_lapsed is True
    assert verbs(case, office.holder).count("grievances.lapse") == 1
    assert history(case, office.holder)[-1] == (
        "Clerk looked at the clocks: At Step 1, unanswered: the time to answer has run out."
    )


def test_after_silence_the_other_sides_clock_runs_and_lapses(office, case):
    """Ten business days from Mon 16 Mar: the union may go on until Mon 30 Mar, then the last answer settles it."""
    appeal = case.due_dates.filter(step=2, clock="file", superseded_at=None).values_list("due_on", "state")
    for on, state in ((MARCH_17, "running"), (MARCH_31, "lapsed")):
        look(case, office, on)
        with reading_as(office.holder):
            assert appeal.get() == (date(2026, 3, 30), state)
    assert fresh(case, office.holder).next_due_on is None


def test_superseded_dates_stay_with_the_reason(office, case):
    ClosedDay.objects.create(calendar=case.procedure.calendar, day=date(2026, 3, 11), name="Storm", added_in=2)
    case.procedure.calendar.version = 2
    case.procedure.calendar.save()
    look(fresh(case, office.holder), office, date(2026, 3, 12))
    with reading_as(office.holder):
        rows = list(case.due_dates.filter(clock="answer").order_by("id"))
    assert [(row.due_on, row.calendar_version, row.superseded_because) for row in rows] == [
        (MARCH_16, 1, "the work calendar was changed"),
        (MARCH_17, 2, ""),
    ]
    assert rows[0].superseded_at == at_noon(date(2026, 3, 12))


def test_one_standing_date_per_clock_is_held_by_the_database(office, case):
    with reading_as(office.holder):
        due = case.due_dates.get(clock="answer")
        due.pk = None
        with pytest.raises(IntegrityError, match="one_standing_date_per_clock"), transaction.atomic():
            due.save(force_insert=True)


def test_a_late_answer_is_stated_as_late_and_exposes_us(office, case):
    answered(case, office, at=at_noon(date(2026, 3, 18)))
    with reading_as(office.holder):
        due = case.due_dates.get(step=1, clock="answer", superseded_at=None)
    assert (due.state, due.met_on) == ("late", date(2026, 3, 18))
    assert "2 days late" in due.effect


def test_what_the_docket_sorts_by_is_written_with_every_look(office, case):
    assert (case.next_due_on, case.next_due_side) == (MARCH_16, "ours")
    answered(case, office, at=NOW)
    case = fresh(case, office.holder)
    assert (case.next_due_on, case.next_due_side, case.next_due_act) == (
        date(2026, 3, 23), "theirs", "appeal to Step 2",
    )  # fmt: skip
