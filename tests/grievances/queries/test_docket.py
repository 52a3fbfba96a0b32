"""Paging by place: every row once, in order, both ways, with ties and with cases that have no date."""

from datetime import date, timedelta

import pytest

from grievances.models import Grievance
from grievances.queries.docket import Asked, Page, count_to, every_row, page_of
from grievances.queries.filters import Reader
from grievances.queries.sorting import SORTS, Place, Sort, UnreadablePlace
from laborrel.access.reach import remember_reach
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed, received
from tests.factories.office import SmallOffice

TODAY = date(2026, 3, 9)
SIZE = 3


@pytest.fixture
def eleven(office: SmallOffice) -> Reader:
    """Eleven cases of two holders: four due on one day, three later, four undated."""
    for _ in range(4):
        filed(office)
    for days in range(3):
        filed(office, received_on=TODAY - timedelta(days=days), by=office.same_unit)
    for _ in range(4):
        received(office, by=office.same_unit)
    return Reader(office.holder, TODAY)


def walk(asked: Asked, reader: Reader) -> list[Page]:
    pages = [page_of(asked, reader, size=SIZE)]
    while pages[-1].following:
        onwards = Asked(asked.filters, asked.sort, asked.columns, after=pages[-1].following)
        pages.append(page_of(onwards, reader, size=SIZE))
    return pages


def numbers(rows) -> list[str]:
    return [row["number"] for row in rows]


@pytest.mark.parametrize("word", [sign + key for key in SORTS for sign in ("", "-")])
def test_every_order_shows_each_case_once_forwards_and_backwards(eleven: Reader, word: str) -> None:
    asked = Asked(sort=Sort.read(word))
    with reading_as(eleven.user):
        whole = numbers(every_row(asked, eleven, at_most=100))
        pages = walk(asked, eleven)
        back = [pages[-1]]
        while back[-1].previous:
            back.append(page_of(Asked(sort=asked.sort, before=back[-1].previous), eleven, size=SIZE))
    assert len(whole) == len(set(whole)) == 11
    assert [number for page in pages for number in numbers(page.rows)] == whole
    assert [(page.first, page.last) for page in pages] == [(1, 3), (4, 6), (7, 9), (10, 11)]
    assert [numbers(page.rows) for page in reversed(back)][-1] == whole[-2:]
    assert [number for page in reversed(back) for number in numbers(page.rows)] == whole
    assert back[-1].first == 1


def test_undated_cases_stand_after_every_dated_one(eleven: Reader) -> None:
    with reading_as(eleven.user):
        rows = every_row(Asked(), eleven, at_most=100)
    dates = [row["next_due_on"] for row in rows]
    assert dates[7:] == [None] * 4
    assert dates[:7] == sorted(dates[:7])


def test_a_page_is_where_it_was_although_a_case_came_before_it(eleven: Reader, office: SmallOffice) -> None:
    with reading_as(eleven.user):
        first = page_of(Asked(), eleven, size=SIZE)
        second = numbers(page_of(Asked(after=first.following), eleven, size=SIZE).rows)
        Grievance.objects.visible_to(eleven.user).filter(number=first.rows[0]["number"]).update(
            next_due_on=date(2030, 1, 1)
        )
        assert numbers(page_of(Asked(after=first.following), eleven, size=SIZE).rows) == second


def test_no_page_is_fetched_by_counting_rows_off(eleven: Reader, django_assert_num_queries) -> None:
    with reading_as(eleven.user):
        remember_reach(eleven.user)
        place = page_of(Asked(), eleven, size=SIZE).following
        with django_assert_num_queries(1) as asked:
            page_of(Asked(after=place), eleven, size=SIZE)
    assert "OFFSET" not in asked[0]["sql"]


def test_the_count_stops_at_its_cap(eleven: Reader) -> None:
    with reading_as(eleven.user):
        assert count_to(Asked(), eleven, most=5) == 6
        assert count_to(Asked(), eleven, most=50) == 11


def test_a_download_stops_one_row_past_its_limit(eleven: Reader) -> None:
    with reading_as(eleven.user):
        assert len(every_row(Asked(), eleven, at_most=4)) == 5


@pytest.mark.parametrize("word", list(SORTS))
def test_a_place_survives_the_address_bar(eleven: Reader, word: str) -> None:
    sort = Sort.read(word)
    with reading_as(eleven.user):
        place = page_of(Asked(sort=sort), eleven, size=SIZE).following
    assert Place.read(place.word, sort) == place


@pytest.mark.parametrize(
    "text", ["", "x", "W10", "bnVsbA", "W251bGwsMSwyXQ", "A" * 5000, "WyIyMDI2LTEzLTQwIiwxLDFd", "é"]
)
def test_nonsense_is_no_place(text: str) -> None:
    with pytest.raises(UnreadablePlace):
        Place.read(text, Sort())


def test_an_unknown_order_is_refused() -> None:
    with pytest.raises(KeyError):
        Sort.read("scope")
