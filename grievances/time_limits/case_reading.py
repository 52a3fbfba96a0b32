"""Reading the words, dates and weekdays of a worked example, with an error that names the entry that is wrong."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from laborrel.workdays.day_counting import LONGEST_SEARCH
from laborrel.workdays.wording import WEEKDAYS
from laborrel.workdays.work_calendar import ONE_DAY, DateSpan, WorkCalendar

CLOSURE_ENTRIES = ("closures", "closed", "closed_days", "office_closures", "furlough_days")
SCHOOL_CLOSURE_ENTRIES = (
    "no_school", "no_school_days", "non_school_days", "school_closures", "school_closed", "school_breaks",
    "school_holidays", "breaks", "recess", "recesses", "vacations", "summer",
)  # fmt: skip
OTHER_ENTRIES = ("name", "weekend", "holidays", "school_days", "alternate_closed")


class CaseError(ValueError):
    """The worked example cannot be counted; the message says which entry is wrong and what was expected."""


def read_date(value: Any, entry: str) -> date:
    """A date written 2026-03-09, with or without a time of day."""
    try:
        return datetime.fromisoformat(value).date()
    except (TypeError, ValueError) as error:
        raise CaseError(f"{entry}: {value!r} is not a date written like 2026-03-09.") from error


def read_time(value: Any, entry: str) -> time:
    """A time of day written 16:00."""
    try:
        return time.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise CaseError(f"{entry}: {value!r} is not a time written like 16:00.") from error


def time_within(value: Any) -> time | None:
    """The time of day of a moment written 2026-03-09T16:00, if it has one."""
    return datetime.fromisoformat(value).time() if isinstance(value, str) and "T" in value else None


def is_date(value: Any) -> bool:
    """Whether the entry can be read as a date."""
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return len(value) >= len("2026-03-09")


def read_count(value: Any, entry: str) -> int:
    """A whole number from zero to the longest count this house tries."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LONGEST_SEARCH:
        raise CaseError(f"{entry}: {value!r} is not a whole number from 0 to {LONGEST_SEARCH}.")
    return value


def read_weekdays(value: Any, entry: str) -> frozenset[int]:
    """Weekdays as numbers (Monday 0) or names (Mon, Monday)."""
    if not isinstance(value, list):
        raise CaseError(f"{entry}: {value!r} is not a list of weekdays.")
    return frozenset(_weekday(item, entry) for item in value)


def _weekday(value: Any, entry: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value in range(7):
        return value
    if isinstance(value, str) and len(value) >= 3:
        for number, name in enumerate(WEEKDAYS):
            if name.lower().startswith(value.lower()):
                return number
    raise CaseError(f"{entry}: {value!r} is not a weekday (Mon to Sun, or 0 for Monday to 6 for Sunday).")


def read_spans(value: Any, entry: str) -> tuple[DateSpan, ...]:
    """Single dates, pairs [from, to], or records with date or from and to, and a name or reason."""
    if isinstance(value, Mapping):
        if not all(is_date(key) for key in value):
            value = [value]
        else:
            return tuple(DateSpan(read_date(k, entry), read_date(k, entry), str(v)) for k, v in value.items())
    if not isinstance(value, list):
        raise CaseError(f"{entry}: {value!r} is not a list of dates.")
    return tuple(_span(item, entry) for item in value)


def _span(item: Any, entry: str) -> DateSpan:
    if isinstance(item, Mapping):
        reason = str(item.get("name") or item.get("reason") or item.get("note") or "")
        first = item.get("date", item.get("from", item.get("start")))
        last = item.get("date", item.get("to", item.get("end")))
    elif isinstance(item, list) and len(item) in (2, 3):
        first, last, reason = item[0], item[1], str(item[2]) if len(item) == 3 else ""
    else:
        first, last, reason = item, item, ""
    try:
        return DateSpan(read_date(first, entry), read_date(last, entry), reason)
    except CaseError:
        raise
    except ValueError as error:
        raise CaseError(f"{entry}: {error}") from error


def days_of(spans: tuple[DateSpan, ...], default: str) -> Iterator[tuple[date, str]]:
    """Every day of the spans with its reason."""
    for span in spans:
        day, last = span.first_on, span.last_on or span.first_on
        while day <= last:
            yield day, span.reason or default
            day += ONE_DAY


def read_calendar(data: Any) -> WorkCalendar:
    """The calendar of a worked example. Raises CaseError for an entry that holds dates and is not known."""
    if not isinstance(data, Mapping):
        raise CaseError("calendar: missing; it needs at least weekend, holidays and closures.")
    known = {*OTHER_ENTRIES, *CLOSURE_ENTRIES, *SCHOOL_CLOSURE_ENTRIES}
    for entry, value in data.items():
        if entry not in known and isinstance(value, list | Mapping):
            raise CaseError(f"calendar: unknown entry {entry}.")
    school = data.get("school_days")
    alternate = read_spans(data.get("alternate_closed", []), "calendar.alternate_closed")
    return WorkCalendar(
        name=str(data.get("name", "")),
        weekend=read_weekdays(data.get("weekend", ["Sat", "Sun"]), "calendar.weekend"),
        holidays=dict(days_of(read_spans(data.get("holidays", []), "calendar.holidays"), "holiday")),
        closures=_all_days(data, CLOSURE_ENTRIES, "office closed"),
        alternate_closed=tuple(span.first_on for span in alternate),
        school_days=None if school is None else frozenset(day for day, _ in _school_days(school)),
        no_school=_all_days(data, SCHOOL_CLOSURE_ENTRIES, "no school"),
    )


def _school_days(value: Any) -> Iterator[tuple[date, str]]:
    return days_of(read_spans(value, "calendar.school_days"), "school day")


def _all_days(data: Mapping[str, Any], entries: tuple[str, ...], default: str) -> dict[date, str]:
    days: dict[date, str] = {}
    for entry in entries:
        if data.get(entry):
            days.update(days_of(read_spans(data[entry], f"calendar.{entry}"), default))
    return days
