"""The report pages: last year by default, the same rows as workbook and paper, 422 for a bad period."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from laborrel.documents.uploaded_rows import read_rows
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice

pytestmark = pytest.mark.django_db
QUERY = "?first=2026-01-01&last=2026-12-31"
# Session, person, reader and reach; the report itself; what is due, for the top bar.
FRAME = 5


@pytest.fixture(autouse=True)
def spring():
    with time_machine.travel(datetime(2026, 3, 9, 18, 0, tzinfo=UTC), tick=False):
        yield


@pytest.fixture
def holder(office: SmallOffice, client_of):
    filed(office)
    return client_of(office.holder)


@pytest.mark.parametrize("slug", ["caseload", "disposition", "timeliness", "year"])
def test_each_report_is_a_page_a_workbook_and_a_paper(holder, slug: str) -> None:
    page = holder.get(f"/grievances/reports/{slug}/{QUERY}")
    assert page.status_code == 200
    figures = page.context["figures"]
    assert figures.sentence in page.content.decode()
    workbook = holder.get(f"/grievances/reports/{slug}.xlsx{QUERY}").content
    for table in figures.tables:
        if table.rows:
            rows = read_rows(workbook, name="report.xlsx", sheet=table.title[:31]).rows
            shown = [list(row) for row in [*table.rows, *([table.total] if table.total else [])]]
            assert [[row[heading] for heading in table.headings] for row in rows] == [
                [value if value != "" else None for value in row] for row in shown
            ]
    paper = holder.get(f"/grievances/reports/{slug}.pdf{QUERY}")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")


def test_a_report_opens_with_last_year(holder) -> None:
    period = holder.get("/grievances/reports/caseload/").context["figures"].period
    assert (period.first, period.last) == (date(2025, 1, 1), date(2025, 12, 31))


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("?first=rubbish&last=2026-01-01", "Enter a date"),
        ("?first=2026-02-01&last=2026-01-01", "lies before the first"),
        ("?first=1950-01-01&last=2026-01-01", "at most twenty years"),
    ],
)
def test_a_bad_period_is_told_at_the_field_and_kept(holder, query: str, says: str) -> None:
    page = holder.get(f"/grievances/reports/caseload/{query}")
    assert page.status_code == 422
    assert says in page.content.decode()
    assert query.partition("first=")[2].partition("&")[0] in page.content.decode()
    assert holder.get(f"/grievances/reports/caseload.xlsx{query}").status_code == 404


def test_only_holders_within_reach_are_offered(office: SmallOffice, holder) -> None:
    filed(office, by=office.other_unit, unit=office.trades, holder=office.other_unit)
    offered = holder.get(f"/grievances/reports/year/{QUERY}").context["form"].fields["specialist"].choices
    assert [name for _, name in offered] == ["Holder"]
    stranger = holder.get(f"/grievances/reports/year/{QUERY}&specialist={office.other_unit.pk}")
    nobody = holder.get(f"/grievances/reports/year/{QUERY}&specialist=999999")
    assert (stranger.status_code, nobody.status_code) == (422, 422)


def test_somebody_without_cases_is_told_so(office: SmallOffice, client_of) -> None:
    page = client_of(office.same_unit).get("/grievances/reports/year/")
    assert "Nobody holds a case you may see." in page.content.decode()


@pytest.mark.parametrize("person", ["supervisor", "table_b", "administrator", "nobody"])
def test_for_others_there_is_no_report(office: SmallOffice, client_of, person: str) -> None:
    browser = client_of(office.people[person])
    for address in ("caseload/", "year/", "caseload.xlsx", "year.pdf"):
        assert browser.get(f"/grievances/reports/{address}").status_code == 404


def test_a_report_that_does_not_exist_is_404(holder) -> None:
    assert holder.get("/grievances/reports/nonsense.xlsx").status_code == 404


@pytest.mark.parametrize(("slug", "asked"), [("caseload", 1), ("disposition", 1), ("timeliness", 3), ("year", 3)])
@pytest.mark.parametrize("count", [1, 3])
def test_few_queries_however_many_cases(office: SmallOffice, holder, slug: str, asked: int, count: int) -> None:
    for _ in range(count - 1):
        filed(office, at=NOW)
    holder.get(f"/grievances/reports/{slug}/{QUERY}")
    with CaptureQueriesContext(connection) as queries:
        holder.get(f"/grievances/reports/{slug}/{QUERY}")
    assert len([query for query in queries if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]) == FRAME + asked
