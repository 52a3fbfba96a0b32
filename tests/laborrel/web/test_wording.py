"""Dates, amounts and distances as a person reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from laborrel.web import wording
from laborrel.web.wording import Due
from laborrel.workdays.work_calendar import WorkCalendar

TODAY = date(2026, 3, 9)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (date(2026, 3, 9), "Mon 9 Mar 2026"),
        (date(2024, 2, 29), "Thu 29 Feb 2024"),
        (datetime(2026, 3, 10, 5, 30, tzinfo=UTC), "Mon 9 Mar 2026"),  # still Monday evening where the office stands
        (datetime(2026, 3, 9, 23, 59), "Mon 9 Mar 2026"),
    ],
)
def test_day(value, words):
    assert wording.day_words(value) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (datetime(2026, 3, 9, 7, 0, tzinfo=UTC), "Mon 9 Mar 2026, 12:00 am"),  # summer time began the day before
        (datetime(2026, 3, 9, 19, 5, tzinfo=UTC), "Mon 9 Mar 2026, 12:05 pm"),
        (datetime(2026, 1, 5, 17, 42, tzinfo=UTC), "Mon 5 Jan 2026, 9:42 am"),
    ],
)
def test_moment(value, words):
    assert wording.moment_words(value) == words


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 3, 7), Due(date(2026, 3, 7), "2 days late", "overdue")),
        (date(2026, 3, 8), Due(date(2026, 3, 8), "1 day late", "overdue")),
        (TODAY, Due(TODAY, "due today", "soon")),
        (date(2026, 3, 10), Due(date(2026, 3, 10), "tomorrow", "soon")),
        (date(2026, 3, 12), Due(date(2026, 3, 12), "in 3 days", "soon")),
        (date(2026, 3, 13), Due(date(2026, 3, 13), "in 4 days", "later")),
    ],
)
def test_due(on, expected):
    assert wording.due_on(on, today=TODAY) == expected


CALENDAR = WorkCalendar(holidays={date(2026, 3, 13): "Founders Day"})


@pytest.mark.parametrize(
    ("today", "on", "words", "tone"),
    [
        (11, date(2026, 3, 16), "in 2 working days", "soon"),
        (11, date(2026, 3, 18), "in 4 working days", "later"),
        (11, date(2026, 3, 12), "tomorrow", "soon"),
        (11, date(2026, 3, 11), "due today", "soon"),
        (11, date(2026, 3, 9), "2 days late", "overdue"),
        (11, date(2027, 3, 11), "in 365 days", "later"),
        (12, date(2026, 3, 15), "in 3 days", "soon"),  # Fri closed, then the weekend: no day is left to work on it
        (12, date(2026, 3, 13), "tomorrow", "soon"),
    ],
)
def test_due_in_working_days(today, on, words, tone):
    assert wording.due_on(on, today=date(2026, 3, today), calendar=CALENDAR) == Due(on, words, tone)


def test_working_days_leave_out_today_weekends_and_holidays():
    assert wording.working_days_until(date(2026, 3, 17), date(2026, 3, 11), CALENDAR) == 3
    assert wording.working_days_until(TODAY, TODAY, CALENDAR) == 0


def test_dates_that_are_over():
    on = date(2026, 3, 6)
    assert wording.met_on(on, done_on=date(2026, 3, 5)) == Due(on, "met Thu 5 Mar 2026", "met")
    assert wording.met_on(on, done_on=date(2026, 3, 8)) == Due(on, "done 2 days late", "lapsed")
    assert wording.lapsed_on(on) == Due(on, "lapsed", "lapsed")
    assert wording.paused_on(on, because="in abeyance") == Due(on, "clock stopped: in abeyance", "paused")


@pytest.mark.parametrize(
    ("amount", "manner", "words"),
    [
        (Decimal("1234567.5"), "", "$1,234,567.50"),
        (Decimal("-4200.25"), "", "−$4,200.25"),  # noqa: RUF001 - a real minus sign
        (Decimal("-4200.25"), "paper", "($4,200.25)"),
        (Decimal("98765.50"), "whole", "$98,766"),
        (Decimal("-0.004"), "paper", "$0.00"),
        (0.1, "", "$0.10"),
        ("-1500", "whole paper", "($1,500)"),
    ],
)
def test_dollars(amount, manner, words):
    assert wording.dollars(amount, manner) == words


@pytest.mark.parametrize(
    ("size", "words"), [(1, "1 byte"), (999, "999 bytes"), (38211, "38 KB"), (1_240_000, "1.2 MB")]
)
def test_file_sizes(size, words):
    assert wording.size_words(size) == words


def test_counted():
    assert [wording.counted(1, "party", "parties"), wording.counted(1204, "case")] == ["1 party", "1,204 cases"]
