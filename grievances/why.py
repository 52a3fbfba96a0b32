"""Why this date: a stored explanation laid out as a calendar, in sentences and as facts, for a page and for a paper."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from grievances.case_inputs import calendar_of, ladder_of
from grievances.due_words import due_of
from grievances.models import DueDate, Extension, Grievance, Hold
from grievances.time_limits.rules import ClockRule, Step
from laborrel.documents.models import Document
from laborrel.web.calendar_strip import COUNTED, DUE, EXTRA, OUTSIDE, ROLLED, SKIPPED, START, TOLLED
from laborrel.web.wording import Due, day_words
from laborrel.workdays.day_marks import DayKind, DayMark
from laborrel.workdays.reckoning import (
    CONTRACT_SILENT_ON_ROLL,
    LAST_DAY_IS_CLOSED,
    LAST_DAY_IS_HOLIDAY,
    LAST_DAY_IS_WEEKEND,
    Reckoning,
)

WEEK = 7
_KINDS = {
    DayKind.START: START,
    DayKind.COUNTED: COUNTED,
    DayKind.SKIPPED: SKIPPED,
    DayKind.TOLLED: TOLLED,
    DayKind.SERVICE: COUNTED,
    DayKind.ROLLED: ROLLED,
    DayKind.EXTENDED: EXTRA,
    DayKind.DUE: DUE,
}
_FLAGS = {
    LAST_DAY_IS_HOLIDAY: "The last day is a holiday.",
    LAST_DAY_IS_WEEKEND: "The last day is on a weekend.",
    LAST_DAY_IS_CLOSED: "The office is closed on the last day.",
    CONTRACT_SILENT_ON_ROLL: "The agreement does not say what happens when the last day is closed.",
}
SIDES = {"ours": "Employer", "theirs": "Union or grievant", "both": "Both sides", "neutral": "Neutral"}


@dataclass(slots=True)
class Strip:
    """One calendar picture: weeks of seven days and the caption."""

    weeks: list[list[dict[str, Any]]]
    title: str
    strip_id: str


@dataclass(slots=True)
class Why:
    """One date of one clock, explained."""

    row: DueDate
    grievance: Grievance
    step_name: str
    who: str
    act: str
    due: Due
    rule: ClockRule | None
    reckoning: Reckoning | None
    strips: list[Strip]
    sentences: list[str]
    flags: list[str]
    notes: list[str]
    safe_on: date | None = None
    judged_on: date | None = None
    extensions: list[Extension] = field(default_factory=list)
    holds: list[Hold] = field(default_factory=list)
    earlier: list[DueDate] = field(default_factory=list)

    @property
    def title(self) -> str:
        on = f" by {day_words(self.row.due_on)}" if self.row.due_on else ", the clock standing still"
        return f"{self.who[:1].upper()}{self.who[1:]} {'had' if self.is_past else 'has'} to {self.act}{on}"

    @property
    def side_words(self) -> str:
        return SIDES.get(self.row.side, self.row.side)

    @property
    def is_past(self) -> bool:
        return self.row.state in ("met", "late", "lapsed") or self.row.superseded_at is not None

    @property
    def is_silent(self) -> bool:
        return self.reckoning is not None and self.reckoning.is_silent

    @property
    def article(self) -> str:
        if self.rule is not None and self.rule.article:
            return self.rule.article
        return self.reckoning.citation.article if self.reckoning else ""

    @property
    def rule_text(self) -> str:
        if self.reckoning is not None and self.reckoning.citation.text:
            return self.reckoning.citation.text
        return self.rule.rule_text if self.rule else ""


def why(row: DueDate, grievance: Grievance, *, today: date, others: list[DueDate] | None = None) -> Why:
    """The explanation as it was stored when the date was computed. `others` are the case's dates of any clock."""
    step, rule = _rule(grievance, row)
    data = row.explanation
    reckoning = Reckoning.from_data(data["reckoning"]) if data.get("reckoning") else None
    act = _act_of(row, data)
    return Why(
        row=row,
        grievance=grievance,
        step_name=step.name if step else f"Step {row.step}",
        who=data.get("who") or SIDES.get(row.side, row.side),
        act=act,
        due=due_of(row, calendar=calendar_of(grievance), today=today),
        rule=rule,
        reckoning=reckoning,
        strips=_strips(reckoning, row, act),
        sentences=reckoning.sentences() if reckoning else [],
        flags=[_FLAGS[flag] for flag in (reckoning.flags if reckoning else ()) if flag in _FLAGS],
        notes=list(data.get("notes", [])),
        safe_on=_day(data.get("safe_on")),
        judged_on=_day(data.get("judged_on")),
        earlier=[other for other in others or [] if _is_same_clock(other, row) and other.pk != row.pk],
    )


def with_agreements(explained: list[Why], papers: list[Document]) -> list[Why]:
    """Hang the case's extensions and holds on its explained dates, each with its paper when that may be seen."""
    by_pk = {paper.pk: paper for paper in papers}
    for each in explained:
        grievance = each.grievance
        mine = (each.row.step, each.row.clock)
        each.extensions = [row for row in grievance.extensions.all() if (row.step, row.clock) == mine]
        each.holds = list(grievance.holds.all())
        agreed: list[Any] = [*each.extensions, *each.holds]
        for row in agreed:
            row.paper = by_pk.get(row.document_id)
    return explained


def _act_of(row: DueDate, data: dict[str, Any]) -> str:
    return str(data.get("act") or row.act)


def _is_same_clock(other: DueDate, row: DueDate) -> bool:
    return (other.step, other.clock) == (row.step, row.clock)


def _rule(grievance: Grievance, row: DueDate) -> tuple[Step | None, ClockRule | None]:
    ladder = ladder_of(grievance.procedure_id)
    step = next((each for each in ladder.steps if each.sequence == row.step), None)
    clocks = step.clocks if step else ()
    return step, next((clock for clock in clocks if clock.key == row.clock), None)


def _strips(reckoning: Reckoning | None, row: DueDate, act: str) -> list[Strip]:
    if reckoning is None:
        return []
    name = f"{act[:1].upper()}{act[1:]}"
    own = [Strip(weeks_of(reckoning), _caption(name, reckoning), f"why-{row.pk}")] if reckoning.days else []
    parts = [
        Strip(weeks_of(part), _caption(f"Count {number}", part), f"why-{row.pk}-{number}")
        for number, part in enumerate(reckoning.parts, start=1)
        if part.days
    ]
    return own + parts if len(parts) > 1 else own


def _caption(name: str, reckoning: Reckoning) -> str:
    event = reckoning.start_event or "the event"
    start = f"from {event}, {day_words(reckoning.start_on)}"
    return f"{name}: {reckoning.period.phrase} {start}, due {day_words(reckoning.due_on)}"


def weeks_of(reckoning: Reckoning) -> list[list[dict[str, Any]]]:
    """Whole weeks, Monday to Sunday, around every day of the count."""
    marks = {mark.on: mark for mark in reckoning.days}
    first, last = min(marks), max(marks)
    monday = first - timedelta(days=first.weekday())
    count = (last - monday).days // WEEK + 1
    return [
        [_cell(monday + timedelta(days=WEEK * week + day), marks, reckoning) for day in range(WEEK)]
        for week in range(count)
    ]


def _cell(day: date, marks: dict[date, DayMark], reckoning: Reckoning) -> dict[str, Any]:
    mark = marks.get(day)
    if mark is None:
        return {"date": day, "kind": OUTSIDE, "number": None, "reason": ""}
    reason = mark.reason
    if mark.kind is DayKind.START:
        reason = reason or reckoning.start_event
    if mark.kind is DayKind.DUE and reckoning.closed_reason:
        reason = reason or reckoning.closed_reason
    return {"date": day, "kind": _KINDS[mark.kind], "number": mark.number, "reason": reason}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
