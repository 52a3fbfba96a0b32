"""Every page state: accessible, valid, narrow without scrolling, quiet in the console, nothing kept in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.access.addresses import names
from tests.access.matrix import MATRIX
from tests.browser.checking import Visit, faults_of
from tests.browser.html_validity import assert_valid
from tests.browser.states import NOT_PAGES, STATES, State
from tests.browser.test_every_address import PLAIN
from tests.factories.town import Town

pytestmark = pytest.mark.browser
_sources: dict[str, str] = {}


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_state(browse: Callable[..., Page], the_town: Town, state: State) -> None:
    page = browse(state.person)
    visit = Visit(page)
    page.goto(state.url(the_town))
    if state.then:
        state.then(page)
        page.wait_for_load_state("load")
    assert visit.statuses[0] == state.status
    assert faults_of(page) == []
    _sources[state.name] = visit.source


def test_every_title_names_its_page() -> None:
    """No two different pages share a title: it is all a person hears when changing windows."""
    titles: dict[str, set[str]] = {}
    for state in STATES:
        if (source := _sources.get(state.name)) and state.status == 200:
            titles.setdefault(_title(source), set()).add(state.view)
    assert {title: views for title, views in titles.items() if len(views) > 1} == {}


def test_every_page_is_valid_html() -> None:
    assert_valid(_sources)


def test_every_address_has_a_page_state_or_a_reason() -> None:
    acts = {name for name, page in MATRIX.items() if page.get == 405}
    shown = {state.view for state in STATES} | set(PLAIN)
    assert set(names()) - shown - acts - set(NOT_PAGES) == set()
    assert (shown | set(NOT_PAGES)) - set(names()) == set()
    assert shown & set(NOT_PAGES) == set()


def _title(source: str) -> str:
    return source.partition("<title>")[2].partition("</title>")[0]
