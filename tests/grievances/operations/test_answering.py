"""An answer is a letter somebody else approved; issued, it is frozen, answers the step and starts the other clock."""

import hashlib
from datetime import date

import pytest
from django.db import ProgrammingError, connection, transaction

from grievances.answer_parts import preserved_objection
from grievances.models import Answer
from grievances.operations.answering import (
    change_finding,
    draft_answer,
    issue_answer,
    issue_correction,
    record_oral_answer,
    record_receipt,
)
from grievances.operations.clocks import object_untimely
from grievances.operations.moving import advance, appeal
from grievances.refusals import (
    AnswerAlreadyBegun,
    AnswerMustBeWritten,
    DateBeforeEvent,
    DateInFuture,
    NotACorrection,
    NotIssued,
    ObjectionDropped,
    ObjectionStands,
    ObjectionWithoutWords,
    StepAlreadyAnswered,
    StepLeft,
)
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.letters import (
    approve_letter,
    return_letter,
    revise_letter,
    submit_letter,
    withdraw_letter,
)
from laborrel.correspondence.printing import print_letter
from laborrel.correspondence.refusals import OwnDraft
from laborrel.documents.storage import fetch
from laborrel.lifecycle import IllegalTransition
from tests.factories.case_acts import (
    act,
    addressed,
    answer_begun,
    answered,
    approved,
    at_noon,
    fresh,
    history,
    verbs,
)
from tests.factories.grievances import filed, received
from tests.factories.office import NOW

MARCH_9, MARCH_10, MARCH_23 = date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 23)
OBJECTION = "The event was known on 2 Jan 2026; the grievance came on the 40th day."


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def letter_of(answer, by):
    with reading_as(by):
        return (
            Letter.objects.visible_to(by).select_related("document", "register_entry", "scope").get(pk=answer.letter_id)
        )


def parts_of(answer, by):
    return {part["heading"]: part["text"] for part in letter_of(answer, by).parts}


def test_an_answer_begins_as_a_letter_with_its_standard_parts(office, case):
    answer = act(draft_answer, office.holder, grievance=case, finding="denied")
    parts = parts_of(answer, office.holder)
    assert list(parts) == [
        "Issue", "Facts", "Contract language", "Position of the union", "Position of the employer", "Analysis",
        "Decision", "Remedy", "Next step",
    ]  # fmt: skip
    assert "violated 12.3 in the matter of: Overtime not offered by seniority" in parts["Issue"]
    assert parts["Next step"] == "<p>Union may appeal to Step 2: within 10 business days (9.2).</p>"
    assert fresh(case, office.holder).state == "filed"
    assert history(case, office.holder)[-1] == "Holder began the answer at Step 1."


def test_the_union_s_claim_is_no_fact_of_ours(office):
    case = fresh(filed(office, statement="They went down the list."), office.holder)
    parts = parts_of(act(draft_answer, office.holder, grievance=case, finding="denied"), office.holder)
    assert parts["Facts"] == ""
    assert parts["Position of the union"] == "<p>The grievance says: They went down the list.</p>"


def test_what_was_cited_at_step_1_stands_at_step_2(office, case):
    answered(case, office)
    act(
        appeal, office.holder, grievance=fresh(case, office.holder), filed_on=MARCH_10, moved_by="Local 1",
        at=at_noon(MARCH_10),
    )  # fmt: skip
    second = act(
        draft_answer, office.holder, grievance=fresh(case, office.holder), finding="denied", at=at_noon(MARCH_10)
    )
    assert "violated 12.3 in the matter of" in parts_of(second, office.holder)["Issue"]


def test_the_whole_way_of_an_answer(office, case):
    answer = answered(case, office)
    case = fresh(case, office.holder)
    assert (case.state, answer.issued_on, answer.answered_by) == ("answered", MARCH_9, office.holder)
    assert history(case, office.holder)[-1] == "Holder issued the answer at Step 1 on Mon 9 Mar 2026: Denied."
    assert verbs(case, office.holder).count("grievances.answer") == 1
    assert (case.next_due_side, case.next_due_on, case.is_lapsed) == ("theirs", MARCH_23, False)
    with reading_as(office.holder):
        ours = case.due_dates.get(step=1, clock="answer", superseded_at=None)
    assert (ours.state, ours.met_on, ours.due_on) == ("met", MARCH_9, date(2026, 3, 16))


def test_the_day_it_was_received_moves_the_other_sides_clock(office, case):
    answer = answered(case, office)
    act(record_receipt, office.holder, answer=answer, received_on=MARCH_10, at=at_noon(MARCH_10))
    case = fresh(case, office.holder)
    assert case.next_due_on == date(2026, 3, 24)
    assert history(case, office.holder)[-1] == "Holder recorded that the answer at Step 1 was received Tue 10 Mar 2026."
    with reading_as(office.holder):
        earlier = case.due_dates.get(step=2, clock="file", superseded_at__isnull=False)
    assert (earlier.due_on, earlier.superseded_because) == (MARCH_23, "the day our answer was received became known")


@pytest.mark.parametrize(("received_on", "refusal"), [(date(2026, 3, 8), DateBeforeEvent), (MARCH_10, DateInFuture)])
def test_a_receipt_lies_between_issue_and_today(office, case, received_on, refusal):
    answer = answered(case, office)
    with pytest.raises(refusal):
        act(record_receipt, office.holder, answer=answer, received_on=received_on)


def test_an_answer_that_is_not_issued_was_not_received(office, case):
    with pytest.raises(NotIssued):
        act(record_receipt, office.holder, answer=answer_begun(case, office.holder), received_on=MARCH_9)


# ---------------------------------------------------------------------------------------- segregation, freezing


def test_nobody_approves_his_own_letter(office, case):
    answer = answer_begun(case, office.senior)
    with reading_as(office.senior):
        submit_letter(letter=letter_of(answer, office.senior), by=office.senior, at=NOW)
        letter = letter_of(answer, office.senior)
        with pytest.raises(OwnDraft):
            approve_letter(letter=letter, revision=letter.revision, by=office.senior, at=NOW)


@pytest.mark.parametrize("is_submitted", [False, True])
def test_an_answer_is_not_issued_before_it_is_approved(office, case, is_submitted):
    answer = answer_begun(case, office.holder)
    if is_submitted:
        act(submit_letter, office.holder, letter=letter_of(answer, office.holder))
    with pytest.raises(IllegalTransition):
        act(issue_answer, office.holder, answer=answer)
    assert fresh(case, office.holder).state == "filed"
    assert "grievances.answer" not in verbs(case, office.holder)


def test_the_issued_letter_reprints_to_the_same_bytes(office, case):
    letter = letter_of(answered(case, office), office.holder)
    with reading_as(office.holder):
        version = letter.document.current
        kept = fetch(version.storage_name, sha256=version.sha256)
        again = print_letter(letter, number=letter.register_entry.number, on=letter.letter_date, method="email")
    assert kept == again
    assert version.sha256 == hashlib.sha256(again).hexdigest()


@pytest.mark.parametrize("column", ["subject", "addressee", "parts", "letter_date", "approved_by", "document"])
def test_the_database_refuses_every_change_of_an_issued_letter(office, case, column):
    letter = letter_of(answered(case, office), office.holder)
    values = {"letter_date": MARCH_10, "approved_by": office.holder, "document": None, "parts": []}
    with reading_as(office.holder):
        rows = Letter.objects.visible_to(office.holder).filter(pk=letter.pk)
        with pytest.raises(ProgrammingError, match="Cannot update rows"), transaction.atomic():
            rows.update(**{column: values.get(column, "Changed")})
        remove = "DELETE FROM correspondence_letter WHERE id = %s"
        with pytest.raises(ProgrammingError, match="Cannot delete rows"), transaction.atomic():
            connection.cursor().execute(remove, [letter.pk])


# ------------------------------------------------------------------------------------------------- one answer


def test_a_step_has_one_answer_at_a_time(office, case):
    answer = answer_begun(case, office.holder)
    with pytest.raises(AnswerAlreadyBegun):
        act(draft_answer, office.holder, grievance=case, finding="granted")
    act(withdraw_letter, office.holder, letter=letter_of(answer, office.holder), because="Begun in error")
    second = addressed(act(draft_answer, office.holder, grievance=case, finding="granted"), office.holder)
    approved(second, by=office.holder, senior=office.senior)
    act(issue_answer, office.holder, answer=second)
    assert fresh(case, office.holder).state == "answered"
    with pytest.raises(IllegalTransition):
        act(draft_answer, office.holder, grievance=fresh(case, office.holder), finding="denied")


def test_the_finding_changes_until_issue(office, case):
    answer = answer_begun(case, office.holder)
    act(change_finding, office.holder, answer=answer, finding="partly")
    assert history(case, office.holder)[-1] == (
        "Holder changed the finding of the drafted answer from Denied to Granted in part."
    )
    approved(answer, by=office.holder, senior=office.senior)
    issued = act(issue_answer, office.holder, answer=answer)
    with pytest.raises(StepAlreadyAnswered):
        act(change_finding, office.holder, answer=issued, finding="granted")
    with reading_as(office.holder):
        assert Answer.objects.get(pk=answer.pk).finding == "partly"


def test_an_answer_to_a_step_the_case_has_left_is_not_issued(office, case):
    answer = approved(answer_begun(case, office.holder), by=office.holder, senior=office.senior)
    act(advance, office.holder, grievance=case, filed_on=MARCH_23, at=at_noon(MARCH_23))
    with reading_as(office.holder):
        answer = Answer.objects.select_related("visit__grievance").get(pk=answer.pk)
    with pytest.raises(StepLeft):
        act(issue_answer, office.holder, answer=answer, at=at_noon(MARCH_23))
    assert (fresh(case, office.holder).step, fresh(case, office.holder).state) == (2, "filed")


def test_an_answer_is_not_issued_by_the_way_of_a_correction(office, case):
    answer = approved(answer_begun(case, office.holder), by=office.holder, senior=office.senior)
    with pytest.raises(NotACorrection):
        act(issue_correction, office.holder, letter=letter_of(answer, office.holder))
    assert letter_of(answer, office.holder).state == "approved"


def test_a_receipt_without_a_step_is_not_answered(office):
    case = fresh(received(office), office.holder)
    with pytest.raises(IllegalTransition):
        act(draft_answer, office.holder, grievance=case, finding="denied")


# ---------------------------------------------------------------------------------------------------- oral


def test_an_oral_answer_where_the_contract_allows_one(office, case):
    case.procedure.steps.filter(sequence=1).update(answer_in_writing=False)
    answer = act(
        record_oral_answer, office.holder, grievance=case, on=date(2026, 3, 5), finding="denied",
        summary="No turn was missed.", answered_by="S. Super",
    )  # fmt: skip
    assert (answer.is_oral, answer.letter, answer.summary) == (True, None, "S. Super: No turn was missed.")
    assert fresh(case, office.holder).state == "answered"
    assert history(case, office.holder)[-1] == "Holder recorded the oral answer at Step 1 of Thu 5 Mar 2026: Denied."


@pytest.mark.parametrize(
    ("on", "refusal"), [(MARCH_10, DateInFuture), (date(2026, 3, 1), DateBeforeEvent), (MARCH_9, AnswerMustBeWritten)]
)
def test_oral_answers_that_are_refused(office, case, on, refusal):
    in_writing = refusal is AnswerMustBeWritten
    case.procedure.steps.filter(sequence=1).update(answer_in_writing=in_writing)
    with pytest.raises(refusal):
        act(record_oral_answer, office.holder, grievance=case, on=on, finding="denied", summary="No.")


# ----------------------------------------------------------------------------------------------- objection


def test_the_objection_keeps_its_day_its_step_and_who_raised_it(office, case):
    act(object_untimely, office.holder, grievance=case, objection=f"  {OBJECTION} ")
    case = fresh(case, office.holder)
    assert (case.objection, case.objection_raised_on, case.objection_raised_by, case.objection_step) == (
        OBJECTION, MARCH_9, office.holder, "Step 1",
    )  # fmt: skip
    assert history(case, office.holder)[-1] == (
        f"Holder raised the objection at Step 1 that the grievance is untimely: {OBJECTION}"
    )
    with pytest.raises(ObjectionStands):
        act(object_untimely, office.same_unit, grievance=case, objection="Another one.")
    assert fresh(case, office.holder).objection_raised_by == office.holder


def test_an_objection_has_words(office, case):
    with pytest.raises(ObjectionWithoutWords):
        act(object_untimely, office.holder, grievance=case, objection="  ")


def test_the_objection_stands_in_every_later_answer(office, case):
    act(object_untimely, office.holder, grievance=case, objection=OBJECTION)
    first = answered(case, office)
    act(appeal, office.holder, grievance=fresh(case, office.holder), filed_on=MARCH_9)
    second = act(draft_answer, office.holder, grievance=fresh(case, office.holder), finding="denied")
    for answer in (first, second):
        words = parts_of(answer, office.holder)["Preserved objections"]
        assert OBJECTION in words
        assert "raised on Mon 9 Mar 2026 at Step 1 by Holder" in words
    assert preserved_objection(fresh(case, office.holder)).count("without waiving it") == 1


def test_an_answer_that_drops_the_objection_is_not_issued(office, case):
    answer = approved(answer_begun(case, office.holder), by=office.holder, senior=office.senior)
    act(object_untimely, office.holder, grievance=fresh(case, office.holder), objection=OBJECTION)
    with reading_as(office.holder):
        answer = Answer.objects.select_related("visit__grievance").get(pk=answer.pk)
    with pytest.raises(ObjectionDropped, match="Put its words back"):
        act(issue_answer, office.holder, answer=answer)
    assert fresh(case, office.holder).state == "filed"
    _put_back(answer, office)
    act(issue_answer, office.holder, answer=answer)
    assert fresh(case, office.holder).state == "answered"


def _put_back(answer, office):
    letter = letter_of(answer, office.holder)
    act(return_letter, office.senior, letter=letter, comment="The objection is missing")
    letter = letter_of(answer, office.holder)
    text = letter.text
    spaced = OBJECTION.replace(" the ", "\n the  ")
    columns = {name: getattr(text, name) for name in text.__dataclass_fields__}
    columns["parts"] = (*text.parts, ("Preserved objections", f"<p>We maintain: <strong>{spaced}</strong></p>"))
    act(revise_letter, office.holder, letter=letter, text=type(text)(**columns), revision=letter.revision)
    approved(answer, by=office.holder, senior=office.senior)
