"""A grievance gets its number before anything else, then its facts, its first step and its dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import transaction

from contracts.models import StartStep
from grievances.models import Grievance, IssueCode
from grievances.operations.confiding import HolderCannotSee
from grievances.operations.filing import Citation, Filing, GrievantNamed, amend, file, receive
from grievances.refusals import (
    AgreementOfAnotherUnit,
    DateBeforeEvent,
    DateInFuture,
    GrievantTwice,
    GroupNeedsMore,
    NoDeskForUnit,
    NoGrievant,
    NoProcedureInForce,
    StartsElsewhere,
)
from laborrel.access.models import Scope
from laborrel.access.wall import reading_as
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.lifecycle import IllegalTransition
from laborrel.organization.models import Employer
from tests.factories.case_acts import act, fresh, history, verbs
from tests.factories.contracts import small_agreement
from tests.factories.grievances import RECEIVED, agreement_of, code_lists, filed, received
from tests.factories.office import SmallOffice


@pytest.fixture
def filing(office: SmallOffice) -> Filing:
    code_lists()
    return Filing(
        kind="individual",
        title="Overtime not offered by seniority",
        department=office.parks,
        issue=IssueCode.objects.get(code="OVERTIME"),
        agreement=agreement_of(office.clerical),
        filed_on=RECEIVED,
        occurred_on=RECEIVED - timedelta(days=3),
        grievants=[GrievantNamed("Ada Example", office.employee, remedy_asked="Four hours at time and one half")],
        citations=[Citation("12.3", agreement_of(office.clerical).clauses.get(number="12.3"))],
    )


def file_it(office, filing, **facts):
    case = fresh(received(office), office.holder)
    return act(file, office.holder, grievance=case, filing=filing, **facts)


def dates_of(case, by):
    with reading_as(by):
        rows = case.due_dates.filter(superseded_at=None).order_by("step", "clock")
        return [(row.step, row.clock, row.side, row.due_on, row.state) for row in rows]


# ------------------------------------------------------------------------------------------------- receive


def test_a_receipt_has_its_number_and_nothing_else(office):
    case = received(office)
    assert (case.number, case.state, case.title, case.step, case.procedure) == ("2026-0001", "received", "", None, None)
    assert (case.scope, case.holder, case.created_by) == (office.desk, office.holder, office.holder)
    assert history(case, office.holder) == ["Holder logged the grievance, received Mon 2 Mar 2026."]


def test_numbers_follow_each_other_by_year_of_receipt_across_units(office):
    numbers = [
        received(office).number,
        received(office, by=office.other_unit, unit=office.trades).number,
        received(office, received_on=date(2025, 12, 30)).number,
        received(office).number,
    ]
    assert numbers == ["2026-0001", "2026-0002", "2025-0001", "2026-0003"]


def test_the_office_has_its_own_pattern(office):
    Employer.objects.update(case_number_pattern="GR-{year}/{number}")
    assert received(office).number == "GR-2026/1"


def test_a_sealed_case_is_numbered_in_its_own_series_and_leaves_no_gap(office):
    numbers = [received(office).number, received(office, is_sealed=True).number, received(office).number]
    assert numbers == ["2026-0001", "2026-0001-S", "2026-0002"]


def test_a_sealed_case_is_never_seen_by_the_desk(office):
    case = received(office, is_sealed=True)
    assert case.scope.kind == Scope.Kind.SEALED_CASE
    for person in (office.same_unit, office.senior):
        with reading_as(person):
            assert list(Grievance.objects.visible_to(person)) == []
            assert Scope.objects.filter(title__contains=case.number).count() == 0
    assert history(case, office.senior) == []


def test_a_receipt_of_tomorrow_is_refused(office):
    with pytest.raises(DateInFuture):
        received(office, received_on=date(2026, 3, 10))


def test_only_who_works_the_desk_receives_for_the_unit(office):
    with pytest.raises(NoDeskForUnit, match="You do not work the desk of this unit"):
        act(receive, office.holder, unit=office.trades, received_on=RECEIVED)


def test_a_receipt_that_fails_gives_its_number_back(office):
    with transaction.atomic():
        assert act(receive, office.holder, unit=office.clerical, received_on=RECEIVED).number == "2026-0001"
        transaction.set_rollback(True)
    assert received(office).number == "2026-0001"


# ---------------------------------------------------------------------------------------------------- file


def test_filing_puts_the_case_at_its_first_step_with_both_sides_dates(office, filing):
    case = file_it(office, filing)
    assert (case.state, case.step, case.step_name, case.revision) == ("filed", 1, "Step 1", 2)
    assert dates_of(case, office.holder) == [
        (1, "answer", "ours", date(2026, 3, 16), "running"),
        (1, "file", "theirs", date(2026, 3, 13), "met"),
    ]
    assert (case.next_due_on, case.next_due_side, case.next_due_act) == (date(2026, 3, 16), "ours", "answer in writing")
    assert history(case, office.holder)[1:] == ["Holder entered the grievance, filed at Step 1."]


def test_the_story_says_who_filed_and_who_entered_it(office, filing):
    case = file_it(office, replace(filing, moved_by="Ana Ruiz, steward"))
    assert history(case, office.holder)[-1] == "Holder entered the grievance, filed at Step 1 by Ana Ruiz, steward."


def test_filing_keeps_grievants_and_provisions(office, filing):
    case = file_it(office, filing)
    with reading_as(office.holder):
        grievant = case.grievants.get()
        visit = case.visits.get()
        cited = visit.citations.get()
    assert (grievant.full_name, grievant.employee, grievant.remedy_asked) == (
        "Ada Example",
        office.employee,
        "Four hours at time and one half",
    )
    assert (visit.sequence, visit.came_by, visit.filed_on, visit.received_on) == (1, "filed", RECEIVED, RECEIVED)
    assert (cited.article, cited.clause.title, cited.cited_by) == ("12.3", "Overtime", "union")


def test_every_row_and_every_history_row_of_a_filed_case_carries_its_scope(office, filing):
    case = file_it(office, filing)
    with reading_as(office.holder):
        visit = case.visits.get()
        rows = [case, visit, case.grievants.get(), visit.citations.get(), *case.due_dates.all()]
        versions = [
            version
            for row in rows
            if hasattr(type(row), "pgh_event_models")
            for model in type(row).pgh_event_models.values()
            for version in model.objects.filter(pgh_obj_id=row.pk)
        ]
    assert {row.scope_id for row in rows} == {office.desk.pk}
    assert len(versions) >= 5
    assert {version.scope_id for version in versions} == {office.desk.pk}


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"filed_on": date(2026, 3, 10)}, DateInFuture),
        ({"occurred_on": date(2026, 3, 3)}, DateBeforeEvent),
        ({"known_on": date(2026, 2, 20)}, DateBeforeEvent),
        ({"occurred_on": date(2024, 12, 31)}, NoProcedureInForce),
        ({"grievants": []}, NoGrievant),
    ],
)
def test_impossible_filings_are_refused_and_leave_a_mere_receipt(office, filing, change, refusal):
    case = fresh(received(office), office.holder)
    with pytest.raises(refusal):
        act(file, office.holder, grievance=case, filing=replace(filing, **change))
    kept = fresh(case, office.holder)
    assert (kept.state, kept.revision, verbs(kept, office.holder)) == ("received", 1, ["grievances.receive"])


def test_a_group_names_as_many_as_the_contract_wants(office, filing):
    filing.agreement.procedures.update(least_grievants_in_a_group=2)
    with pytest.raises(GroupNeedsMore):
        file_it(office, replace(filing, kind="group"))


def test_one_employee_is_not_named_twice(office, filing):
    with pytest.raises(GrievantTwice):
        file_it(office, replace(filing, kind="group", grievants=filing.grievants * 2))


def test_the_agreement_is_the_unit_s_own(office, filing):
    with pytest.raises(AgreementOfAnotherUnit):
        file_it(office, replace(filing, agreement=small_agreement(office.trades)))


@pytest.mark.parametrize("name", ["other_unit", "walled", "revoked", "supervisor", "deactivated"])
def test_nobody_holds_a_case_he_cannot_see(office, filing, name):
    with pytest.raises(HolderCannotSee):
        file_it(office, replace(filing, holder=office.people[name]))


def test_a_case_is_filed_once(office, filing):
    case = file_it(office, filing)
    with pytest.raises(IllegalTransition, match="this grievance is “waiting for our answer”"):
        act(file, office.holder, grievance=case, filing=filing)


def test_of_two_who_enter_the_same_receipt_one_wins_and_the_other_sees_both_texts(office, filing):
    case = fresh(received(office), office.holder)
    stale = fresh(case, office.same_unit)
    act(file, office.holder, grievance=case, filing=filing, revision=1)
    with pytest.raises(SomeoneElseSaved) as conflict:
        act(file, office.same_unit, grievance=stale, filing=replace(filing, title="Overtime list"), revision=1)
    assert conflict.value.theirs["title"] == "Overtime not offered by seniority"
    assert conflict.value.yours["title"] == "Overtime list"


# ------------------------------------------------------------------------------------------ where it begins


def test_a_discharge_begins_at_step_two(office, filing):
    case = file_it(office, replace(filing, discipline="discharge"))
    assert (case.step, case.step_name) == (2, "Step 2")
    assert history(case, office.holder)[-1] == "Holder entered the grievance, filed at Step 2."


@pytest.mark.parametrize(
    ("is_optional", "at_step", "expected"),
    [(True, None, 2), (True, 1, 1), (True, 2, 2), (False, None, 2), (False, 2, 2)],
)
def test_where_the_contract_leaves_the_choice_the_filing_says(office, filing, is_optional, at_step, expected):
    StartStep.objects.update(is_optional=is_optional)
    assert file_it(office, replace(filing, discipline="discharge", at_step=at_step)).step == expected


@pytest.mark.parametrize(("discipline", "at_step"), [("discharge", 1), ("discharge", 3), ("", 2)])
def test_a_case_does_not_begin_where_the_contract_does_not_let_it(office, filing, discipline, at_step):
    with pytest.raises(StartsElsewhere):
        file_it(office, replace(filing, discipline=discipline, at_step=at_step))


def test_a_matter_that_begins_at_arbitration_stands_there(office, filing):
    StartStep.objects.update(sequence=3)
    case = file_it(office, replace(filing, discipline="discharge"))
    assert (case.step_name, case.state) == ("Arbitration", "at_arbitration")


# --------------------------------------------------------------------------------------------------- amend


def test_a_corrected_day_of_the_event_moves_the_date_and_keeps_the_earlier_one(office):
    case = fresh(filed(office), office.holder)
    act(amend, office.holder, grievance=case, revision=2, occurred_on=date(2026, 2, 20))
    with reading_as(office.holder):
        rows = list(case.due_dates.filter(step=1, clock="file").order_by("id"))
    assert [(row.due_on, bool(row.superseded_at), row.superseded_because) for row in rows] == [
        (date(2026, 3, 13), True, "the facts of the case were corrected"),
        (date(2026, 3, 6), False, ""),
    ]
    assert history(case, office.holder)[-1] == (
        "Holder corrected occurred on from “Fri 27 Feb 2026” to “Fri 20 Feb 2026”."
    )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"occurred_on": date(2026, 3, 10)}, DateInFuture),
        ({"occurred_on": date(2026, 3, 3)}, DateBeforeEvent),
        ({"known_on": date(2026, 2, 26)}, DateBeforeEvent),
        ({"state": "closed"}, ValueError),
        ({"number": "2026-9999"}, ValueError),
        ({"scope": None}, ValueError),
    ],
)
def test_what_cannot_be_a_correction_is_refused(office, changes, refusal):
    case = fresh(filed(office), office.holder)
    with pytest.raises(refusal):
        act(amend, office.holder, grievance=case, revision=2, **changes)
    assert fresh(case, office.holder).revision == 2


def test_two_corrections_over_one_revision_do_not_overwrite_each_other(office):
    case = filed(office)
    mine, theirs = fresh(case, office.holder), fresh(case, office.same_unit)
    act(amend, office.same_unit, grievance=theirs, revision=2, title="Overtime list of March")
    with pytest.raises(SomeoneElseSaved) as conflict:
        act(amend, office.holder, grievance=mine, revision=2, title="Overtime turn missed")
    assert (conflict.value.theirs, conflict.value.yours) == (
        {"title": "Overtime list of March"},
        {"title": "Overtime turn missed"},
    )
    assert fresh(case, office.holder).title == "Overtime list of March"


def test_a_receipt_can_be_corrected_before_it_is_filed(office):
    case = fresh(received(office), office.holder)
    act(amend, office.holder, grievance=case, revision=1, title="By telephone")
    assert fresh(case, office.holder).title == "By telephone"
