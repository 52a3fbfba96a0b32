"""What each filter keeps, with a case beside it that it must not keep."""

from datetime import date, timedelta

import pytest
from django.http import QueryDict

from grievances.forms.docket import understand
from grievances.models import OutcomeCode
from grievances.operations.closing import close
from grievances.operations.extending import hold
from grievances.queries.docket import every_row
from grievances.queries.filters import Reader
from grievances.queries.offered import offered_to
from laborrel.access.wall import reading_as
from laborrel.organization.models import Department
from tests.factories.grievances import filed, received
from tests.factories.office import NOW, SmallOffice

TODAY = date(2026, 3, 9)  # a Monday


@pytest.fixture
def cases(office: SmallOffice) -> dict[str, str]:
    """One case of each kind a filter tells apart, by a name for it."""
    library = Department.objects.create(code="LIB", name="Library")
    holder = office.holder
    made = {
        "plain": filed(office),  # due Monday 16 March
        "this_week": filed(office, received_on=date(2026, 2, 26), grievants=("Wei Chen", "Ben Example")),
        "overdue": filed(office, received_on=date(2026, 2, 20), title="Crane certificate"),
        "library": filed(office, department=library, issue="DISCIPLINE", holder=office.same_unit),
        "received": received(office),
        "held": filed(office),
        "closed": filed(office),
    }
    with reading_as(holder):
        hold(grievance=made["held"], by=holder, at=NOW, from_on=TODAY, reason="lead case", agreed_with="Local 1")
        denied = OutcomeCode.objects.get(code="DENIED")
        close(grievance=made["closed"], by=holder, at=NOW, on=TODAY, outcome=denied)
    return {grievance.number: name for name, grievance in made.items()}


def kept_by(query: str, office: SmallOffice, names: dict[str, str]) -> set[str]:
    with reading_as(office.holder):
        understood = understand(QueryDict(query), offered_to(office.holder, today=TODAY))
        assert understood.notices == []
        rows = every_row(understood.asked, Reader(office.holder, TODAY), at_most=100)
    return {names[row["number"]] for row in rows}


OPEN = {"plain", "this_week", "overdue", "library", "received", "held"}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", OPEN),
        ("state=open", OPEN),
        ("state=all", OPEN | {"closed"}),
        ("state=closed", {"closed"}),
        ("state=closed&state=held", {"closed", "held"}),
        ("state=held", {"held"}),
        ("state=received", {"received"}),
        ("state=arbitration", set()),
        ("due=overdue", {"overdue"}),
        ("due=today", set()),
        ("due=week", {"overdue", "this_week"}),
        ("due=7", {"this_week"}),
        ("due=none", {"received", "held"}),
        ("department=LIB", {"library"}),
        ("issue=DISCIPLINE", {"library"}),
        ("issue=DISCIPLINE&issue=OVERTIME", OPEN - {"received"}),
        ("step=Step 1", OPEN - {"received"}),
        ("step=Step 2", set()),
        ("holder=me", OPEN - {"library"}),
        ("holder=nobody", set()),
        ("received_to=2/26/2026", {"this_week", "overdue"}),
        ("received_from=2026-02-26&received_to=2026-02-27", {"this_week"}),
        ("words=crane", {"overdue"}),
        ("words=CHEN wei", {"this_week"}),
        ("words=chen crane", set()),
        ("words=2026-0003", {"overdue"}),
        ("words=0003", {"overdue"}),
        ("words=26-0003", set()),
        ("number=2026-0007&number=2026-0001", {"plain", "closed"}),
        ("unit=CL&department=LIB&due=week", set()),
    ],
)
def test_a_filter_keeps_exactly_its_cases(
    office: SmallOffice, cases: dict[str, str], query: str, expected: set[str]
) -> None:
    assert kept_by(query, office, cases) == expected


def test_what_is_offered_leaves_out_units_one_does_not_see(office: SmallOffice, cases: dict[str, str]) -> None:
    with reading_as(office.holder):
        offered = offered_to(office.holder, today=TODAY)
    assert offered.choices["unit"] == {"CL": "Clerical"}
    assert offered.choices["department"] == {"LIB": "Library", "PARKS": "Parks"}
    with reading_as(office.senior):
        assert offered_to(office.senior, today=TODAY).choices["unit"] == {"CL": "Clerical", "TR": "Trades"}


def test_everything_offered_costs_one_query(
    office: SmallOffice, cases: dict[str, str], django_assert_num_queries
) -> None:
    with reading_as(office.holder), django_assert_num_queries(1):
        offered_to(office.holder, today=TODAY)


def test_holidays_near_today_are_not_working_days(office: SmallOffice, cases: dict[str, str]) -> None:
    with reading_as(office.holder):
        (calendar,) = offered_to(office.holder, today=date(2026, 5, 20)).calendars.values()
    assert calendar.closed_reason(date(2026, 5, 25)) == "Memorial Day"
    assert calendar.closed_reason(date(2026, 5, 26)) is None
    assert calendar.closed_reason(date(2026, 5, 25) - timedelta(days=2)) == "Saturday"
