"""Where scripts are blocked everything still works: plain links, plain forms, the same pages."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.factories.town import Town

pytestmark = pytest.mark.browser
STORY = "Rain gear not replaced"


@pytest.fixture
def page(browse: Callable[..., Page]) -> Page:
    return browse("holder", java_script_enabled=False)


def test_a_grievance_is_logged_filed_and_its_answer_begun(page: Page, the_town: Town) -> None:
    page.goto("/grievances/new/")
    page.get_by_label("Unit").select_option(label="Clerical")
    page.get_by_label("Received on").fill("3/2/2026")
    page.get_by_role("button", name="Give it a number").click()
    page.get_by_role("button", name="Add another grievant").click()
    expect(page.get_by_label("Grievant", exact=True)).to_have_count(2)
    page.get_by_label("What it is about").fill(STORY)
    page.get_by_role("button", name="Continue").click()
    assert page.title().startswith("Error: ")
    page.get_by_label("Issue").select_option(label="Overtime")
    page.get_by_label("Grievant", exact=True).first.fill("Ada Example")
    page.get_by_label("Department", exact=True).select_option(label="Parks")
    page.get_by_label("Happened on").fill("2/27/2026")
    page.get_by_label("Filed on").fill("3/2/2026")
    page.get_by_label("Representative").select_option(index=1)
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="File it").click()
    expect(page.locator("h1")).to_have_text(STORY)
    page.get_by_role("link", name="Write the answer").click()
    page.get_by_label("Finding").select_option(label="Denied")
    page.get_by_role("button", name="Begin the letter").click()
    page.get_by_label("Decision", exact=True).fill("The grievance is denied.")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main")).to_contain_text("The grievance is denied.")


def test_the_docket_is_filtered_sorted_and_turned(page: Page, the_town: Town) -> None:
    page.goto("/grievances/")
    page.get_by_label("Number, title or grievant").fill("Uniform")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator("#docket-table tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Clear all filters").click()
    page.get_by_role("link", name="Number").first.click()
    assert "sort=" in page.url


def test_the_menu_opens_on_a_phone(browse: Callable[..., Page]) -> None:
    page = browse("holder", java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto("/")
    contracts = page.get_by_role("navigation").get_by_role("link", name="Contracts")
    expect(contracts).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    contracts.click()
    expect(page.locator("h1")).to_have_text("Contracts")


def test_signing_in_and_out(browse: Callable[..., Page]) -> None:
    page = browse(None, java_script_enabled=False)
    page.goto("/grievances/")
    page.get_by_label("E-mail address").fill("same_unit@example.test")
    page.get_by_label("Password").fill("a long enough pass phrase")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("h1")).to_have_text("Docket")
    page.get_by_text("Same Unit", exact=True).first.click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.locator("h1")).to_have_text("Sign in")
