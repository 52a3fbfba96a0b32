"""A written-down date, as it stands today."""

from datetime import UTC, date, datetime

import pytest

from grievances.due_words import due_of
from grievances.models import DueDate
from laborrel.web.wording import Due
from laborrel.workdays.work_calendar import WorkCalendar

TODAY = date(2026, 3, 11)
CALENDAR = WorkCalendar(holidays={date(2026, 3, 13): "Founders Day"})
NOW = datetime(2026, 3, 11, 12, tzinfo=UTC)


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
    assert due_of(row, calendar=CALENDAR, today=TODAY) == Due(date(2026, 3, 16), words, tone)


def test_a_clock_standing_still_has_no_day():
    assert (
        due_of(DueDate(due_on=None, state="stopped"), calendar=CALENDAR, today=TODAY).words == "the clock stands still"
    )
