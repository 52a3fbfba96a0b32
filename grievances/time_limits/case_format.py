"""Worked examples of time limits: one case as JSON data in, the due date with flags and explanation out."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from grievances.time_limits import rule_text
from grievances.time_limits.case_params import CaseRule, read_rule
from grievances.time_limits.case_reading import (
    CaseError,
    is_date,
    read_calendar,
    read_count,
    read_date,
    read_time,
    time_within,
)
from grievances.time_limits.combining import combined
from laborrel.workdays.counting import after, earlier_of, reckon
from laborrel.workdays.day_counting import NeverEnds
from laborrel.workdays.filing import (
    ActDate,
    Delivery,
    FilingRule,
    FilingTerms,
    NoDateOfAct,
    cured,
    date_of_act,
    is_timely,
)
from laborrel.workdays.periods import Direction, Period, Unit, UnusablePeriod
from laborrel.workdays.reckoning import Citation, Reckoning
from laborrel.workdays.wording import WEEKDAYS, clock_time, spoken
from laborrel.workdays.work_calendar import NeverOpen, WorkCalendar

DELIVERY_DATES = {
    "received_on": ("received", "received_on", "received_at", "receipt"),
    "postmarked_on": ("postmark", "postmarked", "postmarked_on", "postmark_date"),
    "mailed_on": ("mailed", "mailed_on", "mailed_at"),
    "sent_on": ("sent", "sent_on", "sent_at", "emailed", "emailed_at", "e_mailed_at", "transmitted_at", "faxed_at"),
    "signed_on": ("signed", "signed_on"),
    "original_on": ("original", "original_on", "original_received"),
}
CLOSING_ENTRIES = (
    "office_closes",
    "closes",
    "cutoff_time",
    "cutoff",
    "close_of_business",
    "grievant_shift_end",
    "shift_end",
)
ACT_ENTRIES = ("filed", "filed_on", "filed_at", "act_date")


@dataclass(frozen=True)
class CaseResult:
    """The answer to one worked example. `explanation` is plain JSON data with `sentences` first."""

    case_id: str
    due_on: date
    flags: tuple[str, ...]
    explanation: dict[str, Any]

    def as_data(self) -> dict[str, Any]:
        """The line the clock command prints."""
        return {
            "id": self.case_id,
            "due_date": self.due_on.isoformat(),
            "flags": list(self.flags),
            "explanation": self.explanation,
        }


@dataclass(frozen=True)
class _Case:
    """A worked example once read."""

    rule: CaseRule
    calendar: WorkCalendar
    trigger: Mapping[str, Any]
    params: Mapping[str, Any]
    citation: Citation
    expected: Mapping[str, Any] = field(default_factory=dict)


def work_out(case: Any) -> CaseResult:
    """The due date of one case with its flags and explanation. Raises CaseError naming the faulty entry.

    A case is a record with `id`, `rule_text`, `rule_params` (n, unit, start, direction, roll: see case_params),
    `trigger` (event, date, and whatever else happened: filing, filed, first_filed and resubmitted), and `calendar`
    (weekend, holidays, closures). Only `filed` is read from `expected`; everything else there is an answer.
    """
    try:
        read = _read(case)
        reckoning = _reckoned(read)
        explanation = _explanation(read, reckoning)
    except CaseError:
        raise
    except (UnusablePeriod, NeverEnds, NeverOpen, NoDateOfAct) as error:
        raise CaseError(str(error)) from error
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise CaseError(f"The case cannot be read: {error}.") from error
    return CaseResult(str(case.get("id", "")), reckoning.due_on, reckoning.flags, explanation)


def _read(case: Any) -> _Case:
    if not isinstance(case, Mapping):
        raise CaseError("The case is not a record with id, rule_params, trigger and calendar.")
    trigger = case.get("trigger")
    if not isinstance(trigger, Mapping) or "date" not in trigger:
        raise CaseError("trigger.date: missing; it is the day of the event the period runs from.")
    expected = case.get("expected")
    text = str(case.get("rule_text") or "")
    return _Case(
        rule=read_rule(case.get("rule_params")),
        calendar=read_calendar(case.get("calendar", {})),
        trigger=trigger,
        params=case["rule_params"],
        citation=Citation(text, source=str(case.get("source_name") or case.get("source") or "")),
        expected=expected if isinstance(expected, Mapping) else {},
    )


def _reckoned(case: _Case) -> Reckoning:
    period = _with_text(case, case.rule.period)
    event, start_on = str(case.trigger.get("event") or "the event"), read_date(case.trigger["date"], "trigger.date")

    def count(limit: Period, from_on: date, words: str) -> Reckoning:
        return reckon(
            limit,
            from_on,
            case.calendar,
            start_event=words,
            start_time=_start_time(case) if limit.unit is Unit.HOURS else None,
            citation=case.citation,
            served_by=case.rule.served_by,
            tolled=case.rule.tolled,
        )

    if "combine" in case.params:
        reckoning = combined(case.params["combine"], period, case.trigger, count)
    else:
        reckoning = count(period, start_on, event)
    for link in _links(case):
        reckoning = after(reckoning, count(link, reckoning.due_on, "the last day of the period before"))
    if case.params.get("cap") is not None:
        cap = read_rule({"n": case.params["cap"]}).period
        reckoning = earlier_of(reckoning, count(replace(cap, roll=period.roll), start_on, event))
    return reckoning


def _links(case: _Case) -> list[Period]:
    """The periods that follow on the first one, each from the last day of the one before."""
    links = case.params.get("then") or []
    return [read_rule(link).period for link in (links if isinstance(links, list) else [links])]


def _start_time(case: _Case) -> time | None:
    if case.trigger.get("time"):
        return read_time(case.trigger["time"], "trigger.time")
    return time_within(case.trigger["date"])


def _with_text(case: _Case, period: Period) -> Period:
    """The period completed by what the quoted rule says about the window and the time of day."""
    text = case.citation.text
    cutoff = period.cutoff or _trigger_closing(case.trigger) or rule_text.cutoff_time(text)
    opens_after = period.opens_after if period.opens_after is not None else rule_text.window_opening(text)
    if opens_after is not None and not _opens_before_it_closes(period, opens_after):
        opens_after = None
    return replace(period, cutoff=cutoff, opens_after=opens_after)


def _opens_before_it_closes(period: Period, opens_after: int) -> bool:
    return opens_after < period.n if period.direction is Direction.FORWARD else opens_after > period.n


def _trigger_closing(trigger: Mapping[str, Any]) -> time | None:
    for entry in CLOSING_ENTRIES:
        if trigger.get(entry):
            return read_time(trigger[entry], f"trigger.{entry}")
    return None


def _explanation(case: _Case, reckoning: Reckoning) -> dict[str, Any]:
    told: dict[str, Any] = {
        "sentences": [*_doubts(case), *reckoning.sentences()],
        "start": {"event": reckoning.start_event, "date": reckoning.start_on.isoformat()},
        "rule": {"text": case.citation.text, "source": case.citation.source, "period": reckoning.period.as_data()},
        "calendar": case.calendar.name,
        "strict_date": reckoning.strict_on.isoformat(),
        "safe_date": reckoning.safe_on.isoformat(),
        "nominal_last_day": reckoning.nominal_on.isoformat(),
    }
    if reckoning.closed_reason:
        told["next_open_day"] = case.calendar.next_open_day(reckoning.due_on).isoformat()
    if reckoning.opens_on:
        told["window_opens"] = reckoning.opens_on.isoformat()
    if reckoning.due_time:
        told["cutoff_time"] = clock_time(reckoning.due_time)
    _tell_the_act(case, reckoning, told)
    told["days"] = reckoning.as_data()["days"]
    if reckoning.parts:
        told["clocks"] = [part.sentences() for part in reckoning.parts]
    return told


def _doubts(case: _Case) -> list[str]:
    """A weekday that contradicts its date is said, because the date may be the slip."""
    named, day = case.trigger.get("weekday"), read_date(case.trigger["date"], "trigger.date")
    actual = WEEKDAYS[day.weekday()]
    if isinstance(named, str) and not actual.lower().startswith(named[:3].lower()):
        return [f"The case calls {day.isoformat()} a {named}; it is {spoken(day)}."]
    return []


def _tell_the_act(case: _Case, reckoning: Reckoning, told: dict[str, Any]) -> None:
    """Add the date the act counts for and whether it was in time, when the case says that something was done."""
    said: list[str] = told["sentences"]
    if "first_filed" in case.trigger and "resubmitted" in case.trigger:
        first = read_date(case.trigger["first_filed"], "trigger.first_filed")
        cure = cured(reckoning, first, read_date(case.trigger["resubmitted"], "trigger.resubmitted"))
        told |= {"filing_date_for_rule": cure.filed_on.isoformat(), "timely_cure": cure.is_timely}
        said.append(cure.sentence)
        return
    act, moment = _act(case)
    if act is None:
        return
    outcome = is_timely(reckoning, act.on, moment)
    told |= {"filing_date_for_rule": act.on.isoformat(), "timely": outcome.is_timely}
    said += [*act.reasons, outcome.sentence]


def _act(case: _Case) -> tuple[ActDate | None, time | None]:
    filing = case.trigger.get("filing")
    if isinstance(filing, Mapping):
        return date_of_act(_delivery(filing), _terms(case, filing), case.calendar), None
    if filing is not None:
        raise CaseError("trigger.filing: expected a record such as postmark and received.")
    # The published example states what was done next to its answer: a fact of the case, not the answer itself.
    for place in (case.trigger, case.expected):
        for entry in ACT_ENTRIES:
            if is_date(place.get(entry)):
                return ActDate(read_date(place[entry], entry)), time_within(place[entry])
    return None, None


def _delivery(filing: Mapping[str, Any]) -> Delivery:
    known = {"method", "rule", *CLOSING_ENTRIES, *(name for names in DELIVERY_DATES.values() for name in names)}
    if unknown := sorted(set(filing) - known):
        raise CaseError(f"trigger.filing: unknown entry {', '.join(unknown)}.")
    facts: dict[str, Any] = {"method": str(filing.get("method") or "")}
    for fact, names in DELIVERY_DATES.items():
        for name in names:
            if filing.get(name):
                facts[fact] = read_date(filing[name], f"trigger.filing.{name}")
                moment = time_within(filing[name])
                if moment and fact in ("received_on", "sent_on"):
                    facts[fact.replace("_on", "_time")] = moment
    return Delivery(**facts)


def _terms(case: _Case, filing: Mapping[str, Any]) -> FilingTerms:
    text = case.citation.text
    stated = case.params.get("filing_rule") or filing.get("rule")
    try:
        rule = FilingRule(stated) if stated else rule_text.filing_rule(text) or FilingRule.RECEIPT
    except ValueError as error:
        raise CaseError(f"filing rule: {stated!r} is not one of {', '.join(FilingRule)}.") from error
    return FilingTerms(
        rule=rule,
        closes=_trigger_closing(filing) or case.rule.period.cutoff or rule_text.cutoff_time(text),
        deemed_receipt_days=_days(case, "deemed_receipt_days", rule_text.deemed_receipt_days(text)),
        presumed_mailed_days=_days(case, "presumed_mailed_days", rule_text.presumed_mailed_days(text)),
        original_within=_days(case, "original_within", None),
    )


def _days(case: _Case, entry: str, by_text: int | None) -> int | None:
    """A number of days given as a parameter, or else read from the quoted rule."""
    stated = case.params.get(entry)
    return by_text if stated is None else read_count(stated, f"rule_params.{entry}")
