"""A grievance on one of the real procedures, walked on by the office's own verbs, one call for each act."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from contracts.models import Agreement
from contracts.operations.entering import enter_agreement, shipped_agreements
from grievances.models import DueDate, Grievance, IssueCode
from grievances.operations.answering import record_oral_answer, record_receipt
from grievances.operations.clocks import standing_of, watch
from grievances.operations.filing import Filing, file, receive
from grievances.operations.moving import advance, appeal, refer
from grievances.operations.stepping import record_happening
from grievances.time_limits.rules import Happening
from grievances.time_limits.standing import Standing
from laborrel.access.wall import reading_as
from tests.factories.case_acts import act, answered, at_noon, fresh
from tests.factories.grievances import code_lists
from tests.factories.office import SmallOffice

COLUMBIA = "columbia-county-afscme-1442-2024"
LOS_ANGELES = "los-angeles-mou24-2011"
SANITATION = "oc-sanitation-supervisor-group-2025"
DENTISTS = "oregon-doc-dentists-2025"


def day(text: str) -> date:
    return date.fromisoformat(text)


def entered(office: SmallOffice, name: str, unit: Any = None) -> Agreement:
    """The shipped agreement of that name, entered for a unit (by default the clerical one)."""
    data = shipped_agreements()[name]
    return act(enter_agreement, office.senior, unit=unit or office.clerical, data=data)


@dataclass
class Walk:
    """One case of one agreement; every act is dated by a text like "2012-06-05"."""

    office: SmallOffice
    agreement: Agreement
    by: Any = None
    case: Grievance = field(init=False)

    def __post_init__(self) -> None:
        self.by = self.by or self.office.holder

    def filed(self, on: str, *, occurred: str, known: str = "", topic: str = "", **facts: Any) -> "Walk":
        code_lists()
        named = {"name": topic or "Other", "topic": topic}
        issue = IssueCode.objects.get_or_create(code=(topic or "OTHER")[:20].upper(), defaults=named)[0]
        case = act(receive, self.by, at=at_noon(day(on)), unit=self.agreement.unit, received_on=day(on))
        filing = Filing(
            kind="union", title="A journey", department=self.office.parks, issue=issue, agreement=self.agreement,
            filed_on=day(on), occurred_on=day(occurred), known_on=day(known) if known else None, **facts,
        )  # fmt: skip
        self.case = act(file, self.by, at=at_noon(day(on)), grievance=case, filing=filing)
        return self

    @property
    def now(self) -> Grievance:
        return fresh(self.case, self.by)

    def says_no(self, on: str) -> "Walk":
        """An informal step answered by word of mouth."""
        act(
            record_oral_answer, self.by, at=at_noon(day(on)), grievance=self.now, on=day(on), finding="denied",
            summary="No.",
        )  # fmt: skip
        return self

    def answers(self, on: str, received: str = "") -> "Walk":
        answer = answered(self.now, self.office, at=at_noon(day(on)))
        if received:
            act(record_receipt, self.by, at=at_noon(day(received)), answer=answer, received_on=day(received))
        return self

    def appealed(self, on: str, **facts: Any) -> "Walk":
        act(appeal, self.by, at=at_noon(day(on)), grievance=self.now, filed_on=day(on), **facts)
        return self

    def went_on(self, on: str) -> "Walk":
        act(advance, self.by, at=at_noon(day(on)), grievance=self.now, filed_on=day(on))
        return self

    def demanded(self, on: str) -> "Walk":
        act(refer, self.by, at=at_noon(day(on)), grievance=self.now, demanded_on=day(on), demanded_by="Local 1")
        return self

    def happened(self, kind: Happening, on: str) -> "Walk":
        act(record_happening, self.by, at=at_noon(day(on)), grievance=self.now, kind=kind, on=day(on))
        return self

    def night(self, on: str) -> "Walk":
        """The clerk of the clock looks at the case on that day."""
        clerk = self.office.clerk
        act(watch, clerk, at=at_noon(day(on)), grievance=fresh(self.case, clerk))
        return self

    def stands(self, on: str) -> Standing:
        with reading_as(self.by):
            return standing_of(self.now, as_of=day(on))

    def place(self) -> tuple[str, str]:
        return self.now.step_name, self.now.state

    def due(self, step: int, clock: str) -> tuple[str | None, str]:
        """The standing date of a clock and its state; (None, "waiting") when nothing has started it."""
        with reading_as(self.by):
            row = DueDate.objects.filter(grievance=self.case, step=step, clock=clock, superseded_at=None).first()
        return (str(row.due_on) if row.due_on else None, row.state) if row else (None, "waiting")

    def missed(self) -> list[tuple[int, str, str]]:
        """The clocks that ran out or were met too late: (step, clock, state)."""
        with reading_as(self.by):
            rows = DueDate.objects.filter(grievance=self.case, superseded_at=None, state__in=["late", "lapsed"])
            return sorted(rows.values_list("step", "clock", "state"))

    def way(self) -> list[tuple[str, str]]:
        """The steps taken, and how the case came to each."""
        with reading_as(self.by):
            return list(self.case.visits.order_by("id").values_list("name", "came_by"))
