"""Settlements within and above one's limit, signed and paid with their papers; withdrawal, closing, remedies, facts."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances.models import Grievance, Settlement, SettlementAuthority
from laborrel.access.roles import SENIOR_SPECIALISTS, SPECIALISTS
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice

TERMS = {"terms": "Eight hours at straight time.", "amount_cents": "1,500.50", "precedent": "no"}


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(office: SmallOffice) -> Grievance:
    for role, limit in ((SPECIALISTS, 100_000), (SENIOR_SPECIALISTS, 5_000_000)):
        SettlementAuthority.objects.create(role=role, limit_cents=limit, effective_on=date(2026, 1, 1))
    return filed(office)


def _paper(name: str = "signed.txt", content: bytes = b"Signed by both.") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "text/plain")


def _settlement(office: SmallOffice) -> Settlement:
    with reading_as(office.holder):
        return Settlement.objects.select_related("document", "payment_proof").get()


def _now(office: SmallOffice, case: Grievance) -> Grievance:
    with reading_as(office.holder):
        return Grievance.objects.visible_to(office.holder).select_related("outcome", "scope", "holder").get(pk=case.pk)


def test_above_ones_limit_a_second_person_approves_then_it_is_signed_and_paid(office, client_of, case):
    url = f"/grievances/{case.number}/settle/"
    client, senior = client_of(office.holder), client_of(office.senior)
    assert "up to $1,000.00 alone" in client.get(url).content.decode()
    assert "A second person must approve it" in client.post(url, TERMS).content.decode()
    assert client.post(url, TERMS | {"stage": "do"}).status_code == 302
    assert (_settlement(office).state, _settlement(office).amount_cents) == ("proposed", 150_050)
    page = client.get(url).content.decode()
    assert ("waits for a second person" in page, 'value="approve"' in page) == (True, False)
    assert client.post(url, {"verb": "approve"}).status_code == 403
    assert senior.post(url, {"verb": "approve"}).status_code == 302
    nothing = client.post(url, {"signed_on": "3/9/2026"})
    assert (nothing.status_code, "Attach the signed settlement" in nothing.content.decode()) == (422, True)
    assert client.post(url, {"signed_on": "3/9/2026", "paper": _paper()}).status_code == 302
    assert (_now(office, case).state, _now(office, case).outcome.code) == ("closed", "SETTLED")
    bare = client.post(url, {"paid_on": "3/9/2026"})
    assert (bare.status_code, "proof of payment" in bare.content.decode()) == (422, True)
    client.post(url, {"paid_on": "3/9/2026", "paper": _paper("check.txt")})
    assert (_settlement(office).state, _settlement(office).payment_proof.kind) == ("paid", "payment")


def test_nobody_approves_his_own_proposal(office, client_of, case):
    url = f"/grievances/{case.number}/settle/"
    senior = client_of(office.senior)
    senior.post(url, TERMS | {"amount_cents": "60000", "stage": "do"})
    answer = senior.post(url, {"verb": "approve"})
    assert (answer.status_code, "somebody else must approve it" in answer.content.decode()) == (422, True)


def test_within_ones_limit_it_is_signed_at_once(office, client_of, case):
    client = client_of(office.holder)
    client.post(f"/grievances/{case.number}/settle/", TERMS | {"amount_cents": "$999.99", "stage": "do"})
    assert _settlement(office).state == "approved"


@pytest.mark.parametrize("amount", ["-5", "1e9", "12.345", "1,50", "٣", "999999999999999", "ten"])
def test_an_amount_that_is_none_is_refused_and_kept(office, client_of, case, amount):
    answer = client_of(office.holder).post(f"/grievances/{case.number}/settle/", TERMS | {"amount_cents": amount})
    assert (answer.status_code, f'value="{amount}"' in answer.content.decode()) == (422, True)


def test_a_refused_file_keeps_the_typing_and_writes_nothing(office, client_of, case):
    client, url = client_of(office.holder), f"/grievances/{case.number}/settle/"
    client.post(url, TERMS | {"amount_cents": "10", "stage": "do"})
    answer = client.post(url, {"signed_on": "3/7/2026", "paper": _paper("signed.exe", b"MZ\x90\x00")})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ('value="3/7/2026"' in page, 'href="#id_paper"' in page) == (True, True)
    assert (_settlement(office).state, _now(office, case).state) == ("approved", "filed")


def test_withdrawal_asks_once_more(office, client_of, case):
    client, url = client_of(office.holder), f"/grievances/{case.number}/withdraw/"
    typed = {"on": "3/9/2026", "withdrawn_by": "J. Reyes", "with_prejudice": "on"}
    assert "Check the withdrawal" in client.post(url, typed).content.decode()
    assert _now(office, case).state == "filed"
    client.post(url, typed | {"stage": "do"})
    assert _now(office, case).disposition == "Withdrawn with prejudice by J. Reyes."


def test_closing_needs_an_outcome(office, client_of, case):
    client, url = client_of(office.holder), f"/grievances/{case.number}/close/"
    answer = client.post(url, {"on": "3/9/2026", "words": "Nothing left to decide."})
    assert (answer.status_code, "Nothing left to decide." in answer.content.decode()) == (422, True)


def test_remedies_are_granted_person_by_person(office, client_of):
    case = filed(office, grievants=("Ada Example", "Bea Example"))
    with reading_as(office.holder):
        people = list(case.grievants.all())
    typed = {f"granted_{people[0].pk}": "Eight hours", f"granted_{people[1].pk}": ""}
    client_of(office.holder).post(f"/grievances/{case.number}/remedies/", typed)
    with reading_as(office.holder):
        assert list(case.grievants.values_list("remedy_granted", flat=True)) == ["Eight hours", ""]


def test_two_who_correct_the_facts_see_both_texts(office, client_of, case):
    url = f"/grievances/{case.number}/amend/"
    fresh = _now(office, case)
    typed = {
        "title": "Mine", "kind": "individual", "issue": case.issue_id, "department": case.department_id,
        "occurred_on": "2/27/2026", "statement": "", "revision": fresh.revision,
    }  # fmt: skip
    client_of(office.same_unit).post(url, typed | {"title": "Theirs"})
    answer = client_of(office.holder).post(url, typed)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("Theirs" in page, "Mine" in page, "Same Unit" in page) == (True, True, True)
    again = client_of(office.holder).post(url, typed | {"revision": fresh.revision + 1})
    assert (again.status_code, _now(office, case).title) == (302, "Mine")


@pytest.mark.parametrize("name", ["other_unit", "walled", "administrator", "supervisor", "nobody"])
@pytest.mark.parametrize("page", ["settle", "withdraw", "close", "remedies", "amend"])
def test_out_of_reach_is_not_there(office, client_of, case, name, page):
    assert client_of(office.fresh(name)).get(f"/grievances/{case.number}/{page}/").status_code == 404
