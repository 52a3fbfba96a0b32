"""Look at the clocks of a case: write down new dates, keep the superseded ones, and say what is next."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from grievances.access import WATCH_CLOCKS, WORK_GRIEVANCE
from grievances.case_inputs import calendar_of, facts_of, ladder_of
from grievances.models import DueDate, Grievance, StepVisit
from grievances.operations.visits import enter_step, present_visit
from grievances.refusals import ObjectionStands, ObjectionWithoutWords
from grievances.time_limits.ladder import stand
from grievances.time_limits.rules import Lapse
from grievances.time_limits.standing import Clock, ClockState, Phase, Standing
from laborrel.access.guarded import require
from laborrel.audit.events import record

_SHOWN = {ClockState.RUNNING, ClockState.STOPPED, ClockState.MET, ClockState.LATE, ClockState.LAPSED}
_LAPSED = {Phase.UNANSWERED, Phase.DENIED_BY_SILENCE, Phase.GRANTED_BY_SILENCE, Phase.MISSED_BY_THEM}
_NO_REASON = "the date was computed anew"
_CALENDAR = "the work calendar was changed"


def standing_of(grievance: Grievance, *, as_of: date) -> Standing:
    """Where the case stands on a day, by its procedure, its calendar and its facts."""
    return stand(ladder_of(grievance.procedure_id), facts_of(grievance), calendar_of(grievance), as_of)


def look_at_clocks(*, grievance: Grievance, by: Any, at: datetime, because: str = "") -> Standing:
    """Compute every date of the case and write down what changed.

    Part of a verb: it records no event of its own, unless the contract moved the case on by itself.
    """
    standing = standing_of(grievance, as_of=localdate(at))
    while _moves_by_itself(grievance, standing):
        _follow(grievance, standing, by, at)
        standing = standing_of(grievance, as_of=localdate(at))
    _write_dates(grievance, standing, at, because)
    _write_next(grievance, standing)
    return standing


@transaction.atomic
def watch(*, grievance: Grievance, by: Any, at: datetime) -> Standing:
    """The nightly look: dates pass by themselves, and what follows is written down with one event."""
    require(by, WATCH_CLOCKS, grievance)
    was_lapsed, was_due = grievance.is_lapsed, grievance.next_due_on
    standing = look_at_clocks(grievance=grievance, by=by, at=at)
    if grievance.is_lapsed and not was_lapsed:
        record(
            "grievances.lapse", by=by, at=at, scope=grievance.scope_id, matter=grievance,
            due_on=was_due, headline=standing.headline,
        )  # fmt: skip
    return standing


@transaction.atomic
def object_untimely(*, grievance: Grievance, by: Any, at: datetime, objection: str) -> Grievance:
    """Raise the timeliness objection: it is preserved in every later answer, with when and by whom it was raised."""
    require(by, WORK_GRIEVANCE, grievance)
    visit = present_visit(grievance)
    if grievance.objection:
        raise ObjectionStands
    if not objection.strip():
        raise ObjectionWithoutWords
    grievance.objection = objection.strip()
    grievance.objection_raised_on = localdate(at)
    grievance.objection_raised_by = by
    grievance.objection_step = visit.name
    grievance.save(update_fields=["objection", "objection_raised_on", "objection_raised_by", "objection_step"])
    record(
        "grievances.object_untimely", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        step=visit.name, objection=grievance.objection,
    )  # fmt: skip
    return grievance


def _moves_by_itself(grievance: Grievance, standing: Standing) -> bool:
    """The contract moved the case on, because our answer did not come."""
    return grievance.closed_on is None and standing.step is not None and standing.step > (grievance.step or 0)


def _follow(grievance: Grievance, standing: Standing, by: Any, at: datetime) -> None:
    silent = next(
        clock
        for clock in standing.clocks
        if clock.step == grievance.step and clock.lapse is Lapse.AUTOMATIC_ADVANCE and clock.due_on
    )
    onward = ladder_of(grievance.procedure_id).following(silent.step)
    if onward is None or silent.due_on is None:
        raise RuntimeError(f"{grievance.number}: the ladder moved the case where no step is.")
    came_from = grievance.step_name
    visit = enter_step(
        grievance=grievance,
        sequence=onward.sequence,
        came_by=StepVisit.CameBy.ADVANCED,
        filed_on=silent.due_on + timedelta(days=1),
    )
    record(
        "grievances.advance_by_itself", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        came_from=came_from, step=visit.name, on=visit.filed_on,
    )  # fmt: skip


def _write_dates(grievance: Grievance, standing: Standing, at: datetime, because: str) -> None:
    earlier = {(row.step, row.clock): row for row in DueDate.objects.filter(grievance=grievance, superseded_at=None)}
    new, touched = [], []
    for clock in standing.clocks:
        if clock.state not in _SHOWN:
            continue
        row = earlier.pop((clock.step, clock.key), None)
        if row is not None and row.due_on == clock.due_on:
            if _differs(row, clock):
                touched.append(_moved_on(row, clock))
            continue
        if row is not None:
            earlier[clock.step, clock.key] = row
        new.append(_due_date(grievance, clock, at))
    _supersede(list(earlier.values()), at, because or _why(grievance, earlier))
    DueDate.objects.bulk_update(touched, ["state", "met_on", "effect", "explanation"])
    DueDate.objects.bulk_create(new)


def _why(grievance: Grievance, superseded: dict[tuple[int, str], DueDate]) -> str:
    version = grievance.governing_procedure.calendar.version
    return _CALENDAR if any(row.calendar_version != version for row in superseded.values()) else _NO_REASON


def _supersede(rows: list[DueDate], at: datetime, because: str) -> None:
    if rows:
        DueDate.objects.filter(pk__in=[row.pk for row in rows]).update(
            superseded_at=at, superseded_because=because[:200]
        )


def _differs(row: DueDate, clock: Clock) -> bool:
    return (row.state, row.met_on, row.effect) != (clock.state.value, clock.met_on, clock.effect[:400])


def _moved_on(row: DueDate, clock: Clock) -> DueDate:
    row.state = clock.state.value
    row.met_on = clock.met_on
    row.effect = clock.effect[:400]
    row.explanation = _explanation(clock)
    return row


def _due_date(grievance: Grievance, clock: Clock, at: datetime) -> DueDate:
    return DueDate(
        scope_id=grievance.scope_id,
        grievance=grievance,
        step=clock.step,
        clock=clock.key,
        side=clock.side.value,
        act=clock.act[:200],
        due_on=clock.due_on,
        state=clock.state.value,
        met_on=clock.met_on,
        effect=clock.effect[:400],
        explanation=_explanation(clock),
        calendar_version=grievance.governing_procedure.calendar.version,
        computed_at=at,
    )


def _explanation(clock: Clock) -> dict[str, Any]:
    return {
        "who": clock.who,
        "article": clock.article,
        "notes": list(clock.notes),
        "safe_on": clock.safe_on.isoformat() if clock.safe_on else None,
        "judged_on": clock.judged_on.isoformat() if clock.judged_on else None,
        "reckoning": clock.reckoning.as_data() if clock.reckoning else None,
    }


def _write_next(grievance: Grievance, standing: Standing) -> None:
    following = standing.next_date
    grievance.next_due_on = following.on if following else None
    grievance.next_due_side = following.side.value if following else ""
    grievance.next_due_act = following.act[:200] if following else ""
    grievance.is_lapsed = standing.phase in _LAPSED
    grievance.save(update_fields=["next_due_on", "next_due_side", "next_due_act", "is_lapsed"])
