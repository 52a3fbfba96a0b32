"""What is wrong with the data of an agreement before it is entered: each fault with the place where it stands.

Places read like `procedure.steps.2.clocks.1.period`, rows counted from 1. See docs/entering-a-procedure.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from contracts import ladder_rows
from contracts.models import Agreement, Clause, Exclusion, GrievanceProcedure, ProcedureStep, StartStep, StepClock
from contracts.procedure_words import LAPSES, SIDES, STEP_KINDS
from laborrel.workdays.filing import FilingRule
from laborrel.workdays.models import OfficeCalendar
from laborrel.workdays.observed import HolidayList
from laborrel.workdays.periods import Period

LARGEST = 5_000_000  # bytes
_BIG = 2_147_483_647
_PARTS = ("agreement", "calendar", "holidays", "clauses", "procedure")
# What can start or meet a clock, as `grievances.time_limits.rules.Happening` knows it; a test holds the two together.
HAPPENINGS = frozenset({
    "occurred", "known", "discipline_effective", "filed", "meeting_held", "answered", "hearing_accepted",
    "hearing_declined", "presentation_requested", "presentation_scheduled", "presentation_held", "mediator_named",
    "mediation_scheduled", "mediation_ended", "mediation_refused", "notice_served", "list_requested", "list_received",
    "selection_met", "arbitrator_selected", "hearing_closed", "award_issued", "paid", "skipped", "reverted", "granted",
    "settled", "withdrawn", "closed", "filing_received", "answer_issued", "answer_received", "answer_due",
    "answer_lapsed",
})  # fmt: skip
_WORDS: dict[str, frozenset[str]] = {
    "side": frozenset(SIDES),
    "lapse": frozenset(LAPSES),
    "choice": frozenset({"first_known", "earlier", "later"}),
    "dated_by": frozenset({"issued", "received"}),
    "filing": frozenset(FilingRule),
}
_CLOCK_KINDS = frozenset({"file", "meeting", "answer", "other"})
_TRIGGER = {"kind", "step", "given", "given_step", "unless", "unless_step", "n"}
_AGREEMENT = ("title", "effective_on", "expires_on", "signed_on", "source")
_CLAUSE = ("number", "title", "text", "is_verbatim", "page")


@dataclass(frozen=True, slots=True)
class Fault:
    """Where in the data, and what is wrong there."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place else self.sentence


class UnreadableFile(ValueError):
    """This file is no JSON."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


def read(content: bytes) -> dict[str, Any]:
    """The data of a file; raises UnreadableFile saying where the reading stopped."""
    if len(content) > LARGEST:
        raise UnreadableFile("This file is larger than 5 MB: an agreement is not.")
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        raise UnreadableFile("This file is not UTF-8 text.") from fault
    except json.JSONDecodeError as fault:
        raise UnreadableFile(f"Line {fault.lineno}, column {fault.colno}: this is no JSON ({fault.msg}).") from fault
    except RecursionError as fault:
        raise UnreadableFile("This file is nested too deeply.") from fault
    if not isinstance(data, dict):
        raise UnreadableFile("The file must hold one object, in braces.")
    if "\\u0000" in json.dumps(data):
        raise UnreadableFile("The file holds a zero character, which no text may hold.")
    return data


def faults_of(data: Mapping[str, Any]) -> list[Fault]:
    """Everything wrong with the data of a whole agreement, in the order it stands."""
    missing = [Fault(part, "is missing.") for part in _PARTS if part not in data]
    present = {part: data[part] for part in _PARTS if part in data}
    found = [fault for part, value in present.items() for fault in _CHECKS[part](value, part)]
    if not _is_number(data.get("least_grievants_in_a_group", 0)):
        found.append(Fault("least_grievants_in_a_group", "must be a whole number."))
    return [*missing, *found]


def faults_of_procedure(rows: Any, place: str = "procedure") -> Iterator[Fault]:
    """What is wrong with a grievance procedure: its own lines, its steps and clocks, what is excluded."""
    if not isinstance(rows, dict):
        yield Fault(place, "must be an object.")
        return
    own = {name: value for name, value in rows.items() if name not in {"steps", "exclusions", "start_steps"}}
    own.pop("agreement", None)
    yield from _row(own, GrievanceProcedure, ladder_rows.PROCEDURE, place)
    steps = rows.get("steps")
    if not isinstance(steps, list) or not steps:
        yield Fault(f"{place}.steps", "must be a list of at least one step.")
        return
    for number, step in enumerate(steps, start=1):
        yield from _step(step, f"{place}.steps.{number}")
    yield from _ladder(steps, rows, place)
    for name, model, known in (
        ("exclusions", Exclusion, ladder_rows.EXCLUSION),
        ("start_steps", StartStep, ladder_rows.START),
    ):
        yield from _rows(rows.get(name, []), model, known, f"{place}.{name}")


def _agreement(facts: Any, place: str) -> Iterator[Fault]:
    if not isinstance(facts, dict):
        yield Fault(place, "must be an object.")
        return
    known = {name: value for name, value in facts.items() if name in _AGREEMENT}
    yield from _row(known, Agreement, _AGREEMENT, place)
    begins, ends = facts.get("effective_on"), facts.get("expires_on")
    if isinstance(begins, str) and isinstance(ends, str) and ends < begins:
        yield Fault(f"{place}.expires_on", "is before effective_on.")


def _calendar(facts: Any, place: str) -> Iterator[Fault]:
    if not isinstance(facts, dict):
        yield Fault(place, "must be an object.")
        return
    yield from _text(facts.get("name"), OfficeCalendar._meta.get_field("name"), f"{place}.name")
    weekend = facts.get("weekend", [5, 6])
    if not isinstance(weekend, list) or any(day not in range(7) or isinstance(day, bool) for day in weekend):
        yield Fault(f"{place}.weekend", "must list weekdays, Monday 0 to Sunday 6.")
    alternate = facts.get("alternate_closed", [])
    if not isinstance(alternate, list) or not all(_is_day(day) for day in alternate):
        yield Fault(f"{place}.alternate_closed", "must list days such as 2026-03-09.")


def _holidays(facts: Any, place: str) -> Iterator[Fault]:
    try:
        HolidayList.from_data(facts).dates(2024, 2028)
    except (ValueError, TypeError, KeyError, OverflowError) as fault:
        yield Fault(place, str(fault))


def _clauses(rows: Any, place: str) -> Iterator[Fault]:
    yield from _rows(rows, Clause, _CLAUSE, place)


_CHECKS: dict[str, Any] = {
    "agreement": _agreement, "calendar": _calendar, "holidays": _holidays, "clauses": _clauses,
    "procedure": faults_of_procedure,
}  # fmt: skip


def _step(step: Any, place: str) -> Iterator[Fault]:
    if not isinstance(step, dict):
        yield Fault(place, "must be an object.")
        return
    yield from _row({name: value for name, value in step.items() if name != "clocks"}, ProcedureStep,
                    ladder_rows.STEP, place)  # fmt: skip
    yield from _one_of(step.get("kind"), frozenset(STEP_KINDS), f"{place}.kind")
    clocks = step.get("clocks", [])
    if not isinstance(clocks, list):
        yield Fault(f"{place}.clocks", "must be a list.")
        return
    for number, clock in enumerate(clocks, start=1):
        yield from _clock(clock, f"{place}.clocks.{number}")


def _clock(clock: Any, place: str) -> Iterator[Fault]:
    if not isinstance(clock, dict):
        yield Fault(place, "must be an object.")
        return
    yield from _row(clock, StepClock, ladder_rows.CLOCK, place)
    yield from _one_of(clock.get("kind"), _CLOCK_KINDS, f"{place}.kind")
    for name, words in _WORDS.items():
        if name in clock:
            yield from _one_of(clock[name], words, f"{place}.{name}")
    try:
        Period.from_data(clock.get("period", {}))
    except (ValueError, TypeError) as fault:
        yield Fault(f"{place}.period", str(fault))
    for each in clock.get("met_by", []) if isinstance(clock.get("met_by"), list) else []:
        yield from _one_of(each, HAPPENINGS, f"{place}.met_by")
    triggers = clock.get("triggers")
    if not isinstance(triggers, list) or not triggers:
        yield Fault(f"{place}.triggers", "must list what starts the clock.")
        return
    for number, trigger in enumerate(triggers, start=1):
        yield from _trigger(trigger, f"{place}.triggers.{number}")


def _trigger(trigger: Any, place: str) -> Iterator[Fault]:
    if not isinstance(trigger, dict):
        yield Fault(place, "must be an object.")
        return
    for name, value in trigger.items():
        if name not in _TRIGGER:
            yield Fault(f"{place}.{name}", "is not known.")
        elif name in {"step", "given_step", "unless_step", "n"} and value is not None and not _is_number(value):
            yield Fault(f"{place}.{name}", "must be a whole number.")
        elif name in {"given", "unless"} and value is not None:
            yield from _one_of(value, HAPPENINGS, f"{place}.{name}")
    yield from _one_of(trigger.get("kind"), HAPPENINGS, f"{place}.kind")


def _ladder(steps: list[Any], rows: Mapping[str, Any], place: str) -> Iterator[Fault]:
    """Steps are numbered upwards, clocks have keys of their own, and nothing points at a step that is not there."""
    numbers = [step.get("sequence") for step in steps if isinstance(step, dict)]
    if not all(_is_number(number) and number for number in numbers) or numbers != sorted(set(numbers)):
        yield Fault(f"{place}.steps", "must be numbered upwards from 1 (sequence), none twice.")
        return
    for position, step in enumerate(steps, start=1):
        clocks = [clock for clock in step.get("clocks") or [] if isinstance(clock, dict)]
        keys = [str(clock.get("key")) for clock in clocks]
        for number, clock in enumerate(clocks, start=1):
            at = f"{place}.steps.{position}.clocks.{number}"
            if keys.index(str(clock.get("key"))) < number - 1:
                yield Fault(f"{at}.key", "stands in this step already.")
            if clock.get("replaces") and clock["replaces"] not in keys:
                yield Fault(f"{at}.replaces", f"there is no clock “{clock['replaces']}” in this step.")
            triggers = clock.get("triggers") if isinstance(clock.get("triggers"), list) else []
            for trigger in triggers or []:
                if isinstance(trigger, dict) and trigger.get("step") not in {None, 0, *numbers}:
                    yield Fault(f"{at}.triggers", f"there is no step {trigger.get('step')}.")
    starts = rows.get("start_steps")
    for number, start in enumerate(starts if isinstance(starts, list) else [], start=1):
        if isinstance(start, dict) and start.get("sequence") not in numbers:
            yield Fault(f"{place}.start_steps.{number}.sequence", "there is no such step.")


def _rows(rows: Any, model: type[models.Model], known: tuple[str, ...], place: str) -> Iterator[Fault]:
    if not isinstance(rows, list):
        yield Fault(place, "must be a list.")
        return
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            yield from _row(row, model, known, f"{place}.{number}")
        else:
            yield Fault(f"{place}.{number}", "must be an object.")


def _row(row: Mapping[str, Any], model: type[models.Model], known: tuple[str, ...], place: str) -> Iterator[Fault]:
    """Every entry of a row against the column it goes into."""
    for name in row:
        if name not in known:
            yield Fault(f"{place}.{name}", "is not known. Check the spelling.")
    for name in known:
        field: Any = model._meta.get_field(name)
        if name not in row:
            if not field.has_default() and not field.blank and not field.null:
                yield Fault(f"{place}.{name}", "is missing.")
        elif row[name] is None and field.null:
            continue
        else:
            yield from _value(row[name], field, f"{place}.{name}")


def _value(value: Any, field: Any, place: str) -> Iterator[Fault]:
    match field:
        case models.BooleanField():
            if not isinstance(value, bool):
                yield Fault(place, "must be true or false.")
        case models.PositiveIntegerField():
            if not _is_number(value):
                yield Fault(place, "must be a whole number.")
        case models.DateField():
            if not _is_day(value):
                yield Fault(place, "must be a day such as 2026-03-09.")
        case models.JSONField():
            if not isinstance(value, field.default):
                yield Fault(place, f"must be {'a list' if field.default is list else 'an object'}.")
            elif field.default is list and field.name != "triggers" and not all(_is_line(x) for x in value):
                yield Fault(place, "must list words.")
        case _:
            yield from _text(value, field, place)


def _text(value: Any, field: Any, place: str) -> Iterator[Fault]:
    if not isinstance(value, str) or (not value.strip() and not field.blank):
        yield Fault(place, "is missing." if value in (None, "") else "must be words.")
    elif field.max_length and len(value) > field.max_length:
        yield Fault(place, f"has more than {field.max_length} characters.")


def _one_of(value: Any, words: frozenset[str], place: str) -> Iterator[Fault]:
    if not isinstance(value, str) or value not in words:
        shown = ", ".join(sorted(words)) if len(words) < 15 else "see the list of events in the guide"
        yield Fault(place, f"{value!r} is not one of these: {shown}.")


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _BIG


def _is_line(value: Any) -> bool:
    return isinstance(value, str)


def _is_day(value: Any) -> bool:
    try:
        return isinstance(value, str) and bool(date.fromisoformat(value)) and len(value) == len("2026-03-09")
    except ValueError:
        return False
