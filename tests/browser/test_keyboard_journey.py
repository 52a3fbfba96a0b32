"""From the paper on the counter to the door of arbitration, by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.keyboard import Keyboard
from tests.browser.watching import stored, violations
from tests.factories.town import Town

pytestmark = pytest.mark.browser
STORY = "Bicycle patrol pay stopped"


def hands_of(browse: Callable[..., Page], person: str) -> Keyboard:
    """Nothing glides about under the keys."""
    return Keyboard(browse(person, reduced_motion="reduce"))


def log_and_file(hands: Keyboard) -> str:
    """Receive it in four fields, enter it, look at what follows, file it; gives the case's address."""
    hands.page.goto("/")
    hands.press("n")
    expect(hands.page.locator("h1")).to_have_text("Log a grievance")
    hands.choose("Unit", "Cler")
    hands.type("Received on", "3/2/2026")
    hands.open("Give it a number")
    hands.type("What it is about", STORY)
    hands.choose("Issue", "Over")
    hands.type("Grievant", "Ada Example")
    hands.choose("Department", "Parks")
    hands.type("Happened on", "27 Feb 2026")
    hands.type("Filed on", "2026-03-02")
    hands.type("Provision", "12.3")
    hands.type("Statement of the grievance", "The pay stopped without notice.")
    hands.choose("Representative", "Lou")
    hands.open("Continue")
    hands.reads("Mon 16 Mar 2026")
    hands.open("File it")
    hands.reads(STORY)
    return hands.page.url


def answer(hands: Keyboard, case: str) -> None:
    hands.page.goto(case)
    hands.open("Write the answer")
    hands.choose("Finding", "Den")
    hands.open("Begin the letter")
    hands.type("Analysis", "The rate was never promised.")
    hands.type("Decision", "The grievance is denied.")
    hands.type("Remedy", "None.")
    hands.open("Save")
    hands.open("Submit for review")
    hands.open("Submit")
    hands.is_told("The letter waits for its reviewer")


def approve(hands: Keyboard) -> None:
    """The second person finds it on the desk and approves it."""
    hands.page.goto("/")
    hands.to("Skip to the main content")
    hands.press("Enter")
    link = hands.page.locator("aside li", has_text=STORY).locator("a").first
    words = link.inner_text()
    while not link.evaluate("one => one === document.activeElement"):
        hands.to(words)
    with hands.page.expect_navigation():
        hands.press("Enter")
    if hands.page.get_by_role("link", name="Review and approve").count():
        hands.open("Review and approve")
    hands.open("Approve")


def issue(hands: Keyboard, case: str) -> None:
    hands.page.goto(case)
    hands.open("Go on with the answer")
    hands.open("Issue it")
    hands.choose("How it is sent", "By hand")
    hands.open("Continue")
    hands.open("Issue it")
    hands.is_told("The answer is issued and frozen")


def appeal(hands: Keyboard, case: str) -> None:
    hands.page.goto(case)
    hands.open("Record an appeal")
    hands.type("Filed on", "3/9/2026")
    hands.type("Filed by", "Lou Steward")
    hands.open("Record it")
    hands.reads("At Step 2")


def extend(hands: Keyboard, case: str) -> None:
    hands.page.goto(case)
    hands.unfold("Time")
    hands.open("Extend a time limit")
    hands.type("New last day", "4/6/2026")
    hands.choose("Asked for by", "The emp")
    hands.type("Agreed with", "Lou Steward")
    hands.type("Agreed on", "3/9/2026")
    hands.open("Record the extension")
    hands.is_told("On record, unproven until the signed paper is attached")


def refer(hands: Keyboard, case: str) -> None:
    hands.page.goto(case)
    hands.open("Refer to arbitration")
    hands.type("Demanded on", "3/9/2026")
    hands.type("Demanded by", "Local 1")
    hands.open("Continue")
    hands.open("Refer it")
    hands.is_told("stands at the door of arbitration")


def test_a_grievance_is_worked_without_a_pointer(browse: Callable[..., Page], the_town: Town) -> None:
    holder, senior = hands_of(browse, "holder"), hands_of(browse, "senior")
    case = log_and_file(holder)
    answer(holder, case)
    approve(senior)
    issue(holder, case)
    appeal(holder, case)
    extend(holder, case)
    answer(holder, case)
    approve(senior)
    issue(holder, case)
    refer(holder, case)
    holder.page.goto(case)
    holder.reads("arbitration")
    assert violations(holder.page) == []
    assert stored(holder.page) == {"session": 0, "local": 0}


def test_a_refused_form_leads_to_its_faults(browse: Callable[..., Page], the_town: Town) -> None:
    hands = hands_of(browse, "holder")
    hands.page.goto(f"/grievances/{the_town.cases['received'].number}/file/")
    hands.type("What it is about", "A few words")
    hands.open("Continue")
    stop = hands.focused()
    assert stop is not None
    assert hands.page.locator("#error-summary").evaluate("one => one === document.activeElement")
    hands.press("Tab")
    hands.press("Enter")
    field = hands.page.locator("[aria-invalid=true]").first
    expect(field).to_be_focused()
    expect(hands.page.get_by_label("What it is about")).to_have_value("A few words")


def test_keys_move_through_the_docket_and_can_be_switched_off(browse: Callable[..., Page], the_town: Town) -> None:
    hands = hands_of(browse, "same_unit")
    hands.page.goto("/")
    hands.press("g")
    with hands.page.expect_navigation():
        hands.press("d")
    rows = hands.page.locator("#docket-table a[data-row]")
    hands.press("j")
    hands.press("j")
    expect(rows.nth(1)).to_be_focused()
    hands.press("x")
    expect(hands.page.locator("[data-chosen-in=docket-table]")).to_have_text("1 row chosen")
    hands.press("k")
    expect(rows.nth(0)).to_be_focused()
    with hands.page.expect_navigation():
        hands.press("Enter")
    assert "/grievances/2026-" in hands.page.url
    hands.press("/")
    expect(hands.page.locator("#find")).to_be_focused()
    hands.page.goto("/account/")
    hands.to("Use keyboard shortcuts")
    hands.press("Space")
    hands.open("Save")
    here = hands.page.url
    hands.page.locator("h1").evaluate("one => { one.tabIndex = -1; one.focus(); }")
    for key in ("n", "g", "d", "/", "?"):
        hands.press(key)
    hands.page.wait_for_timeout(300)
    assert hands.page.url == here


def test_a_filtered_docket_is_told_and_keeps_the_focus(browse: Callable[..., Page], the_town: Town) -> None:
    hands = hands_of(browse, "holder")
    hands.page.goto("/grievances/")
    hands.type("Number, title or grievant", "Uniform")
    with hands.page.expect_response(lambda answer: "words=Uniform" in answer.url):
        hands.press("Enter")
    expect(hands.page.locator("#status")).to_contain_text("1 case")
    stop = hands.focused()
    assert stop is not None, "the focus was lost by the swap"
    assert "words=Uniform" in hands.page.url
    assert violations(hands.page) == []
    assert stored(hands.page) == {"session": 0, "local": 0}
    hands.page.go_back()
    expect(hands.page.locator("#docket")).to_be_visible()
