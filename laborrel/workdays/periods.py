"""What a time limit says, as data: how many of which days, in which direction, and what its last day does."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Self

from laborrel.workdays.plain_data import from_plain, to_plain
from laborrel.workdays.wording import counted


class UnusablePeriod(ValueError):
    """The time limit cannot be counted as it is written."""


class Unit(StrEnum):
    """What is counted. `business` also covers a person's work schedule (see Period.count_weekdays)."""

    CALENDAR = "calendar"
    CALENDAR_EXCLUDING_HOLIDAYS = "calendar_excluding_holidays"
    BUSINESS = "business"
    SCHOOL = "school"
    HOURS = "hours"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class FirstDay(StrEnum):
    """Whether the day of the event is day 1 (`include`) or the day after is (`exclude`, usual)."""

    EXCLUDE = "exclude"
    INCLUDE = "include"


class Direction(StrEnum):
    """Forward from an event, or backward from a hearing."""

    FORWARD = "forward"
    BACKWARD = "backward"


class Roll(StrEnum):
    """What happens when the last day is closed. `silent`: the text does not say. `stays`: it says the date stands.

    `next_business` looks at weekends and holidays only; the `open` kinds also at office closures.
    `previous_unless_closed` goes back over weekends and holidays, but forward when the office itself is closed.
    """

    SILENT = "silent"
    STAYS = "stays"
    NEXT_OPEN = "next_open"
    NEXT_BUSINESS = "next_business"
    PREVIOUS_OPEN = "previous_open"
    PREVIOUS_UNLESS_CLOSED = "previous_unless_closed"


class ExtraDaysOrder(StrEnum):
    """Service days before the roll (8 CCR 32130) or after it, with the new last day rolled again (FRCP 6(d))."""

    BEFORE_ROLL = "before_roll"
    AFTER_ROLL = "after_roll"


@dataclass(frozen=True)
class ServiceDays:
    """Days a method of service adds, e.g. mail 5; counted as calendar days unless `unit` says business."""

    method: str
    days: int
    unit: Unit = Unit.CALENDAR


@dataclass(frozen=True)
class Period:
    """One time limit. Every dimension is independent of the others (DOMAIN.md section 3).

    n                    length in `unit`
    first_day            is the day of the event counted
    direction            forward from the event or backward from a hearing
    roll                 what the last day does when it is closed
    extra_days           days added whatever the method of service; `extra_days_unit` calendar or business
    service_days         table of days added per method of service
    extra_days_cap       most extra days that may be added
    extra_days_order     before or after the roll
    short_period_below   a period of fewer calendar days than this leaves out weekends and holidays (8 CCR 20170: 7)
    skip_holidays        False: holidays and closures count like any other weekday
    count_weekdays       the weekdays counted instead of the calendar's (a 4/10 worker's Tuesday to Friday: 1, 2, 3, 4)
    alternate_off        one day off of each fortnightly day off (9/80 worker)
    opens_after          the window opens on this day of the count; before it the act is too early
    cutoff               time of day after which the act counts for the next business day
    """

    n: int
    unit: Unit = Unit.CALENDAR
    first_day: FirstDay = FirstDay.EXCLUDE
    direction: Direction = Direction.FORWARD
    roll: Roll = Roll.SILENT
    extra_days: int = 0
    extra_days_unit: Unit = Unit.CALENDAR
    extra_days_cap: int | None = None
    extra_days_order: ExtraDaysOrder = ExtraDaysOrder.BEFORE_ROLL
    service_days: tuple[ServiceDays, ...] = ()
    short_period_below: int = 0
    skip_holidays: bool = True
    count_weekdays: frozenset[int] | None = None
    alternate_off: tuple[date, ...] = ()
    opens_after: int | None = None
    cutoff: time | None = None

    def __post_init__(self) -> None:
        if self.n < 0 or (self.n == 0 and self.first_day is FirstDay.INCLUDE):
            raise UnusablePeriod(f"A period of {self.n} cannot be counted from a first day that is {self.first_day}d.")
        if self.extra_days < 0 or any(row.days < 0 for row in self.service_days):
            raise UnusablePeriod("Extra days for service cannot be negative.")
        if self.count_weekdays is not None and not self.count_weekdays <= set(range(7)):
            raise UnusablePeriod("Weekdays are numbered from 0 (Monday) to 6 (Sunday).")
        if self.count_weekdays == frozenset():
            raise UnusablePeriod("At least one weekday must count.")
        if self.opens_after is not None and self._is_window_inverted(self.opens_after):
            raise UnusablePeriod("The window opens after it closes.")

    def _is_window_inverted(self, opens_after: int) -> bool:
        return opens_after > self.n if self.direction is Direction.FORWARD else opens_after < self.n

    @property
    def stride(self) -> int:
        """+1 forward, -1 backward."""
        return 1 if self.direction is Direction.FORWARD else -1

    @property
    def is_short(self) -> bool:
        """A short calendar period that leaves out weekends and holidays."""
        return self.unit is Unit.CALENDAR and self.n < self.short_period_below

    @property
    def counts_working_days(self) -> bool:
        """Only days on which somebody works or learns are counted, so that the last one is never a closed one."""
        return self.is_short or self.unit in (Unit.BUSINESS, Unit.SCHOOL)

    @property
    def phrase(self) -> str:
        """`10 business days`, `6 months`."""
        if self.unit is Unit.CALENDAR_EXCLUDING_HOLIDAYS:
            return f"{counted(self.n, 'calendar day')}, holidays left out"
        nouns = {
            Unit.CALENDAR: "calendar day",
            Unit.BUSINESS: "business day" if self.count_weekdays is None else "scheduled workday",
            Unit.SCHOOL: "school day",
        }
        return counted(self.n, nouns.get(self.unit, self.unit.value.removesuffix("s")))

    def service_days_for(self, method: str) -> ServiceDays:
        """The row of the service table for `method`; no extra days for a method that is not listed."""
        for row in self.service_days:
            if row.method == method:
                return row
        return ServiceDays(method, 0)

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data, defaults left out; `from_data` reads it back."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The period stored by `as_data`. Raises UnreadableData or UnusablePeriod."""
        return from_plain(cls, data)
