"""What is due, by day and in words."""

from datetime import date

import pytest

from laborrel.home.what_is_due import Line, grouped
from laborrel.web.contributions import Deadline

WEDNESDAY, SATURDAY, SUNDAY = date(2026, 3, 11), date(2026, 3, 14), date(2026, 3, 15)


def line(on: date) -> Line:
    deadline = Deadline(on, "answer", "26-1", "26-1 Overtime", "/grievances/26-1/", "ours")
    return Line(deadline, deadline.due(on))


@pytest.mark.parametrize(
    ("today", "on", "title"),
    [
        (WEDNESDAY, date(2026, 3, 10), "Overdue"),
        (WEDNESDAY, WEDNESDAY, "Today"),
        (WEDNESDAY, SUNDAY, "This week"),
        (WEDNESDAY, date(2026, 3, 16), "Next week"),
        (WEDNESDAY, date(2026, 3, 22), "Next week"),
        (WEDNESDAY, date(2026, 3, 23), "After that"),
        (SATURDAY, SUNDAY, "This week"),
        (SATURDAY, date(2026, 3, 16), "Next week"),
        (SUNDAY, date(2026, 3, 16), "Next week"),
        (SUNDAY, date(2026, 3, 23), "After that"),
    ],
)
def test_a_date_stands_under_its_week(today, on, title):
    assert [group.title for group in grouped([line(on)], today=today)] == [title]


def test_groups_stand_in_the_order_of_time():
    days = [date(2026, 3, day) for day in (23, 16, 12, 11, 10)]
    assert [group.title for group in grouped([line(on) for on in days], today=WEDNESDAY)] == [
        "Overdue", "Today", "This week", "Next week", "After that",
    ]  # fmt: skip
