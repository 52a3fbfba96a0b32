"""What happens at a step besides the answer: screening, meetings, provisions cited, other dated happenings."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from contracts.models import Clause
from grievances.access import WORK_GRIEVANCE
from grievances.models import CitedClause, Grievance, Happening, MeetingDocument, StepMeeting, StepVisit
from grievances.operations.clocks import look_at_clocks
from grievances.operations.filing import Citation, cite
from grievances.operations.visits import present_visit, refuse_foreign_papers
from grievances.refusals import CitationReplaced, DateBeforeEvent, DateInFuture
from grievances.states import GRIEVANCE
from grievances.time_limits.rules import DERIVED
from grievances.time_limits.rules import Happening as Kind
from laborrel.access.guarded import require
from laborrel.audit.events import record
from laborrel.documents.models import Document

_HAVE_THEIR_OWN_VERB = {
    Kind.OCCURRED, Kind.KNOWN, Kind.FILED, Kind.MEETING_HELD, Kind.ANSWERED, Kind.SKIPPED, Kind.REVERTED,
    Kind.GRANTED, Kind.SETTLED, Kind.WITHDRAWN, Kind.CLOSED,
}  # fmt: skip
RECORDABLE = tuple(kind for kind in Kind if kind not in DERIVED | _HAVE_THEIR_OWN_VERB)


@dataclass(frozen=True, slots=True)
class Screening:
    """The three threshold answers, each yes, no or unclear, with the rule it was judged by."""

    timely: str
    timely_rule: str
    in_unit: str
    in_unit_rule: str
    grievable: str
    grievable_rule: str

    def as_data(self) -> dict[str, dict[str, str]]:
        return {
            "timely": {"answer": self.timely, "rule": self.timely_rule},
            "in the unit": {"answer": self.in_unit, "rule": self.in_unit_rule},
            "grievable": {"answer": self.grievable, "rule": self.grievable_rule},
        }


@dataclass(frozen=True, slots=True)
class Meeting:
    """A step meeting as typed. `attendees` and `exchanged` hold one entry a line."""

    held_on: date
    attendees: str
    began_at: time | None = None
    place: str = ""
    union_position: str = ""
    employer_position: str = ""
    exchanged: str = ""
    papers: tuple[Document, ...] = ()


@transaction.atomic
def screen(*, grievance: Grievance, by: Any, at: datetime, screening: Screening) -> StepVisit:
    """Record the threshold tests before the merits: timely, in the unit, grievable, each with the rule used."""
    require(by, WORK_GRIEVANCE, grievance)
    GRIEVANCE.transition("screen", state=grievance.state)
    visit = present_visit(grievance)
    visit.screening = screening.as_data()
    visit.save(update_fields=["screening"])
    answers = ", ".join(f"{test}: {each['answer']}" for test, each in visit.screening.items())
    record("grievances.screen", by=by, at=at, scope=grievance.scope_id, matter=grievance, answers=answers)
    return visit


@transaction.atomic
def record_meeting(*, grievance: Grievance, by: Any, at: datetime, meeting: Meeting) -> StepMeeting:
    """Record a step meeting well enough to be an exhibit."""
    require(by, WORK_GRIEVANCE, grievance)
    GRIEVANCE.transition("record_meeting", state=grievance.state)
    visit = present_visit(grievance)
    if meeting.held_on > localdate(at):
        raise DateInFuture
    if meeting.held_on < visit.filed_on:
        raise DateBeforeEvent
    refuse_foreign_papers(grievance, *meeting.papers)
    held = StepMeeting.objects.create(
        scope_id=grievance.scope_id,
        visit=visit,
        held_on=meeting.held_on,
        began_at=meeting.began_at,
        place=meeting.place,
        attendees=meeting.attendees,
        union_position=meeting.union_position,
        employer_position=meeting.employer_position,
        exchanged=meeting.exchanged,
        recorded_by=by,
    )
    MeetingDocument.objects.bulk_create(
        MeetingDocument(scope_id=grievance.scope_id, meeting=held, document=paper) for paper in meeting.papers
    )
    record(
        "grievances.record_meeting", by=by, at=at, scope=grievance.scope_id, matter=grievance,
        step=visit.name, on=meeting.held_on,
    )  # fmt: skip
    look_at_clocks(grievance=grievance, by=by, at=at)
    return held


@transaction.atomic
def record_happening(
    *,
    grievance: Grievance,
    by: Any,
    at: datetime,
    kind: Kind,
    on: date,
    received_on: date | None = None,
    method: str = "",
    note: str = "",
) -> Happening:
    """Record anything else dated that the contract's clocks run on: a mediation, a presentation, a list received."""
    require(by, WORK_GRIEVANCE, grievance)
    if kind not in RECORDABLE:
        raise ValueError(f"{kind} is recorded by a verb of its own, or follows from other events.")
    visit = present_visit(grievance)
    if max(on, received_on or on) > localdate(at):
        raise DateInFuture
    happening = Happening.objects.create(
        scope_id=grievance.scope_id,
        grievance=grievance,
        step=visit.sequence,
        kind=kind.value,
        on=on,
        received_on=received_on,
        method=method,
        note=note,
        recorded_by=by,
    )
    what = kind.value.replace("_", " ") + (f" ({note})" if note else "")
    record("grievances.record_happening", by=by, at=at, scope=grievance.scope_id, matter=grievance, what=what, on=on)
    look_at_clocks(grievance=grievance, by=by, at=at, because=f"{what}, {on:%a %-d %b %Y}")
    return happening


@transaction.atomic
def cite_provisions(
    *, grievance: Grievance, by: Any, at: datetime, citations: list[Citation], cited_by: str, on: date
) -> None:
    """Record provisions cited at the present step by the union or by us."""
    require(by, WORK_GRIEVANCE, grievance)
    visit = present_visit(grievance)
    if on > localdate(at):
        raise DateInFuture
    cite(visit=visit, citations=citations, cited_by=cited_by, on=on)
    articles = ", ".join(citation.article for citation in citations)
    record(
        "grievances.cite", by=by, at=at, scope=grievance.scope_id, matter=grievance, step=visit.name, articles=articles
    )


@transaction.atomic
def replace_citation(
    *, cited: CitedClause, by: Any, at: datetime, article: str, clause: Clause | None, on: date
) -> CitedClause:
    """Amend a citation: the new one stands beside the old one, which is kept."""
    grievance = cited.visit.grievance
    require(by, WORK_GRIEVANCE, grievance)
    if cited.replaced_by_id is not None:
        raise CitationReplaced
    if on > localdate(at):
        raise DateInFuture
    new = CitedClause.objects.create(
        scope_id=cited.scope_id, visit=cited.visit, article=article, clause=clause, cited_by=cited.cited_by, cited_on=on
    )
    cited.replaced_by = new
    cited.save(update_fields=["replaced_by"])
    record(
        "grievances.replace_citation", by=by, at=at, scope=cited.scope_id, matter=grievance,
        earlier=cited.article, article=article,
    )  # fmt: skip
    return new
