"""One work calendar as plain facts: which days are weekend, holiday, closed or school days."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Self

from laborrel.workdays.plain_data import from_plain, to_plain
from laborrel.workdays.wording import WEEKDAYS

ONE_DAY = timedelta(days=1)
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class DateSpan:
    """A range of dates, both ends included, with the reason it matters. `last_on` None means it has not ended."""

    first_on: date
    last_on: date | None
    reason: str = ""

    def __post_init__(self) -> None:
        if self.last_on is not None and self.last_on < self.first_on:
            raise ValueError(f"The range {self.first_on} to {self.last_on} ends before it begins.")

    def __contains__(self, day: date) -> bool:
        return self.first_on <= day and (self.last_on is None or day <= self.last_on)


@dataclass(frozen=True)
class WorkCalendar:
    """The days on which an employer, a unit or a school is closed.

    `weekend` holds Python weekday numbers (Monday 0). `holidays` are the dates actually observed, with their names;
    `closures` other closed days with the reason; `alternate_closed` one closed day of each fortnightly closed weekday
    (a 9/80 office closed every second Friday). For counting school days give either `school_days` (only these count)
    or `no_school` (weekdays that do not count).
    """

    name: str = ""
    weekend: frozenset[int] = frozenset({SATURDAY, SUNDAY})
    holidays: Mapping[date, str] = field(default_factory=dict)
    closures: Mapping[date, str] = field(default_factory=dict)
    alternate_closed: tuple[date, ...] = ()
    school_days: frozenset[date] | None = None
    no_school: Mapping[date, str] = field(default_factory=dict)

    def weekend_reason(self, day: date) -> str | None:
        """The weekday's name when it belongs to the weekend."""
        weekday = day.weekday()
        return WEEKDAYS[weekday] if weekday in self.weekend else None

    def closure_reason(self, day: date) -> str | None:
        """Why the office is closed although it is neither weekend nor holiday."""
        if day in self.closures:
            return self.closures[day] or "office closed"
        if any((day - anchor).days % 14 == 0 for anchor in self.alternate_closed):
            return f"regular closed {WEEKDAYS[day.weekday()]}"
        return None

    def closed_reason(self, day: date) -> str | None:
        """Holiday name, weekday of the weekend or reason of the closure; None on an open day."""
        return self.holidays.get(day) or self.weekend_reason(day) or self.closure_reason(day)

    def next_open_day(self, day: date) -> date:
        """The first open day on or after `day`. Raises NeverOpen when a year passes without one."""
        return self._open_day(day, ONE_DAY)

    def previous_open_day(self, day: date) -> date:
        """The last open day on or before `day`. Raises NeverOpen when a year passes without one."""
        return self._open_day(day, -ONE_DAY)

    def _open_day(self, day: date, stride: timedelta) -> date:
        for _ in range(400):
            if self.closed_reason(day) is None:
                return day
            day += stride
        raise NeverOpen(f"The calendar {self.name or 'given'} has no open day within a year.")

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data; `from_data` reads it back."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The calendar stored by `as_data`. Raises UnreadableData."""
        return from_plain(cls, data)


class NeverOpen(ValueError):
    """The calendar has no open day near the date, so no working day can be found."""
