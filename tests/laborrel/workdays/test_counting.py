"""Every dimension of a time limit, one row each, with dates that would differ under another reading."""

from datetime import date, time

import pytest

from laborrel.workdays.counting import after, chained, earlier_of, extended, later_of, reckon
from laborrel.workdays.day_counting import NeverEnds
from laborrel.workdays.periods import (
    Direction,
    ExtraDaysOrder,
    FirstDay,
    Period,
    Roll,
    ServiceDays,
    Unit,
    UnusablePeriod,
)
from laborrel.workdays.reckoning import Extension
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

DECEMBER = WorkCalendar(
    name="city",
    holidays={date(2024, 12, 25): "Christmas Day", date(2025, 1, 1): "New Year's Day"},
    closures={date(2024, 12, 26): "office closed"},
)
PLAIN = WorkCalendar()
WED_18 = date(2024, 12, 18)


def due(period, start_on=WED_18, calendar=DECEMBER, **facts):
    return reckon(period, start_on, calendar, **facts).due_on


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        (Period(7), date(2024, 12, 25)),
        (Period(7, first_day=FirstDay.INCLUDE), date(2024, 12, 24)),
        (Period(7, unit=Unit.CALENDAR_EXCLUDING_HOLIDAYS), date(2024, 12, 26)),
        (Period(5, unit=Unit.BUSINESS), date(2024, 12, 27)),
        (Period(5, unit=Unit.BUSINESS, skip_holidays=False), date(2024, 12, 25)),
        (Period(5, unit=Unit.BUSINESS, count_weekdays=frozenset({1, 2, 3, 4})), date(2024, 12, 31)),
        (Period(5, unit=Unit.BUSINESS, alternate_off=(date(2024, 12, 6),)), date(2024, 12, 30)),
        (Period(5, short_period_below=7), date(2024, 12, 27)),
        (Period(7, short_period_below=7), date(2024, 12, 25)),
        (Period(1, unit=Unit.WEEKS), date(2024, 12, 25)),
        (Period(1, unit=Unit.MONTHS), date(2025, 1, 18)),
        (Period(1, unit=Unit.MONTHS, first_day=FirstDay.INCLUDE), date(2025, 1, 17)),
        (Period(1, unit=Unit.YEARS), date(2025, 12, 18)),
        (Period(7, roll=Roll.STAYS), date(2024, 12, 25)),
        (Period(7, roll=Roll.NEXT_OPEN), date(2024, 12, 27)),
        (Period(7, roll=Roll.NEXT_BUSINESS), date(2024, 12, 26)),
        (Period(7, roll=Roll.PREVIOUS_OPEN), date(2024, 12, 24)),
        (Period(7, roll=Roll.PREVIOUS_UNLESS_CLOSED), date(2024, 12, 24)),
        (Period(8, roll=Roll.PREVIOUS_UNLESS_CLOSED), date(2024, 12, 27)),
        (Period(7, direction=Direction.BACKWARD), date(2024, 12, 11)),
        (Period(10, direction=Direction.BACKWARD, roll=Roll.PREVIOUS_OPEN), date(2024, 12, 6)),
        (Period(10, direction=Direction.BACKWARD, roll=Roll.NEXT_OPEN), date(2024, 12, 9)),
        (Period(3, unit=Unit.BUSINESS, direction=Direction.BACKWARD), date(2024, 12, 13)),
        (Period(3, extra_days=5), date(2024, 12, 26)),
        (Period(3, extra_days=2, extra_days_unit=Unit.BUSINESS), date(2024, 12, 24)),
        (Period(3, extra_days=9, extra_days_cap=2), date(2024, 12, 23)),
    ],
)
def test_one_dimension_at_a_time(period, expected):
    assert due(period) == expected


def test_service_days_come_before_the_roll_or_after_it_as_the_rule_says():
    # 20 days end on Sunday 15 Sep: five more before the roll end on Fri 20, after it on Sat 21, so on Mon 23
    table = (ServiceDays("mail", 5), ServiceDays("abroad", 20))
    before = Period(20, roll=Roll.NEXT_OPEN, service_days=table)
    later = Period(20, roll=Roll.NEXT_OPEN, service_days=table, extra_days_order=ExtraDaysOrder.AFTER_ROLL)
    served = date(2024, 8, 26)
    assert [due(rule, served, PLAIN, served_by="mail") for rule in (before, later)] == [
        date(2024, 9, 20),
        date(2024, 9, 23),
    ]
    assert due(before, served, PLAIN, served_by="e-mail") == date(2024, 9, 16)


def test_leave_of_the_decider_is_added_up_to_its_cap():
    rule = Period(10, extra_days_cap=14)
    assert due(rule, date(2025, 3, 11), PLAIN, extra_days=20, extra_reason="approved leave") == date(2025, 4, 4)


def test_tolled_days_do_not_count_in_any_unit():
    winter = [DateSpan(date(2024, 12, 21), date(2025, 1, 5), "winter break")]
    assert [due(Period(n, unit=unit), tolled=winter) for n, unit in ((7, Unit.CALENDAR), (5, Unit.BUSINESS))] == [
        date(2025, 1, 10),
        date(2025, 1, 8),
    ]
    assert due(Period(1, unit=Unit.MONTHS), tolled=winter) == date(2025, 2, 3)


def test_a_last_day_does_not_roll_into_a_tolled_range():
    pause = [DateSpan(date(2024, 12, 23), date(2024, 12, 24), "closed session")]
    assert due(Period(4, roll=Roll.NEXT_OPEN), tolled=pause) == date(2024, 12, 27)


def test_a_clock_stopped_without_an_end_has_no_last_day():
    with pytest.raises(NeverEnds):
        due(Period(7), tolled=[DateSpan(date(2024, 12, 20), None, "abeyance")])


def test_a_calendar_on_which_no_day_counts_is_refused():
    closed = WorkCalendar(weekend=frozenset(range(7)))
    with pytest.raises(NeverEnds):
        reckon(Period(1, unit=Unit.BUSINESS), WED_18, closed)


@pytest.mark.parametrize(
    ("start_on", "n", "unit", "expected"),
    [
        (date(2024, 8, 31), 6, Unit.MONTHS, date(2025, 2, 28)),
        (date(2023, 8, 31), 6, Unit.MONTHS, date(2024, 2, 29)),
        (date(2024, 2, 29), 1, Unit.YEARS, date(2025, 2, 28)),
        (date(2024, 2, 29), 4, Unit.YEARS, date(2028, 2, 29)),
        (date(2023, 11, 1), 120, Unit.CALENDAR, date(2024, 2, 29)),
    ],
)
def test_months_clamp_to_their_end_and_leap_days_count(start_on, n, unit, expected):
    assert due(Period(n, unit=unit), start_on, PLAIN) == expected


def test_hours_run_through_closed_days_and_end_at_the_same_time_of_the_next_open_day():
    rule = Period(72, unit=Unit.HOURS, roll=Roll.NEXT_OPEN)
    result = reckon(rule, date(2024, 12, 19), PLAIN, start_time=time(14, 30))
    assert (result.nominal_on, result.due_on, result.due_time) == (date(2024, 12, 22), date(2024, 12, 23), time(14, 30))
    with pytest.raises(UnusablePeriod):
        reckon(rule, date(2024, 12, 19), PLAIN)


def test_school_days_follow_the_school_calendar():
    breaks = WorkCalendar(no_school={date(2025, 6, day): "summer" for day in range(9, 31)})
    listed = WorkCalendar(school_days=frozenset({date(2025, 6, 5), date(2025, 6, 6), date(2025, 8, 20)}))
    start = date(2025, 6, 4)
    assert due(Period(3, unit=Unit.SCHOOL), start, breaks) == date(2025, 7, 1)
    assert due(Period(3, unit=Unit.SCHOOL), start, listed) == date(2025, 8, 20)


def test_a_nine_eighty_office_is_closed_every_second_friday():
    office = WorkCalendar(alternate_closed=(date(2019, 12, 27),))
    assert due(Period(4, unit=Unit.BUSINESS), date(2019, 12, 24), office) == date(2019, 12, 31)
    assert due(Period(3, roll=Roll.NEXT_OPEN), date(2019, 12, 24), office) == date(2019, 12, 30)


def test_silence_about_a_closed_last_day_gives_three_dates_and_two_flags():
    result = reckon(Period(7), WED_18, DECEMBER)
    assert (result.strict_on, result.safe_on, result.lenient_on) == (
        date(2024, 12, 25),
        date(2024, 12, 24),
        date(2024, 12, 27),
    )
    assert result.flags == ("last_day_is_holiday", "contract_silent_on_roll")


@pytest.mark.parametrize(
    ("n", "flags"),
    [
        (3, ("last_day_is_weekend", "contract_silent_on_roll")),
        (8, ("last_day_is_closed", "contract_silent_on_roll")),
        (9, ()),
    ],
)
def test_each_kind_of_closed_day_has_its_flag(n, flags):
    assert reckon(Period(n), WED_18, DECEMBER).flags == flags


def test_a_rule_that_lets_the_date_stand_is_not_silent():
    assert reckon(Period(7, roll=Roll.STAYS), WED_18, DECEMBER).flags == ("last_day_is_holiday",)


def test_a_window_opens_before_it_closes():
    result = reckon(Period(45, opens_after=30, roll=Roll.NEXT_OPEN), date(2015, 2, 5), PLAIN)
    assert (result.opens_on, result.nominal_on, result.due_on) == (
        date(2015, 3, 7),
        date(2015, 3, 22),
        date(2015, 3, 23),
    )
    backward = reckon(Period(10, opens_after=30, direction=Direction.BACKWARD), date(2025, 6, 30), PLAIN)
    assert (backward.opens_on, backward.due_on) == (date(2025, 5, 31), date(2025, 6, 20))


def test_several_clocks_compose_and_keep_their_parts():
    answer = reckon(Period(6), date(2025, 10, 8), PLAIN, start_event="answer received")
    meeting = reckon(Period(10), date(2025, 10, 6), PLAIN, start_event="meeting")
    assert (later_of(answer, meeting).due_on, earlier_of(answer, meeting).due_on) == (
        date(2025, 10, 16),
        date(2025, 10, 14),
    )
    assert later_of(answer, meeting).parts == (answer, meeting)


def test_a_chain_runs_from_last_day_to_last_day():
    chain = chained([(Period(10), "the answer was due"), (Period(5, unit=Unit.BUSINESS), "")], WED_18, DECEMBER)
    assert [part.due_on for part in chain.parts] == [date(2024, 12, 28), date(2025, 1, 6)]
    longer = after(chain, reckon(Period(1), chain.due_on, DECEMBER))
    assert (longer.due_on, len(longer.parts)) == (date(2025, 1, 7), 3)
    with pytest.raises(UnusablePeriod):
        chained([], WED_18, DECEMBER)


def test_an_agreed_date_stands_even_on_a_closed_day():
    result = extended(reckon(Period(7), WED_18, DECEMBER), Extension(date(2025, 1, 4), WED_18, "by e-mail"), DECEMBER)
    assert (result.due_on, result.flags, result.safe_on) == (date(2025, 1, 4), (), date(2025, 1, 3))


@pytest.mark.parametrize(
    "wrong",
    [
        {"n": -1},
        {"n": 0, "first_day": FirstDay.INCLUDE},
        {"n": 5, "extra_days": -2},
        {"n": 5, "count_weekdays": frozenset({7})},
        {"n": 5, "count_weekdays": frozenset()},
        {"n": 5, "opens_after": 6},
        {"n": 5, "opens_after": 4, "direction": Direction.BACKWARD},
    ],
)
def test_a_period_that_cannot_be_counted_is_refused(wrong):
    with pytest.raises(UnusablePeriod):
        Period(**wrong)
