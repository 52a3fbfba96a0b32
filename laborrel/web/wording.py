"""How dates, instants, amounts and distances are said, so that every page and paper says them the same way."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from laborrel.workdays.work_calendar import ONE_DAY, WorkCalendar

MINUS = "\N{MINUS SIGN}"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
)

# The only colours of the house mean time; each stands beside its word.
OVERDUE, SOON, LATER, MET, LAPSED, PAUSED = (
    "overdue",
    "soon",
    "later",
    "met",
    "lapsed",
    "paused",
)
TONES = (OVERDUE, SOON, LATER, MET, LAPSED, PAUSED)
DAYS_THAT_ARE_SOON = 3
FARTHEST_COUNTED = 120  # days; beyond this nobody thinks in working days


@dataclass(frozen=True, slots=True)
class Due:
    """A date somebody must meet, ready for `{% due %}`: the day, the distance in words, the tone."""

    on: date
    words: str
    tone: str


def as_local_day(value: date | datetime) -> date:
    """The calendar day of a date, or of an instant where the office stands."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


def day_words(value: date | datetime) -> str:
    """`Mon 9 Mar 2026`."""
    day = as_local_day(value)
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def clock_words(value: datetime) -> str:
    """`2:05 pm`, where the office stands."""
    return time_words((timezone.localtime(value) if timezone.is_aware(value) else value).time())


def time_words(value: time) -> str:
    """`2:05 pm`, of a time of day."""
    return f"{value.hour % 12 or 12}:{value.minute:02d} {'am' if value.hour < 12 else 'pm'}"


def moment_words(value: datetime) -> str:
    """`Mon 9 Mar 2026, 2:05 pm`."""
    return f"{day_words(value)}, {clock_words(value)}"


def counted(number: int, one: str, many: str = "") -> str:
    """`1 day`, `2 days`, `1,204 cases`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def due_on(on: date, *, today: date, calendar: WorkCalendar | None = None) -> Due:
    """A date still open, said from today: `2 days late`, `due today`, `in 3 working days`.

    Whatever days its clock counts, the distance is said in the days on which something can be done, on every page
    alike. Without a calendar, far away, or before the office opens again, it is said in plain days.
    """
    away = (on - today).days
    if away < 0:
        return Due(on, f"{counted(-away, 'day')} late", OVERDUE)
    if away < 2:
        return Due(on, "tomorrow" if away else "due today", SOON)
    open_days = working_days_until(on, today, calendar) if calendar and away <= FARTHEST_COUNTED else 0
    words = counted(open_days, "working day") if open_days else counted(away, "day")
    return Due(on, f"in {words}", SOON if (open_days or away) <= DAYS_THAT_ARE_SOON else LATER)


def working_days_until(on: date, today: date, calendar: WorkCalendar) -> int:
    """Open days after today up to and including `on`."""
    days = (today + ONE_DAY * n for n in range(1, (on - today).days + 1))
    return sum(calendar.closed_reason(day) is None for day in days)


def met_on(on: date, *, done_on: date) -> Due:
    """A date that was kept, or was kept late."""
    late = (done_on - on).days
    if late > 0:
        return Due(on, f"done {counted(late, 'day')} late", LAPSED)
    return Due(on, f"met {day_words(done_on)}", MET)


def lapsed_on(on: date) -> Due:
    """A date that passed and can no longer be met."""
    return Due(on, "lapsed", LAPSED)


def paused_on(on: date, *, because: str) -> Due:
    """A date whose clock is stopped."""
    return Due(on, f"clock stopped: {because}", PAUSED)


def dollars(amount: Any, manner: str = "") -> str:
    """`$1,234.50`. Manners, one or two words: `whole` drops the cents, `paper` puts negatives in parentheses."""
    manners = set(manner.split())
    value = amount if isinstance(amount, Decimal) else Decimal(str(amount))
    rounded = value.quantize(Decimal(1) if "whole" in manners else Decimal("0.01"))
    figure = f"${abs(rounded):,}"
    if rounded >= 0:
        return figure
    return f"({figure})" if "paper" in manners else f"{MINUS}{figure}"


def size_words(size_bytes: int) -> str:
    """`412 bytes`, `38 KB`, `1.2 MB`: the size of a file as an office says it."""
    if size_bytes < 1000:
        return counted(size_bytes, "byte")
    if size_bytes < 1_000_000:
        return f"{round(size_bytes / 1000):,} KB"
    return f"{size_bytes / 1_000_000:,.1f} MB"
