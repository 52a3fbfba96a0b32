"""Every state a page can be in: address, who looks, and what is done there first.

Whoever adds an address adds a line here, or a reason in NOT_PAGES; a test holds the list to the door plates.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from playwright.sync_api import Page

from tests.factories.town import Town

type Args = Callable[[Town], list[Any]]
type Act = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class State:
    """One page as one person meets it."""

    name: str
    view: str
    person: str | None = "holder"
    of: Args = lambda _: []
    query: str = ""
    then: Act | None = None
    status: int = 200

    def url(self, town: Town) -> str:
        return reverse(self.view, args=self.of(town)) + self.query


def case(name: str) -> Args:
    return lambda town: [town.cases[name].number]


def letter(name: str) -> Args:
    return lambda town: [town.letters[name].key]


def row(model: str, **found: Any) -> Args:
    """The number of one open row: an agreement, a calendar."""
    return lambda town: [town.row(model, **found).pk]


def case_and(name: str, *more: Callable[[Town], Any]) -> Args:
    return lambda town: [town.cases[name].number, *(each(town) for each in more)]


def sent(page: Page) -> None:
    """The page's own form, sent as it stands."""
    page.locator("main form[method=post] .form-actions button").first.click()


def typed(**fields: str) -> Act:
    """Fields filled by their names, then the form sent."""

    def act(page: Page) -> None:
        for name, value in fields.items():
            page.locator(f"main [name={name}]").first.fill(value)
        sent(page)

    return act


def saving_the_view(page: Page) -> None:
    page.get_by_text("Save this view", exact=True).click()


def a_view_without_a_name(page: Page) -> None:
    saving_the_view(page)
    page.get_by_role("button", name="Save", exact=True).click()


SIGNING_IN = [
    State("sign-in", "account_login", None),
    State(
        "sign-in refused", "account_login", None, then=typed(login="nobody@example.test", password="wrong wrong wrong")
    ),
    State("sign-in before a page", "account_login", None, query="?next=/grievances/"),
    State("sign-out", "account_logout"),
    State("forgotten password", "account_reset_password", None),
    State("forgotten password, no address", "account_reset_password", None, then=sent),
    State("forgotten password, sent", "account_reset_password_done", None),
    State("new password is set", "account_reset_password_from_key_done", None),
    State("reset link that does not hold", "account_reset_password_from_key", None, of=lambda _: ["1", "x-y"]),
    State("confirm by password", "account_reauthenticate"),
    State("confirm by password refused", "account_reauthenticate", then=typed(password="wrong wrong wrong")),
]
ACCOUNT = [
    State("preferences", "people:preferences"),
    State("session", "people:session"),
    State("sessions", "people:sessions"),
    State("change password", "account_change_password"),
    State("change password refused", "account_change_password", then=sent),
    State("second factors", "mfa_index"),
    State("authenticator app", "mfa_activate_totp"),
    State("authenticator app refused", "mfa_activate_totp", then=typed(code="000000")),
    State("security keys", "mfa_list_webauthn"),
    State("add a security key", "mfa_add_webauthn"),
]
HOME = [
    State("desk, filled", "home:desk"),
    State("desk of the reviewer", "home:desk", "senior"),
    State("desk, no room open", "home:desk", "nobody"),
    State("find", "home:find"),
    State("find, found", "home:find", query="?q=overtime"),
    State("find, nothing", "home:find", query="?q=zzzz"),
    State("reports", "home:reports"),
    State("reports, none", "home:reports", "supervisor", status=404),
    State("help", "home:help"),
    State("break the glass", "home:break_glass", "administrator"),
    State("break the glass refused", "home:break_glass", "administrator", then=sent),
    State("a page that is not there", "home:desk", query="nowhere/", status=404),
]
DOCKET = [
    State("docket", "grievances:docket"),
    State("docket, all", "grievances:docket", query="?state=all"),
    State("docket, filtered", "grievances:docket", query="?issue=OVERTIME&holder=me"),
    State("docket, nothing found", "grievances:docket", query="?q=zzzz"),
    State("docket, bad filter", "grievances:docket", query="?state=nonsense&due=rubbish&sort=wrong"),
    State("docket, sorted", "grievances:docket", query="?sort=-received_on"),
    State("docket of a stranger to every desk", "grievances:docket", "counsel"),
    State("docket not open", "grievances:docket", "nobody", status=404),
    State("saved views", "grievances:views"),
    State("save a view", "grievances:docket", query="?issue=OVERTIME", then=saving_the_view),
    State("save a view, no name", "grievances:docket", query="?issue=OVERTIME", then=a_view_without_a_name),
    State("rename a saved view", "grievances:rename_view", of=lambda town: [town.view.pk]),
]
LOGS_AND_REPORTS = [
    State("import a log", "grievances:import_logs"),
    State("import a log, no file", "grievances:import_logs", then=sent),
    State("columns of a log", "grievances:import_log", of=lambda town: [town.logs["brought"].pk]),
    State("a log with faults", "grievances:import_log", of=lambda town: [town.logs["with faults"].pk]),
    State("a log without faults", "grievances:import_log", of=lambda town: [town.logs["without"].pk]),
    State("report: caseload", "grievances:report_caseload", query="?first=2026-01-01&last=2026-12-31"),
    State("report: disposition", "grievances:report_disposition", query="?first=2026-01-01&last=2026-12-31"),
    State("report: timeliness", "grievances:report_timeliness", query="?first=2026-01-01&last=2026-12-31"),
    State("report: one year", "grievances:report_year", query="?first=2026-01-01&last=2026-12-31"),
    State("report of an empty year", "grievances:report_caseload", query="?first=1999-01-01&last=1999-12-31"),
    State("report refused", "grievances:report_caseload", query="?first=rubbish&last=1999-12-31", status=422),
]
FILING = [
    State("log a grievance", "grievances:receive"),
    State("log a grievance refused", "grievances:receive", then=sent),
    State("file", "grievances:file", of=case("received")),
    State("file refused", "grievances:file", of=case("received"), then=sent),
]
CASE_STATES = (
    "received", "due later", "due soon", "due today", "overdue", "group", "sealed", "drafting", "in review", "approved",
    "returned", "answered", "appealed", "arbitration", "held", "extended", "unproven", "proposed", "settled",
    "withdrawn",
)  # fmt: skip
CASE = [
    *(State(f"case {name}", "grievances:case", of=case(name)) for name in CASE_STATES),
    State("case of the reviewer", "grievances:case", "senior", of=case("in review")),
    State("case not open", "grievances:case", "other_unit", of=case("due later"), status=404),
    *(
        State(f"dates {name}", "grievances:dates", of=case(name))
        for name in ("received", "overdue", "extended", "held")
    ),
    *(
        State(
            f"why this date, {name}", "grievances:why", of=case_and(name, lambda town, name=name: town.date_of(name).pk)
        )
        for name in ("due later", "overdue", "extended", "held", "answered")
    ),
    State("prove an extension", "grievances:prove_extension", of=case_and("unproven", lambda town: town.extension.pk)),
    *(State(f"history {name}", "grievances:history", of=case(name)) for name in ("received", "arbitration", "settled")),
    *(State(f"papers {name}", "grievances:papers", of=case(name)) for name in ("received", "settled")),
    State("papers refused", "grievances:papers", of=case("received"), then=sent),
    *(
        State(
            f"paper {verb}",
            f"grievances:{view}",
            of=case_and("settled", lambda town: town.papers["Signed settlement"].key),
        )
        for verb, view in (
            ("newer version", "paper_version"),
            ("taken out", "paper_take_out"),
            ("released", "paper_release"),
        )
    ),
]
LETTERS = [
    State("write a letter", "correspondence:edit", of=letter("begun")),
    State("issue a letter", "correspondence:issue", of=letter("approved")),
    State("a letter that was served", "correspondence:letter", of=letter("served")),
    State(
        "take a record of service back",
        "correspondence:withdraw_proof",
        of=lambda town: [town.letters["served"].key, town.served.pk],
    ),
]
CONTRACTS = [
    State("agreements", "contracts:agreements"),
    State("agreement", "contracts:agreement", of=row("contracts.Agreement")),
    State("clause", "contracts:clause", of=row("contracts.Clause", number="12.3")),
    State("procedure", "contracts:procedure", of=row("contracts.GrievanceProcedure")),
    State("calendars", "contracts:calendars"),
    State("calendar", "contracts:calendar", of=row("workdays.OfficeCalendar")),
    State("calendar of its keeper", "contracts:calendar", "senior", of=row("workdays.OfficeCalendar")),
    State("close a day refused", "contracts:calendar", "senior", of=row("workdays.OfficeCalendar"), then=sent),
    State(
        "close a day, dates that move", "contracts:calendar", "senior", of=row("workdays.OfficeCalendar"),
        then=typed(day="3/11/2026", name="Day of mourning"),
    ),
]  # fmt: skip

STATES = [*SIGNING_IN, *ACCOUNT, *HOME, *DOCKET, *LOGS_AND_REPORTS, *FILING, *CASE, *LETTERS, *CONTRACTS]

# Addresses that draw no page of their own by GET. Papers stand in tests/test_papers.py.
NOT_PAGES = {
    "healthz": "two letters for a load balancer",
    "drafts:keep": "only takes what is being typed",
    "people:extend_session": "only takes the wish to stay",
    "people:end_session": "an act",
    "people:end_other_sessions": "an act",
    "people:end_all_sessions": "an act",
    "people:let_go": "an act",
    "people:interrupted": "leads on unless something was interrupted: tests/browser/test_sessions.py",
    "account_set_password": "leads to the change of the password for everybody who has one",
    "mfa_authenticate": "leads back to the sign-in without its first half: tests/laborrel/people",
    "mfa_reauthenticate": "only for a person with an authenticator app: tests/laborrel/people",
    "mfa_reauthenticate_webauthn": "only for a person with a security key: tests/laborrel/people",
    "mfa_deactivate_totp": "only for a person with an authenticator app: tests/laborrel/people",
    "mfa_edit_webauthn": "only for a person with a security key: tests/laborrel/people",
    "mfa_remove_webauthn": "only for a person with a security key: tests/laborrel/people",
    "mfa_view_recovery_codes": "only for a person with recovery codes: tests/laborrel/people",
    "mfa_generate_recovery_codes": "only for a person with a second factor: tests/laborrel/people",
    "mfa_download_recovery_codes": "a text file",
    "grievances:employees": "the choices of one field, inside the filing form",
    "grievances:log_xlsx": "a workbook",
    "grievances:log_pdf": "a paper",
    "grievances:report_xlsx": "a workbook",
    "grievances:report_pdf": "a paper",
    "grievances:import_findings": "a workbook",
    "grievances:import_columns": "an act",
    "grievances:import_take_in": "an act",
    "grievances:import_discard": "an act",
    "grievances:case_sheet": "a paper",
    "grievances:dates_paper": "a paper",
    "grievances:why_paper": "a paper",
    "correspondence:draft_pdf": "a paper",
    "documents:download": "a file somebody put there",
    "documents:download_current": "a file somebody put there",
}
