"""A case ends with an outcome, at a step, on a day that has come; its clocks end with it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from grievances.models import Grievance, OutcomeCode
from grievances.operations.closing import close, grant_remedy, withdraw
from grievances.refusals import DateBeforeEvent, DateInFuture, OutcomeMissing
from laborrel.access.wall import reading_as
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import act, fresh, history
from tests.factories.grievances import code_lists, filed, received

MARCH_1, MARCH_5, MARCH_9, MARCH_10 = (date(2026, 3, day) for day in (1, 5, 9, 10))


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def outcome(code="DENIED"):
    code_lists()
    return OutcomeCode.objects.get(code=code)


def test_a_case_is_closed_with_its_outcome_and_nothing_is_due_any_more(office, case):
    act(close, office.holder, grievance=case, on=MARCH_9, outcome=outcome(), words="The union did not appeal")
    ended = fresh(case, office.holder)
    assert (ended.state, ended.outcome.code, ended.outcome_step, ended.closed_on) == (
        "closed", "DENIED", "Step 1", MARCH_9,
    )  # fmt: skip
    assert (ended.next_due_on, ended.next_due_side, ended.is_lapsed, ended.is_open) == (None, "", False, False)
    with reading_as(office.holder):
        assert case.visits.filter(left_on=None).count() == 0
        assert case.due_dates.filter(superseded_at=None, state="running").count() == 0
        assert case.due_dates.filter(due_on=date(2026, 3, 16)).count() == 1
    assert history(case, office.holder)[-1] == (
        "Holder closed the case at Step 1, Mon 9 Mar 2026: Denied. The union did not appeal."
    )


def test_a_withdrawal_says_by_whom_and_with_what_effect(office, case):
    act(
        withdraw, office.holder, grievance=case, on=MARCH_5, withdrawn_by="J. Reyes", with_prejudice=True,
        words="Resolved in talks.",
    )  # fmt: skip
    ended = fresh(case, office.holder)
    assert (ended.outcome.code, ended.disposition) == (
        "WITHDRAWN",
        "Withdrawn with prejudice by J. Reyes. Resolved in talks.",
    )
    assert history(case, office.holder)[-1] == (
        "Holder closed the case as withdrawn at Step 1, Thu 5 Mar 2026."
        " Withdrawn with prejudice by J. Reyes. Resolved in talks."
    )


def test_an_office_without_code_lists_can_still_record_a_withdrawal(office):
    case = fresh(received(office), office.holder)
    act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    assert fresh(case, office.holder).outcome.name == "Withdrawn"


@pytest.mark.parametrize("verb", [withdraw, close])
def test_a_mere_receipt_can_end_too(office, verb):
    case = fresh(received(office), office.holder)
    facts = {"outcome": outcome()} if verb is close else {"withdrawn_by": "Local 1", "with_prejudice": False}
    act(verb, office.holder, grievance=case, on=MARCH_9, **facts)
    ended = fresh(case, office.holder)
    assert (ended.state, ended.outcome_step, ended.next_due_on) == ("closed", "", None)
    assert (
        history(case, office.holder)[-1]
        == {
            close: "Holder closed the case, Mon 9 Mar 2026: Denied.",
            withdraw: "Holder closed the case as withdrawn, Mon 9 Mar 2026. Withdrawn without prejudice by Local 1.",
        }[verb]
    )


@pytest.mark.parametrize(("on", "refusal"), [(MARCH_10, DateInFuture), (MARCH_1, DateBeforeEvent)])
@pytest.mark.parametrize("is_filed", [True, False])
def test_a_case_ends_between_its_receipt_and_today(office, on, refusal, is_filed):
    case = fresh(filed(office) if is_filed else received(office), office.holder)
    with pytest.raises(refusal):
        act(close, office.holder, grievance=case, on=on, outcome=outcome())
    assert fresh(case, office.holder).closed_on is None


def test_a_case_does_not_end_without_an_outcome(office, case):
    with pytest.raises(OutcomeMissing):
        act(close, office.holder, grievance=case, on=MARCH_9, outcome=None)
    with reading_as(office.holder), pytest.raises(IntegrityError, match="has_an_outcome"), transaction.atomic():
        Grievance.objects.visible_to(office.holder).filter(pk=case.pk).update(closed_on=MARCH_9)


def test_a_case_ends_once(office, case):
    act(close, office.holder, grievance=case, on=MARCH_9, outcome=outcome())
    ended = fresh(case, office.holder)
    with pytest.raises(IllegalTransition, match="What can be done from here: nothing more"):
        act(withdraw, office.holder, grievance=ended, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=True)
    assert fresh(case, office.holder).outcome.code == "DENIED"


def test_each_grievant_gets_a_remedy_of_his_own(office):
    case = fresh(filed(office, grievants=("Ada Example", "Ben Example")), office.holder)
    with reading_as(office.holder):
        ada = case.grievants.select_related("grievance").get(full_name="Ada Example")
    act(grant_remedy, office.holder, grievant=ada, remedy="Four hours of pay")
    with reading_as(office.holder):
        granted = dict(case.grievants.values_list("full_name", "remedy_granted"))
    assert granted == {"Ada Example": "Four hours of pay", "Ben Example": ""}
    assert history(case, office.holder)[-1] == ("Holder recorded the remedy granted to Ada Example: Four hours of pay.")
