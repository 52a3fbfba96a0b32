"""Holiday rules of an agreement as data, and the dates on which they are observed in a year."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Self

from laborrel.workdays.plain_data import from_plain, to_plain
from laborrel.workdays.wording import WEEKDAYS
from laborrel.workdays.work_calendar import ONE_DAY, SATURDAY, SUNDAY

MONDAY_TO_FRIDAY = frozenset(range(5))


class HolidayKind(StrEnum):
    """How the actual day is found."""

    FIXED = "fixed"
    NTH_WEEKDAY = "nth_weekday"
    LAST_WEEKDAY = "last_weekday"
    EASTER = "easter"
    RELATIVE = "relative"


class Shift(StrEnum):
    """What happens to a holiday on a day off.

    actual          it stays (seven-day positions)
    weekday         Saturday to Friday, Sunday to Monday
    sunday_only     Sunday to Monday; a Saturday stays
    closer_workday  to the closer workday of the schedule, the earlier one on a tie
    """

    ACTUAL = "actual"
    WEEKDAY = "weekday"
    SUNDAY_ONLY = "sunday_only"
    CLOSER_WORKDAY = "closer_workday"


class UnusableHoliday(ValueError):
    """The holiday rule lacks what its kind needs, or names a holiday that is not in the list."""


@dataclass(frozen=True)
class HolidayRule:
    """One holiday. `weekday` is a Python weekday (Monday 0), `nth` counts from 1, `offset` is days from `relative_to`
    or from Easter; `from_year` and `to_year` bound the years in which it is kept; `shift` overrides the list's."""

    name: str
    kind: HolidayKind = HolidayKind.FIXED
    month: int = 0
    day: int = 0
    weekday: int = 0
    nth: int = 0
    relative_to: str = ""
    offset: int = 0
    from_year: int | None = None
    to_year: int | None = None
    shift: Shift | None = None

    def is_kept_in(self, year: int) -> bool:
        """Whether the agreement keeps this holiday in `year`."""
        return (self.from_year is None or year >= self.from_year) and (self.to_year is None or year <= self.to_year)


@dataclass(frozen=True)
class Holiday:
    """One holiday of one year: the day it is, and the day it is kept."""

    name: str
    actual_on: date
    observed_on: date

    @property
    def label(self) -> str:
        """The name, with the word observed when the day was moved."""
        return self.name if self.actual_on == self.observed_on else f"{self.name} (observed)"


@dataclass(frozen=True)
class HolidayList:
    """The holidays of one agreement, what becomes of those on a day off, and where the agreement says so."""

    rules: tuple[HolidayRule, ...]
    shift: Shift = Shift.ACTUAL
    workdays: frozenset[int] = MONDAY_TO_FRIDAY
    article: str = ""
    note: str = ""

    def in_year(self, year: int) -> tuple[Holiday, ...]:
        """The holidays observed in `year`, earliest first; New Year's Day of a Saturday belongs to the year before."""
        around = (holiday for near in (year - 1, year, year + 1) for holiday in self._of_year(near))
        return tuple(sorted((h for h in around if h.observed_on.year == year), key=lambda h: (h.observed_on, h.name)))

    def dates(self, first_year: int, last_year: int) -> dict[date, str]:
        """Observed dates with names, as WorkCalendar wants them; two holidays kept on one day share it."""
        names: dict[date, str] = {}
        for year in range(first_year, last_year + 1):
            for holiday in self.in_year(year):
                known = names.get(holiday.observed_on)
                names[holiday.observed_on] = f"{known}; {holiday.label}" if known else holiday.label
        return names

    def _of_year(self, year: int) -> Iterator[Holiday]:
        for rule in self.rules:
            actual = self._actual(rule, year)
            if rule.is_kept_in(year) and actual is not None:
                yield Holiday(rule.name, actual, shifted(actual, rule.shift or self.shift, self.workdays))

    def _actual(self, rule: HolidayRule, year: int) -> date | None:
        if rule.kind is not HolidayKind.RELATIVE:
            return actual_day(rule, year)
        for base in self.rules:
            if base.name == rule.relative_to and base.kind is not HolidayKind.RELATIVE:
                found = actual_day(base, year)
                return found and found + timedelta(days=rule.offset)
        raise UnusableHoliday(f"{rule.name} refers to {rule.relative_to or 'nothing'}, which is not in the list.")

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data; `from_data` reads it back."""
        data: dict[str, Any] = to_plain(self)
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The list stored by `as_data`. Raises UnreadableData."""
        return from_plain(cls, data)


def actual_day(rule: HolidayRule, year: int) -> date | None:
    """The day itself in `year`; None when the year has none (a fifth Monday, 29 February). Raises UnusableHoliday."""
    if rule.kind is HolidayKind.EASTER:
        return easter(year) + timedelta(days=rule.offset)
    if not 1 <= rule.month <= 12:
        raise UnusableHoliday(f"{rule.name} needs a month from 1 to 12.")
    if rule.kind is HolidayKind.FIXED:
        return _fixed(rule, year)
    if rule.weekday not in range(7):
        raise UnusableHoliday(f"{rule.name} needs a weekday from 0 ({WEEKDAYS[0]}) to 6 ({WEEKDAYS[6]}).")
    if rule.kind is HolidayKind.LAST_WEEKDAY:
        last = (date(year, rule.month, 28) + timedelta(days=4)).replace(day=1) - ONE_DAY
        return last - timedelta(days=(last.weekday() - rule.weekday) % 7)
    if rule.nth not in range(1, 6):
        raise UnusableHoliday(f"{rule.name} needs a number from 1 to 5 for its week.")
    first = date(year, rule.month, 1)
    found = first + timedelta(days=(rule.weekday - first.weekday()) % 7 + 7 * (rule.nth - 1))
    return found if found.month == rule.month else None


def _fixed(rule: HolidayRule, year: int) -> date | None:
    try:
        return date(year, rule.month, rule.day)
    except ValueError:
        if (rule.month, rule.day) == (2, 29):
            return None
        raise UnusableHoliday(f"{rule.name}: day {rule.day} of month {rule.month} does not exist.") from None


def shifted(day: date, shift: Shift, workdays: frozenset[int] = MONDAY_TO_FRIDAY) -> date:
    """The day on which a holiday that is on `day` is kept. Raises UnusableHoliday when there is no workday at all."""
    weekday = day.weekday()
    if shift is Shift.WEEKDAY and weekday == SATURDAY:
        return day - ONE_DAY
    if shift in (Shift.WEEKDAY, Shift.SUNDAY_ONLY) and weekday == SUNDAY:
        return day + ONE_DAY
    if shift is not Shift.CLOSER_WORKDAY or weekday in workdays:
        return day
    for distance in range(1, 7):
        for near in (day - distance * ONE_DAY, day + distance * ONE_DAY):
            if near.weekday() in workdays:
                return near
    raise UnusableHoliday("A schedule without workdays keeps no holiday.")


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Meeus, Astronomical Algorithms, chapter 8)."""
    golden, century, in_century = year % 19, year // 100, year % 100
    correction = (8 * century + 13) // 25
    epact = (19 * golden + century - century // 4 - correction + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (in_century // 4) - epact - in_century % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)
