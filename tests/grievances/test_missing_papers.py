"""A paper that is missing leads to the page on which it is brought."""

from datetime import date

import pytest

from grievances.case_page import case_page
from grievances.missing_papers import Missing
from grievances.operations.extending import extend
from laborrel.access.wall import reading_as
from tests.factories.case_acts import act, answered, fresh
from tests.factories.grievances import filed

MARCH_9 = date(2026, 3, 9)


@pytest.fixture
def case(office):
    return fresh(filed(office), office.holder)


def missing(office, case) -> list[Missing]:
    with reading_as(office.holder):
        return case_page(office.holder, case.number, today=MARCH_9).missing


def test_the_written_grievance_is_brought_among_the_papers(office, case):
    assert missing(office, case) == [Missing("The written grievance", f"/grievances/{case.number}/papers/#add")]


def test_the_signed_extension_is_brought_where_it_is_proven(office, case):
    extension = act(
        extend, office.holder, grievance=case, clock="answer", asked_by="union", agreed_with="Lou Steward",
        agreed_on=MARCH_9, more_days=5,
    )  # fmt: skip
    url = f"/grievances/{case.number}/extend/{extension.pk}/prove/"
    assert missing(office, case)[1:] == [Missing("The signed extension agreed Mon 9 Mar 2026", url)]


def test_the_proof_of_service_is_recorded_on_the_letter(office, case):
    answered(case, office)
    (_, proof) = missing(office, case)
    assert proof.words.startswith("Proof of service of letter L2026-")
    assert proof.url.endswith("/serve/")
