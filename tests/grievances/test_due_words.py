"""A date said from today, in the days its clock counts."""

from datetime import UTC, date, datetime

import pytest

from grievances.due_words import due_of, open_date, unit_of, working_days_until
from grievances.models import DueDate
from laborrel.web.wording import Due
from laborrel.workdays.work_calendar import WorkCalendar

TODAY = date(2026, 3, 11)
CALENDAR = WorkCalendar(holidays={date(2026, 3, 13): "Founders Day"})
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("on", "unit", "words", "tone"),
    [
        (date(2026, 3, 16), "business", "in 2 working days", "soon"),
        (date(2026, 3, 16), "calendar", "in 5 days", "later"),
        (date(2026, 3, 11), "business", "due today", "soon"),
        (date(2026, 3, 9), "business", "2 days late", "overdue"),
        (date(2027, 3, 11), "business", "in 365 days", "later"),
    ],
)
def test_an_open_date(on, unit, words, tone):
    assert open_date(on, unit=unit, calendar=CALENDAR, today=TODAY) == Due(on, words, tone)


def test_working_days_leave_out_today_weekends_and_holidays():
    assert working_days_until(date(2026, 3, 17), TODAY, CALENDAR) == 3
    assert working_days_until(TODAY, TODAY, CALENDAR) == 0


@pytest.mark.parametrize(
    ("facts", "words", "tone"),
    [
        ({"state": "running"}, "in 2 working days", "soon"),
        ({"state": "met", "met_on": date(2026, 3, 10)}, "met Tue 10 Mar 2026", "met"),
        ({"state": "late", "met_on": date(2026, 3, 18)}, "done 2 days late", "lapsed"),
        ({"state": "lapsed"}, "lapsed", "lapsed"),
        ({"state": "stopped"}, "clock stopped", "paused"),
        ({"state": "running", "superseded_at": NOW}, "replaced", "later"),
    ],
)
def test_a_date_written_down(facts, words, tone):
    row = DueDate(due_on=date(2026, 3, 16), **facts)
    assert due_of(row, calendar=CALENDAR, today=TODAY, unit="business") == Due(date(2026, 3, 16), words, tone)


def test_a_clock_standing_still_has_no_day():
    assert (
        due_of(DueDate(due_on=None, state="stopped"), calendar=CALENDAR, today=TODAY).words == "the clock stands still"
    )


def test_the_unit_of_a_stored_explanation():
    assert unit_of({"reckoning": {"period": {"n": 10, "unit": "business"}}}) == "business"
    assert unit_of({"reckoning": {"period": {"n": 10}}}) == "calendar"
    assert unit_of({"reckoning": None}) == "calendar"
