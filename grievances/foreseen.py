"""What will follow from an act not yet done, as the procedure says: for the page that asks once more before it."""

from dataclasses import replace
from datetime import date

from grievances.case_inputs import calendar_of, facts_of, ladder_of
from grievances.models import Grievance
from grievances.time_limits.facts import Event
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import Happening, Side


def after_answer(grievance: Grievance, *, on: date, received_on: date | None = None) -> tuple[str, ...]:
    """What the other side may do, and until when, once the present step is answered on a day."""
    answered = Event(Happening.ANSWERED, on, step=grievance.step, received_on=received_on or on)
    facts = facts_of(grievance)
    after = stand(
        ladder_of(grievance.procedure_id or 0),
        replace(facts, events=(*facts.events, answered)),
        calendar_of(grievance),
        on,
    )
    return tuple(move.sentence for move in after.moves if move.side is Side.THEIRS and move.step is not None)
