"""The figures of the reports: counted within one's reach, with their denominators, in few queries."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grievances.models import Grievance, OutcomeCode
from grievances.operations.answering import record_oral_answer
from grievances.operations.closing import close, withdraw
from grievances.operations.moving import appeal, refer
from grievances.queries import caseload
from grievances.queries.figures import Period, percentile, share, spelled
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from laborrel.organization.models import Department
from tests.factories.grievances import agreement_of, filed, received
from tests.factories.office import SmallOffice

pytestmark = pytest.mark.django_db
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def at(month: int, day: int) -> datetime:
    return datetime(2026, month, day, 18, 0, tzinfo=UTC)


@pytest.fixture
def oral(office: SmallOffice) -> None:
    """The small agreement with answers that need not be written, so that cases move quickly."""
    agreement_of(office.clerical).procedures.get().steps.update(answer_in_writing=False)


def answered(case: Grievance, month: int, day: int, *, by) -> Grievance:
    with reading_as(by):
        record_oral_answer(
            grievance=case, by=by, at=at(month, day), on=date(2026, month, day), finding="denied", summary="No."
        )
    return case


@pytest.fixture
def year(office: SmallOffice, oral) -> SmallOffice:
    """Three cases of the holder: denied at Step 2, withdrawn at Step 1, referred; one of a colleague."""
    holder, library = office.holder, Department.objects.create(code="LIB", name="Library")
    one = filed(office, received_on=date(2026, 3, 2))
    two = filed(office, received_on=date(2026, 3, 2), department=library)
    three = filed(office, received_on=date(2026, 3, 2))
    filed(office, by=office.same_unit, received_on=date(2026, 3, 2), holder=office.same_unit)
    filed(office, by=office.other_unit, unit=office.trades, received_on=date(2026, 3, 2), holder=office.other_unit)
    for case in (one, three):
        answered(case, 3, 12, by=holder)
        with reading_as(holder):
            appeal(grievance=case, by=holder, at=at(3, 20), filed_on=date(2026, 3, 20))
        answered(case, 3, 27, by=holder)
    with reading_as(holder):
        denied = OutcomeCode.objects.get(code="DENIED")
        close(grievance=one, by=holder, at=at(4, 20), on=date(2026, 4, 20), outcome=denied)
        withdraw(
            grievance=two, by=holder, at=at(3, 12), on=date(2026, 3, 12), withdrawn_by="Union", with_prejudice=True
        )
        refer(grievance=three, by=holder, at=at(4, 6), demanded_on=date(2026, 4, 6), demanded_by="Union")
    return office


def as_read_by(user, figures):
    with reading_as(user):
        remember_reach(user)
        with CaptureQueriesContext(connection) as asked:
            found = figures()
    return found, len(asked)


def test_the_sentence_says_what_became_of_every_case(year: SmallOffice) -> None:
    found, queries = as_read_by(year.holder, lambda: caseload.year_of(year.holder, year.holder, YEAR))
    assert found.sentence == (
        "3 grievances handled in 2026: 1 resolved at Step 2, 1 withdrawn, 1 pending arbitration; "
        "two departments, one unit."
    )
    assert queries == 1
    assert found.tables[0].rows == (
        ("Resolved at Step 2", 1, "33%"),
        ("Withdrawn", 1, "33%"),
        ("Pending arbitration", 1, "33%"),
    )
    assert found.tables[0].denominator == "Of 3 grievances received in the period and held by Holder."


def test_an_empty_year_says_so(year: SmallOffice) -> None:
    empty = Period(date(2020, 1, 1), date(2020, 3, 31))
    found, _ = as_read_by(year.holder, lambda: caseload.year_of(year.holder, year.holder, empty))
    assert found.sentence == "No grievance was handled in Wed 1 Jan 2020 to Tue 31 Mar 2020."


def test_caseload_counts_within_ones_reach_alone(year: SmallOffice) -> None:
    mine, queries = as_read_by(year.holder, lambda: caseload.caseload(year.holder, YEAR))
    theirs, _ = as_read_by(year.senior, lambda: caseload.caseload(year.senior, YEAR))
    assert mine.sentence == "4 grievances handled in 2026: 4 received, 2 closed, 2 open at the end."
    assert theirs.sentence == "5 grievances handled in 2026: 5 received, 2 closed, 3 open at the end."
    assert queries == 1
    assert [table.rows for table in mine.tables[2:]] == [
        (("Arbitration", 0, 1, 0, 1, "25%"), ("Step 1", 0, 2, 1, 1, "50%"), ("Step 2", 0, 1, 1, 0, "25%")),
        (("Holder", 0, 3, 2, 1, "75%"), ("Same Unit", 0, 1, 0, 1, "25%")),
    ]


def test_a_sealed_case_counts_for_those_who_see_it(year: SmallOffice) -> None:
    received(year, by=year.senior, received_on=date(2026, 3, 2), is_sealed=True)
    mine, _ = as_read_by(year.fresh("holder"), lambda: caseload.caseload(year.holder, YEAR))
    theirs, _ = as_read_by(year.fresh("senior"), lambda: caseload.caseload(year.fresh("senior"), YEAR))
    assert (mine.tables[0].total[2], theirs.tables[0].total[2]) == (4, 6)


def test_disposition_prints_its_denominator(year: SmallOffice) -> None:
    found, queries = as_read_by(year.holder, lambda: caseload.disposition(year.holder, YEAR))
    (table,) = found.tables
    assert queries == 1
    assert table.headings == ("Ended at", "Denied", "Withdrawn", "All", "Share")
    assert table.rows == (("Step 1", 0, 1, 1, "50%"), ("Step 2", 1, 0, 1, "50%"))
    assert (table.denominator, table.total) == ("Of 2 grievances closed in the period.", ("All", 1, 1, 2, "100%"))


def test_timeliness_of_both_sides(year: SmallOffice) -> None:
    found, queries = as_read_by(year.holder, lambda: caseload.timeliness(year.holder, YEAR))
    ours, theirs, kept = found.tables
    assert queries == 3
    assert ours.total == ("All", 4, 7, 10)  # 7 and 10 days, twice each
    assert theirs.total == ("All", 3, 8, 10)  # appeals after 8 days, the demand after 10
    assert kept.rows[0][:5] == ("Ours", 4, 0, 0, 4)


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [
        ([], 50, None),
        ([(5, 1)], 50, 5),
        ([(5, 1)], 90, 5),
        ([(1, 1), (2, 1), (3, 1), (4, 1)], 50, 2),
        ([(1, 9), (30, 1)], 90, 1),
        ([(1, 8), (30, 2)], 90, 30),
        ([(7, 2), (1, 1)], 50, 7),
    ],
)
def test_percentiles_are_of_the_nearest_rank(values, percent, expected) -> None:
    assert percentile(values, percent) == expected


def test_small_words() -> None:
    assert (spelled(1, "unit", "units"), spelled(12, "unit", "units"), spelled(13, "unit", "units")) == (
        "one unit",
        "twelve units",
        "13 units",
    )
    assert (share(1, 3), share(0, 0)) == ("33%", "")
    assert Period(date(2025, 7, 1), date(2026, 6, 30)).words == "Tue 1 Jul 2025 to Tue 30 Jun 2026"
    assert YEAR.words == "2026"
