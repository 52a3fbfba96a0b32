"""A small town for browsers and papers: one case in each state a page can show, made by the verbs themselves.

Built once for the whole package; pages read it, journeys add cases of their own to it.
"""

import time
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from django.apps import apps
from django.test import Client

from grievances.models import (
    Answer,
    DueDate,
    Extension,
    Grievance,
    LogImport,
    SavedView,
    Settlement,
    SettlementAuthority,
)
from grievances.operations.answering import draft_answer, issue_answer
from grievances.operations.closing import withdraw
from grievances.operations.extending import extend, hold
from grievances.operations.log_imports import bring_log, check_by_and_by, choose_columns
from grievances.operations.moving import appeal, refer
from grievances.operations.saved_views import save_view
from grievances.operations.settling import approve_settlement, propose_settlement, record_payment, settle
from grievances.operations.stepping import Meeting, Screening, record_meeting, screen
from laborrel.access.roles import SENIOR_SPECIALISTS, SPECIALISTS
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter, ProofOfService
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.operations.issuing import issue_letter
from laborrel.correspondence.operations.letters import approve_letter, draft_letter, return_letter, submit_letter
from laborrel.correspondence.operations.service import Service, record_service
from laborrel.documents.models import Document
from laborrel.documents.operations import add_document
from laborrel.organization.models import Representative
from laborrel.people.second_factor import SEEN
from tests.access.worlds import World, open_world
from tests.factories.case_acts import fresh
from tests.factories.grievances import filed, received
from tests.factories.office import SmallOffice, small_office
from tests.laborrel.documents.hostile_files import honest_pdf

TODAY = date(2026, 3, 9)
NOON = datetime(2026, 3, 9, 19, 0, tzinfo=UTC)  # noon in the office's own time zone


def on(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 18, 0, tzinfo=UTC)


@dataclass
class Town:
    office: SmallOffice
    steward: Representative
    view: SavedView
    cases: dict[str, Grievance] = field(default_factory=dict)
    papers: dict[str, Document] = field(default_factory=dict)
    letters: dict[str, Letter] = field(default_factory=dict)  # beside the answers: begun, approved, served
    served: ProofOfService | None = None
    extension: Extension | None = None  # the one without its signed paper
    logs: dict[str, LogImport] = field(default_factory=dict)  # brought, with faults, without
    world: World | None = None  # what the access matrix asks for: an argument for every address

    def letter_of(self, name: str) -> Letter:
        with reading_as(self.office.holder):
            letters = Letter.objects.visible_to(self.office.holder).select_related("document")
            return letters.get(subject__contains=self.cases[name].number)

    def row(self, model: str, **found: Any) -> Any:
        """The first open row of a kind, e.g. an agreement."""
        return apps.get_model(model).objects.filter(**found).first()

    def date_of(self, name: str) -> DueDate:
        """The date a case waits for, or the last one it had."""
        with reading_as(self.office.holder):
            dates = DueDate.objects.filter(grievance=self.cases[name], superseded_at__isnull=True)
            return dates.filter(state="running").first() or dates.latest("pk")

    def session_of(self, person: str) -> str:
        """The cookie of a browser in which this person has signed in."""
        client = Client()
        client.force_login(self.office.people[person])
        session = client.session
        session[SEEN] = True
        session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
        session.save()
        return client.cookies["sessionid"].value


def build() -> Town:
    office = small_office()
    SettlementAuthority.objects.create(role=SPECIALISTS, limit_cents=0, effective_on=date(2025, 1, 1))
    SettlementAuthority.objects.create(role=SENIOR_SPECIALISTS, limit_cents=5_000_000, effective_on=date(2025, 1, 1))
    steward = Representative.objects.create(
        full_name="Lou Steward", role="Steward", union=office.union, address="1 Example Street"
    )
    with reading_as(office.holder):
        view = save_view(by=office.holder, name="Overtime of mine", query="issue=OVERTIME")
    town = Town(office, steward, view)
    _waiting_for_us(town)
    _letters(town)
    _further_on(town)
    _ended(town)
    _other_letters(town)
    _logs(town)
    town.world = open_world(office)
    return town


def _logs(town: Town) -> None:
    """Logs of the holder on their way in: just brought, checked with a fault, checked without."""
    holder = town.office.holder
    good = "Number,Unit,Received,Shoe size\nG-1,CL,2026-03-02,43\n"
    for name, content in (("brought", good), ("with faults", good.replace("CL", "XX")), ("without", good)):
        with reading_as(holder):
            log = bring_log(by=holder, at=on(3, 9), name=f"{name}.csv", content=content.encode())
            if name != "brought":
                choose_columns(log=log, mapping=log.mapping, by=holder)
                check_by_and_by(import_id=log.pk, at=on(3, 9), turn=lambda: nullcontext(holder))
        town.logs[name] = log


def _file(town: Town, name: str, title: str, month: int, day: int, **facts: Any) -> Grievance:
    holder = town.office.holder
    facts.setdefault("statement", "Overtime of the weekend was given to a junior employee without asking the grievant.")
    facts["representative"] = town.steward
    facts.setdefault("remedy_asked", "Pay the overtime lost at the contract rate.")
    case = filed(
        town.office, title=title, received_on=date(2026, month, day), at=on(month, day), holder=holder, **facts
    )
    town.cases[name] = case
    return case


def _waiting_for_us(town: Town) -> None:
    town.cases["received"] = received(town.office, received_on=date(2026, 3, 6), at=on(3, 6))
    _file(town, "due later", "Call-back pay refused", 3, 5)
    _file(town, "due soon", "Vacation bid out of order", 2, 25)
    _file(town, "due today", "Overtime not offered by seniority", 2, 23)
    _file(town, "overdue", "Shift change without notice", 2, 2)
    _file(town, "group", "Safety shoes not replaced", 3, 3, grievants=("Ben Example", "Cleo Example", "Dora Example"))
    _file(town, "sealed", "Letter of reprimand", 3, 4, is_sealed=True, issue="DISCIPLINE")


def _letters(town: Town) -> None:
    for name, title in (
        ("drafting", "Uniform allowance short"),
        ("in review", "Lunch break interrupted"),
        ("approved", "Standby list skipped"),
        ("returned", "Mileage not paid"),
    ):
        _file(town, name, title, 2, 26)
        _draft(town, name, 3, 3)
    _submit(town, "in review", 3, 4)
    _submit(town, "approved", 3, 4)
    _approve(town, "approved", 3, 5)
    _submit(town, "returned", 3, 4)
    senior, letter = town.office.senior, town.letter_of("returned")
    with reading_as(senior):
        return_letter(letter=letter, comment="Say which list was used.", by=senior, at=on(3, 5))


def _further_on(town: Town) -> None:
    _answered(town, "answered", "Out-of-class pay stopped")
    _answered(town, "appealed", "Promotion list passed over")
    _answered(town, "arbitration", "Holiday schedule changed")
    holder = town.office.holder
    with reading_as(holder):
        appeal(grievance=_now(town, "appealed"), by=holder, at=on(3, 2), filed_on=date(2026, 3, 2), moved_by="Local 1")
    _answer_again(town, "arbitration")
    _file(town, "held", "Parking fee raised", 2, 20)
    _file(town, "extended", "Training day unpaid", 2, 24)
    _file(town, "unproven", "Night premium short", 2, 24)
    _screened_and_met(town)
    _stopped(town)


def _other_letters(town: Town) -> None:
    """Letters beside the answers: one being written, one waiting to be issued, one issued and served."""
    holder, senior = town.office.holder, town.office.senior
    asking = LetterText(
        subject="Request for the sign-up sheet",
        addressee="Lou Steward",
        salutation="Dear Lou Steward:",
        parts=(("", "<p>Please send the sign-up sheet of the week the grievance speaks of.</p>"),),
        closing="Sincerely,",
        signer_name="Holder",
        signer_title="Labor relations specialist",
    )
    for name in ("begun", "approved", "served"):
        with reading_as(holder):
            letter = draft_letter(matter=_now(town, "due later"), text=asking, by=holder, at=on(3, 5))
            if name != "begun":
                letter = submit_letter(letter=letter, by=holder, at=on(3, 5))
        if name != "begun":
            with reading_as(senior):
                letter = approve_letter(letter=letter, revision=letter.revision, by=senior, at=on(3, 5))
        town.letters[name] = letter
    with reading_as(holder):
        facts = {"on": date(2026, 3, 6), "by": holder, "at": on(3, 6), "revision": letter.revision}
        issue_letter(letter=letter, method=Method.PERSONAL, **facts)
        service = Service(Method.PERSONAL, date(2026, 3, 6), "Holder", "Lou Steward")
        town.served = record_service(letter=letter, service=service, by=holder, at=on(3, 6))


def _ended(town: Town) -> None:
    holder, senior = town.office.holder, town.office.senior
    _file(town, "withdrawn", "Locker reassigned", 2, 3)
    with reading_as(holder):
        withdraw(
            grievance=_now(town, "withdrawn"), by=holder, at=on(2, 17), on=date(2026, 2, 17),
            withdrawn_by="Local 1", with_prejudice=False,
        )  # fmt: skip
    for name, title in (("proposed", "Hazard pay for spraying"), ("settled", "Meal allowance on travel")):
        _file(town, name, title, 2, 26)
        with reading_as(holder):
            settlement = propose_settlement(
                grievance=_now(town, name),
                by=holder,
                at=on(3, 2),
                terms="Pay eight hours at time and a half.",
                amount_cents=38_400,
            )
    with reading_as(senior):
        approve_settlement(settlement=Settlement.objects.get(pk=settlement.pk), by=senior, at=on(3, 3))
    signed = _paper(town, "settled", "Signed settlement", "settlement")
    proof = _paper(town, "settled", "Proof of payment", "payment")
    with reading_as(holder):
        approved = Settlement.objects.get(pk=settlement.pk)
        settle(settlement=approved, by=holder, at=on(3, 4), signed_on=date(2026, 3, 4), document=signed)
        paid = Settlement.objects.get(pk=settlement.pk)
        record_payment(settlement=paid, by=holder, at=on(3, 6), paid_on=date(2026, 3, 6), proof=proof)


# --- the steps of those stories -------------------------------------------------------------------------


def _now(town: Town, name: str) -> Grievance:
    """The case as it stands now: a verb refuses one that has moved since it was read."""
    return fresh(town.cases[name], town.office.holder)


def _draft(town: Town, name: str, month: int, day: int) -> None:
    holder = town.office.holder
    with reading_as(holder):
        draft_answer(grievance=_now(town, name), by=holder, at=on(month, day), finding="denied")


def _submit(town: Town, name: str, month: int, day: int) -> None:
    holder, letter = town.office.holder, town.letter_of(name)
    with reading_as(holder):
        submit_letter(letter=letter, by=holder, at=on(month, day))


def _approve(town: Town, name: str, month: int, day: int) -> None:
    senior, letter = town.office.senior, town.letter_of(name)
    with reading_as(senior):
        approve_letter(letter=letter, revision=letter.revision, by=senior, at=on(month, day))


def _answered(town: Town, name: str, title: str) -> None:
    holder = town.office.holder
    _file(town, name, title, 2, 9)
    _draft(town, name, 2, 16)
    _submit(town, name, 2, 17)
    _approve(town, name, 2, 18)
    with reading_as(holder):
        answer = _now(town, name).visits.get(left_on__isnull=True).answers.get()
        issue_answer(answer=answer, by=holder, at=on(2, 20))


def _answer_again(town: Town, name: str) -> None:
    """Appealed to the second step, answered there, and taken to the door of arbitration."""
    holder = town.office.holder
    with reading_as(holder):
        appeal(grievance=_now(town, name), by=holder, at=on(2, 24), filed_on=date(2026, 2, 24), moved_by="Local 1")
        answer = draft_answer(grievance=_now(town, name), by=holder, at=on(2, 25), finding="denied")
        letter = answer.letter
        submit_letter(letter=letter, by=holder, at=on(2, 26))
    senior = town.office.senior
    with reading_as(senior):
        current = Letter.objects.visible_to(senior).get(pk=letter.pk)
        approve_letter(letter=current, revision=current.revision, by=senior, at=on(2, 27))
    with reading_as(holder):
        issue_answer(answer=Answer.objects.get(pk=answer.pk), by=holder, at=on(3, 2))
        refer(grievance=_now(town, name), by=holder, at=on(3, 6), demanded_on=date(2026, 3, 6), demanded_by="Local 1")


def _screened_and_met(town: Town) -> None:
    holder = town.office.holder
    rules = {"timely_rule": "9.1: ten business days", "in_unit_rule": "1.2", "grievable_rule": "9.0"}
    with reading_as(holder):
        screen(
            grievance=_now(town, "extended"), by=holder, at=on(2, 25),
            screening=Screening(timely="yes", in_unit="yes", grievable="unclear", **rules),
        )  # fmt: skip
        record_meeting(
            grievance=_now(town, "extended"), by=holder, at=on(3, 3),
            meeting=Meeting(
                held_on=date(2026, 3, 3), attendees="Ada Example, grievant\nLou Steward, Local 1", place="Room 2"
            ),
        )  # fmt: skip


def _stopped(town: Town) -> None:
    holder = town.office.holder
    agreed = {"asked_by": "us", "agreed_with": "Lou Steward", "agreed_on": date(2026, 3, 4)}
    signed = _paper(town, "extended", "Signed extension", "extension")
    with reading_as(holder):
        for name, paper in (("extended", signed), ("unproven", None)):
            case = _now(town, name)
            clock = case.due_dates.get(superseded_at__isnull=True, state="running", side="ours").clock
            town.extension = extend(
                grievance=case, by=holder, at=on(3, 4), clock=clock,
                new_due_on=date(2026, 3, 24), document=paper, **agreed,
            )  # fmt: skip
        hold(
            grievance=_now(town, "held"), by=holder, at=on(3, 2), from_on=date(2026, 3, 2),
            reason="waits for the lead case", agreed_with="Lou Steward", lead=_now(town, "arbitration"),
        )  # fmt: skip


def _paper(town: Town, case: str, title: str, kind: str) -> Document:
    holder = town.office.holder
    with reading_as(holder):
        paper = add_document(
            matter=_now(town, case),
            title=title,
            kind=kind,
            name=f"{title}.pdf",
            content=honest_pdf(),
            by=holder,
            at=on(3, 4),
        )
    town.papers[title] = paper
    return paper
