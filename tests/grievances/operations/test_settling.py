"""Money needs authority or a second person, a signed paper, and proof that it was paid."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from grievances.models import Settlement, SettlementAuthority
from grievances.operations.closing import withdraw
from grievances.operations.settling import (
    approve_settlement,
    authority_of,
    propose_settlement,
    record_payment,
    refuse_settlement,
    settle,
)
from grievances.refusals import (
    DateBeforeEvent,
    DateInFuture,
    OwnApproval,
    PaperOfAnotherCase,
    PaymentProofMissing,
    ReasonOfRefusalMissing,
    SecondApproverNeeded,
    SignedPaperMissing,
    UnpaidAmount,
)
from laborrel.access.wall import reading_as
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import act, fresh, history, paper
from tests.factories.grievances import filed, received

MARCH_9, MARCH_10 = date(2026, 3, 9), date(2026, 3, 10)


@pytest.fixture
def case(office):
    for role, cents, effective_on in (
        ("Specialists", 10_000, date(2025, 1, 1)),
        ("Specialists", 50_000, date(2026, 1, 1)),
        ("Specialists", 900_000, date(2026, 4, 1)),
        ("Senior specialists", 200_000, date(2025, 1, 1)),
    ):
        SettlementAuthority.objects.create(role=role, limit_cents=cents, effective_on=effective_on)
    return fresh(filed(office), office.holder)


def proposed(office, case, cents, by=None, **facts):
    return act(
        propose_settlement, by or office.holder, grievance=case, terms="Two hours paid.", amount_cents=cents, **facts
    )


def seen(settlement, office):
    with reading_as(office.holder):
        return Settlement.objects.select_related("grievance", "approved_by").get(pk=settlement.pk)


@pytest.mark.parametrize(
    ("name", "on", "cents"),
    [
        ("holder", date(2024, 12, 31), 0),
        ("holder", date(2025, 6, 1), 10_000),
        ("holder", MARCH_9, 50_000),
        ("holder", date(2026, 4, 1), 900_000),
        ("senior", MARCH_9, 200_000),
        ("counsel", MARCH_9, 0),
        ("nobody", MARCH_9, 0),
    ],
)
def test_authority_is_the_limit_of_the_role_in_force_on_the_day(office, case, name, on, cents):
    assert authority_of(office.people[name], on=on) == cents


@pytest.mark.parametrize(("cents", "state"), [(0, "approved"), (50_000, "approved"), (50_001, "proposed")])
def test_within_authority_nobody_else_is_needed(office, case, cents, state):
    settlement = proposed(office, case, cents)
    assert (settlement.state, settlement.approved_by) == (state, None)


def test_above_the_limit_a_second_person_approves(office, case):
    settlement = proposed(office, case, 75_000)
    signed = paper(case, office.holder)
    with pytest.raises(SecondApproverNeeded):
        act(settle, office.holder, settlement=settlement, signed_on=MARCH_9, document=signed)
    assert fresh(case, office.holder).state == "filed"
    act(approve_settlement, office.senior, settlement=seen(settlement, office))
    kept = seen(settlement, office)
    assert (kept.state, kept.approved_by, kept.approved_on) == ("approved", office.senior, MARCH_9)
    act(settle, office.holder, settlement=kept, signed_on=MARCH_9, document=signed)
    ended = fresh(case, office.holder)
    assert (ended.state, ended.outcome.code, ended.outcome_step, ended.closed_on) == (
        "closed", "SETTLED", "Step 1", MARCH_9,
    )  # fmt: skip
    assert history(case, office.holder)[-4:] == [
        "Holder proposed a settlement of $750.00, for a second person to approve.",
        history(case, office.holder)[-3],
        "Senior approved the settlement.",
        "Holder closed the case as settled at Step 1, Mon 9 Mar 2026, for $750.00.",
    ]


def test_nobody_approves_his_own_settlement(office, case):
    settlement = proposed(office, case, 300_000, by=office.senior)
    with pytest.raises(OwnApproval):
        act(approve_settlement, office.senior, settlement=settlement)
    with reading_as(office.senior), pytest.raises(IntegrityError, match="nobody_approves"), transaction.atomic():
        Settlement.objects.filter(pk=settlement.pk).update(approved_by=office.senior, approved_on=MARCH_9)


def test_the_second_person_too_has_a_limit(office, case):
    settlement = proposed(office, case, 200_001)
    with pytest.raises(SecondApproverNeeded):
        act(approve_settlement, office.senior, settlement=seen(settlement, office))
    assert seen(settlement, office).state == "proposed"


def test_a_refusal_says_why(office, case):
    settlement = proposed(office, case, 75_000)
    with pytest.raises(ReasonOfRefusalMissing):
        act(refuse_settlement, office.senior, settlement=seen(settlement, office), reason="  ")
    assert seen(settlement, office).state == "proposed"


def test_a_refused_settlement_is_not_signed(office, case):
    settlement = proposed(office, case, 75_000)
    act(refuse_settlement, office.senior, settlement=seen(settlement, office), reason="Wait for the award")
    assert history(case, office.holder)[-1] == "Senior refused the settlement: Wait for the award."
    with pytest.raises(IllegalTransition):
        act(
            settle, office.holder, settlement=seen(settlement, office), signed_on=MARCH_9,
            document=paper(case, office.holder),
        )  # fmt: skip


def test_a_settlement_is_signed(office, case):
    settlement = proposed(office, case, 0)
    with pytest.raises(SignedPaperMissing):
        act(settle, office.holder, settlement=settlement, signed_on=MARCH_9, document=None)
    with pytest.raises(PaperOfAnotherCase):
        act(
            settle, office.holder, settlement=seen(settlement, office), signed_on=MARCH_9,
            document=paper(filed(office), office.holder),
        )  # fmt: skip
    assert fresh(case, office.holder).state == "filed"


@pytest.mark.parametrize(("signed_on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 1), DateBeforeEvent)])
def test_it_is_signed_between_the_filing_and_today(office, case, signed_on, refusal):
    settlement = proposed(office, case, 0)
    signed = paper(case, office.holder)
    with pytest.raises(refusal):
        act(settle, office.holder, settlement=settlement, signed_on=signed_on, document=signed)
    assert seen(settlement, office).state == "approved"


@pytest.mark.parametrize(
    ("precedent", "is_citable", "expected"),
    [("no", True, False), ("silent", True, True), ("yes", True, True), ("yes", False, False)],
)
def test_what_is_not_precedent_is_not_cited(office, case, precedent, is_citable, expected):
    settlement = proposed(office, case, 0, precedent=precedent, is_citable=is_citable)
    assert settlement.is_citable is expected


def test_money_is_paid_with_proof(office, case):
    settlement = proposed(office, case, 40_000)
    with pytest.raises(IllegalTransition):
        act(record_payment, office.holder, settlement=settlement, paid_on=MARCH_9, proof=None)
    signed = paper(case, office.holder)
    act(settle, office.holder, settlement=settlement, signed_on=MARCH_9, document=signed)
    foreign = paper(filed(office), office.holder)
    for facts, refusal in (
        ({"paid_on": MARCH_9, "proof": None}, PaymentProofMissing),
        ({"paid_on": MARCH_10, "proof": signed}, DateInFuture),
        ({"paid_on": date(2026, 3, 8), "proof": signed}, DateBeforeEvent),
        ({"paid_on": MARCH_9, "proof": foreign}, PaperOfAnotherCase),
    ):
        with pytest.raises(refusal):
            act(record_payment, office.holder, settlement=seen(settlement, office), **facts)
    proof = paper(case, office.holder, title="Payroll run 6")
    paid = act(record_payment, office.holder, settlement=seen(settlement, office), paid_on=MARCH_9, proof=proof)
    assert (paid.state, paid.payment_proof) == ("paid", proof)
    assert history(case, office.holder)[-1] == (
        "Holder recorded the payment of $400.00 on Mon 9 Mar 2026, proof: Payroll run 6."
    )


def test_a_settlement_without_money_has_no_payment(office, case):
    settlement = proposed(office, case, 0)
    signed = paper(case, office.holder)
    act(settle, office.holder, settlement=settlement, signed_on=MARCH_9, document=signed)
    with pytest.raises(UnpaidAmount):
        act(record_payment, office.holder, settlement=settlement, paid_on=MARCH_9, proof=signed)


def test_a_case_that_ended_otherwise_is_not_settled(office, case):
    settlement, waiting = proposed(office, case, 0), proposed(office, case, 75_000)
    signed = paper(case, office.holder)
    act(withdraw, office.holder, grievance=case, on=MARCH_9, withdrawn_by="Local 1", with_prejudice=False)
    with pytest.raises(IllegalTransition):
        act(settle, office.holder, settlement=seen(settlement, office), signed_on=MARCH_9, document=signed)
    with pytest.raises(IllegalTransition):
        act(approve_settlement, office.senior, settlement=seen(waiting, office))
    with pytest.raises(IllegalTransition):
        proposed(office, fresh(case, office.holder), 0)
    assert fresh(case, office.holder).outcome.code == "WITHDRAWN"


def test_a_mere_receipt_is_not_settled(office):
    with pytest.raises(IllegalTransition):
        proposed(office, fresh(received(office), office.holder), 0)
