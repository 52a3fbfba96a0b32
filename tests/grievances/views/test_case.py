"""The page of a case: what it shows to whom, which verbs it offers, and how few questions it asks."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import Clause
from grievances.models import CitedClause, Grievance
from grievances.operations.clocks import object_untimely
from grievances.operations.confiding import let_in, restrict, write_note
from grievances.operations.extending import extend
from grievances.operations.filing import Citation
from grievances.operations.stepping import Meeting, cite_provisions, record_meeting, replace_citation
from laborrel.access.wall import reading_as
from laborrel.audit.models import Reading
from laborrel.documents.operations import add_document
from tests.factories.grievances import agreement_of, filed, received
from tests.factories.office import NOW
from tests.pdfcheck import assert_accessible_archive

NOTE = "Counsel finds the notice defective."


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 11, 18, tzinfo=UTC), tick=False):
        yield


def page_of(client_of, user, case, more: str = ""):
    return client_of(user).get(f"/grievances/{case.number}/{more}")


def words(response) -> str:
    """The page as it reads, without tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def paper_on(case, *, by, title="Written grievance", kind="grievance", scope=None):
    with reading_as(by):
        return add_document(
            matter=case, title=title, kind=kind, name="paper.txt", content=title.encode(), by=by, at=NOW, scope=scope
        )


def noted(case, office, text=NOTE):
    with reading_as(office.holder):
        write_note(grievance=case, by=office.holder, at=NOW, text=text)


# ------------------------------------------------------------------------------------------------ what it shows


def test_identity_clocks_and_story(office, client_of):
    case = filed(office, grievants=("Ada Example", "Ben Example"))
    said = words(page_of(client_of, office.holder, case))
    assert "Ada Example and 1 other Clerical, Parks Open to the unit desk" in said
    assert "Stands at Step 1, waiting for our answer" in said
    assert "Held by Holder" in said
    assert f"Reference of the desk {office.desk.reference}" in said
    assert "Ours Mon 16 Mar 2026 in 3 working days Supervisor must answer in writing by Mon 16 Mar 2026." in said
    assert "Holder logged the grievance, received Mon 2 Mar 2026." in said
    assert said.index("Holder entered the grievance, filed at Step 1.") < said.index("Holder logged the grievance")


@pytest.mark.parametrize(
    ("method", "said"),
    [("email", "Received Mon 2 Mar 2026, by e-mail It happened"), ("", "Received Mon 2 Mar 2026 It happened")],
)
def test_a_case_from_a_log_does_not_tell_how_it_came(office, client_of, method, said):
    case = filed(office)
    with reading_as(office.holder):
        Grievance.objects.visible_to(office.holder).filter(pk=case.pk).update(received_by_method=method)
    assert said in words(page_of(client_of, office.holder, case))


def test_the_order_of_the_story_is_remembered(office, client_of):
    case = filed(office)
    browser = client_of(office.holder)
    browser.get(f"/grievances/{case.number}/?order=oldest")
    said = words(browser.get(f"/grievances/{case.number}/"))
    assert said.index("Holder logged the grievance") < said.index("Holder entered the grievance, filed at Step 1.")


def test_the_story_is_filtered(office, client_of):
    case = filed(office)
    paper_on(case, by=office.holder)
    papers = words(page_of(client_of, office.holder, case, "?show=papers"))
    assert "Holder put “Written grievance” into the file." in papers
    assert "Holder entered the grievance, filed at Step 1." not in papers
    assert "Holder entered the grievance, filed at Step 1." in words(
        page_of(client_of, office.holder, case, "?show=nonsense")
    )


def test_remedies_citations_meetings_extensions_and_objection(office, client_of):
    case = filed(office, remedy_asked="Eight hours of overtime pay", cited=("12.3",))
    with reading_as(office.holder):
        clause = Clause.objects.get(agreement=case.agreement, number="12.3")
        old = CitedClause.objects.get(visit__grievance=case)
        replace_citation(cited=old, by=office.holder, at=NOW, article="12.4", clause=clause, on=date(2026, 3, 9))
        meeting = Meeting(
            date(2026, 3, 9), "A. Steward, union", place="Room 4", union_position="Seniority was passed over."
        )
        record_meeting(grievance=case, by=office.holder, at=NOW, meeting=meeting)
        extend(
            grievance=case, by=office.holder, at=NOW, clock="answer", asked_by="employer", agreed_with="A. Steward",
            agreed_on=date(2026, 3, 9), more_days=5,
        )  # fmt: skip
        object_untimely(grievance=case, by=office.holder, at=NOW, objection="Filed late.")
    said = words(page_of(client_of, office.holder, case))
    assert "Ada Example Eight hours of overtime pay None so far" in said
    assert "replaced by 12.4" in said
    assert "12.4, Overtime" in said
    assert "Place Room 4 Present A. Steward, union" in said
    assert "position Seniority was passed over." in said
    assert "unproven It moves no date until the signed paper is attached: attach it ." in said
    assert "The signed extension agreed Mon 9 Mar 2026" in said
    assert "Timeliness objection, preserved in every later answer." in said
    assert "Raised Mon 9 Mar 2026 at Step 1 by Holder: Filed late." in said


def test_missing_papers_and_the_paper_that_fills_the_gap(office, client_of):
    case = filed(office)
    assert "Papers missing The written grievance" in words(page_of(client_of, office.holder, case))
    paper_on(case, by=office.holder)
    said = words(page_of(client_of, office.holder, case))
    assert "Papers missing" not in said
    assert "Written grievance Written grievance, 17 bytes" in said


def test_our_lapse_is_an_exposure_with_the_day_it_happened(office, client_of):
    case = filed(office)
    with time_machine.travel(datetime(2026, 3, 20, 18, tzinfo=UTC), tick=False):
        said = words(page_of(client_of, office.holder, case))
    assert "Our time ran out" in said
    assert "Mon 16 Mar 2026 4 days late" in said


def test_a_receipt_without_facts_has_a_page_too(office, client_of):
    case = received(office)
    said = words(page_of(client_of, office.holder, case))
    assert "Grievance received, not yet entered" in said
    assert "No clock runs until the grievance is entered." in said
    assert f'href="/grievances/{case.number}/file/"' in page_of(client_of, office.holder, case).content.decode()


# ------------------------------------------------------------------------------------------------ who sees it


@pytest.mark.parametrize(
    "name", ["other_unit", "walled", "revoked", "supervisor", "administrator", "counsel", "nobody"]
)
def test_hidden_is_absent(office, client_of, name):
    case = filed(office)
    browser = client_of(office.people[name])
    assert browser.get(f"/grievances/{case.number}/").status_code == 404
    assert browser.get("/grievances/2026-9999/").status_code == 404


def test_hidden_and_absent_ask_the_same(office, client_of):
    case = filed(office)
    browser = client_of(office.other_unit)
    asked = []
    for number in (case.number, "2026-9999"):
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/grievances/{number}/")
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_a_number_that_is_no_text_is_not_found(office, client_of):
    assert client_of(office.holder).get("/grievances/%00/").status_code == 404


def test_privileged_notes_exist_only_for_those_let_in(office, client_of):
    case = filed(office)
    noted(case, office)
    with reading_as(office.holder):
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="outside counsel is let in")
        case.refresh_from_db()
    with reading_as(office.senior):
        let_in(grievance=case, by=office.senior, at=NOW, user=office.counsel, may_work=False, with_notes=False)
    mine, theirs = page_of(client_of, office.holder, case), page_of(client_of, office.counsel, case)
    assert (mine.status_code, theirs.status_code) == (200, 200)
    assert NOTE in mine.content.decode()
    assert "wrote a privileged note" in words(mine)
    assert NOTE not in theirs.content.decode()
    assert "rivileged" not in words(theirs)


def test_lead_and_followers_are_named_only_when_seen(office, client_of):
    from grievances.operations.extending import hold

    lead, follower = filed(office, title="Lead matter"), filed(office, title="Following matter")
    with reading_as(office.holder):
        hold(
            grievance=follower, by=office.holder, at=NOW, from_on=date(2026, 3, 9), reason="same question",
            agreed_with="A. Steward", lead=lead,
        )  # fmt: skip
    assert f"{follower.number} Following matter waits for this case" in words(page_of(client_of, office.holder, lead))
    assert f"Waits for the lead case {lead.number} Lead matter" in words(page_of(client_of, office.holder, follower))
    with reading_as(office.senior):
        restrict(grievance=lead, by=office.senior, at=NOW, is_sealed=True, because="sensitive matter inside")
    assert "Lead matter" not in words(page_of(client_of, office.holder, follower))
    assert lead.number not in words(page_of(client_of, office.holder, follower))


def test_reading_a_confidential_case_is_noted_an_open_one_is_not(office, client_of):
    open_case, confidential = filed(office), filed(office)
    with reading_as(office.holder):
        restrict(
            grievance=confidential, by=office.holder, at=NOW, is_sealed=False, because="a complaint about a colleague"
        )
    page_of(client_of, office.holder, open_case)
    page_of(client_of, office.holder, confidential)
    with reading_as(office.senior):
        noted = Reading.objects.visible_to(office.senior).values_list("what", "act", "by__full_name")
        assert list(noted) == [(confidential.number, "read", "Holder")]


# ------------------------------------------------------------------------------------------------ what it offers


def offered(response) -> list[str]:
    found = re.findall(r'href="/grievances/[^/"]+/([a-z-]+)/"', response.content.decode())
    return sorted(set(found) - {"dates", "history", "papers"})


def test_no_verb_for_a_reader(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="outside counsel is let in")
        case.refresh_from_db()
    with reading_as(office.senior):
        let_in(grievance=case, by=office.senior, at=NOW, user=office.counsel, may_work=False, with_notes=False)
    assert offered(page_of(client_of, office.counsel, case)) == []


def test_a_waiting_case_offers_the_answer_first(office, client_of):
    response = page_of(client_of, office.holder, filed(office))
    assert "answer" in offered(response)
    assert "Why this date , ours Write the answer Screen it" in words(response)  # under our date, before theirs
    assert "appeal" not in offered(response)
    assert "file" not in offered(response)


# ------------------------------------------------------------------------------------------------ how many questions


def questions(browser, url) -> int:
    browser.get(url)  # the procedure is read once per process, not once per page
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(url).status_code == 200
    return sum("SAVEPOINT" not in query["sql"] for query in queries)


@pytest.mark.parametrize("many", [1, 3])
def test_twelve_questions_at_most_however_much_hangs_on_it(office, client_of, many):
    case = filed(office, cited=["12.3"] * many, grievants=[f"Person {n}" for n in range(many)])
    for number in range(many):
        paper_on(case, by=office.holder, title=f"Paper {number}")
        noted(case, office)
        with reading_as(office.holder):
            record_meeting(
                grievance=case, by=office.holder, at=NOW, meeting=Meeting(date(2026, 3, 9), f"Person {number}")
            )
            cite_provisions(
                grievance=case,
                by=office.holder,
                at=NOW,
                citations=[Citation("9")],
                cited_by="employer",
                on=date(2026, 3, 9),
            )
    # session, person, reader, reach; case, papers, events, letters, mail, notes; note of reading; what is due
    assert questions(client_of(office.holder), f"/grievances/{case.number}/") == 12


def test_an_open_case_without_notes_asks_one_less(office, client_of):
    case = filed(office)
    assert questions(client_of(office.holder), f"/grievances/{case.number}/") == 11


# ------------------------------------------------------------------------------------------------ the paper


def test_the_case_sheet_is_an_accessible_archive(office, client_of):
    response = page_of(client_of, office.holder, filed(office), "sheet.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert_accessible_archive(response.content)


def test_the_case_sheet_prints_nothing_privileged(office, client_of):
    from io import BytesIO

    from pypdf import PdfReader

    from grievances.operations.confiding import privileged_scope

    case = filed(office)
    noted(case, office)
    with reading_as(office.holder):
        beside = privileged_scope(case)
    paper_on(case, by=office.holder, title="Advice of counsel", kind="memo", scope=beside)
    paper_on(case, by=office.holder)
    reader = PdfReader(BytesIO(page_of(client_of, office.holder, case, "sheet.pdf").content))
    printed = " ".join(page.extract_text() for page in reader.pages)
    assert "Written grievance" in printed
    assert "Advice of counsel" not in printed
    assert "rivileged" not in printed
    assert agreement_of(case.unit).title in printed
