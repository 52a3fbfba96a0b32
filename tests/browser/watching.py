"""What a browser can say about a page without being asked: complaints, accessibility, how wide it is."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
REFUSED = ("status of 403", "status of 404", "status of 409", "status of 422", "status of 400", "status of 429")

# Elements wider than the window that are not inside a table made to scroll by itself.
_TOO_WIDE = """() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.body.querySelectorAll("*")]
    .filter((one) => !one.closest(".table-wrap") && one.getBoundingClientRect().right > wide + 1)
    .map((one) => one.outerHTML.slice(0, 120));
}"""

# What would stop working without JavaScript: a request that is no link and no form, a form that nothing sends.
_LOOSE_ENDS = """() => [
  ...[...document.querySelectorAll("[hx-get], [hx-post]")].filter((one) => {
    const home = one.closest("form[action], a[href]") ?? one.form;
    return !home && !one.closest("[data-quiet]");
  }),
  ...[...document.querySelectorAll("form")].filter((form) => ![...form.elements].some((one) => one.type === "submit")),
].map((one) => one.outerHTML.slice(0, 160))"""


@dataclass
class Faults:
    found: list[str] = field(default_factory=list)
    """Refusals that a test asks for on purpose (a 404, a 422) are pages, not faults."""

    def console(self, message: Any) -> None:
        if message.type in ("error", "warning") and not any(words in message.text for words in REFUSED):
            self.found.append(f"console: {message.text}")

    def error(self, error: Any) -> None:
        self.found.append(f"script: {error}")

    def response(self, response: Any) -> None:
        if response.status >= 500 or (response.status == 404 and "/static/" in response.url):
            self.found.append(f"{response.status}: {response.url}")


def watch(page: Page, faults: Faults) -> None:
    page.on("console", faults.console)
    page.on("pageerror", faults.error)
    page.on("response", faults.response)


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each place."""
    page.evaluate(AXE)
    found = page.evaluate("options => axe.run(options)", RULES)["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:200]})" for one in found for node in one["nodes"]
    ]


def too_wide(page: Page) -> list[str]:
    """What makes the page scroll sideways; data tables scroll inside their own frame."""
    return page.evaluate(_TOO_WIDE)


def stored(page: Page) -> dict[str, int]:
    """How much the browser keeps of us beside cookies."""
    return page.evaluate("({session: sessionStorage.length, local: localStorage.length})")


def loose_ends(page: Page) -> list[str]:
    """What on this page only works with JavaScript."""
    return page.evaluate(_LOOSE_ENDS)
