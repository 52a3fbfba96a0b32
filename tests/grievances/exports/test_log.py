"""The workbook and the paper hold what the screen shows, cell by cell, and nothing of what it does not."""

import io
import re
import zipfile
from datetime import date

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from grievances.exports import log
from laborrel.access.wall import reading_as
from laborrel.audit.models import Reading
from laborrel.web.wording import day_words
from tests.factories.grievances import filed, received
from tests.factories.office import SmallOffice
from tests.grievances.views.test_docket import DOCKET, cells

XLSX, PDF = "/grievances/log.xlsx", "/grievances/log.pdf"


@pytest.fixture
def holder(office: SmallOffice, client_of):
    return client_of(office.holder)


@pytest.fixture
def caseload(office: SmallOffice) -> str:
    """Sixty cases, more than one page, and one of another unit; the number of that one."""
    for _ in range(58):
        received(office)
    filed(office, grievants=("Ada Example", "Ben Example", "Cora Example", "Dev Example"), title="=1+1")
    filed(office, received_on=date(2026, 2, 20))
    return filed(office, unit=office.trades, by=office.other_unit, grievants=("Zora Hidden",)).number


def sheet(content: bytes) -> list[list[str]]:
    (page,) = load_workbook(io.BytesIO(content)).worksheets
    return [[shown(cell.value) for cell in row] for row in page.iter_rows()]


def shown(value) -> str:
    return day_words(value) if hasattr(value, "year") else str(value or "")


def screen(client, query: str) -> list[list[str]]:
    """Every page of the docket, walked by its own links."""
    rows, url = [], DOCKET + query
    while url:
        page = client.get(url)
        rows += cells(page)
        onwards = re.search(r'rel="next" href="([^"]+)"', page.content.decode())
        url = DOCKET + onwards[1].replace("&amp;", "&") if onwards else ""
    return rows


@pytest.mark.parametrize(
    "query",
    ["", "?sort=-number", "?words=ada&column=title&column=number&column=due", "?sort=received&unit=CL&state=all"],
)
def test_the_workbook_is_the_screen_cell_by_cell(holder, caseload: str, query: str) -> None:
    expected = screen(holder, query)
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', holder.get(DOCKET + query).content.decode())
    assert sheet(holder.get(XLSX + query).content) == [heads, *expected]


def test_dates_are_true_dates(holder, caseload: str) -> None:
    page = load_workbook(io.BytesIO(holder.get(f"{XLSX}?words=ada&sort=due").content)).active
    assert page["A2"].value.date() == date(2026, 3, 6)
    assert page["A2"].number_format == "ddd d mmm yyyy"


def test_a_title_never_becomes_a_formula(holder, caseload: str) -> None:
    page = load_workbook(io.BytesIO(holder.get(f"{XLSX}?words=ben&column=title&column=number").content)).active
    assert (page["B2"].value, page["B2"].data_type) == ("=1+1", "s")


def test_nothing_hidden_is_in_any_part_of_the_workbook(holder, caseload: str) -> None:
    with zipfile.ZipFile(io.BytesIO(holder.get(f"{XLSX}?state=all").content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist())
    for token in (caseload.encode(), b"Zora Hidden", b"Trades"):
        assert token not in everything


def test_the_paper_holds_the_same_rows(holder, caseload: str) -> None:
    paper = PdfReader(io.BytesIO(holder.get(f"{PDF}?words=ada&sort=-number").content))
    text = " ".join(" ".join(page.extract_text() for page in paper.pages).split())
    assert "Grievance log" in text
    assert "2 cases. Printed" in text
    assert "Words: ada" in text
    assert text.index("2026-0060") < text.index("2026-0059")
    assert "Zora Hidden" not in text


def test_the_chosen_rows_alone(holder, caseload: str) -> None:
    rows = sheet(holder.get(f"{XLSX}?number=2026-0003&number=2026-0059&number={caseload}&column=number").content)
    assert sorted(rows[1:]) == [["2026-0003"], ["2026-0059"]]


@pytest.mark.parametrize(
    ("url", "limit", "kind"), [(XLSX, "MOST_IN_A_WORKBOOK", "workbook"), (PDF, "MOST_ON_PAPER", "PDF")]
)
def test_a_log_too_long_is_refused_in_words(
    office: SmallOffice, holder, monkeypatch: pytest.MonkeyPatch, url: str, limit: str, kind: str
) -> None:
    for _ in range(3):
        received(office)
    monkeypatch.setattr(log, limit, 2)
    answer = holder.get(f"{url}?sort=number", follow=True)
    assert answer.redirect_chain == [(f"{DOCKET}?sort=number", 302)]
    assert f"more than 2 cases, which is the most one {kind} holds" in answer.content.decode()


def test_an_export_of_confidential_cases_is_noted_once_per_scope(office: SmallOffice, holder) -> None:
    received(office)
    sealed = [received(office, is_sealed=True) for _ in range(2)]
    holder.get(f"{XLSX}?sort=number")
    with reading_as(office.senior):
        assert Reading.objects.unrestricted(because="the test looks").count() == 0
    with reading_as(office.holder):
        noted = Reading.objects.unrestricted(because="the test looks").order_by("what")
        assert [(one.act, one.by, one.scope_id) for one in noted] == [
            ("exported", office.holder, case.scope_id) for case in sealed
        ]
        assert noted[0].what == "Grievance log, workbook: 1 case of “Sealed case 2026-0001-S”"


def test_an_export_of_open_cases_leaves_no_trace(office: SmallOffice, holder) -> None:
    received(office)
    holder.get(XLSX)
    with reading_as(office.holder):
        assert Reading.objects.unrestricted(because="the test looks").count() == 0
