"""Agreements, clauses and procedures as pages: plain words, panels within one's reach, a fixed number of questions."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import Clause, GrievanceProcedure
from contracts.operations.entering import enter_agreement, shipped_agreements
from grievances.models import CitedClause
from grievances.operations.confiding import restrict
from laborrel.access.wall import reading_as
from tests.factories.contracts import small_agreement
from tests.factories.grievances import agreement_of, filed
from tests.factories.office import NOW


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def entered(office, name="columbia-county-afscme-1442-2024"):
    with reading_as(office.senior):
        return enter_agreement(by=office.senior, at=NOW, unit=office.clerical, data=shipped_agreements()[name])


def procedure_page(office, client_of, name="columbia-county-afscme-1442-2024") -> str:
    procedure = GrievanceProcedure.objects.get(agreement=entered(office, name))
    return words(client_of(office.supervisor).get(f"/contracts/procedures/{procedure.pk}/"))


def citing(office, case, clause):
    with reading_as(office.senior):
        CitedClause.objects.filter(visit__grievance=case).update(clause=clause)


def test_the_list_says_unit_union_term_and_procedure(office, client_of):
    entered(office)
    said = words(client_of(office.supervisor).get("/contracts/"))
    assert "Columbia County, AFSCME Local 1442, 2024-2029 Clerical Local 1 Mon 1 Jul 2024 to Sat 30 Jun 2029" in said
    assert "In force 13.1, 13.5" in said


def test_an_empty_list_teaches_in_one_sentence(office, client_of):
    said = words(client_of(office.supervisor).get("/contracts/"))
    assert "No agreement has been entered yet." in said


def test_an_agreement_lists_its_clauses_and_its_source(office, client_of):
    agreement = entered(office)
    said = words(client_of(office.supervisor).get(f"/contracts/{agreement.pk}/"))
    assert "13.5 Time Periods verbatim" in said
    assert "public record of Columbia County" in said
    assert "Articles 13.1, 13.5, version 1 , in force from Mon 1 Jul 2024" in said


def test_a_clause_is_set_whole_with_its_neighbours(office, client_of):
    clause = Clause.objects.get(agreement=entered(office), number="13.5")
    said = words(client_of(office.supervisor).get(f"/contracts/clauses/{clause.pk}/"))
    assert "it shall be treated as a denial of the grievance" in said
    assert "Verbatim from the agreement." in said
    assert "13.1 Grievance and Arbitration Procedure 13.6 Civil Service Commission Appeals" in said


def test_a_summary_says_that_it_is_one(office, client_of):
    clause = Clause.objects.filter(agreement=entered(office, "los-angeles-mou24-2011")).first()
    said = words(client_of(office.supervisor).get(f"/contracts/clauses/{clause.pk}/"))
    assert "own summary, not the words of the agreement" in said


def test_the_steps_the_clocks_and_what_a_lapse_does_in_plain_words(office, client_of):
    said = procedure_page(office, client_of)
    assert "Union or grievant Take up the grievance verbally with the supervisor 10 business days" in said
    assert "10 business days from the day it was known" in said
    assert "Employer Attempt to adjust the matter and respond 10 business days from the filing" in said
    assert "Treated as a denial of the grievance; the Union may advance it to the next step (13.5)." in said
    assert "Step IV, mediation optional" in said
    assert "30 calendar days from the naming of the mediator" in said
    assert "Not stated: both the strict and the safe date are shown." in said


def test_what_starts_higher_and_what_is_heard_elsewhere(office, client_of):
    said = procedure_page(office, client_of)
    assert "Suspension may start at Step III (12.2)." in said
    assert "A matter taken to a Civil Service Commission hearing The Civil Service Commission; either" in said
    assert "either there or here, not both 13.6" in said


def test_alternate_forum_and_form(office, client_of):
    said = procedure_page(office, client_of, "los-angeles-mou24-2011")
    assert "The Chief of Police, then the Police Commission Form 1.84 8.2 A.4, B.5" in said


def test_the_panel_lists_the_visible_cases_that_cite_the_clause(office, client_of):
    clause = agreement_of(office.clerical).clauses.get(number="12.3")
    case, other = filed(office, title="Overtime skipped"), filed(office, title="Not this clause")
    citing(office, case, clause)
    said = words(client_of(office.holder).get(f"/contracts/clauses/{clause.pk}/"))
    assert f"{case.number} Overtime skipped Mon 2 Mar 2026" in said
    assert other.number not in said


@pytest.mark.parametrize("name", ["supervisor", "walled", "other_unit", "administrator"])
def test_the_panel_is_no_way_round_the_wall(office, client_of, name):
    clause = agreement_of(office.clerical).clauses.get(number="12.3")
    case = filed(office, title="Overtime skipped")
    citing(office, case, clause)
    for page in (f"/contracts/clauses/{clause.pk}/", f"/contracts/{clause.agreement_id}/"):
        response = client_of(office.people[name]).get(page)
        assert response.status_code == 200
        assert case.number not in response.content.decode()
        assert "Grievances that cite this clause" not in words(response)
        assert "Open grievances under this agreement" not in words(response)


def test_a_sealed_case_is_neither_listed_nor_counted(office, client_of):
    clause = agreement_of(office.clerical).clauses.get(number="12.3")
    case = filed(office)
    citing(office, case, clause)
    with reading_as(office.senior):
        restrict(grievance=case, by=office.senior, at=NOW, is_sealed=True, because="sensitive matter inside")
    said = words(client_of(office.holder).get(f"/contracts/clauses/{clause.pk}/"))
    assert case.number not in said
    assert "Grievances that cite this clause" not in said


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_same_of_one_and_three(office, client_of, many):
    for _ in range(many):
        small_agreement(office.clerical if not GrievanceProcedure.objects.exists() else _unit(office))
    browser = client_of(office.supervisor)
    browser.get("/contracts/")
    with CaptureQueriesContext(connection) as queries:
        browser.get("/contracts/")
    # session, person, reader, reach; agreements, procedures
    assert sum("SAVEPOINT" not in query["sql"] for query in queries) == 6


def _unit(office):
    from laborrel.organization.models import BargainingUnit

    count = BargainingUnit.objects.count()
    return BargainingUnit.objects.create(code=f"U{count}", name=f"Unit {count}", union=office.union)


@pytest.mark.parametrize("address", ["", "1/", "clauses/1/", "procedures/1/", "calendars/", "calendars/1/"])
def test_without_the_right_there_is_no_such_page(office, client_of, address):
    assert client_of(office.nobody).get(f"/contracts/{address}").status_code == 404
