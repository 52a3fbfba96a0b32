"""Where a case stands on its procedure on a given day: `stand` is the one question the rest of the house asks."""

from dataclasses import dataclass, replace
from datetime import date

from grievances.time_limits import wording
from grievances.time_limits.clocks import Clocks
from grievances.time_limits.facts import Event, Facts
from grievances.time_limits.happenings import opening_step
from grievances.time_limits.moves import moves_of
from grievances.time_limits.rules import ClockKind, Happening, Lapse, Procedure, Side, Step, StepKind
from grievances.time_limits.standing import Clock, ClockState, NextDate, Phase, Standing
from laborrel.workdays.wording import spoken
from laborrel.workdays.work_calendar import ONE_DAY, WorkCalendar

MISSED = (ClockState.LAPSED, ClockState.LATE)


@dataclass(frozen=True)
class Picture:
    """The clocks of a case laid out: those of steps reached, and those that lead to the steps that may come next."""

    clocks: Clocks
    here: Step | None
    reached: tuple[Clock, ...]
    onward_steps: tuple[Step, ...]
    onward: tuple[Clock, ...]

    def waiting_here(self) -> list[Clock]:
        """Our answer clocks at the present step."""
        if self.here is None:
            return []
        mine = [clock for clock in self.reached if clock.step == self.here.sequence]
        return [clock for clock in mine if clock.kind is ClockKind.ANSWER]

    @property
    def is_answered(self) -> bool:
        """The present step is answered, or its mediation over."""
        here, known = self.here, self.clocks.happenings
        if here is None:
            return False
        if here.kind is StepKind.MEDIATION:
            ends = (Happening.MEDIATION_ENDED, Happening.MEDIATION_REFUSED, Happening.ANSWERED)
            return known.first_of(ends, here.sequence) is not None
        return known.answer(here.sequence) is not None

    @property
    def is_onward_lapsed(self) -> bool:
        """There was somewhere to go, and the time for every way has run out."""
        return bool(self.onward) and all(clock.state is ClockState.LAPSED for clock in self.onward)


def stand(procedure: Procedure, facts: Facts, calendar: WorkCalendar, as_of: date) -> Standing:
    """The standing of one case on `as_of`: step, phase, all clocks of both sides, lapses, moves and next dates.

    Pure and deterministic: events after `as_of` are not known yet, and the same arguments give the same answer.
    Raises CircularClocks for a procedure whose clocks wait for each other, NeverEnds for one whose days never count.
    """
    clocks = Clocks(procedure, facts, calendar, as_of)
    _advance_by_itself(clocks, _last_step(procedure, facts))
    picture = _with_effects(_picture(clocks, _last_step(procedure, facts)))
    phase = _phase(picture)
    here = picture.here
    defences = _defences(picture)
    return Standing(
        as_of=as_of,
        phase=phase,
        step=here.sequence if here else None,
        step_name=here.name if here else "",
        headline=_headline(picture, phase),
        clocks=picture.reached + picture.onward,
        moves=moves_of(picture.clocks, here, picture.reached, picture.onward, phase, bool(defences)),
        defences=defences,
        exposures=tuple(c.effect for c in picture.reached if c.side is Side.OURS and c.state in MISSED),
        routes=_routes(procedure, facts),
        next_ours=_next(picture, phase, Side.OURS),
        next_theirs=_next(picture, phase, Side.THEIRS),
    )


def _last_step(procedure: Procedure, facts: Facts) -> int:
    """The highest step this kind of matter may reach."""
    cuts = [cut.last_step for cut in procedure.exclusions if cut.topic in facts.topics and cut.last_step is not None]
    return min([procedure.steps[-1].sequence, *cuts])


def _advance_by_itself(clocks: Clocks, last_step: int) -> None:
    """Where silence moves the case, let it move, step by step, but never into arbitration."""
    deemed: list[Event] = []
    for _ in clocks.procedure.steps:
        here = clocks.happenings.current
        if here is None or clocks.happenings.ending or clocks.happenings.answer(here):
            return
        step, onward = clocks.procedure.step(here), clocks.procedure.following(here)
        silent = [clock for clock in clocks.at(step, ClockKind.ANSWER) if clock.state is ClockState.LAPSED]
        moved = [clock.due_on for clock in silent if clock.lapse is Lapse.AUTOMATIC_ADVANCE and clock.due_on]
        if not moved or onward is None or onward.kind is StepKind.ARBITRATION or onward.sequence > last_step:
            return
        note = f"Moved here by itself: no {step.name} answer by {spoken(moved[0])}."
        deemed.append(Event(Happening.FILED, moved[0] + ONE_DAY, step=onward.sequence, note=note))
        clocks.know_also(deemed)


def _picture(clocks: Clocks, last_step: int) -> Picture:
    procedure, known = clocks.procedure, clocks.happenings
    opening = procedure.step(opening_step(procedure, clocks.facts, known))
    if known.current is None:
        return Picture(clocks, None, (), (opening,), tuple(_file_clocks(clocks, opening, is_opening=True)))
    reached: list[Clock] = []
    for sequence in dict.fromkeys(known.visited):
        step = procedure.step(sequence)
        reached += _file_clocks(clocks, step, is_opening=step is opening)
        reached += [clock for clock in clocks.at(step) if clock.kind is not ClockKind.FILE and _has_come_up(clock)]
    here = procedure.step(known.current)
    steps = () if here.is_final or known.ending else tuple(_next_steps(procedure, here, last_step))
    onward = [clock for step in steps for clock in _file_clocks(clocks, step, is_opening=False)]
    return Picture(clocks, here, tuple(reached), steps, tuple(onward))


def _has_come_up(clock: Clock) -> bool:
    return clock.state is not ClockState.SUPERSEDED or clock.due_on is not None


def _file_clocks(clocks: Clocks, step: Step, *, is_opening: bool) -> list[Clock]:
    """The clocks for coming to a step. A start above the first step without its own clock borrows the opening one."""
    rules = clocks.rules(step, ClockKind.FILE)
    if is_opening and not any(clocks.has_a_start(step, rule) for rule in rules):
        lender = clocks.procedure.step(_lending_step(clocks, step))
        rules = clocks.rules(lender, ClockKind.FILE)
    return [clocks.of(step, rule) for rule in rules]


def _lending_step(clocks: Clocks, step: Step) -> int:
    for start in clocks.procedure.start_steps:
        if start.topic in clocks.facts.topics and start.sequence == step.sequence and start.opening_step is not None:
            return start.opening_step
    return clocks.procedure.steps[0].sequence


def _next_steps(procedure: Procedure, here: Step, last_step: int) -> list[Step]:
    """The steps the case may be taken to: the next one, and beyond it as long as the one before is optional."""
    found: list[Step] = []
    step = procedure.following(here.sequence)
    while step is not None and step.sequence <= last_step:
        found.append(step)
        if not step.is_optional:
            break
        step = procedure.following(step.sequence)
    return found


def _with_effects(picture: Picture) -> Picture:
    """The same clocks, each with the sentence that says what its lapse does or did."""
    procedure = picture.clocks.procedure
    files = {c.step: c for c in (*picture.onward, *picture.reached) if c.kind is ClockKind.FILE}

    def told(clock: Clock) -> Clock:
        following = procedure.following(clock.step)
        while following is not None and following.is_optional and following.sequence not in files:
            following = procedure.following(following.sequence)
        onward = files.get(following.sequence) if following else None
        silently = following is not None and _starts_silently(picture.clocks, following)
        return replace(clock, effect=wording.effect_of(clock, onward, following, starts_silently=silently))

    return replace(
        picture, reached=tuple(told(c) for c in picture.reached), onward=tuple(told(c) for c in picture.onward)
    )


def _starts_silently(clocks: Clocks, step: Step) -> bool:
    """Whether the time to come to `step` starts when the answer before it stays out."""
    triggers = [trigger.kind for rule in clocks.rules(step, ClockKind.FILE) for trigger in rule.triggers]
    return Happening.ANSWER_LAPSED in triggers or Happening.ANSWER_DUE in triggers


def _phase(picture: Picture) -> Phase:
    known, here = picture.clocks.happenings, picture.here
    if known.ending:
        return Phase.CLOSED
    if picture.clocks.open_hold:
        return Phase.HELD
    if here is None:
        return Phase.MISSED_BY_THEM if picture.is_onward_lapsed else Phase.NOT_FILED
    if here.kind is StepKind.ARBITRATION:
        return Phase.AT_ARBITRATION
    if picture.is_answered:
        if not picture.onward_steps:
            return Phase.FINAL
        return Phase.MISSED_BY_THEM if picture.is_onward_lapsed else Phase.ANSWERED
    return _silent_phase(picture, here)


def _silent_phase(picture: Picture, here: Step) -> Phase:
    """The phase of a step that has no answer."""
    missed = [clock.lapse for clock in picture.waiting_here() if clock.state is ClockState.LAPSED]
    if Lapse.DEEMED_GRANTED in missed:
        return Phase.GRANTED_BY_SILENCE
    if picture.is_onward_lapsed:
        return Phase.MISSED_BY_THEM
    if missed:
        return Phase.DENIED_BY_SILENCE if Lapse.DEEMED_DENIED in missed else Phase.UNANSWERED
    return Phase.IN_MEDIATION if here.kind is StepKind.MEDIATION else Phase.WAITING_FOR_US


def _defences(picture: Picture) -> tuple[str, ...]:
    """The time limits the other side missed. A missed optional step is none while another way is open."""
    missed = [clock for clock in picture.reached if clock.side is Side.THEIRS and clock.state in MISSED]
    if picture.is_onward_lapsed and not picture.clocks.happenings.ending:
        missed += [clock for clock in picture.onward if clock.side is Side.THEIRS]
    said = [wording.defence(clock) for clock in missed]
    return tuple(said + _steps_left_out(picture))


def _steps_left_out(picture: Picture) -> list[str]:
    """A filing above the first step that neither the kind of matter nor an agreement allows."""
    procedure, known, facts = picture.clocks.procedure, picture.clocks.happenings, picture.clocks.facts
    if not known.arrivals or known.arrivals[0].kind is not Happening.FILED:
        return []
    first = known.visited[0]
    allowed = {start.sequence for start in procedure.start_steps if start.topic in facts.topics}
    if first == procedure.steps[0].sequence or first in allowed or facts.start_step == first:
        return []
    names = (procedure.step(first).name, procedure.steps[0].name)
    return [f"The grievance was filed first at {names[0]}; {names[1]} was left out without an agreement to do so."]


def _routes(procedure: Procedure, facts: Facts) -> tuple[str, ...]:
    """Where an excluded or limited matter belongs."""
    said = []
    for cut in procedure.exclusions:
        if cut.topic not in facts.topics:
            continue
        where = f" ({cut.article})" if cut.article else ""
        forum = ", ".join(part for part in (cut.forum, cut.form) if part)
        if cut.last_step is not None:
            said.append(f"{cut.title}: heard no further than {procedure.step(cut.last_step).name}{where}.")
        elif cut.election_group:
            said.append(f"{cut.title}: either here or before {forum}, not both{where}.")
        else:
            goes = f" It goes to {forum}." if forum else ""
            said.append(f"{cut.title}: not heard under this procedure{where}.{goes}")
    return tuple(said)


def _next(picture: Picture, phase: Phase, side: Side) -> NextDate | None:
    """The earliest thing `side` has to do. Our own overdue answer stays until it is given or no longer matters."""
    if phase in (Phase.CLOSED, Phase.HELD, Phase.MISSED_BY_THEM):
        return None
    dates = []
    for clock in (*picture.reached, *picture.onward):
        is_overdue = side is Side.OURS and clock.state is ClockState.LAPSED and _still_matters(picture, clock)
        if clock.side in (side, Side.BOTH) and (clock.state is ClockState.RUNNING or is_overdue):
            due, safe = clock.due_on or date.max, clock.safe_on or date.max
            on = safe if side is Side.OURS and not is_overdue else due
            dates.append(NextDate(on, due, side, clock.who, clock.act, clock.step, clock.key, is_overdue))
    return min(dates, key=lambda found: found.on, default=None)


def _still_matters(picture: Picture, clock: Clock) -> bool:
    return picture.here is not None and clock.step == picture.here.sequence and not picture.is_answered


def _headline(picture: Picture, phase: Phase) -> str:
    name = picture.here.name if picture.here else ""
    known = picture.clocks.happenings
    sentences = {
        Phase.NOT_FILED: "Not yet filed.",
        Phase.WAITING_FOR_US: f"At {name}, waiting for the answer of {_answerer(picture)}.",
        Phase.UNANSWERED: f"At {name}, unanswered: the time to answer has run out.",
        Phase.DENIED_BY_SILENCE: f"At {name}, denied by silence: the time to appeal is running.",
        Phase.GRANTED_BY_SILENCE: f"At {name}, unanswered: that counts as agreement to the remedy asked.",
        Phase.ANSWERED: f"Answered at {name}; it may be taken to the next step.",
        Phase.MISSED_BY_THEM: "The time to take the grievance on has run out."
        if name
        else "The time to file has run out.",
        Phase.FINAL: f"Answered at {name}; no further step follows.",
        Phase.IN_MEDIATION: f"At {name}, outcome open.",
        Phase.AT_ARBITRATION: "Referred to arbitration.",
        Phase.HELD: f"Held in abeyance at {name}." if name else "Held in abeyance.",
        Phase.CLOSED: f"{known.ending.kind.value.capitalize()} on {spoken(known.ending.on)}." if known.ending else "",
    }
    return sentences[phase]


def _answerer(picture: Picture) -> str:
    return (picture.here.answered_by if picture.here else "") or wording.OUR_NAME
