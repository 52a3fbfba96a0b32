"""Every page state: accessible, valid, narrow without scrolling, quiet in the console, nothing kept in the browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.html_validity import Checker, faults_in
from tests.browser.states import NOT_PAGES, STATES, State, names
from tests.browser.town import Town
from tests.browser.watching import loose_ends, stored, too_wide, violations

pytestmark = pytest.mark.browser
NARROW = {"width": 320, "height": 640}
_sources: dict[str, str] = {}


def opened(page: Page, state: State, town: Town) -> list[int]:
    """Go there, do what the state asks, and keep the page's source for the validator; gives the statuses on the way."""
    answers = []
    page.on("response", lambda answer: answers.append(answer) if answer.request.is_navigation_request() else None)
    page.goto(state.url(town))
    if state.then:
        state.then(page)
        page.wait_for_load_state("load")
    _sources[state.name] = answers[-1].text()
    return [answer.status for answer in answers]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_state(browse: Callable[..., Page], the_town: Town, state: State) -> None:
    page = browse(state.person)
    statuses = opened(page, state, the_town)
    assert statuses[0] == state.status
    assert page.locator("h1").count() == 1
    title = page.title()
    assert title.startswith("Error: ") == bool(page.locator("#error-summary").count()), title
    assert violations(page) == []
    assert loose_ends(page) == []
    page.set_viewport_size(NARROW)
    assert too_wide(page) == []
    assert stored(page) == {"session": 0, "local": 0}


def test_every_title_names_its_page() -> None:
    """No two different pages share a title: it is all a person hears when changing windows."""
    titles: dict[str, set[str]] = {}
    for state in STATES:
        if (source := _sources.get(state.name)) and state.status == 200:
            titles.setdefault(_title(source), set()).add(state.view)
    assert {title: views for title, views in titles.items() if len(views) > 1} == {}


def test_every_page_is_valid_html() -> None:
    checker = Checker.find()
    if not _sources:
        pytest.skip("no page was visited in this run")
    assert faults_in(_sources, checker) == []


def test_every_address_has_a_page_state_or_a_reason() -> None:
    shown = {state.view for state in STATES}
    assert names() - shown - set(NOT_PAGES) == set()
    assert (shown | set(NOT_PAGES)) - names() == set()
    assert shown & set(NOT_PAGES) == set()


def _title(source: str) -> str:
    return source.partition("<title>")[2].partition("</title>")[0]
