"""The ladder in plain English: who must do what, what a clock waits for, and what follows when it runs out."""

from datetime import date

from grievances.time_limits.facts import Event
from grievances.time_limits.happenings import Happenings
from grievances.time_limits.rules import (
    ClockKind,
    ClockRule,
    Happening,
    Lapse,
    Procedure,
    Side,
    Step,
    StepKind,
    Trigger,
)
from grievances.time_limits.standing import Clock, ClockState
from laborrel.workdays.wording import counted, spoken

OUR_NAME, THEIR_NAME = "management", "the union"
SAYS_NOTHING = "The agreement does not say what follows."

EVENT_WORDS = {
    Happening.OCCURRED: "the event",
    Happening.KNOWN: "knowledge of the event",
    Happening.DISCIPLINE_EFFECTIVE: "the day the discipline took effect",
    Happening.FILED: "{step} filed",
    Happening.FILING_RECEIVED: "{step} grievance received",
    Happening.ANSWER_ISSUED: "{step} answer issued",
    Happening.ANSWER_RECEIVED: "{step} answer received",
    Happening.ANSWER_DUE: "the day the {step} answer is due",
    Happening.ANSWER_LAPSED: "the day the {step} answer is due, if none is given",
    Happening.MEETING_HELD: "{step} meeting held",
    Happening.HEARING_ACCEPTED: "notice that the case will be heard",
    Happening.HEARING_DECLINED: "notice that the case will not be heard",
    Happening.PRESENTATION_REQUESTED: "the request to present the grievance",
    Happening.PRESENTATION_HELD: "the presentation of the grievance",
    Happening.MEDIATOR_NAMED: "the naming of the mediator",
    Happening.MEDIATION_ENDED: "the end of mediation",
    Happening.MEDIATION_REFUSED: "the refusal of mediation",
    Happening.LIST_RECEIVED: "receipt of the list of arbitrators",
    Happening.HEARING_CLOSED: "the close of the hearing",
    Happening.AWARD_ISSUED: "the award",
}


def who_acts(step: Step, rule: ClockRule) -> str:
    """The person or body the act is asked of."""
    if rule.side is Side.OURS:
        return step.answered_by or OUR_NAME
    if rule.side is Side.THEIRS:
        return step.moved_by or THEIR_NAME
    return "both sides" if rule.side is Side.BOTH else "the neutral"


def sentence_case(words: str) -> str:
    """The words with a capital first letter, the rest untouched."""
    return words[:1].upper() + words[1:]


def words_for(kind: Happening, step_name: str) -> str:
    """An event in words, with the name of its step."""
    return EVENT_WORDS.get(kind, kind.value.replace("_", " ")).format(step=step_name)


def started_by(kind: Happening, event: Event, step_name: str) -> tuple[date, str]:
    """The day an event starts a clock of that trigger, and the words for it."""
    words = words_for(kind, step_name)
    if event.kind is Happening.REVERTED:
        return event.on, f"return to {step_name} by agreement"
    if event.kind is Happening.SKIPPED:
        return event.on, f"move to {step_name} by agreement"
    if event.kind is Happening.HEARING_DECLINED:
        words = words_for(Happening.HEARING_DECLINED, step_name)
    if kind in (Happening.ANSWER_RECEIVED, Happening.FILING_RECEIVED):
        if event.received_on is None and kind is Happening.ANSWER_RECEIVED:
            return event.on, f"{step_name} answer issued, its receipt not being recorded"
        return event.received_on or event.on, words
    return event.on, words


def waits_for(procedure: Procedure, trigger: Trigger, step: Step, happenings: Happenings) -> str:
    """What has to happen before a clock starts."""
    place = happenings.resolved(trigger.step, step.sequence)
    name = procedure.step(place).name if place else "preceding step"
    return f"Starts with {words_for(trigger.kind, name)}."


def effect_of(clock: Clock, onward: Clock | None, next_step: Step | None, *, starts_silently: bool) -> str:
    """What a lapse of `clock` does or did.

    `onward` is the clock for taking the case to `next_step`; `starts_silently` says that our silence starts it.
    """
    if clock.state in (ClockState.MET, ClockState.SUPERSEDED, ClockState.WAITING):
        return ""
    if clock.due_on is None:
        return "Nothing lapses while the case is held in abeyance."
    if clock.side is Side.OURS:
        return f"{_duty(clock)}{_our_consequence(clock, onward, next_step, starts_silently)}"
    return f"{_duty(clock)}{_their_consequence(clock)}"


def _duty(clock: Clock) -> str:
    """Who had to do what by when, and what became of it."""
    last, who = _last_day(clock), sentence_case(clock.who)
    if clock.state is ClockState.LATE:
        late = counted(clock.days_late, "day")
        return f"{who} had to {clock.act} by {last}; it was done {late} late, on {spoken(clock.met_on or date.min)}. "
    if clock.state is ClockState.LAPSED:
        return f"{who} had to {clock.act} by {last}; it was not done. "
    return f"{who} must {clock.act} by {last}. Otherwise: "


def _last_day(clock: Clock) -> str:
    """The strict last day, and the later one the other side may still be given where the agreement is silent."""
    strict, judged = clock.due_on or date.min, clock.judged_on or date.min
    return spoken(strict) if strict == judged else f"{spoken(strict)}, or {spoken(judged)} if a closed last day moves"


def _our_consequence(clock: Clock, onward: Clock | None, next_step: Step | None, starts_silently: bool) -> str:
    goal = _goal(next_step)
    if clock.lapse is Lapse.RIGHT_TO_ADVANCE:
        return _right_to_advance(clock, onward, goal, starts_silently)
    if clock.lapse is Lapse.DEEMED_DENIED:
        return f"The silence counts as a denial on {spoken(clock.due_on or date.min)}{_silent_clock(onward)}."
    said = {
        Lapse.AUTOMATIC_ADVANCE: f"The grievance moves to {goal} by itself.",
        Lapse.DEEMED_GRANTED: "The silence counts as agreement to the remedy asked.",
    }
    return said.get(clock.lapse, SAYS_NOTHING)


def _goal(step: Step | None) -> str:
    """Where the grievance would go next: “Step 2”, “arbitration”; after the last step only outside the contract."""
    if step is None:
        return "a forum outside the agreement"
    return step.name if step.name.startswith("Step") else step.name[:1].lower() + step.name[1:]


def _right_to_advance(clock: Clock, onward: Clock | None, goal: str, starts_silently: bool) -> str:
    if onward is not None and onward.met_on:
        return f"The grievance came to {goal} on {spoken(onward.met_on)}."
    if clock.state is ClockState.LATE:
        return f"The union could have taken the grievance to {goal} without an answer."
    may = f"The union may take the grievance to {goal}"
    if onward is not None and onward.state is ClockState.RUNNING and onward.due_on:
        return f"{may} by {spoken(onward.due_on)}."
    if onward is not None and onward.state is ClockState.LAPSED and onward.due_on:
        return f"The union could have taken the grievance to {goal} by {spoken(onward.due_on)}."
    if starts_silently:
        return f"{may}, and its time to do so starts to run."
    return f"{may}; no time limit runs against it until an answer is given."


def _silent_clock(onward: Clock | None) -> str:
    if onward is None or onward.due_on is None:
        return ", and the union's time to appeal starts silently"
    if onward.met_on:
        return f"; the union appealed on {spoken(onward.met_on)}"
    ended = "ended" if onward.state is ClockState.LAPSED else "ends"
    return f"; the union's time to appeal has run silently since and {ended} on {spoken(onward.due_on)}"


def _their_consequence(clock: Clock) -> str:
    if clock.lapse_text:
        return clock.lapse_text
    said = {
        Lapse.WAIVED: "The right to take the grievance on is lost.",
        Lapse.SETTLED_ON_LAST_ANSWER: "The grievance counts as resolved on the last answer.",
        Lapse.WITHDRAWN: "The grievance counts as withdrawn.",
    }
    return said.get(clock.lapse, f"{SAYS_NOTHING} That the time was missed can still be objected to.")


def defence(clock: Clock) -> str:
    """The timeliness objection that a missed time limit of the other side gives us."""
    said = [f"{_duty(clock)}{_their_consequence(clock)}"]
    if clock.article:
        said.append(f"Time limit: {clock.article}.")
    if clock.state is ClockState.LATE:
        said.append("Raise the objection in the answer and keep it in every later one; unraised, it may be waived.")
    return " ".join(said)


def verb_for(clock: Clock, step: Step) -> str:
    """The verb of the move that meets a clock."""
    if clock.kind is ClockKind.FILE:
        if step.kind is StepKind.ARBITRATION:
            return "request_arbitration"
        return "request_mediation" if step.kind is StepKind.MEDIATION else "file"
    return {ClockKind.ANSWER: "answer", ClockKind.MEETING: "meet"}.get(clock.kind, "act")
