"""A due date that carries its own explanation as data: from where, which days, what was skipped, what is unsure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from functools import cached_property
from typing import Any, Self

from laborrel.workdays.day_marks import DayKind, DayMark, DayRun, Walk, compressed, expanded, marks_of
from laborrel.workdays.periods import Direction, FirstDay, Roll, Unit
from laborrel.workdays.plain_data import UNSTORED, from_plain, to_plain
from laborrel.workdays.wording import WEEKDAYS, clock_time, counted, listed, spoken
from laborrel.workdays.work_calendar import WorkCalendar

LAST_DAY_IS_HOLIDAY = "last_day_is_holiday"
LAST_DAY_IS_WEEKEND = "last_day_is_weekend"
LAST_DAY_IS_CLOSED = "last_day_is_closed"
CONTRACT_SILENT_ON_ROLL = "contract_silent_on_roll"

COMPOSITIONS = {
    "earlier": "The earliest of these dates decides",
    "later": "The latest of these dates decides",
    "chain": "These periods run one after the other",
}


@dataclass(frozen=True)
class Citation:
    """The words a time limit rests on: clause text or summary, article number, document and version."""

    text: str = ""
    article: str = ""
    source: str = ""


@dataclass(frozen=True)
class Extension:
    """An agreed move of a last day: the new day, when it was agreed and in which words."""

    to_on: date
    agreed_on: date | None = None
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class Reckoning(Walk):
    """A due date and everything needed to defend it. Made by counting.reckon and its siblings.

    due_on      the strict date                     due_time    time of day when one is set
    safe_on     use this for one's own act: the previous open day when the text is silent about a closed last day
    lenient_on  use this when judging the other side: the next open day in the same case
    opens_on    first permitted day of a window
    flags       warnings: last_day_is_holiday, last_day_is_weekend, last_day_is_closed, contract_silent_on_roll
    composition "earlier", "later" or "chain" when the date comes from several counts, which are then in `parts`
    """

    start_event: str = ""
    start_time: time | None = None
    safe_on: date
    lenient_on: date
    flags: tuple[str, ...] = ()
    due_time: time | None = None
    opens_on: date | None = None
    citation: Citation = Citation()
    calendar_name: str = ""
    served_by: str = ""
    extra_reason: str = ""
    closed_reason: str = ""
    extensions: tuple[Extension, ...] = ()
    composition: str = ""
    parts: tuple["Reckoning", ...] = ()
    recorded: tuple[DayRun, ...] | None = field(default=None, compare=False, repr=False, metadata=UNSTORED)

    @property
    def strict_on(self) -> date:
        """The date by the letter of the rule, the same as due_on."""
        return self.due_on

    @property
    def is_silent(self) -> bool:
        """The last day is closed and the text does not say what happens then."""
        return CONTRACT_SILENT_ON_ROLL in self.flags

    @cached_property
    def days(self) -> tuple[DayMark, ...]:
        """Every day from the start event to the due date with its kind, number and reason, earliest first.

        Built when first read, because most due dates are never opened.
        """
        return expanded(self.recorded) if self.recorded is not None else marks_of(self)

    def strip(self) -> list[tuple[date, str, int | None, str]]:
        """(date, kind, number, reason) per day, for drawing a calendar."""
        return [(mark.on, mark.kind.value, mark.number, mark.reason) for mark in self.days]

    def sentences(self) -> list[str]:
        """The explanation in plain English, one statement each."""
        return _sentences(self)

    def frozen(self) -> Self:
        """The same reckoning with its days written down, independent of later changes of the calendar."""
        return replace(self, recorded=compressed(self.days), calendar=None, parts=tuple(p.frozen() for p in self.parts))

    def as_data(self) -> dict[str, Any]:
        """Plain JSON data with the days folded into runs; `from_data` reads it back without a calendar."""
        data: dict[str, Any] = to_plain(replace(self, parts=()))
        data["days"] = to_plain(compressed(self.days))
        if self.parts:
            data["parts"] = [part.as_data() for part in self.parts]
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """The reckoning stored by `as_data`. Raises UnreadableData."""
        plain = {key: item for key, item in data.items() if key not in ("days", "parts")}
        runs = tuple(from_plain(DayRun, run) for run in data.get("days", []))
        parts = tuple(cls.from_data(part) for part in data.get("parts", []))
        return replace(from_plain(cls, plain), recorded=runs, parts=parts)

    @classmethod
    def of(cls, walk: Walk, **facts: Any) -> Self:
        """A reckoning standing on the stations of `walk`."""
        stations = {name: getattr(walk, name) for name in Walk.__dataclass_fields__}
        return cls(**stations, **facts)

    @property
    def known_calendar(self) -> WorkCalendar:
        """The calendar it was counted on; an empty one when it was read back from data."""
        return self.calendar or WorkCalendar(name=self.calendar_name)


def _sentences(reckoning: Reckoning) -> list[str]:
    """The statements that lead from the start event to the due date, in order."""
    said = _composition(reckoning) if reckoning.composition else []
    said += [_start(reckoning), _length(reckoning)]
    said += _left_out(reckoning) + _stopped(reckoning) + _service(reckoning) + _roll(reckoning) + _silence(reckoning)
    for extension in reckoning.extensions:
        agreed = f" agreed on {spoken(extension.agreed_on)}" if extension.agreed_on else ""
        said.append(f"Extended{agreed} to {spoken(extension.to_on)}{_in_words(extension.words)}.")
    if reckoning.opens_on:
        said.append(f"The act may not be done before {spoken(reckoning.opens_on)}.")
    said.append(f"Due {spoken(reckoning.due_on)}{_by_time(reckoning)}.")
    return said


def _in_words(words: str) -> str:
    return f" ({words})" if words else ""


def _by_time(reckoning: Reckoning) -> str:
    return f", by {clock_time(reckoning.due_time)}" if reckoning.due_time else ""


def _composition(reckoning: Reckoning) -> list[str]:
    parts = [f"{part.period.phrase} from {_event(part)} ends on {spoken(part.due_on)}" for part in reckoning.parts]
    return [f"{COMPOSITIONS[reckoning.composition]}: {'; '.join(parts)}."]


def _event(reckoning: Reckoning) -> str:
    at = f" at {clock_time(reckoning.start_time)}" if reckoning.start_time else ""
    return f"{reckoning.start_event or 'the event'} on {spoken(reckoning.start_on)}{at}"


def _start(reckoning: Reckoning) -> str:
    way = "back from" if reckoning.period.direction is Direction.BACKWARD else "from"
    rule = reckoning.citation
    under = f" under {rule.article}" if rule.article else ""
    quoted = f': "{rule.text}"' if rule.text else ""
    return f"The count runs {way} {_event(reckoning)}{under}{quoted}."


def _length(reckoning: Reckoning) -> str:
    period = reckoning.period
    if period.unit in (Unit.MONTHS, Unit.YEARS, Unit.HOURS):
        return f"{period.phrase} later is {spoken(reckoning.counted_to_on)}."
    first = "that day is day 1" if period.first_day is FirstDay.INCLUDE else "that day is not counted"
    short = ", a short period that leaves out weekends and holidays" if period.is_short else ""
    numbered = [mark for mark in reckoning.days if mark.number is not None and mark.kind is not DayKind.SERVICE]
    if period.unit is Unit.WEEKS or not numbered:
        return f"{period.phrase}{short}, {first}: the count ends on {spoken(reckoning.counted_to_on)}."
    begins = min(numbered, key=lambda mark: mark.number or 0).on
    return (
        f"{period.phrase}{short}, {first}: day 1 is {spoken(begins)}, "
        f"day {period.n} is {spoken(reckoning.counted_to_on)}."
    )


def _left_out(reckoning: Reckoning) -> list[str]:
    skipped = [mark for mark in reckoning.days if mark.kind is DayKind.SKIPPED]
    if not skipped:
        return []
    weekdays = [mark for mark in skipped if mark.reason in WEEKDAYS]
    named = [f"{spoken(mark.on)} ({mark.reason})" for mark in skipped if mark.reason not in WEEKDAYS]
    names = [f"{name}s" for name in WEEKDAYS if any(mark.reason == name for mark in weekdays)]
    ordinary = [f"{counted(len(weekdays), 'weekend day')} ({listed(names)})"] if weekdays else []
    return [f"Not counted: {listed(ordinary + named)}."]


def _stopped(reckoning: Reckoning) -> list[str]:
    by_reason: dict[str, list[DayMark]] = {}
    for mark in reckoning.days:
        if mark.kind is DayKind.TOLLED:
            by_reason.setdefault(mark.reason, []).append(mark)
    return [
        f"The clock stood still for {counted(len(marks), 'day')} from {spoken(marks[0].on)} to {spoken(marks[-1].on)}: "
        f"{reason}."
        for reason, marks in by_reason.items()
    ]


def _service(reckoning: Reckoning) -> list[str]:
    period = reckoning.period
    if not period.extra_days:
        return []
    why = reckoning.extra_reason or (f"service by {reckoning.served_by}" if reckoning.served_by else "")
    days = "business day" if period.extra_days_unit is Unit.BUSINESS else "day"
    because = f" for {why}" if why else ""
    return [f"{counted(period.extra_days, days)} added{because}: {spoken(reckoning.nominal_on)}."]


def _roll(reckoning: Reckoning) -> list[str]:
    if reckoning.reckoned_on == reckoning.nominal_on:
        return []
    ways = {
        Roll.NEXT_BUSINESS: "runs to the next business day",
        Roll.PREVIOUS_OPEN: "ends on the open day before",
    }
    way = ways.get(reckoning.period.roll, "runs to the next open day")
    if reckoning.reckoned_on < reckoning.nominal_on:
        way = ways[Roll.PREVIOUS_OPEN]
    reason = _reason_of(reckoning, reckoning.nominal_on)
    return [
        f"{spoken(reckoning.nominal_on)} is closed ({reason}), so the period {way}, {spoken(reckoning.reckoned_on)}."
    ]


def _reason_of(reckoning: Reckoning, day: date) -> str:
    return next((mark.reason for mark in reckoning.days if mark.on == day and mark.reason), "closed day")


def _silence(reckoning: Reckoning) -> list[str]:
    if not reckoning.closed_reason:
        return []
    last = f"The last day, {spoken(reckoning.due_on)}, is closed ({reckoning.closed_reason})"
    safe = f"the safe day is {spoken(reckoning.safe_on)}"
    if not reckoning.is_silent:
        return [f"{last} and the agreement lets the date stand; {safe}."]
    other = spoken(reckoning.lenient_on)
    return [
        f"{last} and the agreement does not say what happens then. The strict date stands.",
        f"For our own act, {safe}. When judging the other side, assume the next open day, {other}.",
    ]
