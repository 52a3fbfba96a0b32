"""The hands of the invented office: each does one act on one case through the verb the office itself would use."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from contracts.models import Clause
from contracts.queries import agreement_in_force
from grievances.demonstration.days import office_hour, working_days
from grievances.demonstration.matters import Matter, article_for
from grievances.demonstration.papers import TEXTS, invented_paper
from grievances.models import Answer, Grievance, IssueCode, OutcomeCode, Settlement
from grievances.operations.answering import draft_answer, issue_answer, record_oral_answer
from grievances.operations.clocks import object_untimely
from grievances.operations.closing import close, grant_remedy, withdraw
from grievances.operations.extending import extend, hold
from grievances.operations.filing import Citation, Filing, GrievantNamed, file, receive
from grievances.operations.moving import advance, appeal, refer
from grievances.operations.settling import approve_settlement, propose_settlement, record_payment, settle
from grievances.operations.stepping import Meeting, Screening, record_happening, record_meeting, screen
from grievances.time_limits.rules import Happening as Kind
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from laborrel.correspondence.models.letter import Letter, LetterText
from laborrel.correspondence.operations.letters import approve_letter, revise_letter, submit_letter
from laborrel.documents.models import Document
from laborrel.documents.operations import add_document
from laborrel.organization.models import BargainingUnit, Department, Employee, Representative
from laborrel.workdays.work_calendar import WorkCalendar


@dataclass
class Hands:
    """One case in the making. `at` is the present of the story; the scheduler moves it on."""

    unit: BargainingUnit
    department: Department
    matter: Matter
    received_on: date
    holder: Any
    senior: Any
    calendar: WorkCalendar
    representative: Representative
    employees: list[Employee]
    chance: random.Random
    kind: str = Grievance.Kind.INDIVIDUAL
    at: datetime = field(init=False)
    grievance: Grievance = field(init=False)
    answer_in_hand: Answer = field(init=False)
    settlement: Settlement = field(init=False)

    def __post_init__(self) -> None:
        self.at = office_hour(self.received_on, self.chance)

    # ------------------------------------------------------------------ the days of the story

    def later(self, least: int, most: int) -> datetime:
        """Some working days later."""
        return office_hour(
            working_days(self.calendar, localdate(self.at), self.chance.randint(least, most)), self.chance
        )

    def before_due(self, least: int, most: int) -> datetime:
        """Some working days before the next date runs out, never before the day after the present one."""
        due = self.grievance.next_due_on or localdate(self.at) + timedelta(days=14)
        day = working_days(self.calendar, due, -self.chance.randint(least, most))
        return office_hour(max(day, working_days(self.calendar, localdate(self.at), 1)), self.chance)

    def after_due(self, least: int, most: int) -> datetime:
        """Some working days after the next date ran out."""
        due = self.grievance.next_due_on or localdate(self.at)
        return office_hour(working_days(self.calendar, due, self.chance.randint(least, most)), self.chance)

    # ------------------------------------------------------------------ the words

    def words(self, text: str) -> str:
        first = self.employees[0] if self.employees else None
        return text.format(
            name=first.full_name if first else self.unit.union.name,
            place=first.facility if first and first.facility else self.department.name,
            department=self.department.name,
        )

    # ------------------------------------------------------------------ the acts

    def receive(self, *, is_sealed: bool = False) -> None:
        with _as(self.holder):
            self.grievance = receive(
                by=self.holder,
                at=self.at,
                unit=self.unit,
                received_on=localdate(self.at),
                method=self.chance.choice(("hand", "email", "email", "mail")),
                is_sealed=is_sealed,
            )

    def file(self, *, days_before: int = 4, with_form: bool = True) -> None:
        filed_on = self.grievance.received_on
        occurred_on = self.calendar.previous_open_day(filed_on - timedelta(days=days_before))
        agreement = agreement_in_force(self.unit, on=occurred_on)
        article = article_for(self.matter, self.unit.code)
        clause = Clause.objects.filter(agreement=agreement, number=article).first()
        filing = Filing(
            kind=self.kind,
            title=self.words(self.matter.title)[:200],
            department=self.department,
            issue=IssueCode.objects.get(code=self.matter.issue),
            agreement=agreement,
            filed_on=filed_on,
            occurred_on=occurred_on,
            known_on=occurred_on,
            discipline=self.matter.discipline,
            statement=self.words(self.matter.statement),
            remedy_asked=self.words(self.matter.remedy),
            agency_number=f"{self.department.code}-{self.chance.randint(100, 999)}"
            if self.chance.random() < 0.3
            else "",
            moved_by=self.representative.full_name,
            representative=self.representative,
            holder=self.holder,
            grievants=[
                GrievantNamed(
                    each.full_name,
                    employee=each,
                    job_title=each.job_class.name if each.job_class else "",
                    remedy_asked=self.words(self.matter.remedy),
                )
                for each in self.employees
            ],
            citations=[Citation(f"Article {article}", clause=clause)],
        )
        with _as(self.holder):
            file(grievance=self.grievance, by=self.holder, at=self.at, filing=filing)
        if with_form:
            self.add_paper("grievance")

    def screen(self, *, timely: str = "yes") -> None:
        screening = Screening(
            timely=timely,
            timely_rule="Filed within the days the step allows.",
            in_unit="yes",
            in_unit_rule="The class is listed in the unit.",
            grievable="yes",
            grievable_rule="An article of the agreement is cited and none of the exclusions applies.",
        )
        with _as(self.holder):
            screen(grievance=self.grievance, by=self.holder, at=self.at, screening=screening)

    def object_untimely(self, words: str) -> None:
        with _as(self.holder):
            object_untimely(grievance=self.grievance, by=self.holder, at=self.at, objection=words)

    def meet(self) -> None:
        grievants = "\n".join(f"{each.full_name}, grievant, union" for each in self.employees)
        meeting = Meeting(
            held_on=localdate(self.at),
            began_at=self.at.time().replace(second=0, microsecond=0),
            place=self.employees[0].facility if self.employees else "City Hall, room 204",
            attendees=f"{grievants}\n{self.representative.full_name}, {self.representative.role.lower()}, union\n"
            f"{self.holder.full_name}, {self.holder.job_title.lower()}, employer".strip(),
            union_position=self.words(self.matter.union_says),
            employer_position=self.words(self.matter.we_say),
            exchanged="Daily sheets of the week",
        )
        with _as(self.holder):
            record_meeting(grievance=self.grievance, by=self.holder, at=self.at, meeting=meeting)

    def draft(self, finding: str) -> None:
        with _as(self.holder):
            self.answer_in_hand = draft_answer(grievance=self.grievance, by=self.holder, at=self.at, finding=finding)
            letter = self._letter()
            text = _written(letter.text, self._reasons(finding))
            revise_letter(letter=letter, text=text, revision=letter.revision, by=self.holder, at=self.at)

    def submit(self) -> None:
        with _as(self.holder):
            submit_letter(letter=self._letter(), by=self.holder, at=self.at, reviewer=self.senior)

    def approve(self) -> None:
        with _as(self.senior):
            letter = Letter.objects.visible_to(self.senior).get(pk=self.answer_in_hand.letter_id)
            approve_letter(letter=letter, revision=letter.revision, by=self.senior, at=self.at)

    def issue(self) -> None:
        with _as(self.holder):
            issue_answer(answer=self.answer_in_hand, by=self.holder, at=self.at, method="email")
            self._look_again()

    def answer(self, finding: str) -> None:
        """Answer as the contract wants it: by letter where it says in writing, else orally."""
        step = self.grievance.procedure.steps.get(sequence=self.grievance.step)
        if step.answer_in_writing:
            self.draft(finding)
            self.submit()
            self.approve()
            self.issue()
            return
        with _as(self.holder):
            record_oral_answer(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                on=localdate(self.at),
                finding=finding,
                summary=self._reasons(finding)["Decision"],
                answered_by="The supervisor",
            )

    def appeal(self, *, to_sequence: int | None = None) -> None:
        with _as(self.holder):
            appeal(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                filed_on=localdate(self.at),
                method="email",
                moved_by=self.representative.full_name,
                to_sequence=to_sequence,
            )

    def advance(self) -> None:
        with _as(self.holder):
            advance(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                filed_on=localdate(self.at),
                method="email",
                moved_by=self.representative.full_name,
            )

    def refer(self) -> None:
        with _as(self.holder):
            refer(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                demanded_on=localdate(self.at),
                demanded_by=self.representative.full_name,
            )
        self.add_paper("arbitration_demand")

    def ask_for_a_list(self) -> None:
        with _as(self.holder):
            record_happening(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                kind=Kind.LIST_REQUESTED,
                on=localdate(self.at),
                note="A list of arbitrators was asked for by both sides",
            )

    def extend(self, *, days: int, is_proven: bool) -> None:
        paper = self.add_paper("extension") if is_proven else None
        with _as(self.holder):
            running = self.grievance.due_dates.filter(superseded_at__isnull=True, state="running", due_on__isnull=False)
            due = running.order_by("due_on")[0]
            extend(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                clock=due.clock,
                asked_by="employer",
                agreed_with=self.representative.full_name,
                agreed_on=localdate(self.at),
                new_due_on=working_days(self.calendar, due.due_on, days),
                document=paper,
            )

    def hold_behind(self, lead: Grievance) -> None:
        paper = self.add_paper("abeyance")
        with _as(self.holder):
            hold(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                from_on=localdate(self.at),
                reason=f"Until the same question is decided in {lead.number}.",
                agreed_with=self.representative.full_name,
                document=paper,
                lead=lead,
            )

    def propose(self, *, cents: int, terms: str = "") -> None:
        with _as(self.holder):
            self.settlement = propose_settlement(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                terms=terms or self._terms(cents),
                amount_cents=cents,
            )

    def approve_settlement(self) -> None:
        with _as(self.senior):
            approve_settlement(settlement=self.settlement, by=self.senior, at=self.at)

    def settle(self) -> None:
        paper = self.add_paper("settlement")
        with _as(self.holder):
            settle(settlement=self.settlement, by=self.holder, at=self.at, signed_on=localdate(self.at), document=paper)

    def pay(self) -> None:
        proof = self.add_paper("payment")
        with _as(self.holder):
            record_payment(
                settlement=self.settlement, by=self.holder, at=self.at, paid_on=localdate(self.at), proof=proof
            )

    def withdraw(self) -> None:
        with _as(self.holder):
            withdraw(
                grievance=self.grievance,
                by=self.holder,
                at=self.at,
                on=localdate(self.at),
                withdrawn_by=self.representative.full_name,
                with_prejudice=self.chance.random() < 0.5,
            )

    def close(self, outcome: str, words: str) -> None:
        with _as(self.holder):
            code = OutcomeCode.objects.get(code=outcome)
            close(
                grievance=self.grievance, by=self.holder, at=self.at, on=localdate(self.at), outcome=code, words=words
            )
            if outcome == "GRANTED":
                for grievant in self.grievance.grievants.all():
                    grant_remedy(grievant=grievant, by=self.holder, at=self.at, remedy=grievant.remedy_asked)

    def add_paper(self, kind: str) -> Document:
        with _as(self.holder):
            return add_document(
                matter=self.grievance,
                title=TEXTS[kind][0],
                kind=kind,
                name=f"{TEXTS[kind][0].lower().replace(',', '')} {self.grievance.number}.pdf",
                content=invented_paper(kind),
                by=self.holder,
                at=self.at,
                dated_on=localdate(self.at),
                compartment=Document.Compartment.EXCHANGED,
            )

    # ------------------------------------------------------------------ inside

    def _look_again(self) -> None:
        """The verb worked on rows of its own; take the case up as it stands now."""
        cases = Grievance.objects.visible_to(self.holder).select_related("procedure__calendar", "issue", "scope")
        self.grievance = cases.get(pk=self.grievance.pk)

    def _letter(self) -> Letter:
        return Letter.objects.visible_to(self.holder).get(pk=self.answer_in_hand.letter_id)

    def _terms(self, cents: int) -> str:
        money = f"The City pays ${cents / 100:,.2f}. " if cents else ""
        return f"{money}The union takes the grievance back. No precedent is set for any other case."

    def _reasons(self, finding: str) -> dict[str, str]:
        ours = self.words(self.matter.we_say)
        remedy = self.words(self.matter.remedy)
        decided = {
            "granted": ("The record bears the union out.", "The grievance is granted.", remedy),
            "partly": ("Both accounts hold in part.", "The grievance is granted in part.", f"In part: {remedy}"),
            "not_grievable": ("The matter stands outside this procedure.", "The grievance cannot be heard here.", ""),
        }
        analysis, decision, granted = decided.get(
            finding, (f"{ours} The article was kept.", "The grievance is denied.", "None.")
        )
        return {"Analysis": analysis, "Decision": decision, "Remedy": granted}


def _written(text: LetterText, reasons: dict[str, str]) -> LetterText:
    """The standard parts with the analysis, the decision and the remedy written into them."""
    parts = tuple(
        (heading, f"<p>{reasons[heading]}</p>" if reasons.get(heading) else words) for heading, words in text.parts
    )
    return replace(text, parts=parts)


@contextmanager
def _as(user: Any) -> Iterator[None]:
    """A transaction in one person's reach, whose rights are read once, as in a request."""
    with reading_as(user):
        remember_reach(user)
        yield
