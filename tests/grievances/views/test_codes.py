"""Codes and settlement limits in the browser: who keeps them, one spelling, limits only ever added."""

from datetime import date

import pytest
import time_machine
from django.db import DatabaseError, transaction

from grievances.models import IssueCode, SettlementAuthority
from grievances.operations.settling import authority_of
from laborrel.access.roles import SENIOR_SPECIALISTS, SPECIALISTS
from tests.factories.contracts import small_agreement
from tests.factories.grievances import code_lists
from tests.factories.office import NOW


@pytest.fixture
def monday_noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def senior(office, client_of):
    code_lists()
    return client_of(office.senior)


def test_an_issue_is_added_with_a_topic_of_the_procedures(senior, office):
    small_agreement(office.clerical)
    form = senior.get("/grievances/office/issues/new/").content.decode()
    assert ('<option value="discharge">' in form, '<option value="examination">' in form) == (True, True)
    typed = {"code": "DISCH", "name": "Discharge", "topic": "discharge"}
    assert senior.post("/grievances/office/issues/new/", typed).status_code == 302
    assert IssueCode.objects.get(code="DISCH").topic == "discharge"


@pytest.mark.parametrize("typed", [{"code": "overtime", "name": "Extra hours"}, {"code": "OT", "name": "OVERTIME"}, {}])
def test_no_second_spelling(senior, typed):
    assert senior.post("/grievances/office/issues/new/", typed).status_code == 422
    assert IssueCode.objects.count() == 3


def test_an_outcome_the_program_gives_is_not_retired(senior):
    from grievances.models import OutcomeCode

    settled = OutcomeCode.objects.get(code="SETTLED")
    answer = senior.post(f"/grievances/office/outcomes/{settled.pk}/retire/")
    assert (answer.status_code, "The program gives this value itself" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("page", ["issues/", "outcomes/", "issues/new/", "nonsense/"])
def test_specialists_and_administrators_keep_no_codes(office, client_of, page):
    for person in (office.holder, office.administrator, office.counsel):
        assert client_of(person).get(f"/grievances/office/{page}").status_code == 404


def limit(browser, role=SPECIALISTS, amount="1,000", begins="3/9/2026"):
    return browser.post("/grievances/office/limits/", {"role": role, "limit_cents": amount, "effective_on": begins})


def test_an_administrator_sets_limits_and_those_who_settle_do_not(office, client_of, monday_noon):
    browser = client_of(office.administrator)
    assert limit(browser).status_code == 302
    assert limit(browser, amount="2500", begins="4/1/2026").status_code == 302
    assert authority_of(office.holder, on=date(2026, 3, 31)) == 100_000
    assert authority_of(office.holder, on=date(2026, 4, 1)) == 250_000
    page = browser.get("/grievances/office/limits/").content.decode()
    assert ("in force" in page, "later" in page, "$2,500.00" in page) == (True, True, True)
    for person in (office.senior, office.holder):
        assert limit(client_of(person), SENIOR_SPECIALISTS).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"begins": "3/9/2026"}, "has a limit from this day on already"),
        ({"begins": "3/1/2026"}, "cannot begin on a day that is past"),
        ({"amount": "-5"}, "Enter an amount"),
        ({"amount": "9" * 30}, ""),
        ({"role": "Readers"}, "Role"),
        ({"begins": "soon"}, "Enter a date"),
    ],
)
def test_a_limit_that_cannot_be(office, client_of, monday_noon, typed, words):
    browser = client_of(office.administrator)
    limit(browser)
    answer = limit(browser, **typed)
    assert (answer.status_code, words in answer.content.decode(), SettlementAuthority.objects.count()) == (422, True, 1)


def test_the_database_keeps_what_was_in_force(office, client_of, monday_noon):
    limit(client_of(office.administrator))
    row = SettlementAuthority.objects.all()
    for change in (lambda: row.update(limit_cents=1), row.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
