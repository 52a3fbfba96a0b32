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
READERS_OF_CONTRACTS = SIGNED_IN - {"nobody"}

TO_THE_DOOR, TO_THE_DOOR_BY_HTMX, NOT_THERE = 302, 204, 404
TO_THE_ROOM, TO_THE_ROOM_BY_HTMX = 302, 204


@dataclass(frozen=True, slots=True)
class Page:
    """Who is let in, and what they are answered to an empty GET and an empty POST."""

    let_in: frozenset[str]
    get: int = 200
    post: int = 405
    hx: int = 0  # as GET, where nothing else is said
    is_method_first: bool = False  # a wrong method is refused before anybody is asked who he is
    told_no: frozenset[str] = frozenset()  # see the thing, but may not do this to it: 403, which tells nothing new
    led_on: frozenset[str] = frozenset()  # nothing for them on this page: they begin in the room they can use

    def expected(self, persona: str, method: str) -> int:
        answer = {"GET": self.get, "POST": self.post, "HX": self.hx or self.get}[method]
        if answer == 405 and self.is_method_first:
            return 405
        if persona in self.led_on:
            return TO_THE_ROOM_BY_HTMX if method == "HX" else TO_THE_ROOM
        if persona in self.let_in:
            return answer
        if persona in self.told_no:
            return 403
        if persona in SIGNED_IN:
            return NOT_THERE
        return TO_THE_DOOR_BY_HTMX if method == "HX" else TO_THE_DOOR


def reading(let_in: frozenset[str]) -> Page:
    """A page that only answers questions, and says so to whoever sends something."""
    return Page(let_in, post=405, is_method_first=True)


def form(let_in: frozenset[str]) -> Page:
    """A form of one act: sent empty it comes back with what is missing."""
    return Page(let_in, post=422)


def sending(let_in: frozenset[str], *, post: int) -> Page:
    """An act without a page of its own."""
    return Page(let_in, get=405, post=post, is_method_first=True)


def gone_on(let_in: frozenset[str]) -> Page:
    """An act whose time is not now: whoever may see the thing is led back to it."""
    return Page(let_in, get=302, post=302, hx=204)


NOBODY: frozenset[str] = frozenset()
HOLDER, SENIOR, ADMINISTRATOR = frozenset({"holder"}), frozenset({"senior"}), frozenset({"administrator"})
READS_CONTRACTS = SIGNED_IN - {"nobody"}
READS_GRIEVANCES = SPECIALISTS | {"counsel"}
KEEPS_LISTS = SENIOR | ADMINISTRATOR

MATRIX: dict[str, Page] = {
    "home:desk": Page(SIGNED_IN, post=200, led_on=SIGNED_IN - READS_GRIEVANCES - {"nobody"}),
    "home:find": Page(SIGNED_IN, post=200),
    "home:reports": Page(SPECIALISTS, post=200),
    "home:help": Page(SIGNED_IN, post=200),
    "home:break_glass": Page(ADMINISTRATOR, post=200),
    "home:close_glass": Page(ADMINISTRATOR, get=405, post=404),
    "drafts:keep": Page(SIGNED_IN, get=405, post=200),
    **dict.fromkeys(["documents:download_current", "documents:download"], reading(AT_THE_DESK)),
    # contracts
    **dict.fromkeys(
        [f"contracts:{name}" for name in ("agreements", "agreement", "clause", "procedure", "calendars", "calendar")],
        reading(READS_CONTRACTS),
    ),
    "contracts:close_day": sending(SENIOR, post=422),
    "contracts:reopen_day": sending(SENIOR, post=200),
    # the letter of an answer being written
    **dict.fromkeys(["correspondence:letter", "correspondence:draft_pdf"], reading(AT_THE_DESK)),
    **dict.fromkeys(
        [f"correspondence:{name}" for name in ("correct", "review", "serve", "submit", "take_back", "withdraw")],
        form(AT_THE_DESK),
    ),
    **dict.fromkeys(["correspondence:edit", "correspondence:issue"], gone_on(AT_THE_DESK)),
    "correspondence:withdraw_proof": form(NOBODY),
    # the docket
    **dict.fromkeys(
        [f"grievances:{name}" for name in ("docket", "log_xlsx", "log_pdf")],
        reading(READS_GRIEVANCES),
    ),
    "grievances:views": form(READS_GRIEVANCES),
    "grievances:rename_view": Page(HOLDER, post=200),
    "grievances:change_view": sending(HOLDER, post=302),
    # a log of one's own on its way in; the act that removes it comes last
    "grievances:import_logs": form(SPECIALISTS),
    **dict.fromkeys(["grievances:import_log", "grievances:import_findings"], reading(HOLDER)),
    **dict.fromkeys(
        ["grievances:import_columns", "grievances:import_take_in", "grievances:import_discard"],
        sending(HOLDER, post=302),
    ),
    **dict.fromkeys(
        [
            f"grievances:report_{name}"
            for name in ("caseload", "disposition", "timeliness", "year", "xlsx", "pdf")
        ],
        reading(SPECIALISTS),
    ),
    "grievances:receive": form(SPECIALISTS),
    "grievances:employees": Page(SPECIALISTS, post=200),
    # one case
    **dict.fromkeys(
        [
            f"grievances:{name}"
            for name in ("case", "case_sheet", "dates", "dates_paper", "history", "why", "why_paper")
        ],
        reading(AT_THE_DESK),
    ),
    **dict.fromkeys(
        [
            f"grievances:{name}"
            for name in (
                "advance", "answer", "appeal", "cite", "extend", "file", "happening", "hold", "meeting", "object",
                "oral_answer", "paper_take_out", "paper_version", "papers", "receipt", "recite",
                "refer", "release", "revert", "screen", "skip", "amend", "assign", "close", "edit_note", "note",
                "restrict", "settle", "withdraw",
            )
        ],
        form(AT_THE_DESK),
    ),
    "grievances:issue": form(AT_THE_DESK),
    "grievances:remedies": Page(AT_THE_DESK, post=302),
    "grievances:let_in": form(AT_THE_DESK),
    "grievances:wall_off": Page(SENIOR, post=422, told_no=AT_THE_DESK - SENIOR),
    "grievances:paper_release": form(AT_THE_DESK),
    "grievances:paper_put_back": sending(AT_THE_DESK, post=302),
    "grievances:prove_extension": form(NOBODY),
    # the office itself
    "home:office": reading(SPECIALISTS | {"counsel", "administrator"}),
    "home:accounts": reading(ADMINISTRATOR | SENIOR),
    "home:open_account": form(ADMINISTRATOR),
    "home:roles": Page(ADMINISTRATOR | SENIOR, post=302),
    "home:close_account": Page(ADMINISTRATOR, post=302),
    **dict.fromkeys(
        [f"home:{name}" for name in ("desks", "keys", "readings", "broken_glass")],
        reading(SENIOR),
    ),
    **dict.fromkeys([f"home:{name}" for name in ("open_desk", "let_in", "keep_out", "let_back")], form(SENIOR)),
    "home:take_out": Page(SENIOR, post=302),
    **dict.fromkeys(["home:employees", "home:list"], reading(KEEPS_LISTS)),
    **dict.fromkeys(
        [
            f"home:{name}"
            for name in (
                "letterhead", "add_employee", "import_employees", "employee", "list_add", "list_edit", "list_merge"
            )
        ],
        form(KEEPS_LISTS),
    ),
    "home:list_retire": Page(KEEPS_LISTS, post=302),
    "grievances:codes": reading(SENIOR),
    **dict.fromkeys([f"grievances:codes_{name}" for name in ("add", "edit", "merge")], form(SENIOR)),
    "grievances:codes_retire": Page(SENIOR, post=302),
    "grievances:authority": form(ADMINISTRATOR),
    **dict.fromkeys(["contracts:enter_agreement", "contracts:new_version"], form(SPECIALISTS)),
    **dict.fromkeys(["correspondence:register", "correspondence:waiting"], reading(READS_GRIEVANCES)),
    "correspondence:enter_mail": form(SPECIALISTS),
    **dict.fromkeys(["correspondence:answered", "correspondence:void"], form(AT_THE_DESK)),
    **dict.fromkeys(["correspondence:templates", "correspondence:template"], reading(SPECIALISTS)),
    "correspondence:begin_letter": form(SPECIALISTS),
    **dict.fromkeys(["correspondence:new_template", "correspondence:next_version"], form(SENIOR)),
    "correspondence:retire_template": Page(SENIOR, post=302),
}  # fmt: skip

# Addresses without a case behind them, tried where their rules are written down.
EXEMPT = {
    "healthz": "answers a load balancer; no person, no database",
    "people": "signing in and one's own account: tests/laborrel/people",
    "account": "signing in and one's own account: tests/laborrel/people",
    "mfa": "second factors of one's own: tests/laborrel/people",
}


def is_exempt(name: str) -> bool:
    return name.replace(":", "_").partition("_")[0] in EXEMPT
