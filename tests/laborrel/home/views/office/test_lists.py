"""The lists in the browser: who may, one spelling, both texts kept, retired, merged, literal query counts."""

import pytest

from grievances.models import Grievance
from laborrel.access.wall import reading_as
from laborrel.home.operations.entries import as_seen
from laborrel.organization.models import Department, Employee, Employer, Representative
from tests.factories.grievances import filed

LISTS = ["departments", "unions", "units", "job-classes", "representatives"]


@pytest.fixture
def senior(office, client_of):
    return client_of(office.senior)


@pytest.mark.parametrize("kind", LISTS)
@pytest.mark.parametrize(("by", "status"), [("senior", 200), ("administrator", 200), ("holder", 404), ("reader", 404)])
def test_only_those_who_keep_the_lists_see_them(office, client_of, kind, by, status):
    person = office.people.get(by) or office.supervisor
    browser = client_of(person)
    pages = [browser.get(f"/office/lists/{kind}/{page}").status_code for page in ("", "new/")]
    assert pages == [status, status]


def test_a_list_nobody_keeps_is_not_there(senior):
    assert senior.get("/office/lists/salaries/").status_code == 404


def test_a_department_is_added_and_a_second_spelling_is_refused_at_the_field(senior, office):
    added = senior.post("/office/lists/departments/new/", {"code": "LIB", "name": "Library"})
    refused = senior.post("/office/lists/departments/new/", {"code": "lb", "name": " library "})
    assert (added.status_code, refused.status_code) == (302, 422)
    text = refused.content.decode()
    assert "This name is in the list already: LIB Library." in text
    assert 'value="lb"' in text  # what was typed is kept
    assert Department.objects.count() == 2


def test_the_same_form_sent_twice_is_one_department(senior, office):
    typed = {"code": "LIB", "name": "Library", "submission": "0191d0a2-7a0f-7a7a-8a8a-0123456789ab"}
    answers = [senior.post("/office/lists/departments/new/", typed) for _ in range(2)]
    assert [(answer.status_code, answer.get("Location")) for answer in answers] == [
        (302, "/office/lists/departments/")
    ] * 2
    assert Department.objects.filter(code="LIB").count() == 1


def test_what_somebody_else_saved_is_shown_beside_what_was_typed(senior, office):
    seen = as_seen(office.parks, {"code": "", "name": ""})
    Department.objects.filter(pk=office.parks.pk).update(name="Parks and Pools")
    answer = senior.post(
        f"/office/lists/departments/{office.parks.pk}/", {"code": "PARKS", "name": "Parks dept.", "revision": seen}
    )
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Parks and Pools" in text
    assert "Parks dept." in text
    revision = text.split('name="revision" value="')[1].split('"')[0]
    again = senior.post(
        f"/office/lists/departments/{office.parks.pk}/", {"code": "PARKS", "name": "Parks dept.", "revision": revision}
    )
    office.parks.refresh_from_db()
    assert (again.status_code, office.parks.name) == (302, "Parks dept.")


def test_merging_asks_first_and_tells_of_no_hidden_case(senior, office):
    twin = Department.objects.create(code="PKS", name="Parks Department")
    sealed = filed(office, department=twin, is_sealed=True, title="Whistle in the pump house")
    address = f"/office/lists/departments/{twin.pk}/merge/"
    check = senior.post(address, {"into": office.parks.pk})
    done = senior.post(address, {"into": office.parks.pk, "stage": "do"})
    listed = senior.get("/office/lists/departments/").content.decode()
    assert (check.status_code, done.status_code) == (200, 302)
    assert "Every case that names it" in check.content.decode()
    for page in (check.content.decode(), listed):
        assert sealed.number not in page
        assert "Whistle" not in page
    assert "Merged into Parks" in listed
    with reading_as(office.holder):
        assert Grievance.objects.visible_to(office.holder).get(pk=sealed.pk).department == office.parks


def test_a_check_page_reads_the_same_with_and_without_a_hidden_case(senior, office):
    twin = Department.objects.create(code="PKS", name="Parks Department")
    address = f"/office/lists/departments/{twin.pk}/merge/"

    def asked() -> str:
        text = senior.post(address, {"into": office.parks.pk}).content.decode()
        return text.split("<main")[1].split('name="csrfmiddlewaretoken"')[0]

    without = asked()
    filed(office, department=twin, is_sealed=True)
    assert asked() == without


def test_units_are_not_merged(senior, office):
    assert senior.get(f"/office/lists/units/{office.clerical.pk}/merge/").status_code == 404


def test_a_representative_is_entered_and_retired(senior, office):
    typed = {"full_name": "Lou Steward", "role": "Steward", "union": office.union.pk, "email": "", "address": "1 Way"}
    assert senior.post("/office/lists/representatives/new/", typed).status_code == 302
    person = Representative.objects.get()
    assert senior.post(f"/office/lists/representatives/{person.pk}/retire/").status_code == 302
    assert Representative.objects.get().is_retired is True


@pytest.mark.parametrize("rows", [1, 3])
def test_a_list_asks_as_much_for_three_entries_as_for_one(senior, office, rows, django_assert_num_queries):
    for number in range(rows):
        Department.objects.create(code=f"D{number}", name=f"Department {number}")
    senior.get("/office/lists/departments/")
    with django_assert_num_queries(8):
        senior.get("/office/lists/departments/")


def test_employees_are_found_added_and_changed(senior, office):
    Employee.objects.create(number="2002", full_name="Zoe Zimmer", department=office.parks)
    page = senior.get("/office/employees/?q=zim").content.decode()
    assert ("Zoe Zimmer" in page, "Ada Example" in page) == (True, False)
    twice = senior.post("/office/employees/new/", {"number": "2002", "full_name": "A", "department": office.parks.pk})
    assert (twice.status_code, "An employee has this number already." in twice.content.decode()) == (422, True)
    good = senior.post("/office/employees/new/", {"number": "2003", "full_name": "Al", "department": office.parks.pk})
    assert good.status_code == 302


@pytest.mark.parametrize(
    "question", ["?q=%00", "?after=~", "?after=x~99999999999999999999", "?after=%00~1", "?q=" + "a" * 5000]
)
def test_any_question_to_the_employees_is_answered(senior, question):
    assert senior.get(f"/office/employees/{question}").status_code == 200


def test_a_file_of_employees_is_checked_then_taken_in(senior, office):
    from django.core.files.uploadedfile import SimpleUploadedFile

    content = b"Number,Name,Department\n1001,Ada Example,Parks\n3001,Kim Example,Parks\n"
    check = senior.post("/office/employees/import/", {"rows": SimpleUploadedFile("list.csv", content)})
    text = check.content.decode()
    assert (check.status_code, Employee.objects.count()) == (200, 1)
    assert "1 new employee, 0 changed, 1 as they were." in text
    carried = text.split('name="carried" value="')[1].split('"')[0]
    done = senior.post("/office/employees/import/", {"stage": "do", "name": "list.csv", "carried": carried})
    assert (done.status_code, Employee.objects.count()) == (302, 2)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", b"Number,Name,Department\n9,X,Zoo\n", "Department “Zoo” is not in the list"),
        ("list.csv", b"", "empty"),
        ("list.exe", b"MZ", "Rows are read from Excel workbooks"),
        ("list.xlsx", b"PK\x03\x04nonsense", ""),
    ],
)
def test_a_faulty_file_is_refused_with_its_reason(senior, office, name, content, words):
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = senior.post("/office/employees/import/", {"rows": SimpleUploadedFile(name, content)})
    assert (answer.status_code, words in answer.content.decode(), Employee.objects.count()) == (422, True, 1)


@pytest.mark.parametrize("sent", [{}, {"stage": "do"}, {"stage": "do", "carried": "%%%", "name": "x.csv"}])
def test_a_form_without_its_file_is_refused(senior, sent):
    assert senior.post("/office/employees/import/", sent).status_code == 422


def test_the_letterhead_and_a_pattern_that_cannot_number(senior, office):
    employer = Employer.objects.get()
    names = ("name", "office_name", "address", "case_number_pattern")
    typed = {name: getattr(employer, name) for name in names} | {"revision": as_seen(employer, dict.fromkeys(names))}
    bad = senior.post("/office/letterhead/", typed | {"case_number_pattern": "{year.__class__}-{number}"})
    assert (bad.status_code, "Write a pattern with {year} and {number}" in bad.content.decode()) == (422, True)
    good = senior.post("/office/letterhead/", typed | {"case_number_pattern": "G{year}-{number:05d}"})
    assert (good.status_code, Employer.objects.get().case_number_pattern) == (302, "G{year}-{number:05d}")
    assert filed(office).number == "G2026-00001"


def test_office_lists_only_the_pages_a_person_may_use(office, client_of):
    def pages(person) -> list[str]:
        text = client_of(person).get("/office/").content.decode().split("<main")[1]
        return [
            label for label in ("Accounts", "Desks and keys", "Departments", "Register of mail") if f">{label}<" in text
        ]

    assert pages(office.senior) == ["Accounts", "Desks and keys", "Departments", "Register of mail"]
    assert pages(office.administrator) == ["Accounts", "Departments"]
    assert pages(office.holder) == ["Register of mail"]
    assert client_of(office.nobody).get("/office/").status_code == 404
