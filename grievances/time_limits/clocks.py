"""One case's clocks: what started each, when it ends, and whether it was met, is running, stands still or ran out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from grievances.time_limits import wording
from grievances.time_limits.facts import AgreedExtension, Event, Facts
from grievances.time_limits.happenings import ARRIVALS, Happenings
from grievances.time_limits.rules import (
    Choice,
    ClockKind,
    ClockRule,
    DatedBy,
    Happening,
    Procedure,
    Side,
    Step,
    Trigger,
)
from grievances.time_limits.standing import Clock, ClockState
from laborrel.workdays.counting import earlier_of, extended, later_of, reckon
from laborrel.workdays.reckoning import Citation, Extension, Reckoning
from laborrel.workdays.wording import spoken
from laborrel.workdays.work_calendar import DateSpan, WorkCalendar

MET_BY_DEFAULT = {
    ClockKind.FILE: (Happening.FILED, Happening.SKIPPED, Happening.REVERTED),
    ClockKind.ANSWER: (Happening.ANSWERED,),
    ClockKind.MEETING: (Happening.MEETING_HELD,),
    ClockKind.OTHER: (),
}
BY_AGREEMENT = frozenset({Happening.SKIPPED, Happening.REVERTED})
MOOT_ONCE_ANSWERED = frozenset({ClockKind.MEETING, ClockKind.OTHER})


class CircularClocks(ValueError):
    """Two clocks of the procedure each wait for the other."""


@dataclass(frozen=True)
class Start:
    """The day a clock starts, the words for it, and how the paper that started it was served."""

    trigger: Trigger
    on: date
    words: str
    method: str = ""


class Clocks:
    """The clocks of one case on one day, each worked out once and only when asked for."""

    def __init__(self, procedure: Procedure, facts: Facts, calendar: WorkCalendar, as_of: date) -> None:
        self.procedure, self.facts, self.calendar, self.as_of = procedure, facts, calendar, as_of
        self.happenings = Happenings(facts, as_of)
        holds = [hold for hold in facts.holds if hold.is_proven and hold.from_on <= as_of]
        self._pauses = tuple(DateSpan(h.from_on, h.until_on, h.reason) for h in holds if h.until_on is not None)
        self.open_hold = next((hold for hold in holds if hold.until_on is None), None)
        self._worked_out: dict[tuple[int, int], Clock] = {}
        self._in_progress: set[tuple[int, int]] = set()

    def know_also(self, deemed: Iterable[Event]) -> None:
        """Take up events that follow from a lapse, such as an advance that happened by itself."""
        self.happenings = Happenings(self.facts, self.as_of, deemed)
        self._worked_out.clear()

    def rules(self, step: Step, kind: ClockKind | None = None) -> list[ClockRule]:
        """The clocks of a step that apply to this kind of matter."""
        special = [rule for rule in step.clocks if rule.topics and set(rule.topics) & set(self.facts.topics)]
        replaced = {rule.replaces for rule in special}
        general = [rule for rule in step.clocks if not rule.topics and rule.key not in replaced]
        return [rule for rule in step.clocks if rule in (*special, *general) and kind in (None, rule.kind)]

    def of(self, step: Step, rule: ClockRule) -> Clock:
        """The clock of that rule at that step. Raises CircularClocks."""
        place = (step.sequence, id(rule))
        if place not in self._worked_out:
            if place in self._in_progress:
                raise CircularClocks(f"The clock {rule.key} of {step.name} waits for itself.")
            self._in_progress.add(place)
            self._worked_out[place] = self._work_out(step, rule)
            self._in_progress.discard(place)
        return self._worked_out[place]

    def at(self, step: Step, kind: ClockKind | None = None) -> list[Clock]:
        """The clocks of a step, in the order of the agreement."""
        return [self.of(step, rule) for rule in self.rules(step, kind)]

    def has_a_start(self, step: Step, rule: ClockRule) -> bool:
        """Whether anything has started that clock."""
        return bool(self._starts(step.sequence, rule))

    def _work_out(self, step: Step, rule: ClockRule) -> Clock:
        blank = Clock(
            step=step.sequence,
            key=rule.key,
            kind=rule.kind,
            side=rule.side,
            who=wording.who_acts(step, rule),
            act=rule.act,
            state=ClockState.WAITING,
            lapse=rule.lapse,
            lapse_text=rule.lapse_text,
            article=rule.article or step.article,
            notes=(rule.note,) if rule.note else (),
        )
        starts = self._starts(step.sequence, rule)
        act = self.happenings.first_of(rule.met_by or MET_BY_DEFAULT[rule.kind], step.sequence)
        if not starts:
            return self._without_start(blank, step, rule, act)
        return self._judged(self._counted(blank, rule, starts), rule, act)

    def _without_start(self, blank: Clock, step: Step, rule: ClockRule, act: Event | None) -> Clock:
        if act:
            return _met(blank, act, rule)
        if self._is_over(step.sequence, rule):
            return replace(blank, state=ClockState.SUPERSEDED)
        waits = wording.waits_for(self.procedure, rule.triggers[0], step, self.happenings)
        return replace(blank, notes=(*blank.notes, waits))

    def _starts(self, step: int, rule: ClockRule) -> list[Start]:
        found = []
        for trigger in rule.triggers:
            start = self._start(trigger, step)
            if start:
                found.append(start)
                if rule.choice is Choice.FIRST_KNOWN:
                    break
        return found

    def _start(self, trigger: Trigger, own: int) -> Start | None:
        if trigger.given and not self._has_happened(trigger.given, trigger.given_step, own):
            return None
        if trigger.unless and self._has_happened(trigger.unless, trigger.unless_step, own):
            return None
        step = self.happenings.resolved(trigger.step, own)
        if trigger.kind is Happening.OCCURRED:
            return _start_on(trigger, self.facts.occurred_on, "the event")
        if trigger.kind is Happening.KNOWN:
            return self._knowledge(trigger)
        if step is None:
            return None
        if trigger.kind in (Happening.ANSWER_DUE, Happening.ANSWER_LAPSED):
            return self._answer_due(trigger, step)
        return self._event_start(trigger, step)

    def _has_happened(self, kind: Happening, step: int | None, own: int) -> bool:
        wanted = self.happenings.resolved(step, own)
        return wanted is not None and self.happenings.at(kind, wanted) is not None

    def _knowledge(self, trigger: Trigger) -> Start | None:
        if self.facts.known_on is not None:
            return Start(trigger, self.facts.known_on, "knowledge of the event")
        return _start_on(trigger, self.facts.occurred_on, "the event, no later knowledge being recorded")

    def _answer_due(self, trigger: Trigger, step: int) -> Start | None:
        target = self.procedure.step(step)
        clocks = [clock for clock in self.at(target, ClockKind.ANSWER) if clock.due_on is not None]
        words = f"the day the {target.name} answer was due"
        if trigger.kind is Happening.ANSWER_DUE:
            return _start_on(trigger, clocks[-1].due_on if clocks else None, words)
        missed = [clock for clock in clocks if clock.state in (ClockState.LAPSED, ClockState.LATE)]
        return _start_on(trigger, missed[0].due_on if missed else None, f"{words}, no answer having been given")

    def _event_start(self, trigger: Trigger, step: int) -> Start | None:
        name = self.procedure.step(step).name
        if trigger.kind in (Happening.ANSWER_ISSUED, Happening.ANSWER_RECEIVED):
            event = self.happenings.answer(step)
        elif trigger.kind in (Happening.FILED, Happening.FILING_RECEIVED):
            event = self.happenings.arrival(step)
        else:
            event = self.happenings.at(trigger.kind, step)
        if event is None:
            return None
        on, words = wording.started_by(trigger.kind, event, name)
        return Start(trigger, on, words, event.method)

    def _counted(self, blank: Clock, rule: ClockRule, starts: Sequence[Start]) -> Clock:
        """The clock with its last day, or standing still in an abeyance that has not ended."""
        reckoning = self._reckoned(rule, starts)
        reckoning, notes = self._extended(blank, rule, reckoning)
        notes = (*blank.notes, *notes)
        if self.open_hold and self.open_hold.from_on <= _judged_on(rule, reckoning):
            counted = sum(1 for mark in reckoning.days if mark.number is not None and mark.on < self.open_hold.from_on)
            since = f"Stands still since {spoken(self.open_hold.from_on)}: {self.open_hold.reason}."
            return replace(blank, state=ClockState.STOPPED, notes=(*notes, since), counted=counted)
        return replace(
            blank,
            state=ClockState.RUNNING,
            due_on=reckoning.due_on,
            judged_on=_judged_on(rule, reckoning),
            safe_on=reckoning.safe_on,
            notes=notes,
            reckoning=reckoning,
        )

    def _reckoned(self, rule: ClockRule, starts: Sequence[Start]) -> Reckoning:
        citation = Citation(rule.rule_text, rule.article, self.procedure.agreement)
        counts = []
        for start in starts:
            period = rule.period if start.trigger.n is None else replace(rule.period, n=start.trigger.n)
            counts.append(
                reckon(
                    period,
                    start.on,
                    self.calendar,
                    start_event=start.words,
                    citation=citation,
                    served_by=start.method,
                    tolled=self._pauses,
                )
            )
        return (later_of if rule.choice is Choice.LATER else earlier_of)(*counts)

    def _extended(self, blank: Clock, rule: ClockRule, reckoning: Reckoning) -> tuple[Reckoning, tuple[str, ...]]:
        """The count after the extensions that have effect, and notes on those that have none."""
        notes: list[str] = []
        mine = [ext for ext in self.facts.extensions if (ext.step, ext.clock) == (blank.step, blank.key)]
        for extension in sorted(mine, key=lambda ext: ext.agreed_on):
            if extension.agreed_on > self.as_of:
                continue
            if refusal := _why_without_effect(extension, _judged_on(rule, reckoning)):
                notes.append(refusal)
                continue
            to_on = extension.to_on or self._later(rule, reckoning, extension.more_days or 0)
            agreed = Extension(to_on, extension.agreed_on, extension.words)
            reckoning = extended(reckoning, agreed, self.calendar)
        return reckoning, tuple(notes)

    def _later(self, rule: ClockRule, reckoning: Reckoning, more_days: int) -> date:
        longer = replace(rule.period, n=more_days, opens_after=None, extra_days=0)
        return reckon(longer, reckoning.due_on, self.calendar, tolled=self._pauses).due_on

    def _judged(self, clock: Clock, rule: ClockRule, act: Event | None) -> Clock:
        """The clock with its verdict: met, late, lapsed, moot or still running."""
        if act:
            return _met(clock, act, rule)
        if clock.state is ClockState.STOPPED or clock.judged_on is None:
            over = self._is_over(clock.step, rule)
            return replace(clock, state=ClockState.SUPERSEDED) if over else clock
        over_on = self._over_on(clock.step, rule)
        if (over_on or self.as_of) > clock.judged_on:
            return replace(clock, state=ClockState.LAPSED)
        return replace(clock, state=ClockState.SUPERSEDED) if over_on else clock

    def _over_on(self, step: int, rule: ClockRule) -> date | None:
        """The day from which the act no longer matters: the case moved on, ended, or was answered without it."""
        days = [self.happenings.left_on(step)]
        if rule.kind in MOOT_ONCE_ANSWERED and rule.side is not Side.THEIRS:
            answer = self.happenings.answer(step)
            days.append(answer.on if answer else None)
        if rule.kind is ClockKind.ANSWER:
            declined = self.happenings.at(Happening.HEARING_DECLINED, step)
            days.append(declined.on if declined else None)
        return min((day for day in days if day), default=None)

    def _is_over(self, step: int, rule: ClockRule) -> bool:
        return self._over_on(step, rule) is not None


def _start_on(trigger: Trigger, on: date | None, words: str) -> Start | None:
    return None if on is None else Start(trigger, on, words)


def _judged_on(rule: ClockRule, reckoning: Reckoning) -> date:
    """Our own acts are judged by the strict date, the other side's by the lenient one."""
    return reckoning.lenient_on if rule.side is Side.THEIRS else reckoning.due_on


def _date_of(act: Event, rule: ClockRule) -> date:
    if act.kind is Happening.ANSWERED and rule.dated_by is DatedBy.RECEIVED:
        return act.received_on or act.on
    return act.on


def _met(clock: Clock, act: Event, rule: ClockRule) -> Clock:
    met_on = _date_of(act, rule)
    if act.note and act.kind in ARRIVALS:
        clock = replace(clock, notes=(*clock.notes, act.note))
    if act.kind in BY_AGREEMENT:
        moved = "Moved here by agreement." if act.kind is Happening.SKIPPED else "Sent back here by agreement."
        return replace(clock, state=ClockState.MET, met_on=met_on, notes=(*clock.notes, moved))
    is_late = clock.judged_on is not None and met_on > clock.judged_on
    return replace(clock, state=ClockState.LATE if is_late else ClockState.MET, met_on=met_on)


def _why_without_effect(extension: AgreedExtension, judged_on: date) -> str:
    """Why an extension changes nothing; empty when it does."""
    wanted = spoken(extension.to_on) if extension.to_on else f"{extension.more_days} more days"
    if not extension.is_proven:
        return f"An extension to {wanted} is recorded without agreed evidence: it has no effect until it is proven."
    if extension.agreed_on > judged_on:
        return (
            f"An extension to {wanted} was agreed on {spoken(extension.agreed_on)}, after the time had run out on "
            f"{spoken(judged_on)}: it is no extension."
        )
    return ""
