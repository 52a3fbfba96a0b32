"""Stored rules read back as they were, and a damaged one names its fault."""

from datetime import date, time

import pytest

from laborrel.workdays.periods import Period, ServiceDays, Unit
from laborrel.workdays.plain_data import UnreadableData
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

PERIOD = Period(
    10,
    unit=Unit.BUSINESS,
    service_days=(ServiceDays("mail", 5),),
    count_weekdays=frozenset({1, 2}),
    alternate_off=(date(2026, 1, 2),),
    cutoff=time(16, 30),
    opens_after=3,
)


def test_a_period_reads_back_and_leaves_out_what_is_usual():
    assert Period.from_data(PERIOD.as_data()) == PERIOD
    assert Period(10).as_data() == {"n": 10}


def test_a_calendar_reads_back():
    calendar = WorkCalendar("city", holidays={date(2026, 7, 3): "Independence Day"}, school_days=frozenset())
    assert WorkCalendar.from_data(calendar.as_data()) == calendar


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"n": 10, "colour": "red"}, "Period: unknown entry colour."),
        ({"n": "ten"}, "Period.n: 'ten' is not a int."),
        ({"n": True}, "Period.n: True is not a int."),
        ({"n": 3, "unit": "fortnights"}, "Period.unit: 'fortnights' is not a Unit."),
        ({"n": 3, "cutoff": "late"}, "Period.cutoff: 'late' is not a time."),
        ({"n": 3, "service_days": "mail"}, "Period.service_days: 'mail' is not a list."),
    ],
)
def test_damaged_data_is_refused_with_its_place(data, said):
    with pytest.raises(UnreadableData) as refusal:
        Period.from_data(data)
    assert str(refusal.value) == said


def test_a_missing_entry_is_named():
    with pytest.raises(UnreadableData, match="'n'"):
        Period.from_data({})


def test_a_range_that_ends_before_it_begins_is_refused():
    with pytest.raises(ValueError, match="ends before it begins"):
        DateSpan(date(2026, 1, 2), date(2026, 1, 1))
