"""Every paper the product makes is PDF/UA-1 and PDF/A-3a, and says its title and language. None can be forgotten."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import time_machine
from django.db import connections
from django.test import Client
from django.urls import reverse

from tests.committed import own_database
from tests.factories import town
from tests.factories.town import Town
from tests.pdfcheck import assert_accessible_archive

PROJECT = Path(__file__).resolve().parents[2]

type Address = Callable[[Town], str]


def of_case(view: str, name: str) -> Address:
    return lambda town: reverse(view, args=[town.cases[name].number])


def of_date(name: str) -> Address:
    return lambda town: reverse("grievances:why_paper", args=[town.cases[name].number, town.date_of(name).pk])


def of_letter(name: str) -> Address:
    """The paper of a letter: its draft, or once issued the frozen document."""

    def address(town: Town) -> str:
        letter = town.letter_of(name)
        return (
            letter.document.get_absolute_url()
            if letter.document
            else reverse("correspondence:draft_pdf", args=[letter.key])
        )

    return address


# Which module prints it, and where a person gets it.
PAPERS: dict[str, tuple[str, Address]] = {
    "issued answer": ("laborrel/correspondence/printing.py", of_letter("answered")),
    "answer being written": ("laborrel/correspondence/printing.py", of_letter("drafting")),
    "answer waiting to be issued": ("laborrel/correspondence/printing.py", of_letter("approved")),
    **{
        f"report {slug}": (
            "grievances/exports/report.py",
            lambda _, slug=slug: reverse("grievances:report_pdf", args=[slug]),
        )
        for slug in ("caseload", "disposition", "timeliness", "year")
    },
    "docket": ("grievances/exports/log.py", lambda _: reverse("grievances:log_pdf") + "?state=all"),
    "docket without a case": ("grievances/exports/log.py", lambda _: reverse("grievances:log_pdf") + "?words=zzzz"),
    "why this date, running": ("grievances/exports/why.py", of_date("due later")),
    "why this date, extended": ("grievances/exports/why.py", of_date("extended")),
    "why this date, held": ("grievances/exports/why.py", of_date("held")),
    "why this date, overdue": ("grievances/exports/why.py", of_date("overdue")),
    "all dates": ("grievances/exports/why.py", of_case("grievances:dates_paper", "arbitration")),
    "case sheet of a receipt": ("grievances/exports/case_sheet.py", of_case("grievances:case_sheet", "received")),
    "case sheet of a group": ("grievances/exports/case_sheet.py", of_case("grievances:case_sheet", "group")),
    "case sheet at arbitration": ("grievances/exports/case_sheet.py", of_case("grievances:case_sheet", "arbitration")),
    "case sheet of a settlement": ("grievances/exports/case_sheet.py", of_case("grievances:case_sheet", "settled")),
}
# Modules that print what nobody gets by an address.
ALSO_PRINTS = {
    "laborrel/documents/pdf.py": "the printer itself",
    "grievances/demonstration/papers.py": "the other side's letters in the invented office",
}


@pytest.fixture(scope="module")
def the_town(django_db_setup: None, django_db_blocker: Any) -> Iterator[Town]:
    with django_db_blocker.unblock(), own_database("papers"), time_machine.travel(town.NOON, tick=True):
        yield town.build()
        connections.close_all()


def fetched(the_town: Town, address: str) -> bytes:
    client = Client()
    client.cookies["sessionid"] = the_town.session_of("holder")
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


@pytest.mark.parametrize("name", PAPERS)
def test_a_paper_is_accessible_and_archivable(the_town: Town, name: str) -> None:
    paper = fetched(the_town, PAPERS[name][1](the_town))
    with pikepdf.open(io.BytesIO(paper)) as opened:
        assert str(opened.Root.Lang) == "en-US"
        assert str(opened.docinfo["/Title"]).strip() != ""
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert_accessible_archive(paper)


def test_every_module_that_prints_has_a_paper_here() -> None:
    printing = {
        str(path.relative_to(PROJECT))
        for app in ("laborrel", "contracts", "grievances", "bargaining", "arbitration", "committees", "paygrades")
        for path in (PROJECT / app).rglob("*.py")
        if "render_pdf(" in path.read_text(encoding="utf-8")
    }
    assert printing == {module for module, _ in PAPERS.values()} | set(ALSO_PRINTS)
