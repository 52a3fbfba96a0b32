"""Receiving gives a number at once; filing says where the case begins before it is filed."""

from datetime import date

import pytest
import time_machine

from grievances.models import Grievance
from laborrel.access.wall import reading_as
from laborrel.organization.models import Employee
from tests.factories.contracts import small_agreement
from tests.factories.grievances import code_lists, received
from tests.factories.office import NOW, SmallOffice

TYPED = {
    "title": "Overtime not offered by seniority",
    "kind": "individual",
    "filed_on": "3/2/2026",
    "occurred_on": "27 Feb 2026",
    "grievants-TOTAL_FORMS": "1",
    "grievants-INITIAL_FORMS": "0",
    "grievants-0-who": "1001",
    "citations-TOTAL_FORMS": "2",
    "citations-INITIAL_FORMS": "0",
    "citations-0-article": "12.3 Overtime",
    "citations-1-article": "Preamble",
    "revision": "1",
}


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def desk(office: SmallOffice) -> SmallOffice:
    code_lists()
    small_agreement(office.clerical)
    return office


def _typed(**changes: str) -> dict[str, str]:
    from grievances.models import IssueCode

    return TYPED | {"issue": str(IssueCode.objects.get(code="OVERTIME").pk)} | changes


def _case(office: SmallOffice, number: str) -> Grievance:
    with reading_as(office.holder):
        return (
            Grievance.objects.visible_to(office.holder)
            .select_related("issue", "department", "scope")
            .get(number=number)
        )


def test_four_fields_give_a_number_and_lead_to_the_grievance(desk, client_of):
    answer = client_of(desk.holder).post(
        "/grievances/new/", {"unit": desk.clerical.pk, "received_on": "3/2/2026", "method": "hand"}
    )
    assert (answer.status_code, answer.url) == (302, "/grievances/2026-0001/file/")
    assert _case(desk, "2026-0001").received_on == date(2026, 3, 2)


def test_the_page_offers_only_units_one_works(desk, client_of):
    page = client_of(desk.holder).get("/grievances/new/").content.decode()
    assert ("Clerical" in page, "Trades" in page) == (True, False)


def test_a_unit_one_does_not_work_is_no_choice(desk, client_of):
    answer = client_of(desk.holder).post(
        "/grievances/new/", {"unit": desk.trades.pk, "received_on": "3/2/2026", "method": "hand"}
    )
    assert answer.status_code == 422
    assert "Select a valid choice" in answer.content.decode()


def test_a_day_to_come_is_refused_and_the_typing_stays(desk, client_of):
    answer = client_of(desk.holder).post(
        "/grievances/new/", {"unit": desk.clerical.pk, "received_on": "3/22/2026", "method": "hand"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert ("lies in the future" in page, 'value="3/22/2026"' in page) == (True, True)


def test_one_form_sent_twice_is_one_case(desk, client_of):
    form = {
        "unit": desk.clerical.pk, "received_on": "3/2/2026", "method": "hand",
        "submission": "0b8a5d1e-6f5b-4d4e-9d57-000000000001",
    }  # fmt: skip
    client = client_of(desk.holder)
    client.post("/grievances/new/", form)
    assert client.post("/grievances/new/", form).url == "/grievances/2026-0001/"


@pytest.mark.parametrize("name", ["supervisor", "nobody", "counsel", "administrator"])
def test_who_may_not_file_finds_no_page(desk, client_of, name):
    case = received(desk)
    client = client_of(desk.fresh(name))
    assert [client.get(url).status_code for url in ("/grievances/new/", f"/grievances/{case.number}/file/")] == [
        404,
        404,
    ]


@pytest.mark.parametrize("name", ["other_unit", "walled", "revoked"])
def test_a_case_out_of_reach_is_not_there(desk, client_of, name):
    assert client_of(desk.fresh(name)).get(f"/grievances/{received(desk).number}/file/").status_code == 404


def test_the_check_page_says_where_it_begins_and_what_falls_due(desk, client_of):
    case = received(desk)
    answer = client_of(desk.holder).post(f"/grievances/{case.number}/file/", _typed())
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "answer in writing by Mon 16 Mar 2026" in page
    assert "Ada Example (1001)" in page
    assert "Preamble (text not on record)" in page
    assert _case(desk, case.number).state == "received"


def test_the_check_page_says_everything_that_was_typed(desk, client_of):
    sent = {
        "moved_by": "Ana Ruiz",
        "agency_number": "DHR-77",
        "remedy_asked": "Eight hours",
        "statement": "Passed over",
    }
    typed = _typed(known_on="28 Feb 2026", discipline="pay_reduction", **sent)
    page = client_of(desk.holder).post(f"/grievances/{received(desk).number}/file/", typed)
    rows = {row["label"]: row["value"] for row in page.context["rows"]}
    assert {label: rows[label] for label in ("Filed by", "The department's own number", "Remedy asked")} == {
        "Filed by": "Ana Ruiz", "The department's own number": "DHR-77", "Remedy asked": "Eight hours",
    }  # fmt: skip
    assert (rows["Known on"], rows["Discipline"], rows["Statement"]) == (
        "Sat 28 Feb 2026", "pay reduction", "Passed over",
    )  # fmt: skip


def test_filing_after_the_check(desk, client_of):
    case = received(desk)
    answer = client_of(desk.holder).post(f"/grievances/{case.number}/file/", _typed(stage="do"))
    assert (answer.status_code, answer.url) == (302, f"/grievances/{case.number}/")
    filed = _case(desk, case.number)
    assert (filed.state, filed.step_name, filed.department.name) == ("filed", "Step 1", "Parks")
    with reading_as(desk.holder):
        grievant = filed.grievants.get()
        cited = list(filed.visits.get().citations.values_list("article", "clause__title"))
    assert (grievant.full_name, grievant.employee.number) == ("Ada Example", "1001")
    assert cited == [("12.3", "Overtime"), ("Preamble", None)]


def test_discharge_begins_at_the_second_step(desk, client_of):
    case = received(desk)
    page = client_of(desk.holder).post(f"/grievances/{case.number}/file/", _typed(discipline="discharge"))
    assert "Step 2" in page.content.decode()


def test_an_excluded_matter_says_where_it_goes(desk, client_of):
    from grievances.models import IssueCode

    IssueCode.objects.filter(code="EXAM").update(topic="examination")
    case = received(desk)
    exam = str(IssueCode.objects.get(code="EXAM").pk)
    page = client_of(desk.holder).post(f"/grievances/{case.number}/file/", _typed(issue=exam)).content.decode()
    assert "Civil Service Commission" in page
    assert "CS-4" in page


def test_another_row_keeps_what_was_typed(desk, client_of):
    case = received(desk)
    answer = client_of(desk.holder).post(f"/grievances/{case.number}/file/", _typed(stage="more-grievants"))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert ("grievants-1-who" in page, 'value="1001"' in page, "is missing" in page) == (True, True, False)


def test_two_of_one_name_are_asked_apart(desk, client_of):
    Employee.objects.create(number="1002", full_name="Ada Example", department=desk.parks, unit=desk.clerical)
    case = received(desk)
    answer = client_of(desk.holder).post(
        f"/grievances/{case.number}/file/", _typed(**{"grievants-0-who": "ada example"})
    )
    assert answer.status_code == 422
    assert "Several employees bear this name (1001, 1002)" in answer.content.decode()


def test_nobody_named_is_refused_at_the_check_with_the_typing_kept(desk, client_of):
    case = received(desk)
    answer = client_of(desk.holder).post(
        f"/grievances/{case.number}/file/",
        _typed(**{"grievants-0-who": "", "department": str(desk.parks.pk), "statement": "They went down the list."}),
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Name at least one grievant" in page
    assert "They went down the list." in page


def test_the_box_suggests_employees_of_ones_own_units_only(desk, client_of):
    Employee.objects.create(number="2001", full_name="Ada Elsewhere", department=desk.parks, unit=desk.trades)
    found = client_of(desk.holder).get("/grievances/employees/?grievants-0-who=ada").content.decode()
    assert ("Ada Example (1001)" in found, "Elsewhere" in found) == (True, False)


def test_what_was_typed_is_offered_again(desk, client_of):
    case = received(desk)
    client = client_of(desk.holder)
    page = f"/grievances/{case.number}/file/"
    client.post(f"/drafts/grievances.file:{case.number}", _typed(statement="Half a sentence"))
    assert "You were typing here" in client.get(page).content.decode()
    assert "Half a sentence" in client.get(f"{page}?draft=open").content.decode()
    client.post(page, {"stage": "discard"})
    assert "You were typing here" not in client.get(page).content.decode()


def test_a_case_filed_meanwhile_is_said(desk, client_of):
    case = received(desk)
    client = client_of(desk.holder)
    client.post(f"/grievances/{case.number}/file/", _typed(stage="do"))
    answer = client.post(f"/grievances/{case.number}/file/", _typed(stage="do"))
    assert answer.status_code == 422
    assert "is not possible" in answer.content.decode()
    assert "This cannot be done now" in client.get(f"/grievances/{case.number}/file/").content.decode()
