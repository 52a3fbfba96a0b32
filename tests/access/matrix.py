"""Who may open which page: every address of the house against every person, signable line by line.

A page is answered in one of three ways: `get`/`post` for those who are let in, 404 for those for whom it does not
exist, and the way to the sign-in page for those who are not signed in. Whoever adds an address adds a line; a line
without an address, and an address without a line, both fail.
"""

from dataclasses import dataclass

from tests.personas import PERSONAS

EVERYBODY = frozenset(PERSONAS)
SIGNED_IN = EVERYBODY - {"anonymous", "deactivated"}
SPECIALISTS = frozenset({"other_unit", "same_unit", "holder", "senior", "revoked", "walled"})
AT_THE_DESK = frozenset({"same_unit", "holder", "senior"})

TO_THE_DOOR, TO_THE_DOOR_BY_HTMX, NOT_THERE = 302, 204, 404


@dataclass(frozen=True, slots=True)
class Page:
    """Who is let in, and what they are answered to an empty GET and an empty POST."""

    let_in: frozenset[str]
    get: int = 200
    post: int = 405
    hx: int = 0  # as GET, where nothing else is said
    is_method_first: bool = False  # a wrong method is refused before anybody is asked who he is

    def expected(self, persona: str, method: str) -> int:
        answer = {"GET": self.get, "POST": self.post, "HX": self.hx or self.get}[method]
        if answer == 405 and self.is_method_first:
            return 405
        if persona in self.let_in:
            return answer
        if persona in SIGNED_IN:
            return NOT_THERE
        return TO_THE_DOOR_BY_HTMX if method == "HX" else TO_THE_DOOR


def reading(let_in: frozenset[str]) -> Page:
    """A page that only answers questions, and says so to whoever sends something."""
    return Page(let_in, post=405, is_method_first=True)


def sending(let_in: frozenset[str], *, post: int) -> Page:
    """An act without a page of its own."""
    return Page(let_in, get=405, post=post, is_method_first=True)


MATRIX: dict[str, Page] = {
    "home:desk": Page(SIGNED_IN, post=200),
    "home:find": Page(SIGNED_IN, post=200),
    "home:reports": Page(SIGNED_IN, post=200),
    "home:help": Page(SIGNED_IN, post=200),
    "home:break_glass": Page(frozenset({"administrator"}), post=422),
    "home:close_glass": sending(frozenset(), post=302),
    "drafts:keep": sending(SIGNED_IN, post=200),
    "documents:download_current": reading(AT_THE_DESK),
    "documents:download": reading(AT_THE_DESK),
    "grievances:docket": reading(SPECIALISTS | {"counsel"}),
    "grievances:log_xlsx": reading(SPECIALISTS | {"counsel"}),
    "grievances:log_pdf": reading(SPECIALISTS | {"counsel"}),
    "grievances:views": Page(SPECIALISTS | {"counsel"}, post=422),
    "grievances:rename_view": Page(frozenset({"holder"}), post=422),
    "grievances:change_view": sending(frozenset({"holder"}), post=302),
    "grievances:receive": Page(SPECIALISTS, post=422),
    "grievances:employees": reading(SPECIALISTS),
    "grievances:file": Page(AT_THE_DESK, post=422),
    "grievances:case": reading(AT_THE_DESK),
    "grievances:case_sheet": reading(AT_THE_DESK),
    "grievances:dates": reading(AT_THE_DESK),
    "grievances:dates_paper": reading(AT_THE_DESK),
    "grievances:why": reading(AT_THE_DESK),
    "grievances:why_paper": reading(AT_THE_DESK),
    "contracts:agreements": reading(SIGNED_IN),
    "contracts:agreement": reading(SIGNED_IN),
    "contracts:clause": reading(SIGNED_IN),
    "contracts:procedure": reading(SIGNED_IN),
    "contracts:calendars": reading(SIGNED_IN),
    "contracts:calendar": reading(SIGNED_IN),
    "contracts:close_day": Page(frozenset({"administrator"}), post=422),
    "contracts:reopen_day": Page(frozenset({"administrator"}), post=302),
}

# Addresses without a case behind them, tried where their rules are written down.
EXEMPT = {
    "healthz": "answers a load balancer; no person, no database",
    "people": "signing in and one's own account: tests/laborrel/people",
    "account": "signing in and one's own account: tests/laborrel/people",
    "mfa": "second factors of one's own: tests/laborrel/people",
}


def is_exempt(name: str) -> bool:
    return name.replace(":", "_").partition("_")[0] in EXEMPT
