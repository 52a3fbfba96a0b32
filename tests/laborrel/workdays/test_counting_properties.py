"""What must hold for every time limit, whatever the calendar."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from laborrel.workdays.counting import reckon
from laborrel.workdays.day_marks import DayKind
from laborrel.workdays.periods import Direction, FirstDay, Period, Roll, Unit
from laborrel.workdays.reckoning import Reckoning
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

DAYS = st.dates(date(2019, 1, 1), date(2031, 12, 31))
NEAR = st.integers(-40, 80)
COUNTED_UNITS = st.sampled_from([Unit.CALENDAR, Unit.CALENDAR_EXCLUDING_HOLIDAYS, Unit.BUSINESS])
LENGTHS = st.integers(1, 60)
EITHER_WAY = st.sampled_from(Direction)


@st.composite
def calendars_around(draw, start):
    holidays = {start + timedelta(days=n): f"holiday {n}" for n in draw(st.sets(NEAR, max_size=8))}
    closures = {start + timedelta(days=n): "closed" for n in draw(st.sets(NEAR, max_size=4))}
    weekend = draw(st.sampled_from([frozenset({5, 6}), frozenset({6}), frozenset({4, 5})]))
    return WorkCalendar(weekend=weekend, holidays=holidays, closures=closures)


@st.composite
def counts(draw, directions=EITHER_WAY):
    start = draw(DAYS)
    period = Period(
        draw(LENGTHS), unit=draw(COUNTED_UNITS), direction=draw(directions), roll=draw(st.sampled_from(Roll))
    )
    return period, start, draw(calendars_around(start))


def longer(period, more):
    return Period(period.n + more, unit=period.unit, direction=period.direction, roll=period.roll)


@given(counts(), st.integers(1, 20))
def test_a_longer_period_never_ends_sooner(count, more):
    period, start, calendar = count
    short = reckon(period, start, calendar).due_on
    long = reckon(longer(period, more), start, calendar).due_on
    assert (long >= short) if period.direction is Direction.FORWARD else (long <= short)


@given(counts())
def test_a_count_of_working_days_never_ends_on_a_day_it_skips(count):
    period, start, calendar = count
    business = Period(period.n, unit=Unit.BUSINESS, direction=period.direction)
    result = reckon(business, start, calendar)
    assert (calendar.closed_reason(result.due_on), result.flags) == (None, ())


@given(counts())
def test_a_rolled_last_day_is_open(count):
    period, start, calendar = count
    if period.roll in (Roll.NEXT_OPEN, Roll.PREVIOUS_OPEN, Roll.PREVIOUS_UNLESS_CLOSED):
        assert calendar.closed_reason(reckon(period, start, calendar).due_on) is None


@given(counts())
def test_the_explanation_counts_exactly_the_days_of_the_period(count):
    period, start, calendar = count
    result = reckon(period, start, calendar)
    numbers = [mark.number for mark in result.days if mark.number is not None]
    assert sorted(numbers) == list(range(1, period.n + 1))
    assert [mark.on for mark in result.days if mark.number == period.n] == [result.counted_to_on]
    assert [mark.on for mark in result.days if mark.kind is DayKind.DUE] == [result.due_on]


@given(DAYS, LENGTHS)
def test_counting_back_from_the_last_day_finds_the_start(start, n):
    forward = reckon(Period(n), start, WorkCalendar()).due_on
    assert reckon(Period(n, direction=Direction.BACKWARD), forward, WorkCalendar()).due_on == start


@given(st.data(), DAYS, LENGTHS)
def test_counting_working_days_back_from_the_last_day_finds_an_open_start(data, day, n):
    calendar = data.draw(calendars_around(day))
    start = calendar.next_open_day(day)
    forward = reckon(Period(n, unit=Unit.BUSINESS), start, calendar).due_on
    assert reckon(Period(n, unit=Unit.BUSINESS, direction=Direction.BACKWARD), forward, calendar).due_on == start


@given(DAYS, LENGTHS, st.integers(1, 30), st.integers(0, 40))
def test_tolling_adds_exactly_the_tolled_days_that_lie_in_the_count(start, n, first, length):
    span = DateSpan(start + timedelta(days=first), start + timedelta(days=first + length), "recess")
    plain = start + timedelta(days=n)
    expected = plain + timedelta(days=length + 1) if span.first_on <= plain else plain
    assert reckon(Period(n), start, WorkCalendar(), tolled=[span]).due_on == expected


@given(DAYS, LENGTHS, st.integers(0, 20))
def test_service_days_before_the_roll_are_a_longer_period(start, n, extra):
    served = reckon(Period(n, extra_days=extra, roll=Roll.NEXT_OPEN), start, WorkCalendar()).due_on
    assert served == reckon(Period(n + extra, roll=Roll.NEXT_OPEN), start, WorkCalendar()).due_on


@given(counts(directions=st.just(Direction.FORWARD)))
def test_including_the_first_day_of_an_open_start_ends_one_counted_day_sooner(count):
    period, day, calendar = count
    start = calendar.next_open_day(day)
    included = Period(period.n, unit=period.unit, first_day=FirstDay.INCLUDE)
    shorter = Period(period.n - 1, unit=period.unit)
    assert reckon(included, start, calendar).due_on == reckon(shorter, start, calendar).due_on


@given(DAYS, st.integers(1, 48))
def test_months_end_on_the_same_day_or_the_last_of_a_shorter_month(start, n):
    due = reckon(Period(n, unit=Unit.MONTHS), start, WorkCalendar()).due_on
    is_last_of_month = (due + timedelta(days=1)).day == 1
    assert due.day == start.day or (due.day < start.day and is_last_of_month)
    assert (due.year * 12 + due.month) - (start.year * 12 + start.month) == n


@given(counts())
def test_the_safe_date_is_never_later_and_the_lenient_never_sooner(count):
    period, start, calendar = count
    result = reckon(period, start, calendar)
    assert result.safe_on <= result.due_on <= result.lenient_on


@settings(max_examples=60)
@given(counts())
def test_a_stored_explanation_reads_back_the_same(count):
    period, start, calendar = count
    result = reckon(period, start, calendar)
    again = Reckoning.from_data(result.as_data())
    assert (again, again.days, again.sentences()) == (result, result.days, result.sentences())
