"""What each side may do now: the legal next moves of a case."""

from collections.abc import Iterator

from grievances.time_limits import wording
from grievances.time_limits.clocks import Clocks
from grievances.time_limits.rules import ClockKind, Happening, Side, Step, StepKind
from grievances.time_limits.standing import Clock, ClockState, Move, Phase
from laborrel.workdays.wording import spoken

MOVABLE = frozenset({
    Phase.NOT_FILED, Phase.ANSWERED, Phase.UNANSWERED, Phase.DENIED_BY_SILENCE, Phase.IN_MEDIATION,
})  # fmt: skip
UNANSWERED = frozenset({Phase.WAITING_FOR_US, Phase.UNANSWERED, Phase.DENIED_BY_SILENCE, Phase.GRANTED_BY_SILENCE})
TOWARDS = {
    "file": "take the grievance to {step}",
    "request_arbitration": "request arbitration",
    "request_mediation": "request mediation",
}


def moves_of(
    clocks: Clocks, here: Step | None, reached: tuple[Clock, ...], onward: tuple[Clock, ...], phase: Phase, late: bool
) -> tuple[Move, ...]:
    """The moves open to each side. `late`: the other side missed a time limit, so an objection can be raised."""
    if phase is Phase.CLOSED:
        return ()
    found = [*_their_moves(clocks, onward, phase), *_our_moves(clocks, here, reached, phase)]
    if late:
        found.append(Move(Side.OURS, "object", None, None, "Management may raise the timeliness objection."))
    if phase is Phase.MISSED_BY_THEM:
        found.append(Move(Side.OURS, "close", None, None, "Management may close the case as out of time."))
    return (*found, *_common_moves(clocks, here, phase))


def _their_moves(clocks: Clocks, onward: tuple[Clock, ...], phase: Phase) -> Iterator[Move]:
    if phase not in MOVABLE:
        return
    for clock in onward:
        if clock.state in (ClockState.RUNNING, ClockState.WAITING) and clock.side is Side.THEIRS:
            step = clocks.procedure.step(clock.step)
            verb = wording.verb_for(clock, step)
            by = f" by {spoken(clock.due_on)}" if clock.due_on else ", with no time limit running"
            act = TOWARDS[verb].format(step=step.name) if phase is not Phase.NOT_FILED else clock.act
            yield Move(
                Side.THEIRS, verb, clock.step, clock.due_on, f"{wording.sentence_case(clock.who)} may {act}{by}."
            )


def _our_moves(clocks: Clocks, here: Step | None, reached: tuple[Clock, ...], phase: Phase) -> Iterator[Move]:
    if here is None or phase not in UNANSWERED:
        return
    open_here = [c for c in reached if c.step == here.sequence and c.state in (ClockState.RUNNING, ClockState.LAPSED)]
    for clock in open_here:
        if clock.side is Side.OURS:
            rule = next(rule for rule in here.clocks if rule.key == clock.key)
            late = ", which is overdue" if clock.state is ClockState.LAPSED else ""
            sentence = (
                f"{wording.sentence_case(clock.who)} must {clock.act} by {spoken(clock.due_on or clocks.as_of)}{late}."
            )
            for verb in _verbs(rule.met_by, clock.kind):
                yield Move(Side.OURS, verb, clock.step, clock.safe_on, sentence)
    if not any(clock.kind is ClockKind.ANSWER for clock in open_here):
        who = wording.sentence_case(here.answered_by or wording.OUR_NAME)
        yield Move(Side.OURS, "answer", here.sequence, None, f"{who} may answer.")


def _verbs(met_by: tuple[Happening, ...], kind: ClockKind) -> list[str]:
    if Happening.HEARING_ACCEPTED in met_by:
        return ["accept_hearing", "decline_hearing"]
    return [{ClockKind.ANSWER: "answer", ClockKind.MEETING: "meet"}.get(kind, "act")]


def _common_moves(clocks: Clocks, here: Step | None, phase: Phase) -> Iterator[Move]:
    if phase is Phase.HELD:
        yield Move(Side.BOTH, "resume", None, None, "Both sides may end the abeyance.")
    elif phase is not Phase.MISSED_BY_THEM:
        yield Move(Side.BOTH, "extend", None, None, "Both sides may agree on more time before it runs out.")
        yield Move(Side.BOTH, "hold", None, None, "Both sides may agree to hold the case in abeyance.")
    if here is not None and here.kind is not StepKind.ARBITRATION and clocks.procedure.following(here.sequence):
        yield Move(Side.BOTH, "skip", None, None, "Both sides may agree to leave out a step or go back to one.")
    yield Move(Side.BOTH, "settle", None, None, "Both sides may settle.")
    yield Move(Side.THEIRS, "withdraw", None, None, "The union or the grievant may withdraw the grievance.")
