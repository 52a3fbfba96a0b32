"""An agreement entered from its data reads back as the same procedure, and is entered whole or not at all."""

from copy import deepcopy
from datetime import date

import pytest

from contracts.ladder_rows import procedure_data
from contracts.models import Agreement, Clause, GrievanceProcedure
from contracts.operations.entering import (
    AgreementAlreadyEntered,
    AgreementDataIncomplete,
    enter_agreement,
    shipped_agreements,
)
from contracts.queries import agreement_in_force, procedure_in_force
from grievances.time_limits.rules import Procedure
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.workdays.calendars import work_calendar
from laborrel.workdays.models import ClosedDay, OfficeCalendar
from tests.factories.office import NOW

SHIPPED = shipped_agreements()
COLUMBIA = "columbia-county-afscme-1442-2024"


def enter(office, name=COLUMBIA, data=None, by="senior"):
    with reading_as(office.people[by]):
        return enter_agreement(by=office.people[by], at=NOW, unit=office.clerical, data=data or SHIPPED[name])


def test_four_real_agreements_are_shipped():
    assert list(SHIPPED) == [
        "columbia-county-afscme-1442-2024",
        "los-angeles-mou24-2011",
        "oc-sanitation-supervisor-group-2025",
        "oregon-doc-dentists-2025",
    ]


@pytest.mark.parametrize("name", SHIPPED)
def test_the_rows_read_back_as_the_procedure_of_the_file(office, name):
    agreement = enter(office, name)
    row = GrievanceProcedure.objects.get(agreement=agreement)
    assert Procedure.from_data(procedure_data(row)) == Procedure.from_data(SHIPPED[name]["procedure"])


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (COLUMBIA, "13.1"),
        ("los-angeles-mou24-2011", "8.4"),
        ("oc-sanitation-supervisor-group-2025", "11.4"),
        ("oregon-doc-dentists-2025", "25 §2"),
    ],
)
def test_the_procedure_points_at_the_clause_its_steps_lie_in(office, name, number):
    assert GrievanceProcedure.objects.get(agreement=enter(office, name)).clause.number == number


def test_agreement_and_clauses(office):
    agreement = enter(office)
    assert (agreement.title, agreement.unit) == ("Columbia County, AFSCME Local 1442, 2024-2029", office.clerical)
    assert (agreement.effective_on, agreement.expires_on) == (date(2024, 7, 1), date(2029, 6, 30))
    numbers = ["1", "4.1", "4.2", "12.2", "12.3", "13.1", "13.5", "13.6"]
    assert [clause.number for clause in agreement.clauses.all()] == numbers
    assert agreement.clauses.first().is_verbatim is True
    assert agreement_in_force(office.clerical, on=date(2030, 1, 2)) == agreement
    assert procedure_in_force(agreement, on=date(2024, 6, 30)) is None


def test_a_summary_is_not_called_verbatim(office):
    agreement = enter(office, "los-angeles-mou24-2011")
    assert set(agreement.clauses.values_list("is_verbatim", flat=True)) == {False}


def test_the_calendar_keeps_the_observed_days_of_the_term_and_beyond(office):
    calendar = GrievanceProcedure.objects.get(agreement=enter(office)).calendar
    holidays = work_calendar(calendar).holidays
    assert holidays[date(2026, 7, 3)] == "Independence Day (observed)"
    assert date(2026, 7, 4) not in holidays
    assert holidays[date(2032, 1, 1)] == "New Year's Day"
    assert (min(holidays).year, max(holidays).year) == (2024, 2032)
    assert calendar.source == "4.1-4.2"


def test_an_old_term_has_holidays_up_to_the_years_it_is_used_in(office):
    calendar = GrievanceProcedure.objects.get(agreement=enter(office, "los-angeles-mou24-2011")).calendar
    days = ClosedDay.objects.filter(calendar=calendar).values_list("day", flat=True)
    assert (min(days).year, max(days).year) == (2011, 2029)


def test_a_calendar_of_that_name_is_kept_as_the_office_keeps_it(office):
    kept = OfficeCalendar.objects.create(name="Columbia County (AFSCME 1442)", weekend=[6])
    assert GrievanceProcedure.objects.get(agreement=enter(office)).calendar == kept
    assert ClosedDay.objects.filter(calendar=kept).count() == 0


def test_one_event_says_who_entered_it(office):
    enter(office)
    with reading_as(office.senior):
        event = Event.objects.visible_to(office.senior).get(verb="contracts.enter_agreement")
    assert event.label == "Columbia County, AFSCME Local 1442, 2024-2029"
    assert sentence(event) == "Senior entered the agreement with 8 clauses and a procedure of 5 steps."


def test_twice_is_refused(office):
    enter(office)
    with pytest.raises(AgreementAlreadyEntered):
        enter(office)
    assert Agreement.objects.count() == 1


def test_incomplete_data_leaves_nothing_behind(office):
    data = deepcopy(SHIPPED[COLUMBIA])
    del data["procedure"]["steps"]
    with pytest.raises(AgreementDataIncomplete, match=r"nothing was entered\. Missing or unusable: 'steps'\."):
        enter(office, data=data)
    assert (Agreement.objects.count(), Clause.objects.count(), OfficeCalendar.objects.count()) == (0, 0, 0)


def test_an_impossible_date_is_said(office):
    data = deepcopy(SHIPPED[COLUMBIA])
    data["agreement"]["effective_on"] = "2024-13-01"
    with pytest.raises(AgreementDataIncomplete, match="month must be in"):
        enter(office, data=data)


@pytest.mark.parametrize("name", ["supervisor", "counsel", "administrator", "nobody"])
def test_only_who_keeps_contracts_may(office, name):
    with pytest.raises(NotPermitted):
        enter(office, by=name)
