"""The verbs of one case in any order, in and out of time: refused or done whole, and the record holds together."""

import os
import re
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from contracts.models import ProcedureStep
from grievances.models import Answer, DueDate, Grievance, IssueCode, OutcomeCode, SettlementAuthority
from grievances.operations.answering import draft_answer, issue_answer, record_oral_answer, record_receipt
from grievances.operations.clocks import object_untimely, watch
from grievances.operations.closing import close, withdraw
from grievances.operations.confiding import restrict
from grievances.operations.extending import extend, hold, prove_extension, release
from grievances.operations.filing import Citation, Filing, amend, file
from grievances.operations.moving import advance, appeal, refer, revert, skip
from grievances.operations.settling import propose_settlement, settle
from grievances.operations.stepping import Meeting, record_happening, record_meeting
from grievances.refusals import Refusal
from grievances.states import GRIEVANCE
from grievances.time_limits.rules import Happening
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.correspondence.models import Letter
from laborrel.correspondence.printing import print_draft
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import act, addressed, approved, at_noon, fresh, paper, verbs
from tests.factories.grievances import RECEIVED, agreement_of, code_lists, received

RUNS = int(os.environ.get("LABORREL_STATEFUL_RUNS", "0"))  # 0: a few, the same ones every time
DAYS_BACK = st.integers(0, 12)
STEPS = st.integers(1, 3)
OBJECTION = "The grievance came on the 40th day."


class AnyOrder(RuleBasedStateMachine):
    """One case of the small agreement; the day goes on, the acts are dated up to twelve days back."""

    office: Any

    def __init__(self) -> None:
        super().__init__()
        self.block = transaction.atomic()
        self.block.__enter__()
        self.by = self.office.holder
        self.today = RECEIVED
        self.case = received(self.office, at=at_noon(self.today))
        self.number = self.case.number
        self.paper = paper(self.case, self.by, at=at_noon(self.today))
        self.frozen: dict[int, tuple[Any, ...]] = {}
        self.events = 0

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(None, None, None)

    # ----------------------------------------------------------------------------------------------- trying

    def now(self) -> Grievance:
        return fresh(self.case, self.by)

    def back(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def attempt(self, event: str, verb: Callable[..., Any], **facts: Any) -> Any:
        """Do it: one event of its own when it is done, not a trace when it is refused."""
        before, state = verbs(self.case, self.by), self.now().state
        try:
            with transaction.atomic():
                done = act(verb, self.by, at=at_noon(self.today), **facts)
        except (Refusal, IllegalTransition):
            assert verbs(self.case, self.by) == before
            return None
        new = verbs(self.case, self.by)[len(before) :]
        assert new.count(f"grievances.{event}") == 1, (event, new)
        name = event.removeprefix("record_oral_")
        if any(act.verb == name for act in GRIEVANCE.transitions):
            assert GRIEVANCE.after(name, state=state) == self.now().state
        return done

    @rule(days=st.integers(1, 9))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)
        clerk = self.office.clerk
        if self.now().state not in ("received", "closed"):
            act(watch, clerk, at=at_noon(self.today), grievance=fresh(self.case, clerk))

    # ------------------------------------------------------------------------------------------------ verbs

    @precondition(lambda self: self.now().state == "received")
    @rule(days=DAYS_BACK)
    def is_filed(self, days: int) -> None:
        filing = Filing(
            kind="union", title="Overtime", department=self.office.parks, issue=IssueCode.objects.get(code="OVERTIME"),
            agreement=agreement_of(self.office.clerical), filed_on=self.back(days),
            occurred_on=RECEIVED - timedelta(days=3), citations=[Citation("12.3")],
        )  # fmt: skip
        self.attempt("file", file, grievance=self.now(), filing=filing)

    @rule(days=DAYS_BACK)
    def meets(self, days: int) -> None:
        meeting = Meeting(self.back(days), "A. Example", papers=(self.paper,))
        self.attempt("record_meeting", record_meeting, grievance=self.now(), meeting=meeting)

    @rule(days=DAYS_BACK)
    def is_answered_by_mouth(self, days: int) -> None:
        self.attempt(
            "record_oral_answer", record_oral_answer, grievance=self.now(), on=self.back(days), finding="denied",
            summary="No.",
        )  # fmt: skip

    @rule(finding=st.sampled_from(["denied", "granted", "partly"]))
    def is_answered_by_letter(self, finding: str) -> None:
        answer = self.attempt("draft_answer", draft_answer, grievance=self.now(), finding=finding)
        if answer is None:
            return
        at = at_noon(self.today)
        approved(addressed(answer, self.by, at=at), by=self.by, senior=self.reviewer(), at=at)
        with reading_as(self.by):
            answer = Answer.objects.select_related("visit__grievance").get(pk=answer.pk)
        self.attempt("answer", issue_answer, answer=answer)

    def reviewer(self) -> Any:
        return self.office.senior

    @rule(days=DAYS_BACK)
    def our_answer_was_received(self, days: int) -> None:
        with reading_as(self.by):
            answer = Answer.objects.filter(visit__grievance=self.case, issued_on__isnull=False).last()
        if answer is not None:
            self.attempt("record_receipt", record_receipt, answer=answer, received_on=self.back(days))

    @rule(days=DAYS_BACK)
    def is_appealed(self, days: int) -> None:
        self.attempt("appeal", appeal, grievance=self.now(), filed_on=self.back(days))

    @rule(days=DAYS_BACK)
    def goes_on_without_an_answer(self, days: int) -> None:
        self.attempt("advance", advance, grievance=self.now(), filed_on=self.back(days))

    @rule(verb=st.sampled_from([skip, revert]), to=STEPS, days=DAYS_BACK, is_signed=st.booleans())
    def moves_by_agreement(self, verb: Callable[..., Any], to: int, days: int, is_signed: bool) -> None:
        self.attempt(
            verb.__name__, verb, grievance=self.now(), on=self.back(days), to_sequence=to,
            paper=self.paper if is_signed else None,
        )  # fmt: skip

    @rule(days=DAYS_BACK, is_agreed=st.booleans())
    def goes_to_arbitration(self, days: int, is_agreed: bool) -> None:
        self.attempt(
            "refer", refer, grievance=self.now(), demanded_on=self.back(days), demanded_by="Local 1",
            paper=self.paper if is_agreed else None,
        )  # fmt: skip

    @rule(clock=st.sampled_from(["answer", "file"]), more=st.integers(0, 9), days=DAYS_BACK, is_proven=st.booleans())
    def gets_more_time(self, clock: str, more: int, days: int, is_proven: bool) -> None:
        extension = self.attempt(
            "extend", extend, grievance=self.now(), clock=clock, asked_by="union", agreed_with="J. Reyes",
            agreed_on=self.back(days), more_days=more, document=self.paper if is_proven else None,
        )  # fmt: skip
        if extension is not None and not is_proven and days % 2:
            self.attempt("prove_extension", prove_extension, extension=extension, document=self.paper)

    @rule(days=DAYS_BACK)
    def is_held(self, days: int) -> None:
        self.attempt(
            "hold", hold, grievance=self.now(), from_on=self.back(days), reason="talks", agreed_with="J. Reyes"
        )

    @rule(days=DAYS_BACK)
    def is_released(self, days: int) -> None:
        self.attempt("release", release, grievance=self.now(), until_on=self.back(days))

    @rule(days=DAYS_BACK)
    def something_happens(self, days: int) -> None:
        self.attempt(
            "record_happening", record_happening, grievance=self.now(), kind=Happening.NOTICE_SERVED,
            on=self.back(days),
        )  # fmt: skip

    @rule(text=st.sampled_from(["", OBJECTION]))
    def we_object(self, text: str) -> None:
        self.attempt("object_untimely", object_untimely, grievance=self.now(), objection=text)

    @rule(days=DAYS_BACK)
    def facts_are_corrected(self, days: int) -> None:
        case = self.now()
        occurred_on = RECEIVED - timedelta(days=days)
        self.attempt("amend", amend, grievance=case, revision=case.revision, occurred_on=occurred_on)

    @precondition(lambda self: self.now().scope_id == self.office.desk.pk)
    @rule()
    def gets_a_team(self) -> None:
        self.attempt("restrict", restrict, grievance=self.now(), is_sealed=False, because="press")

    @precondition(lambda self: self.today > RECEIVED + timedelta(days=20))
    @rule(days=DAYS_BACK, how=st.sampled_from(["settle", "withdraw", "close"]))
    def ends(self, days: int, how: str) -> None:
        on = self.back(days)
        if how == "withdraw":
            self.attempt(how, withdraw, grievance=self.now(), on=on, withdrawn_by="Local 1", with_prejudice=True)
        elif how == "close":
            outcome = OutcomeCode.objects.get(code="DENIED")
            self.attempt(how, close, grievance=self.now(), on=on, outcome=outcome)
        elif proposal := self.attempt(
            "propose_settlement", propose_settlement, grievance=self.now(), terms="Two hours.", amount_cents=100
        ):
            self.attempt(how, settle, settlement=proposal, signed_on=on, document=self.paper)

    # ------------------------------------------------------------------------------------------- what holds

    @invariant()
    def the_record_holds_together(self) -> None:
        with reading_as(self.by):
            case = Grievance.objects.visible_to(self.by).select_related("outcome").get(pk=self.case.pk)
            visits = list(case.visits.order_by("id").prefetch_related("answers"))
            dates = list(case.due_dates.order_by("id"))
            check_where_it_stands(case, visits)
            check_the_way(visits)
            check_the_end(case)
            check_dates(case, dates)
            check_scopes(case)
            check_history(case)
            check_objection(case)
            assert case.number == self.number
            self.check_nothing_is_forgotten(dates)

    def check_nothing_is_forgotten(self, dates: list[DueDate]) -> None:
        """A superseded date stays as it was, and no event goes away."""
        kept = {row.pk: (row.due_on, row.superseded_at, row.superseded_because) for row in dates if row.superseded_at}
        assert self.frozen.items() <= kept.items()
        self.frozen = kept
        events = Event.objects.visible_to(self.by).of(self.case).count()
        assert events >= self.events
        self.events = events


def check_where_it_stands(case: Grievance, visits: list[Any]) -> None:
    present = [visit for visit in visits if visit.left_on is None]
    assert case.state in GRIEVANCE.states
    if case.state in ("received", "closed"):
        assert present == []
        return
    assert len(present) == 1
    here = ProcedureStep.objects.get(procedure=case.procedure_id, sequence=case.step)
    assert (present[0].sequence, present[0].name, case.step_name) == (case.step, here.name, here.name)
    assert (case.state == "at_arbitration") == (here.kind == "arbitration")
    issued = [answer for answer in present[0].answers.all() if answer.issued_on]
    assert (case.state == "answered") == (len(issued) == 1)
    assert case.is_held == case.holds.filter(until_on__isnull=True).exists()


def check_the_way(visits: list[Any]) -> None:
    for earlier, later in pairwise(visits):
        assert earlier.filed_on <= earlier.left_on == later.filed_on
    for visit in visits:
        assert visit.came_by not in ("skipped", "reverted") or visit.agreement_document_id is not None
        assert sum(answer.issued_on is not None for answer in visit.answers.all()) <= 1
        assert all(visit.filed_on <= answer.issued_on for answer in visit.answers.all() if answer.issued_on)
    assert [visit.came_by for visit in visits[:1]] in ([], ["filed"])


def check_the_end(case: Grievance) -> None:
    is_closed = case.state == "closed"
    assert is_closed == (case.closed_on is not None) == (case.outcome is not None)
    signed = list(case.settlements.filter(state__in=["signed", "paid"]))
    assert len(signed) == (1 if is_closed and case.outcome.code == "SETTLED" else 0)
    if is_closed:
        assert (case.next_due_on, case.next_due_side, case.is_held, case.is_lapsed) == (None, "", False, False)


def check_dates(case: Grievance, dates: list[DueDate]) -> None:
    standing = [row for row in dates if row.superseded_at is None]
    assert len({(row.step, row.clock) for row in standing}) == len(standing)
    assert all(bool(row.superseded_at) == bool(row.superseded_because) for row in dates)
    assert all(row.due_on is not None or row.state in ("stopped", "met") for row in standing)
    assert dates == [] or case.procedure_id is not None
    if case.next_due_on is not None:
        days = [
            (row.due_on, row.explanation["safe_on"])
            for row in standing
            if row.state in ("running", "lapsed") and row.side == case.next_due_side and row.act == case.next_due_act
        ]
        assert any(case.next_due_on == due or case.next_due_on.isoformat() == safe for due, safe in days)
    if case.is_held:
        assert not any(row.state == "running" for row in standing)


def check_scopes(case: Grievance) -> None:
    """Every row of the case and every row of their histories lies where the case lies."""
    children = [case.visits, case.due_dates, case.holds, case.extensions, case.happenings, case.settlements]
    scopes = {scope for rows in children for scope in rows.values_list("scope_id", flat=True)}
    for visit in case.visits.all():
        for rows in (visit.meetings, visit.answers, visit.citations):
            scopes |= set(rows.values_list("scope_id", flat=True))
    for rows in (case.visits, case.holds, case.extensions, case.settlements):
        for history in rows.model.pgh_event_models.values():
            scopes |= set(history.objects.values_list("scope_id", flat=True))
    assert scopes <= {case.scope_id}


def check_history(case: Grievance) -> None:
    """The newest row of the case's history says what the case says."""
    (history,) = set(type(case).pgh_event_models.values())
    newest = history.objects.filter(pgh_obj_id=case.pk).order_by("-pgh_id").first()
    assert (newest.state, newest.step, newest.scope_id, newest.closed_on) == (
        case.state, case.step, case.scope_id, case.closed_on,
    )  # fmt: skip


def check_objection(case: Grievance) -> None:
    """Once raised, it stands in every answer issued on a later day."""
    if not case.objection:
        return
    letters = Letter.objects.unrestricted(because="the test reads every letter of the case").of(case)
    for letter in letters.filter(state="issued", letter_date__gt=case.objection_raised_on):
        said = " ".join(re.sub(r"<[^>]+>", " ", part["text"]) for part in letter.parts)
        assert case.objection in " ".join(said.split())


@pytest.fixture
def one_print(office, monkeypatch):
    """Every letter prints as one sheet made once: this test is not about paper."""
    printed: list[bytes] = []

    def print_once(letter: Letter, **_: Any) -> bytes:
        printed.append(printed[0] if printed else print_draft(letter))
        return printed[0]

    monkeypatch.setattr("laborrel.correspondence.operations.issuing.print_letter", print_once)


@pytest.mark.usefixtures("one_print")
def test_any_order_of_verbs_leaves_a_record_that_holds_together(office):
    code_lists()
    agreement = agreement_of(office.clerical)
    ProcedureStep.objects.filter(procedure__agreement=agreement, sequence=1).update(answer_in_writing=False)
    SettlementAuthority.objects.create(role="Specialists", limit_cents=1000, effective_on=date(2025, 1, 1))
    machine = type("AnyOrderHere", (AnyOrder,), {"office": office})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=RUNS or 12,
            stateful_step_count=50 if RUNS else 25,
            derandomize=not RUNS,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
