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


def effect_of(clock: Clock, onward: Clock | None, next_step: Step | None) -> str:
    """What a lapse of `clock` does or did. `onward` is the clock of the step the case may be taken to."""
    if clock.state in (ClockState.MET, ClockState.SUPERSEDED, ClockState.WAITING):
        return ""
    if clock.due_on is None:
        return "Nothing lapses while the case is held in abeyance."
    return _our_effect(clock, onward, next_step) if clock.side is Side.OURS else _their_effect(clock, next_step)


def _our_effect(clock: Clock, onward: Clock | None, next_step: Step | None) -> str:
    told, due = _opening(clock), spoken(clock.due_on or date.min)
    goal = next_step.name if next_step else "the next step"
    effects = {
        Lapse.RIGHT_TO_ADVANCE: f"the union may take the grievance to {goal}{_time_for(onward)}",
        Lapse.AUTOMATIC_ADVANCE: f"the grievance moves to {goal} by itself",
        Lapse.DEEMED_DENIED: f"that counts as a denial on {due}{_silent_clock(onward)}",
        Lapse.DEEMED_GRANTED: "that counts as agreement to the remedy asked",
        Lapse.NONE: "the agreement does not say what follows",
    }
    return f"{told}, {effects.get(clock.lapse, 'the time limit is missed')}."


def _their_effect(clock: Clock, next_step: Step | None) -> str:
    effects = {
        Lapse.WAIVED: "the right to take the grievance on is lost",
        Lapse.SETTLED_ON_LAST_ANSWER: "the grievance counts as resolved on the last answer",
        Lapse.WITHDRAWN: "the grievance counts as withdrawn",
        Lapse.NONE: "the agreement does not say what follows; untimeliness can still be objected to",
    }
    return f"{_opening(clock)}, {effects.get(clock.lapse, 'the time limit is missed')}."


def _opening(clock: Clock) -> str:
    last = spoken(clock.judged_on or date.min)
    if clock.state is ClockState.LATE and clock.met_on:
        return f"{_sentence_case(clock.who)} had to {clock.act} by {last} and did so {_late(clock)}"
    if clock.state is ClockState.LAPSED:
        return f"{_sentence_case(clock.who)} did not {clock.act} by {last}"
    return f"If {clock.who} does not {clock.act} by {last}"


def _sentence_case(words: str) -> str:
    return words[:1].upper() + words[1:]


def _late(clock: Clock) -> str:
    return f"{counted(clock.days_late, 'day')} late, on {spoken(clock.met_on or date.min)}"


def _time_for(onward: Clock | None) -> str:
    if onward is None or onward.state is ClockState.WAITING:
        return "; no time limit runs against it until an answer is given"
    if onward.due_on and onward.state is ClockState.RUNNING:
        return f", by {spoken(onward.due_on)}"
    return ""


def _silent_clock(onward: Clock | None) -> str:
    if onward is None or onward.due_on is None:
        return " and the union may appeal"
    ended = "ended" if onward.state is ClockState.LAPSED else "ends"
    return f"; the union's time to appeal runs silently from then and {ended} on {spoken(onward.due_on)}"


def defence(clock: Clock, article: str) -> str:
    """The timeliness objection a missed time limit of the other side gives us."""
    where = f" ({article})" if article else ""
    if clock.state is ClockState.LATE:
        what = f"{_sentence_case(clock.who)} had to {clock.act} by {spoken(clock.judged_on or date.min)}{where}"
        return (
            f"{what} and did so {_late(clock)}. {_consequence(clock)} "
            "Raise the objection in the answer and keep it in every later one: raised late, it may count as waived."
        )
    what = f"{_sentence_case(clock.who)} did not {clock.act} by {spoken(clock.judged_on or date.min)}{where}."
    return f"{what} {_consequence(clock)}"


def _consequence(clock: Clock) -> str:
    said = {
        Lapse.WAIVED: "The right to take the grievance on is lost.",
        Lapse.SETTLED_ON_LAST_ANSWER: "The grievance counts as resolved on the last answer.",
        Lapse.WITHDRAWN: "The grievance counts as withdrawn.",
    }
    return said.get(clock.lapse, "The agreement does not say what follows.")


def exposure(clock: Clock) -> str:
    """What our own missed time limit lays us open to."""
    return clock.effect or f"{_sentence_case(clock.who)} did not {clock.act} in time."


def verb_for(clock: Clock, step: Step) -> str:
    """The verb of the move that meets a clock."""
    if clock.kind is ClockKind.FILE:
        if step.kind is StepKind.ARBITRATION:
            return "request_arbitration"
        return "request_mediation" if step.kind is StepKind.MEDIATION else "file"
    return {ClockKind.ANSWER: "answer", ClockKind.MEETING: "meet"}.get(clock.kind, "act")
