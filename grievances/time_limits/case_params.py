"""The rule parameters of a worked example, read into one time limit; an unknown parameter is an error."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grievances.time_limits.case_reading import (
    CaseError,
    read_count,
    read_date,
    read_spans,
    read_time,
    read_weekdays,
)
from laborrel.workdays.periods import (
    Direction,
    ExtraDaysOrder,
    FirstDay,
    Period,
    Roll,
    ServiceDays,
    Unit,
    UnusablePeriod,
)
from laborrel.workdays.work_calendar import DateSpan

UNITS = {unit.value: unit for unit in Unit} | {
    "day": Unit.CALENDAR,
    "days": Unit.CALENDAR,
    "business_days": Unit.BUSINESS,
    "working": Unit.BUSINESS,
    "working_days": Unit.BUSINESS,
    "workdays": Unit.BUSINESS,
    "calendar_days": Unit.CALENDAR,
    "school_days": Unit.SCHOOL,
    "week": Unit.WEEKS,
    "month": Unit.MONTHS,
    "year": Unit.YEARS,
    "hour": Unit.HOURS,
}
ROLLS = {
    "none": Roll.SILENT,
    "silent": Roll.SILENT,
    "stays": Roll.STAYS,
    "next": Roll.NEXT_OPEN,
    "next_open": Roll.NEXT_OPEN,
    "next_business": Roll.NEXT_BUSINESS,
    "prev": Roll.PREVIOUS_OPEN,
    "previous": Roll.PREVIOUS_OPEN,
    "previous_open": Roll.PREVIOUS_OPEN,
    "previous_unless_closed": Roll.PREVIOUS_UNLESS_CLOSED,
}
STARTS = {"exclude": FirstDay.EXCLUDE, "include": FirstDay.INCLUDE}
DIRECTIONS = {"forward": Direction.FORWARD, "backward": Direction.BACKWARD}
ORDERS = {"before_roll": ExtraDaysOrder.BEFORE_ROLL, "after_roll": ExtraDaysOrder.AFTER_ROLL}
KNOWN = frozenset({
    "n", "unit", "start", "direction", "roll", "extra_days", "extra_days_unit", "extra_days_order", "extra_days_cap",
    "service_days", "served_by", "tolled_ranges", "count_weekdays", "alternate_off", "skip_holidays",
    "short_period_below", "opens_after", "cutoff_time", "combine", "then", "cap",
    "filing_rule", "deemed_receipt_days", "presumed_mailed_days", "original_within",
})  # fmt: skip


@dataclass(frozen=True)
class CaseRule:
    """The time limit of a worked example with what stops it and how it was served."""

    period: Period
    tolled: tuple[DateSpan, ...]
    served_by: str


def read_rule(params: Any) -> CaseRule:
    """The rule of `rule_params`. Raises CaseError naming an unknown, missing or unusable parameter."""
    if not isinstance(params, Mapping):
        raise CaseError("rule_params: missing.")
    if unknown := sorted(set(params) - KNOWN):
        raise CaseError(f"rule_params: unknown parameter {', '.join(unknown)}.")
    tolled = read_spans(params.get("tolled_ranges") or [], "rule_params.tolled_ranges")
    return CaseRule(read_period(params), tolled, str(params.get("served_by") or ""))


def read_period(params: Mapping[str, Any]) -> Period:
    """The time limit alone. Raises CaseError."""
    if "n" not in params and "combine" not in params:
        raise CaseError("rule_params.n: missing; it is the length of the period.")
    weekdays = params.get("count_weekdays")
    opens_after, cutoff = params.get("opens_after"), params.get("cutoff_time")
    skips = params.get("skip_holidays", True)
    if not isinstance(skips, bool):
        raise CaseError(f"rule_params.skip_holidays: {skips!r} is neither true nor false.")
    try:
        return Period(
            n=_count(params, "n"),
            unit=_choice(params, "unit", UNITS, Unit.CALENDAR),
            first_day=_choice(params, "start", STARTS, FirstDay.EXCLUDE),
            direction=_choice(params, "direction", DIRECTIONS, Direction.FORWARD),
            roll=_choice(params, "roll", ROLLS, Roll.SILENT),
            extra_days=_count(params, "extra_days"),
            extra_days_unit=_choice(params, "extra_days_unit", UNITS, Unit.CALENDAR),
            extra_days_order=_choice(params, "extra_days_order", ORDERS, ExtraDaysOrder.BEFORE_ROLL),
            extra_days_cap=_count(params, "extra_days_cap") if params.get("extra_days_cap") is not None else None,
            service_days=_service_table(params.get("service_days") or {}),
            short_period_below=_count(params, "short_period_below"),
            skip_holidays=skips,
            count_weekdays=None if weekdays is None else read_weekdays(weekdays, "rule_params.count_weekdays"),
            alternate_off=tuple(
                read_date(day, "rule_params.alternate_off") for day in params.get("alternate_off") or []
            ),
            opens_after=None if opens_after is None else read_count(opens_after, "rule_params.opens_after"),
            cutoff=None if cutoff is None else read_time(cutoff, "rule_params.cutoff_time"),
        )
    except UnusablePeriod as error:
        raise CaseError(f"rule_params: {error}") from error


def _count(params: Mapping[str, Any], entry: str) -> int:
    return read_count(params.get(entry, 0), f"rule_params.{entry}")


def _choice[T](params: Mapping[str, Any], entry: str, choices: Mapping[str, T], default: T) -> T:
    value = params.get(entry)
    if value is None:
        return default
    found = choices.get(value) if isinstance(value, str) else None
    if found is None:
        raise CaseError(f"rule_params.{entry}: {value!r} is not one of {', '.join(choices)}.")
    return found


def _service_table(table: Any) -> tuple[ServiceDays, ...]:
    if not isinstance(table, Mapping):
        raise CaseError("rule_params.service_days: expected a table of method and days, e.g. mail 5.")
    return tuple(ServiceDays(method, read_count(days, "rule_params.service_days")) for method, days in table.items())
