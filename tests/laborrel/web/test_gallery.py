"""The frame and its components in a real browser: accessible in every state, by keyboard, narrow without scrolling."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("playwright.sync_api")
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

pytestmark = pytest.mark.browser

CHROMIUM = Path("/usr/bin/chromium")
PROJECT = Path(__file__).resolve().parents[3]
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
PAGES = {
    "gallery": "/",
    "docket": "/grievances/?unit=clerical&holder=7",
    "case": "/case/",
    "form": "/grievances/new/",
    "not found": "/nowhere/",
    "stranger": "/enter/?stranger",
}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.laborrel.web.gallery.serve"], cwd=PROJECT, stdout=subprocess.PIPE, text=True
    )
    assert server.stdout is not None
    yield server.stdout.readline().strip()
    server.terminate()
    server.wait(timeout=10)
    server.stdout.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs Chromium: apt-get install -y chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1366, "height": 768})
    yield context.new_page()
    context.close()


def violations(page: Page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [f"{one['id']}: {node['html'][:120]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("name", PAGES)
def test_every_page_is_accessible(page: Page, address: str, name: str) -> None:
    page.goto(address + PAGES[name])
    assert violations(page) == []


@pytest.mark.parametrize("name", PAGES)
def test_no_page_scrolls_sideways_at_320_pixels(page: Page, address: str, name: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(address + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert violations(page) == []


def test_refused_form_puts_focus_on_the_summary_and_says_so(page: Page, address: str) -> None:
    page.goto(address + "/grievances/new/")
    page.get_by_label("What happened").fill("Overtime out of order")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#error-summary")).to_be_focused()
    assert page.title().startswith("Error: Log a grievance")
    assert page.get_by_label("What happened").input_value() == "Overtime out of order"
    assert violations(page) == []
    page.get_by_role("link", name="“How it was received” is missing.").press("Enter")
    expect(page.get_by_label("By hand")).to_be_focused()


def test_an_accepted_form_says_what_was_done(page: Page, address: str) -> None:
    page.goto(address + "/grievances/new/")
    page.get_by_label("Grievant").fill("M. Ortega")
    page.get_by_label("Filed on").fill("3/2/2026")
    page.get_by_label("Unit").select_option("c")
    page.get_by_label("By hand").check()
    page.get_by_label("What happened").fill("Overtime out of order")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("#messages")).to_contain_text("The grievance was logged as 26-0143.")
    expect(page.locator("#status")).to_have_text("The grievance was logged as 26-0143.")
    assert page.title().startswith("Log a grievance")


def test_the_form_works_without_javascript(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    plain = context.new_page()
    answer = plain.goto(address + "/grievances/new/")
    plain.get_by_role("button", name="Continue").click()
    assert plain.locator("#error-summary li").count() == 5
    assert plain.title().startswith("Error: ")
    assert answer is not None
    context.close()


def test_keys_find_travel_walk_and_choose(page: Page, address: str) -> None:
    page.goto(address + "/")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("g d")
    assert page.locator("#find").input_value() == "g d"
    page.locator("#find").blur()
    page.keyboard.press("g")
    page.keyboard.press("d")
    page.wait_for_url("**/grievances/")
    page.keyboard.press("j")
    page.keyboard.press("j")
    expect(page.get_by_role("link", name="26-0139")).to_be_focused()
    page.keyboard.press("x")
    expect(page.get_by_label("Choose 26-0139")).to_be_checked()
    expect(page.locator("[data-chosen-in]")).to_have_text("1 row chosen")
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/case/")


def test_sorting_replaces_the_list_in_place_and_keeps_the_filters(page: Page, address: str) -> None:
    page.goto(address + PAGES["docket"])
    page.get_by_role("link", name="Grievant").click()
    page.wait_for_url("**sort=grievant**")
    assert "unit=clerical" in page.url
    expect(page.locator("th[aria-sort=ascending]")).to_have_text("Grievant▲")
    expect(page.locator("#status")).to_have_text("6 of 213 grievances shown")
    assert page.evaluate("document.activeElement !== document.body")


def test_typing_is_kept_as_a_draft(page: Page, address: str) -> None:
    page.goto(address + "/grievances/new/")
    page.get_by_label("Grievant").fill("M. Ortega")
    expect(page.locator("[data-autosave-words]")).to_have_text("Draft saved 10:42", timeout=9000)


def test_the_end_of_a_session_is_announced_and_put_off_by_one_key(page: Page, address: str) -> None:
    page.goto(address + "/case/?idle=100")
    expect(page.locator("#session-warning")).to_be_visible()
    expect(page.get_by_role("button", name="Stay signed in")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Enter")
    expect(page.locator("#session-warning")).to_be_hidden()
    expect(page.locator("#status")).to_have_text("You stay signed in.")


def test_the_rail_opens_on_a_phone_and_closes_with_escape(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address + "/")
    expect(page.locator("#rail")).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Grievances", exact=True)).to_be_visible()
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#rail")).to_be_hidden()


def test_progress_ends_by_itself_with_the_result(page: Page, address: str) -> None:
    page.goto(address + "/")
    expect(page.get_by_role("link", name="See it")).to_be_visible(timeout=6000)


def test_nothing_on_the_page_breaks_the_strict_policy(page: Page, address: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for path in (PAGES["gallery"], PAGES["docket"], PAGES["case"]):
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
    assert told == []
