"""One Chromium, one served office and one clock for the whole package; a fresh profile for each test."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.db import connections
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from tests.browser.watching import Faults, watch
from tests.chromium import real_chromium
from tests.committed import own_database
from tests.factories import town

DESK = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="package")
def own_office_database(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    with django_db_blocker.unblock(), own_database("browser"):
        yield


@pytest.fixture(scope="package")
def chromium(own_office_database: None) -> Iterator[Browser]:
    """After the database: beside Playwright's event loop Django keeps connections that nobody else can close."""
    with real_chromium() as browser:
        yield browser
        connections.close_all()


@pytest.fixture(scope="package")
def clock(chromium: Browser) -> Iterator[time_machine.Traveller]:
    """A Monday at noon; it goes on from there."""
    with time_machine.travel(town.NOON, tick=True) as clock:
        yield clock


@pytest.fixture(scope="package")
def the_town(clock: time_machine.Traveller) -> town.Town:
    """An office with a case in every state."""
    return town.build()


@pytest.fixture(scope="package")
def address(the_town: town.Town) -> Iterator[str]:
    """The office on a port of its own. Static files come through the product's own middleware."""
    server = LiveServerThread("localhost", static_handler=lambda application: application)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    yield f"http://localhost:{server.port}"
    server.terminate()


@pytest.fixture
def faults() -> Iterator[Faults]:
    """What the browser itself complained about: script errors, the strict policy, broken addresses. None is allowed."""
    seen = Faults()
    yield seen
    assert seen.found == []


@pytest.fixture
def browse(chromium: Browser, address: str, the_town: town.Town, faults: Faults) -> Iterator[Callable[..., Page]]:
    """browse("holder") is a page of a browser in which that person has signed in; browse(None) one of a stranger."""
    contexts = []

    def open_browser(person: str | None = "holder", **options) -> Page:
        context = chromium.new_context(base_url=address, **({"viewport": DESK, "locale": "en-US"} | options))
        contexts.append(context)
        context.set_default_timeout(15_000)
        if person:
            cookie = {"name": "sessionid", "value": the_town.session_of(person), "url": address}
            context.add_cookies([cookie | {"httpOnly": True, "sameSite": "Lax"}])
        page = context.new_page()
        watch(page, faults)
        return page

    yield open_browser
    for context in contexts:
        context.close()
