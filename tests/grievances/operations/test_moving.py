"""From step to step only as the contract and both sides allow; what comes late is recorded, and said to be late."""

from datetime import date

import pytest

from contracts.models import Exclusion, ProcedureStep, StepClock
from grievances.case_inputs import ladder_of
from grievances.models import IssueCode
from grievances.operations.clocks import standing_of, watch
from grievances.operations.extending import hold
from grievances.operations.moving import advance, appeal, refer, revert, skip
from grievances.refusals import (
    AgreementPaperMissing,
    AnswerStillDue,
    ArbitrationIsNext,
    ArbitrationNotProvided,
    DateBeforeEvent,
    DateInFuture,
    LadderEndsHere,
    NoSuchStep,
    PaperOfAnotherCase,
    StepsBefore,
)
from grievances.time_limits.standing import ClockState
from laborrel.access.wall import reading_as
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import act, answered, at_noon, fresh, history, paper, verbs
from tests.factories.grievances import filed, received

MARCH_9, MARCH_10, MARCH_16, MARCH_17 = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 16), date(2026, 3, 17)
MARCH_23, MARCH_24, APRIL_20 = date(2026, 3, 23), date(2026, 3, 24), date(2026, 4, 20)


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


@pytest.fixture
def at_step_two(office, case):
    """Moved there by agreement on Mon 9 Mar 2026."""
    act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=paper(case, office.holder))
    return fresh(case, office.holder)


def standing(case, office, on):
    with reading_as(office.holder):
        return standing_of(fresh(case, office.holder), as_of=on)


def nothing_moved(case, office):
    kept = fresh(case, office.holder)
    with reading_as(office.holder):
        present = kept.visits.get(left_on__isnull=True)
    return (kept.step, kept.state, present.sequence) == (case.step, case.state, case.step)


# -------------------------------------------------------------------------------------------------- appeal


def test_an_appeal_in_time(office, case):
    answered(case, office)
    visit = act(
        appeal, office.holder, grievance=fresh(case, office.holder), filed_on=MARCH_23, received_on=MARCH_24,
        method="mail", moved_by="J. Reyes", at=at_noon(MARCH_24),
    )  # fmt: skip
    case = fresh(case, office.holder)
    assert (visit.came_by, visit.sequence, visit.filed_on, visit.received_on) == ("appealed", 2, MARCH_23, MARCH_24)
    assert (case.state, case.step_name, case.next_due_on) == ("filed", "Step 2", date(2026, 4, 7))
    with reading_as(office.holder):
        assert [visit.left_on for visit in case.visits.order_by("id")] == [MARCH_23, None]
    assert (
        history(case, office.holder)[-1] == "Holder recorded the appeal from Step 1 to Step 2, filed Mon 23 Mar 2026."
    )


def test_a_late_appeal_is_recorded_and_stated_as_late(office, case):
    answered(case, office)
    act(appeal, office.holder, grievance=fresh(case, office.holder), filed_on=MARCH_24, at=at_noon(MARCH_24))
    found = standing(case, office, MARCH_24)
    assert found.clock(2, "file").state is ClockState.LATE
    assert "it was done 1 day late, on Tue 24 Mar 2026" in found.defences[0]


@pytest.mark.parametrize(
    ("dates", "refusal"),
    [
        ({"filed_on": MARCH_10}, DateInFuture),
        ({"filed_on": MARCH_9, "received_on": MARCH_10}, DateInFuture),
        ({"filed_on": date(2026, 3, 8)}, DateBeforeEvent),
        ({"filed_on": date(2026, 2, 2)}, DateBeforeEvent),
    ],
)
def test_an_appeal_lies_between_our_answer_and_today(office, case, dates, refusal):
    answered(case, office)
    case = fresh(case, office.holder)
    with pytest.raises(refusal):
        act(appeal, office.holder, grievance=case, **dates)
    assert nothing_moved(case, office)


def test_a_step_that_is_not_answered_is_not_appealed(office, case):
    with pytest.raises(IllegalTransition, match="“Appeal” is not possible"):
        act(appeal, office.holder, grievance=case, filed_on=MARCH_9)


@pytest.mark.parametrize("to", [1, 3, 9])
def test_an_appeal_goes_to_a_step_that_follows(office, case, to):
    answered(case, office)
    with pytest.raises(NoSuchStep):
        act(appeal, office.holder, grievance=fresh(case, office.holder), filed_on=MARCH_9, to_sequence=to)


def test_before_arbitration_an_appeal_is_a_referral(office, at_step_two):
    answered(at_step_two, office)
    with pytest.raises(ArbitrationIsNext, match="Record the demand for it as a referral"):
        act(appeal, office.holder, grievance=fresh(at_step_two, office.holder), filed_on=MARCH_9)


# ------------------------------------------------------------------------------------------------- advance


def test_silence_lets_the_union_go_on_from_the_day_after(office, case):
    with pytest.raises(AnswerStillDue):
        act(advance, office.holder, grievance=case, filed_on=MARCH_16, at=at_noon(MARCH_17))
    assert nothing_moved(case, office)
    visit = act(advance, office.holder, grievance=case, filed_on=MARCH_17, at=at_noon(MARCH_17), moved_by="J. Reyes")
    assert (visit.came_by, visit.sequence, fresh(case, office.holder).state) == ("advanced", 2, "filed")
    assert history(case, office.holder)[-1] == (
        "Holder recorded that the union went on from Step 1 to Step 2 without an answer, Tue 17 Mar 2026."
    )


def test_going_on_late_after_silence_is_recorded_and_stated_as_late(office, case):
    act(advance, office.holder, grievance=case, filed_on=APRIL_20, at=at_noon(APRIL_20))
    found = standing(case, office, APRIL_20)
    assert found.clock(2, "file").state is ClockState.LATE
    assert len(found.defences) == 1


def test_a_case_in_abeyance_is_not_advanced(office, case):
    act(hold, office.holder, grievance=case, from_on=MARCH_9, reason="talks", agreed_with="J. Reyes")
    with pytest.raises(AnswerStillDue):
        act(advance, office.holder, grievance=fresh(case, office.holder), filed_on=APRIL_20, at=at_noon(APRIL_20))


# -------------------------------------------------------------------------------------------- skip, revert


def test_a_step_is_skipped_and_taken_back_only_with_the_signed_paper(office, case):
    signed = paper(case, office.holder)
    with pytest.raises(AgreementPaperMissing):
        act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=None)
    visit = act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=signed)
    assert (visit.came_by, visit.agreement_document) == ("skipped", signed)
    case = fresh(case, office.holder)
    with pytest.raises(AgreementPaperMissing):
        act(revert, office.holder, grievance=case, on=MARCH_9, to_sequence=1, paper=None)
    back = act(revert, office.holder, grievance=case, on=MARCH_9, to_sequence=1, paper=signed)
    assert (back.came_by, fresh(case, office.holder).step_name) == ("reverted", "Step 1")
    assert history(case, office.holder)[-2:] == [
        "Holder moved the case by agreement from Step 1 to Step 2, Mon 9 Mar 2026.",
        "Holder sent the case back by agreement from Step 2 to Step 1, Mon 9 Mar 2026.",
    ]


def test_a_reverted_case_gets_a_new_answer_date_and_keeps_the_old_one(office, case, at_step_two):
    signed = paper(case, office.holder)
    act(revert, office.holder, grievance=at_step_two, on=MARCH_9, to_sequence=1, paper=signed)
    with reading_as(office.holder):
        rows = list(case.due_dates.filter(step=1, clock="answer").order_by("id"))
    assert [row.due_on for row in rows if row.superseded_at is None] == [MARCH_23]
    assert (rows[0].due_on, rows[0].superseded_because) == (MARCH_16, "the case was moved by agreement")


@pytest.mark.parametrize(
    ("verb", "to", "refusal"),
    [
        (skip, 1, NoSuchStep),
        (skip, 9, NoSuchStep),
        (skip, 3, ArbitrationIsNext),
        (revert, 1, NoSuchStep),
        (revert, 2, NoSuchStep),
        (revert, 0, NoSuchStep),
    ],
)
def test_moves_by_agreement_go_somewhere(office, case, verb, to, refusal):
    signed = paper(case, office.holder)
    with pytest.raises(refusal):
        act(verb, office.holder, grievance=case, on=MARCH_9, to_sequence=to, paper=signed)
    assert nothing_moved(case, office)


def test_a_paper_of_another_case_proves_no_agreement(office, case):
    foreign = paper(filed(office), office.holder)
    with pytest.raises(PaperOfAnotherCase):
        act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=foreign)


@pytest.mark.parametrize(("on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 1), DateBeforeEvent)])
def test_moves_by_agreement_are_dated_between_the_step_and_today(office, case, on, refusal):
    signed = paper(case, office.holder)
    with pytest.raises(refusal):
        act(skip, office.holder, grievance=case, on=on, to_sequence=2, paper=signed)


# --------------------------------------------------------------------------------------------- arbitration


def test_arbitration_is_demanded_at_its_door(office, at_step_two):
    answered(at_step_two, office)
    visit = act(
        refer, office.holder, grievance=fresh(at_step_two, office.holder), demanded_on=MARCH_9, demanded_by="Local 1"
    )
    case = fresh(at_step_two, office.holder)
    assert (visit.came_by, visit.moved_by, case.state, case.step_name) == (
        "referred", "Local 1", "at_arbitration", "Arbitration",
    )  # fmt: skip
    assert history(case, office.holder)[-1] == (
        "Holder recorded the demand for arbitration of Mon 9 Mar 2026: the case is referred to arbitration."
    )


def test_arbitration_is_not_demanded_from_the_first_step(office, case):
    with pytest.raises(StepsBefore):
        act(refer, office.holder, grievance=case, demanded_on=MARCH_9, demanded_by="Local 1")
    answered(case, office)
    with pytest.raises(StepsBefore):
        act(refer, office.holder, grievance=fresh(case, office.holder), demanded_on=MARCH_9, demanded_by="Local 1")


def test_arbitration_is_not_demanded_while_our_answer_is_due(office, at_step_two):
    with pytest.raises(AnswerStillDue):
        act(
            refer, office.holder, grievance=at_step_two, demanded_on=MARCH_23, demanded_by="Local 1",
            at=at_noon(MARCH_24),
        )  # fmt: skip
    act(refer, office.holder, grievance=at_step_two, demanded_on=MARCH_24, demanded_by="Local 1", at=at_noon(MARCH_24))
    assert fresh(at_step_two, office.holder).state == "at_arbitration"


def test_a_late_demand_is_recorded_and_stated_as_late(office, at_step_two):
    answered(at_step_two, office)
    act(
        refer, office.holder, grievance=fresh(at_step_two, office.holder), demanded_on=APRIL_20,
        demanded_by="Local 1", at=at_noon(APRIL_20),
    )  # fmt: skip
    assert standing(at_step_two, office, APRIL_20).clock(3, "file").state is ClockState.LATE


def test_both_sides_may_agree_to_go_straight_to_arbitration(office, case):
    signed = paper(case, office.holder)
    visit = act(refer, office.holder, grievance=case, demanded_on=MARCH_9, demanded_by="Local 1", paper=signed)
    assert (visit.agreement_document, fresh(case, office.holder).state) == (signed, "at_arbitration")


@pytest.mark.parametrize(
    ("demanded_on", "received_on", "refusal"),
    [(MARCH_10, None, DateInFuture), (MARCH_9, MARCH_10, DateInFuture), (date(2026, 3, 8), None, DateBeforeEvent)],
)
def test_a_demand_lies_between_our_answer_and_today(office, at_step_two, demanded_on, received_on, refusal):
    answered(at_step_two, office)
    case = fresh(at_step_two, office.holder)
    with pytest.raises(refusal):
        act(refer, office.holder, grievance=case, demanded_on=demanded_on, received_on=received_on, demanded_by="L")


def test_a_ladder_without_arbitration_ends_with_its_last_answer(office, at_step_two):
    ProcedureStep.objects.filter(sequence=3).delete()
    ProcedureStep.objects.filter(sequence=2).update(is_final=True)
    answered(at_step_two, office)
    case = fresh(at_step_two, office.holder)
    with pytest.raises(ArbitrationNotProvided, match="its last answer is final"):
        act(refer, office.holder, grievance=case, demanded_on=MARCH_9, demanded_by="Local 1")
    with pytest.raises(LadderEndsHere):
        act(appeal, office.holder, grievance=case, filed_on=MARCH_9)


def test_a_matter_heard_no_further_than_a_step_goes_no_further(office, case):
    """An exclusion cuts the ladder for one kind of matter; agreement does not lengthen it."""
    IssueCode.objects.filter(code="OVERTIME").update(topic="rating")
    Exclusion.objects.create(procedure=case.procedure, topic="rating", title="Ratings", last_step=1)
    answered(case, office)
    case = fresh(case, office.holder)
    signed = paper(case, office.holder)
    with pytest.raises(LadderEndsHere):
        act(appeal, office.holder, grievance=case, filed_on=MARCH_9)
    with pytest.raises(LadderEndsHere):
        act(skip, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=signed)
    with pytest.raises(ArbitrationNotProvided):
        act(refer, office.holder, grievance=case, demanded_on=MARCH_9, demanded_by="Local 1", paper=signed)


@pytest.mark.parametrize("verb", [skip, revert])
def test_a_receipt_is_nowhere_and_goes_nowhere(office, verb):
    case = fresh(received(office), office.holder)
    with pytest.raises(IllegalTransition):
        act(verb, office.holder, grievance=case, on=MARCH_9, to_sequence=2, paper=None)


# ---------------------------------------------------------------------------------------------- by itself


def test_where_the_contract_says_so_the_case_moves_by_itself_and_the_history_says_it(office, case):
    StepClock.objects.filter(step__sequence=1, key="answer").update(lapse="automatic_advance")
    ladder_of.cache_clear()
    act(watch, office.clerk, grievance=fresh(case, office.clerk), at=at_noon(MARCH_16))
    assert nothing_moved(case, office)
    act(watch, office.clerk, grievance=fresh(case, office.clerk), at=at_noon(MARCH_17))
    case = fresh(case, office.holder)
    with reading_as(office.holder):
        present = case.visits.get(left_on__isnull=True)
    assert (case.step, present.came_by, present.filed_on) == (2, "advanced", MARCH_17)
    assert verbs(case, office.holder).count("grievances.advance_by_itself") == 1
    assert history(case, office.holder)[-1] == (
        "Clerk noted that the case moved from Step 1 to Step 2 by itself on Tue 17 Mar 2026, because no answer came."
    )
