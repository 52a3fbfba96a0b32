"""The loading dock: rows of a case and of its procedure -> the frozen records the ladder takes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

from contracts.ladder_rows import procedure_data
from contracts.models import GrievanceProcedure
from grievances.models import Grievance
from grievances.time_limits.facts import AgreedExtension, Event, Facts, Hold
from grievances.time_limits.rules import Happening, Procedure
from laborrel.workdays.calendars import work_calendar
from laborrel.workdays.models import OfficeCalendar
from laborrel.workdays.work_calendar import WorkCalendar

_CAME_BY = {"skipped": Happening.SKIPPED, "reverted": Happening.REVERTED}
_ENDS = {"SETTLED": Happening.SETTLED, "WITHDRAWN": Happening.WITHDRAWN, "GRANTED": Happening.GRANTED}


@lru_cache(maxsize=64)
def ladder_of(procedure_id: int) -> Procedure:
    """The procedure as the ladder reads it. A version never changes once cases run on it, so it is read once."""
    return Procedure.from_data(procedure_data(GrievanceProcedure.objects.get(pk=procedure_id)))


@lru_cache(maxsize=64)
def calendar_at(calendar_id: int, version: int) -> WorkCalendar:
    return work_calendar(OfficeCalendar.objects.get(pk=calendar_id), version=version)


@contextmanager
def calendars_read_anew() -> Iterator[None]:
    """While a calendar is being changed: a version seen now may be rolled back and its number given again."""
    calendar_at.cache_clear()
    try:
        yield
    finally:
        calendar_at.cache_clear()


def calendar_of(grievance: Grievance) -> WorkCalendar:
    """The work calendar of the case's contract as it stands now."""
    calendar = grievance.procedure.calendar
    return calendar_at(calendar.pk, calendar.version)


def facts_of(grievance: Grievance) -> Facts:
    """Everything dated on one case, from its rows (prefetched rows are used as they are)."""
    return Facts(
        occurred_on=grievance.occurred_on,
        known_on=grievance.known_on,
        topics=topics_of(grievance),
        start_step=next((visit.sequence for visit in grievance.visits.all() if visit.came_by == "filed"), None),
        events=tuple(sorted(_events(grievance), key=lambda event: event.on)),
        extensions=tuple(_extensions(grievance)),
        holds=tuple(
            Hold(from_on=held.from_on, until_on=held.until_on, reason=held.reason) for held in grievance.holds.all()
        ),
    )


def topics_of(grievance: Grievance) -> tuple[str, ...]:
    """The words by which exclusions and start-step rules know this matter."""
    issue = grievance.issue.topic if grievance.issue_id else ""
    return tuple(dict.fromkeys(word for word in (issue, grievance.discipline, grievance.kind) if word))


def _events(grievance: Grievance) -> list[Event]:
    return [*_step_events(grievance), *_other_events(grievance), *_end(grievance)]


def _step_events(grievance: Grievance) -> list[Event]:
    found = []
    for visit in grievance.visits.all():
        kind = _CAME_BY.get(visit.came_by, Happening.FILED)
        found.append(
            Event(kind, visit.filed_on, step=visit.sequence, received_on=visit.received_on, method=visit.method)
        )
        found += [Event(Happening.MEETING_HELD, met.held_on, step=visit.sequence) for met in visit.meetings.all()]
        found += [
            Event(
                Happening.ANSWERED,
                answer.issued_on,
                step=visit.sequence,
                received_on=answer.received_on,
                method=answer.method,
            )
            for answer in visit.answers.all()
            if answer.issued_on
        ]
    return found


def _other_events(grievance: Grievance) -> list[Event]:
    return [
        Event(Happening(other.kind), other.on, step=other.step, received_on=other.received_on, method=other.method)
        for other in grievance.happenings.all()
    ]


def _end(grievance: Grievance) -> list[Event]:
    if grievance.closed_on is None:
        return []
    kind = _ENDS.get(grievance.outcome.code, Happening.CLOSED)
    return [Event(kind, grievance.closed_on, step=grievance.step)]


def _extensions(grievance: Grievance) -> list[AgreedExtension]:
    return [
        AgreedExtension(
            step=extension.step,
            clock=extension.clock,
            agreed_on=extension.agreed_on,
            to_on=extension.new_due_on,
            more_days=extension.more_days,
            is_proven=extension.is_proven,
            words=f"agreed with {extension.agreed_with}",
        )
        for extension in grievance.extensions.all()
    ]
