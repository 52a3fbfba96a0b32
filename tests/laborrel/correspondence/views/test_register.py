"""The register in the browser: mail on a case with its paper, answered, struck out; nothing of a hidden case."""

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from laborrel.access.wall import reading_as
from laborrel.correspondence.models import RegisterEntry
from laborrel.correspondence.operations.register import Mail, register_mail
from tests.factories.grievances import filed
from tests.factories.office import NOW

MAIL = {
    "direction": "in", "dated_on": "3/9/2026", "method": "mail", "from_whom": "Local 1", "to_whom": "Labor Relations",
    "subject": "Request for the overtime list", "due_on": "3/20/2026",
}  # fmt: skip


@pytest.fixture
def at_the_office():
    with time_machine.travel(NOW, tick=False):
        yield


def entries(person) -> list[RegisterEntry]:
    with reading_as(person):
        return list(RegisterEntry.objects.visible_to(person).select_related("document", "scope").order_by("pk"))


def enter(browser, **changes):
    return browser.post("/letters/register/new/", MAIL | changes)


def test_mail_is_entered_on_a_case_with_its_paper(office, client_of, at_the_office):
    case = filed(office)
    paper = SimpleUploadedFile("request.txt", b"Please send the overtime list.\n")
    assert enter(client_of(office.holder), number=case.number, paper=paper).status_code == 302
    (entry,) = entries(office.holder)
    with reading_as(office.holder):
        assert (entry.matter, entry.document.matter) == (case, case)
    page = client_of(office.holder).get("/letters/register/").content.decode()
    assert ("Request for the overtime list" in page, "in 11 days" in page, case.number in page) == (True, True, True)
    assert (
        "Request for the overtime list" not in client_of(office.other_unit).get("/letters/register/").content.decode()
    )


def test_a_hidden_number_and_an_absent_one_are_refused_alike(office, client_of, at_the_office):
    sealed = filed(office, is_sealed=True)
    browser = client_of(office.same_unit)
    hidden, absent = enter(browser, number=sealed.number), enter(browser, number="2026-9999-S")
    assert (hidden.status_code, absent.status_code) == (422, 422)
    words = "There is no case of this number that you may see."
    assert (words in hidden.content.decode(), words in absent.content.decode()) == (True, True)


@pytest.mark.parametrize(
    "changes",
    [{"dated_on": "3/9/2027"}, {"dated_on": "rubbish"}, {"method": "pigeon"}, {"subject": ""}, {"from_whom": "\x00"}],
)
def test_mail_that_cannot_be_is_refused_and_what_was_typed_is_kept(office, client_of, at_the_office, changes):
    answer = enter(client_of(office.holder), to_whom="The clerk of the pump house", **changes)
    assert (answer.status_code, "The clerk of the pump house" in answer.content.decode()) == (422, True)
    assert entries(office.holder) == []


def test_a_hostile_paper_is_refused_by_name_and_no_number_is_lost(office, client_of, at_the_office):
    case = filed(office)
    browser = client_of(office.holder)
    refused = enter(browser, number=case.number, paper=SimpleUploadedFile("request.exe", b"MZ\x90"))
    assert refused.status_code == 422
    enter(browser, number=case.number)
    assert [entry.number for entry in entries(office.holder)] == ["L2026-0001"]


def test_mail_is_answered_and_struck_out_with_a_reason(office, client_of, at_the_office):
    case, browser = filed(office), client_of(office.holder)
    enter(browser, number=case.number)
    address = "/letters/register/L2026-0001/"
    assert browser.post(f"{address}answered/", {"on": "3/9/2026", "revision": "1"}).status_code == 302
    assert browser.post(f"{address}void/", {"because": "", "revision": "2"}).status_code == 422
    assert browser.post(f"{address}void/", {"because": "Entered twice", "revision": "2"}).status_code == 302
    assert "Request for" not in browser.get("/letters/register/").content.decode()
    assert "Entered twice" in browser.get("/letters/register/?state=void").content.decode()


def test_an_entry_somebody_else_changed_shows_the_conflict(office, client_of, at_the_office):
    case, browser = filed(office), client_of(office.holder)
    enter(browser, number=case.number)
    browser.post("/letters/register/L2026-0001/answered/", {"on": "3/9/2026", "revision": "1"})
    late = browser.post("/letters/register/L2026-0001/void/", {"because": "Entered twice", "revision": "1"})
    assert (late.status_code, "Entered twice" in late.content.decode()) == (409, True)


def test_a_reader_of_the_register_strikes_nothing_out(office, client_of, at_the_office):
    case = filed(office)
    enter(client_of(office.holder), number=case.number)
    assert client_of(office.other_unit).get("/letters/register/L2026-0001/void/").status_code == 404
    assert client_of(office.supervisor).get("/letters/register/").status_code == 404


@pytest.mark.parametrize("question", ["?direction=up", "?state=zzz", "?q=" + "a" * 101])
def test_a_question_it_cannot_understand(office, client_of, question):
    assert client_of(office.holder).get(f"/letters/register/{question}").status_code == 422


@pytest.mark.parametrize("rows", [1, 3])
def test_the_register_asks_as_much_for_three_entries_as_for_one(office, client_of, rows, django_assert_num_queries):
    case = filed(office)
    with reading_as(office.holder):
        for number in range(rows):
            mail = Mail("in", NOW.date(), "mail", "Local 1", "Labor Relations", f"Letter {number}")
            register_mail(mail=mail, matter=case, by=office.holder, at=NOW)
    browser = client_of(office.holder)
    browser.get("/letters/register/")
    with django_assert_num_queries(10):
        browser.get("/letters/register/")
