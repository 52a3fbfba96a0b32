"""A procedure in plain words: how long, counted from what, by whom, and what follows when the time runs out."""

from typing import Any

from contracts.models import GrievanceProcedure, ProcedureStep, StartStep, StepClock
from laborrel.workdays.periods import Direction, FirstDay, Period, Roll
from laborrel.workdays.wording import listed

SIDES = {"ours": "Employer", "theirs": "Union or grievant", "both": "Both sides", "neutral": "Neutral"}
STEP_KINDS = {
    "informal": "informal",
    "written": "in writing",
    "mediation": "mediation",
    "panel": "panel",
    "board_review": "board review",
    "arbitration": "arbitration",
}
LAPSES = {
    "right_to_advance": "The union may take the grievance on.",
    "automatic_advance": "The grievance moves to the next step by itself.",
    "deemed_denied": "It counts as a denial, and the time to appeal starts silently.",
    "deemed_granted": "It counts as agreement to the remedy asked.",
    "waived": "The right to take the grievance on is lost.",
    "settled_on_last_answer": "The grievance counts as resolved on the last answer.",
    "withdrawn": "The grievance counts as withdrawn.",
    "none": "The agreement does not say.",
}
EVENTS = {
    "occurred": "the event",
    "known": "the day it was known",
    "discipline_effective": "the effective day of the discipline",
    "filed": "the filing",
    "filing_received": "receipt of the filing",
    "meeting_held": "the meeting",
    "answered": "the answer",
    "answer_issued": "the day the answer was given",
    "answer_received": "receipt of the answer",
    "answer_due": "the day the answer was due",
    "answer_lapsed": "the day the answer was due and did not come",
    "hearing_accepted": "notice that the case will be heard",
    "hearing_declined": "notice that the case will not be heard",
    "presentation_requested": "the request to present the grievance",
    "presentation_scheduled": "the scheduling of the presentation",
    "presentation_held": "the presentation of the grievance",
    "mediator_named": "the naming of the mediator",
    "mediation_scheduled": "the scheduling of the mediation",
    "mediation_ended": "the end of mediation",
    "mediation_refused": "the refusal of mediation",
    "notice_served": "service of the notice",
    "list_requested": "the request for a list of arbitrators",
    "list_received": "receipt of the list of arbitrators",
    "selection_met": "the meeting to select an arbitrator",
    "arbitrator_selected": "the selection of the arbitrator",
    "hearing_closed": "the close of the hearing",
    "award_issued": "the award",
    "paid": "the day of payment",
}
ROLLS = {
    Roll.STAYS: "a closed last day stands",
    Roll.NEXT_OPEN: "a closed last day runs to the next open day",
    Roll.NEXT_BUSINESS: "a closed last day runs to the next business day",
    Roll.PREVIOUS_OPEN: "a closed last day goes back to the open day before",
    Roll.PREVIOUS_UNLESS_CLOSED: "a closed last day goes back, unless the office itself is closed",
}
PRECEDING = 0  # in a trigger: whatever step was used before this one


def clock_words(clock: StepClock, names: dict[int, str]) -> str:
    """“10 business days from receipt of the answer (Step 1)”."""
    period = Period.from_data(clock.period)
    way = "before" if period.direction is Direction.BACKWARD else "from"
    joint = {"earlier": "or, if earlier,", "later": "or, if later,"}.get(clock.choice, "or")
    events = listed([trigger_words(trigger, names) for trigger in clock.triggers], joint)
    words = [f"{period.phrase} {way} {events}"]
    if period.first_day is FirstDay.INCLUDE:
        words.append("that day counted as the first")
    if period.opens_after is not None:
        words.append(f"not before day {period.opens_after}")
    if period.short_period_below:
        words.append("weekends and holidays left out, the period being short")
    if period.roll in ROLLS:
        words.append(ROLLS[period.roll])
    return "; ".join(words)


def trigger_words(trigger: dict[str, Any], names: dict[int, str]) -> str:
    """The event, the step it belongs to and the condition under which it counts."""
    words = EVENTS.get(trigger["kind"], trigger["kind"].replace("_", " "))
    step = trigger.get("step")
    if step == PRECEDING:
        words += " (preceding step)"
    elif step is not None:
        words += f" ({names.get(step, f'step {step}')})"
    if given := trigger.get("given"):
        words += f", if there is {_condition(given)}"
    if unless := trigger.get("unless"):
        words += f", unless there is {_condition(unless)}"
    return words


def _condition(kind: str) -> str:
    return EVENTS.get(kind, kind.replace("_", " "))


def steps_in_words(procedure: GrievanceProcedure) -> list[dict[str, Any]]:
    """Every step with its clocks of both sides, ready for the page. Two queries."""
    steps = list(procedure.steps.prefetch_related("clocks"))
    names = {step.sequence: step.name for step in steps}
    return [{"step": step, "kind": _kind(step), "facts": _facts(step),
             "clocks": [_clock(clock, names) for clock in step.clocks.all()]} for step in steps]  # fmt: skip


def _kind(step: ProcedureStep) -> str:
    """What sort of step it is, where the name does not say so already."""
    kind = STEP_KINDS.get(step.kind, step.kind)
    words = [] if kind in step.name.lower() else [kind]
    words += ["optional"] if step.is_optional else []
    words += ["final"] if step.is_final else []
    return ", ".join(words)


def _clock(clock: StepClock, names: dict[int, str]) -> dict[str, Any]:
    return {
        "side": SIDES.get(clock.side, clock.side),
        "act": clock.act,
        "time": clock_words(clock, names),
        "lapse": clock.lapse_text or LAPSES.get(clock.lapse, clock.lapse),
        "article": clock.article,
        "rule_text": clock.rule_text,
        "note": clock.note,
        "only_for": listed([topic.replace("_", " ") for topic in clock.topics]),
    }


def _facts(step: ProcedureStep) -> list[dict[str, str]]:
    written = "In writing" if step.answer_in_writing else "May be oral"
    rows = [
        ("Taken there by", step.moved_by),
        ("Addressed to", step.addressed_to),
        ("Answered by", step.answered_by),
        ("Answer", "" if step.kind in ("mediation", "arbitration") else written),
        ("Meeting", step.meeting_duty),
        ("Must contain", listed(list(step.required_contents))),
        ("Article", step.article),
        ("To know", step.note),
    ]
    return [{"label": label, "value": value} for label, value in rows if value]


def start_words(start: StartStep, names: dict[int, str]) -> str:
    """“Discharge may start at Step III.”"""
    verb = "may start" if start.is_optional else "starts"
    return (
        f"{start.topic.replace('_', ' ').capitalize()} {verb} at {names.get(start.sequence, f'step {start.sequence}')}"
    )
