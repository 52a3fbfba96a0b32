"""Dates, amounts and distances as a person reads them."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from laborrel.web import wording
from laborrel.web.wording import Due

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
    ("on", "days", "expected"),
    [
        (date(2026, 3, 7), None, Due(date(2026, 3, 7), "2 days late", "overdue")),
        (
            date(2026, 3, 8),
            0,
            Due(date(2026, 3, 8), "1 day late", "overdue"),
        ),  # Sunday: no working day passed, still late
        (date(2026, 3, 6), -1, Due(date(2026, 3, 6), "1 day late", "overdue")),
        (TODAY, None, Due(TODAY, "due today", "soon")),
        (date(2026, 3, 10), None, Due(date(2026, 3, 10), "tomorrow", "soon")),
        (date(2026, 3, 12), None, Due(date(2026, 3, 12), "in 3 days", "soon")),
        (date(2026, 3, 13), None, Due(date(2026, 3, 13), "in 4 days", "later")),
        (date(2026, 3, 16), 3, Due(date(2026, 3, 16), "in 3 days", "soon")),
    ],
)
def test_due(on, days, expected):
    assert wording.due_on(on, today=TODAY, days=days) == expected


def test_due_in_the_clocks_own_unit():
    due = wording.due_on(date(2026, 3, 16), today=TODAY, days=5, unit="working day")
    assert due == Due(date(2026, 3, 16), "in 5 working days", "later")


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
