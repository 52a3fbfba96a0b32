"""Several clocks in one rule ("whichever is later"), as written in a worked example, reckoned and compared."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from grievances.time_limits.case_params import UNITS
from grievances.time_limits.case_reading import CaseError, is_date, read_date
from grievances.time_limits.rule_text import number_in
from laborrel.workdays.counting import earlier_of, later_of
from laborrel.workdays.periods import Direction, Period, Unit
from laborrel.workdays.reckoning import Reckoning

LATER = {"max", "later", "latest", "last", "greater", "longer"}
EARLIER = {"min", "earlier", "earliest", "sooner", "first", "lesser", "shorter"}
_CALL = re.compile(r"^\s*(\w+)\s*(?:of\s*)?\((.*)\)\s*$", re.DOTALL)
_OF = re.compile(r"^\s*(?:the\s+)?(\w+)\s+of:?\s+(.*)$", re.DOTALL)
_WHICHEVER = re.compile(r"^(.*?),?\s*which(?:ever|soever)\s+(?:\w+\s+)*?(\w+)\s*\.?$", re.DOTALL)
_WHICHEVER_FIRST = re.compile(r"^\s*which(?:ever|soever)\s+\w+\s+(\w+)(?:\s+of)?\s*:?\s+(.*)$", re.DOTALL)
_TERM = re.compile(
    r"^(?P<number>\d+|[a-z-]+(?: \(\d+\))?)\s+(?P<unit>[a-z_ ]+?)\s+"
    r"(?P<way>from|after|following|of|since|before|prior to)\s+(?P<event>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_UNIT_WORDS = {
    "day": None, "calendar day": Unit.CALENDAR, "business day": Unit.BUSINESS, "working day": Unit.BUSINESS,
    "work day": Unit.BUSINESS, "workday": Unit.BUSINESS, "school day": Unit.SCHOOL, "week": Unit.WEEKS,
    "month": Unit.MONTHS, "year": Unit.YEARS,
}  # fmt: skip
_IDLE_WORDS = {"the", "of", "a", "an", "on", "in", "by", "to", "date", "day", "at", "its", "step", "was", "is"}
_SAME = {"response": "answer", "reply": "answer", "decision": "answer", "knew": "know", "event": "occurrence"}


@dataclass(frozen=True)
class Term:
    """One of the clocks: its period and the words of the event it runs from, or a fixed date."""

    period: Period
    event: str
    fixed_on: date | None = None


type Count = Callable[[Period, date, str], Reckoning]
"""Reckons a period from a date and the words of its event."""


def combined(rule: Any, base: Period, trigger: Mapping[str, Any], count: Count) -> Reckoning:
    """The earlier or later of the clocks in `rule`.

    `rule` is text such as "max(6 days from answer receipt, 10 days from meeting)" or "10 days from meeting or 6 days
    from answer receipt, whichever is later"; events are found among the dated entries of `trigger`. What a clock does
    not say (unit, roll, first day) it takes from `base`. Raises CaseError when it cannot be read.
    """
    word, pieces = _split(rule)
    terms = [_term(piece, base) for piece in pieces]
    events = dated_events(trigger)
    starts = _matched([term.event for term in terms if term.fixed_on is None], events)
    reckonings = []
    for term in terms:
        event = term.event if term.fixed_on else starts[term.event]
        reckonings.append(count(term.period, term.fixed_on or events[event], event))
    return (later_of if word in LATER else earlier_of)(*reckonings)


def _split(rule: Any) -> tuple[str, list[str]]:
    if not isinstance(rule, str):
        raise CaseError(f"rule_params.combine: {rule!r} is not a text such as max(6 days from a, 10 days from b).")
    if (found := _CALL.match(rule)) or (found := _WHICHEVER_FIRST.match(rule)):
        word, inside = found[1].lower(), found[2]
    elif found := _WHICHEVER.match(rule):
        word, inside = found[2].lower(), found[1]
    elif found := _OF.match(rule):
        word, inside = found[1].lower(), found[2]
    else:
        word, inside = "", rule
    pieces = [piece.strip() for piece in re.split(r",|;|\bor\b|\band\b", inside) if piece.strip()]
    if word not in LATER | EARLIER or len(pieces) < 2:
        raise CaseError(
            f"rule_params.combine: {rule!r} is not two or more clocks joined by max, min, later or earlier."
        )
    return word, pieces


def _term(piece: str, base: Period) -> Term:
    piece = re.sub(r"^within\s+", "", piece, flags=re.IGNORECASE)
    if is_date(piece):
        return Term(replace(base, n=0, extra_days=0), "the fixed date", read_date(piece, "rule_params.combine"))
    found = _TERM.match(piece)
    number = number_in(found["number"]) if found else None
    if not found or number is None:
        raise CaseError(f"rule_params.combine: {piece!r} is not a clock such as 10 days from meeting.")
    way = Direction.BACKWARD if found["way"].lower() in ("before", "prior to") else base.direction
    return Term(replace(base, n=number, unit=_unit(found["unit"], base), direction=way), found["event"].strip())


def _unit(words: str, base: Period) -> Unit:
    name = words.strip().lower().removesuffix("s")
    if name in _UNIT_WORDS:
        return _UNIT_WORDS[name] or base.unit
    if name in UNITS:
        return UNITS[name]
    raise CaseError(f"rule_params.combine: {words!r} is not a unit of time this office counts.")


def dated_events(trigger: Mapping[str, Any]) -> dict[str, date]:
    """The words and dates of every dated entry of a trigger; the entry `date` carries the words of `event`."""
    events = {}
    for entry, value in trigger.items():
        if is_date(value):
            words = str(trigger.get("event") or "the event") if entry == "date" else entry.replace("_", " ")
            events[words] = read_date(value, f"trigger.{entry}")
    return events


def _matched(phrases: Sequence[str], events: Mapping[str, date]) -> dict[str, str]:
    """Which dated event each phrase speaks of: by its words, and the last one by elimination."""
    found: dict[str, str] = {}
    for phrase in phrases:
        scores = {event: _likeness(phrase, event) for event in events}
        best = max(scores.values(), default=(0.0, 0.0))
        if best[0] and list(scores.values()).count(best) == 1:
            found[phrase] = next(event for event, score in scores.items() if score == best)
    missing = [phrase for phrase in phrases if phrase not in found]
    unused = [event for event in events if event not in found.values()]
    if len(missing) == 1 and len(unused) == 1:
        found[missing[0]] = unused[0]
    elif missing:
        raise CaseError(f"rule_params.combine: no dated entry of the trigger matches {missing[0]!r}.")
    return found


def _likeness(phrase: str, event: str) -> tuple[float, float]:
    """Share of the phrase's words met in the event, then share of the event's words met in the phrase."""
    asked, offered = _stems(phrase), _stems(event)
    met = sum(any(_same_word(word, other) for other in offered) for word in asked)
    back = sum(any(_same_word(word, other) for other in asked) for word in offered)
    return met / max(len(asked), 1), back / max(len(offered), 1)


def _stems(words: str) -> list[str]:
    plain = re.findall(r"[a-z0-9]+", words.lower())
    return [_SAME.get(word, word) for word in plain if word not in _IDLE_WORDS]


def _same_word(one: str, other: str) -> bool:
    """Equal, or forms of one word: receipt and received, occurrence and occurred."""
    return one == other or (min(len(one), len(other)) >= 4 and one[:4] == other[:4])
