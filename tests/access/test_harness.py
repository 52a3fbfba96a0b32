"""The harness itself, tried on pages that leak on purpose: what it does not catch it does not prove."""

from collections.abc import Iterator

import pytest

from laborrel.access.wall import reading_as
from laborrel.audit.events import record
from tests.access.crawl import METHODS, Visitor, differences, leaks, response_map
from tests.access.leaky_pages import LEAKS, PLANTED, TELLING_OF_ONE
from tests.access.walls import without_row_security
from tests.access.worlds import ROOT
from tests.factories.office import NOW


@pytest.fixture(scope="module")
def second_wall_off(django_db_setup, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), without_row_security():
        yield


@pytest.fixture
def holder(second_wall_off, office, client_of, settings) -> Visitor:
    settings.ROOT_URLCONF = "tests.access.leaky_pages"
    with reading_as(office.holder):
        record(PLANTED, by=office.holder, at=NOW, scope=office.desk, label="shown")
    return Visitor(client_of(office.fresh("holder")))


@pytest.fixture
def plant_one(office):
    def build() -> int:
        with reading_as(office.senior):
            return record(PLANTED, by=office.senior, at=NOW, scope=office.trades_desk, label=f"{ROOT}Hidden").pk

    return build


@pytest.mark.parametrize("name", LEAKS)
def test_twin_worlds_catch_every_planted_leak(holder, plant_one, name: str) -> None:
    before = response_map(holder, [f"/{name}"])
    assert {answer.status for answer in before.values()} == {200}
    plant_one()
    assert differences(before, response_map(holder, [f"/{name}"])) != []


def test_twin_worlds_are_quiet_about_an_honest_page(holder, plant_one) -> None:
    before = response_map(holder, ["/honest"])
    hidden = plant_one()
    assert differences(before, response_map(holder, ["/honest"])) == []
    assert b"shown 1" in before["GET", "/honest"].body
    assert hidden > 0


def test_canaries_are_found_wherever_words_are_shown(holder, plant_one) -> None:
    plant_one()
    found = {leak.split()[1] for leak in leaks(response_map(holder, [f"/{name}" for name in LEAKS]), [ROOT])}
    assert found == {"/words", "/header", "/stream", "/hidden_sheet", "/fragment", "/sent"}
    assert leaks(response_map(holder, ["/honest"]), [ROOT]) == []


def test_a_canary_is_found_inside_a_pdf() -> None:
    from laborrel.documents.pdf import render_pdf
    from tests.access.crawl import Answer

    page = f'<html lang="en"><head><title>T</title></head><body><h1>{ROOT}Inside</h1></body></html>'
    paper = Answer(200, (), render_pdf(page, title="T"))
    assert leaks({("GET", "/paper"): paper}, [f"{ROOT}Inside"]) == [f"GET /paper shows {ROOT}Inside"]
    assert f"{ROOT}Inside".encode() not in paper.body


@pytest.mark.parametrize("name", TELLING_OF_ONE)
def test_deny_parity_catches_what_tells_of_one(holder, plant_one, name: str) -> None:
    hidden = plant_one()
    forbidden, missing = (holder.ask(f"/{name}/{pk}") for pk in (hidden, hidden + 9_000))
    assert (forbidden.status, forbidden.queries) != (missing.status, missing.queries)


def test_deny_parity_is_quiet_about_an_honest_page(holder, plant_one) -> None:
    hidden = plant_one()
    forbidden, missing = (holder.ask(f"/honest/{pk}") for pk in (hidden, hidden + 9_000))
    assert (forbidden, forbidden.queries) == (missing, missing.queries)


def test_a_walk_leaves_nothing_behind(holder) -> None:
    """Else the second look would differ by what the first one did."""
    addresses = ["/honest"]
    first = response_map(holder, addresses, METHODS)
    assert differences(first, response_map(holder, addresses, METHODS)) == []
