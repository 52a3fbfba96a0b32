"""Every page of the access matrix, as it opens and as it refuses its own empty form: no page can be forgotten."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.access.addresses import address
from tests.access.matrix import MATRIX
from tests.browser.checking import Visit, faults_of
from tests.browser.html_validity import assert_valid
from tests.browser.states import NOT_PAGES
from tests.factories.town import Town

pytestmark = pytest.mark.browser
READERS = ("holder", "senior", "administrator")
PLAIN = sorted(name for name, page in MATRIX.items() if page.get == 200 and page.let_in and name not in NOT_PAGES)
FORM_ELSEWHERE = {"grievances:views"}  # the docket holds its form: tests/browser/states.py
SENT = [name for name in PLAIN if MATRIX[name].post == 422 and name not in FORM_ELSEWHERE]
_sources: dict[str, str] = {}


def reader_of(name: str) -> str:
    return next(person for person in (*READERS, *sorted(MATRIX[name].let_in)) if person in MATRIX[name].let_in)


@pytest.mark.parametrize("name", PLAIN)
def test_it_opens_without_a_fault(browse: Callable[..., Page], the_town: Town, name: str) -> None:
    page = browse(reader_of(name))
    visit = Visit(page)
    page.goto(address(name, the_town.world))
    assert visit.statuses[-1] == 200
    assert faults_of(page) == []
    _sources[name] = visit.source


@pytest.mark.parametrize("name", SENT)
def test_it_refuses_its_empty_form_without_a_fault(browse: Callable[..., Page], the_town: Town, name: str) -> None:
    page = browse(reader_of(name))
    visit = Visit(page)
    page.goto(address(name, the_town.world))
    buttons = page.locator("main form[method=post] .form-actions button")
    if not buttons.count():
        assert page.locator("main .usa-alert").count()  # it says why this cannot be done now
        return
    page.evaluate(EMPTY)
    buttons.first.click()
    page.wait_for_load_state("load")
    assert visit.statuses[-1] in (200, 422)
    assert faults_of(page) == []
    _sources[f"{name}, sent empty"] = visit.source


EMPTY = """() => document.querySelectorAll("main form[method=post] :is(input[type=text], textarea)")
  .forEach((one) => { one.value = ""; })"""


def test_every_page_is_valid_html() -> None:
    assert_valid(_sources)
