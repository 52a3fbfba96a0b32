"""The docket page: what it shows to whom, how it reads its address, and what it asks of the database."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from grievances.models import IssueCode, SavedView
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed, received
from tests.factories.office import SmallOffice

DOCKET = "/grievances/"
# Session, person, reader and reach; what is offered, the rows, their count; what is due, for the top bar.
QUERIES = 8


def numbers(answer) -> list[str]:
    return re.findall(r"data-row>([^<]+)</a>", answer.content.decode())


def cells(answer) -> list[list[str]]:
    """Every row of the table as the words of its cells."""
    body = re.search(r"<tbody>(.*?)</tbody>", answer.content.decode(), re.S)
    rows = re.findall(r"<tr>(.*?)</tr>", body[1], re.S)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in re.findall(r'data-label="[^"]+"[^>]*>(.*?)</t[dh]>', row, re.S)]
        for row in rows
    ]


@pytest.fixture
def holder(office: SmallOffice, client_of):
    return client_of(office.holder)


def test_the_docket_shows_the_next_date_and_the_holder_first(office: SmallOffice, holder) -> None:
    filed(office, received_on=localdate() - timedelta(days=20), at=timezone.now())
    page = holder.get(DOCKET)
    heads = re.findall(r'<th scope="col"[^>]*>(?:<a[^>]*>)?([^<]+)', page.content.decode())
    assert heads[:4] == ["Due", "Time left", "Holder", "Number"]
    (row,) = cells(page)
    assert row[2:6] == ["Holder", f"{localdate() - timedelta(days=20):%Y}-0001", "Ada Example", "Clerical"]
    assert re.fullmatch(r"\d+ days late", row[1])


@pytest.mark.parametrize("cases", [1, 3])
def test_the_whole_page_asks_eight_queries_whatever_it_shows(office: SmallOffice, holder, cases: int) -> None:
    for _ in range(cases):
        filed(office, grievants=("Ada Example", "Ben Example"))
    holder.get(DOCKET)
    with CaptureQueriesContext(connection) as asked:
        page = holder.get(DOCKET)
    assert len(numbers(page)) == cases
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == QUERIES


def test_a_case_of_another_unit_is_neither_shown_counted_nor_found(office: SmallOffice, holder) -> None:
    own = filed(office)
    hidden = filed(office, unit=office.trades, by=office.other_unit, title="Hidden crane", grievants=("Zora Hidden",))
    for query in (
        "",
        "?words=Zora",
        "?words=crane",
        f"?words={hidden.number}",
        f"?number={hidden.number}",
        "?state=all",
    ):
        page = holder.get(DOCKET + query)
        text = page.content.decode()
        assert hidden.number not in numbers(page)
        assert "Zora Hidden" not in text
        assert "Trades" not in text, "the unit of hidden cases is not offered either"
    assert numbers(holder.get(DOCKET)) == [own.number]
    assert "1 case<" in holder.get(DOCKET).content.decode()


def test_a_person_kept_out_sees_an_empty_docket(office: SmallOffice, client_of) -> None:
    filed(office)
    assert numbers(client_of(office.walled).get(DOCKET)) == []


@pytest.mark.parametrize(
    ("name", "status"), [("supervisor", 404), ("nobody", 404), ("senior", 200), ("counsel", 200), ("anonymous", 302)]
)
def test_who_may_open_the_docket(office: SmallOffice, client_of, name: str, status: int) -> None:
    person = None if name == "anonymous" else office.people[name]
    for url in (DOCKET, "/grievances/log.xlsx", "/grievances/log.pdf", "/grievances/views/"):
        assert client_of(person).get(url).status_code == status


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("unit=NOWHERE", "there is no “NOWHERE” to choose"),
        ("unit=TR", "there is no “TR” to choose"),
        ("state=gone", "there is no “gone” to choose"),
        ("holder=999999", "there is no “999999” to choose"),
        ("due=someday", "there is no “someday” to choose"),
        ("received_from=yesterday", "Enter a date."),
        ("received_to=2026-02-30", "Feb 2026 has no day 30."),
        ("sort=scope", "cannot be sorted by “scope”"),
        ("column=scope_id", "no column “scope_id”"),
        ("proposal__cost__gt=3", "no filter “proposal__cost__gt”"),
        ("after=zzz", "not a page of this list"),
        ("after=WyJcdWQ4MDAiLDFd&sort=number", "not a page of this list"),
        ("before=W10", "not a page of this list"),
        ("words=" + "x" * 201, "more than 200 characters"),
    ],
)
def test_what_cannot_be_understood_is_left_out_and_said(office: SmallOffice, holder, query: str, said: str) -> None:
    grievance = filed(office)
    page = holder.get(f"{DOCKET}?{query}")
    assert page.status_code == 200
    assert said in page.content.decode()
    assert numbers(page) == [grievance.number]


def test_signs_that_no_database_takes_do_no_harm(office: SmallOffice, holder) -> None:
    filed(office)
    assert holder.get(DOCKET, {"words": "a\0da", "number": "\0", "unit": "\0"}).status_code == 200


def test_chips_take_one_filter_away_and_keep_the_others(office: SmallOffice, holder) -> None:
    filed(office)
    page = holder.get(f"{DOCKET}?unit=CL&due=overdue&sort=-due").content.decode()
    assert 'href="?due=overdue&amp;sort=-due"' in page
    assert 'href="?unit=CL&amp;sort=-due"' in page
    assert 'href="?sort=-due"' in page


def test_a_merged_code_is_offered_no_more_and_a_retired_one_still_is(office: SmallOffice, holder) -> None:
    kept = IssueCode.objects.create(code="SHIFT", name="Shift changes", is_retired=True)
    IssueCode.objects.create(code="SHIFTS", name="Shifts, changed", is_retired=True, merged_into=kept)
    page = holder.get("/grievances/").content.decode()
    assert ("Shift changes" in page, "Shifts, changed" in page) == (True, False)


def test_htmx_gets_the_docket_alone(office: SmallOffice, holder) -> None:
    filed(office)
    headers = {"HX-Request": "true", "HX-Target": "docket"}
    answer = holder.get(f"{DOCKET}?sort=number", headers=headers).content.decode()
    assert answer.lstrip().startswith('<div id="docket"')
    assert "<html" not in answer


def test_columns_are_chosen_in_the_address(office: SmallOffice, holder) -> None:
    filed(office, cited=("12.3", "9"))
    page = holder.get(f"{DOCKET}?column=articles&column=title&column=open_to")
    assert cells(page) == [["2026-0001", "Overtime not offered by seniority", "12.3, 9", "Open to the unit desk"]]


def test_a_row_leads_to_its_case_and_can_be_chosen(office: SmallOffice, holder) -> None:
    grievance = received(office)
    page = holder.get(DOCKET).content.decode()
    assert f'<a href="{DOCKET}{grievance.number}/" data-row>{grievance.number}</a>' in page
    assert f'<input type="checkbox" name="number" value="{grievance.number}">' in page
    assert reverse("grievances:log_xlsx") in page


def test_markup_in_a_title_stays_words(office: SmallOffice, holder) -> None:
    filed(office, title="<script>alert(1)</script>")
    page = holder.get(f"{DOCKET}?column=title").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_the_default_view_opens_when_nothing_is_asked(office: SmallOffice, holder) -> None:
    with reading_as(office.holder):
        SavedView.objects.create(owner=office.holder, name="Late ones", query="due=overdue", is_default=True)
    answer = holder.get(DOCKET)
    assert (answer.status_code, answer["Location"]) == (302, "?due=overdue")
    assert holder.get(f"{DOCKET}?state=open").status_code == 200


def test_another_persons_unshared_view_is_absent_and_a_shared_one_is_a_tab(office: SmallOffice, holder) -> None:
    with reading_as(office.same_unit):
        SavedView.objects.create(owner=office.same_unit, name="Secret watch", query="words=Ada")
        SavedView.objects.create(owner=office.same_unit, name="For all of us", query="due=overdue", is_shared=True)
    page = holder.get(DOCKET).content.decode()
    assert "Secret watch" not in page
    assert '<a href="?due=overdue">For all of us</a>' in page
