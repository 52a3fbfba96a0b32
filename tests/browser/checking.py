"""What is asked of every page, whichever list it stands in."""

from dataclasses import dataclass, field

from playwright.sync_api import Page, Response

from tests.browser.watching import loose_ends, stored, too_wide, violations

NARROW = {"width": 320, "height": 640}


@dataclass
class Visit:
    """The answers of the server while a person goes to a page and does something there."""

    page: Page
    answers: list[Response] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("response", self._note)

    def _note(self, answer: Response) -> None:
        if answer.request.is_navigation_request() and answer.request.frame == self.page.main_frame:
            self.answers.append(answer)

    @property
    def statuses(self) -> list[int]:
        return [answer.status for answer in self.answers]

    @property
    def source(self) -> str:
        """The page as the server sent it, for the validator."""
        return self.answers[-1].text()


def faults_of(page: Page) -> list[str]:
    """Everything wrong with the page as it stands, wide and narrow; nothing, if it is as it should be."""
    faults = violations(page) + [f"without JavaScript: {end}" for end in loose_ends(page)]
    if (count := page.locator("h1").count()) != 1:
        faults.append(f"{count} main headings")
    if page.title().startswith("Error: ") != bool(page.locator("#error-summary").count()):
        faults.append(f"the title {page.title()!r} does not say whether something was refused")
    wide = page.viewport_size
    page.set_viewport_size(NARROW)
    faults += [f"scrolls sideways: {one}" for one in too_wide(page)]
    if wide:
        page.set_viewport_size(wide)
    if (kept := stored(page)) != {"session": 0, "local": 0}:
        faults.append(f"the browser keeps {kept}")
    return faults
