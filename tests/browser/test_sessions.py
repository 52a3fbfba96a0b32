"""What happens when time runs out: a warning that one key answers, typing that survives, and nothing left behind."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.watching import stored, violations
from tests.factories.town import Town

pytestmark = pytest.mark.browser
STATEMENT = "The list was not used. " * 200 + "“Quotation”, 9½ hours, Łukasz — end."
PASSWORD = "a long enough pass phrase"


def test_the_warning_is_answered_by_one_key(browse: Callable[..., Page], settings) -> None:
    idle, warning = settings.LABORREL_SESSION_IDLE_SECONDS, settings.LABORREL_SESSION_WARNING_SECONDS
    assert warning >= 120
    hands = Keyboard(browse("same_unit"))
    hands.page.clock.install()
    hands.page.goto("/help/")
    dialog = hands.page.locator("#session-warning")
    hands.page.clock.fast_forward((idle - warning - 30) * 1000)
    expect(dialog).to_be_hidden()
    hands.page.clock.fast_forward(90 * 1000)
    expect(dialog).to_be_visible()
    expect(dialog).to_contain_text("You will be signed out in 3 minutes")
    assert violations(hands.page) == []
    expect(hands.page.get_by_role("button", name="Stay signed in")).to_be_focused()
    hands.press("Enter")
    expect(dialog).to_be_hidden()
    expect(hands.page.locator("#status")).to_have_text("You stay signed in.")


def test_typing_survives_an_expired_session(
    browse: Callable[..., Page], the_town: Town, settings, clock: time_machine.Traveller
) -> None:
    page = browse("holder")
    address = f"/grievances/{the_town.cases['received'].number}/file/"
    page.goto(address)
    page.get_by_label("Statement of the grievance").fill(STATEMENT)
    clock.shift(timedelta(seconds=settings.LABORREL_SESSION_IDLE_SECONDS + 60))
    page.locator("#act .form-actions button").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    expect(page.locator("#messages")).to_contain_text("kept for you")
    page.get_by_label("E-mail address").fill("holder@example.test")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("main")).to_contain_text("Łukasz — end.")
    assert violations(page) == []
    assert STATEMENT.strip() in page.content()


def test_a_draft_is_offered_after_the_browser_died(browse: Callable[..., Page], the_town: Town) -> None:
    address = f"/grievances/{the_town.cases['received'].number}/file/"
    first = browse("holder")
    first.goto(address)
    with first.expect_response(lambda answer: "/drafts/" in answer.url, timeout=15_000):
        first.get_by_label("Statement of the grievance").fill(STATEMENT)
    expect(first.locator("[data-autosave-words]")).to_contain_text("Draft saved")
    first.close(run_before_unload=False)
    second = browse("holder")
    second.goto(address)
    assert violations(second) == []
    second.get_by_role("link", name="Go on with it").click()
    expect(second.get_by_label("Statement of the grievance")).to_have_value(STATEMENT.strip())


def test_after_signing_out_the_way_back_shows_nothing(browse: Callable[..., Page], the_town: Town) -> None:
    hands = Keyboard(browse("holder", reduced_motion="reduce"))
    case = the_town.cases["due later"]
    hands.page.goto(f"/grievances/{case.number}/")
    hands.page.goto("/help/")
    hands.unfold("Holder")
    hands.open("Sign out")
    expect(hands.page.locator("h1")).to_have_text("Sign in")
    assert stored(hands.page) == {"session": 0, "local": 0}
    for _ in range(2):  # the page of help, then the case
        hands.page.go_back()
        assert case.title not in hands.page.content()
        assert "Ada Example" not in hands.page.content()
