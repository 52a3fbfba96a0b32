"""The list of employees is taken in whole or not at all, every fault on its line; twice is once."""

from datetime import date

import pytest

from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.documents.uploaded_rows import read_rows
from laborrel.documents.workbook import Sheet, write_workbook
from laborrel.home.operations.employee_import import Fault, LinesFaulty, import_employees, look_at
from laborrel.organization.models import Department, Employee
from tests.factories.office import NOW

GOOD = b"Number,Name,Dept,Unit,Left on\n1001,Ada Example,PARKS,Clerical,\n1002,Ben Example,Parks,CL,3/9/2026\n"


def take_in(office, content: bytes, *, name: str = "list.csv", by: str = "senior"):
    person = office.people[by]
    with reading_as(person):
        return import_employees(reading=read_rows(content, name=name), by=person, at=NOW)


def test_new_ones_are_added_known_ones_changed_and_a_second_run_changes_nothing(office):
    first = take_in(office, GOOD + b"1003,Cy Example,parks,,\n")
    again = take_in(office, GOOD + b"1003,Cy Example,parks,,\n")
    assert (len(first.added), len(first.changed), first.unchanged) == (2, 0, 1)
    assert (len(again.added), len(again.changed), again.unchanged) == (0, 0, 3)
    assert Employee.objects.get(number="1002").left_on == date(2026, 3, 9)
    with reading_as(office.senior):
        events = Event.objects.visible_to(office.senior).filter(verb="home.import_employees")
        assert [event.data for event in events] == [{"added": 2, "changed": 0, "unchanged": 1}]


def test_columns_that_are_absent_leave_what_stands(office):
    Employee.objects.filter(number="1001").update(facility="Willow Park")
    found = take_in(office, b"Number,Name,Department\n1001,Ada B. Example,Parks\n")
    ada = Employee.objects.get(number="1001")
    assert (len(found.changed), ada.full_name, ada.facility, ada.unit) == (
        1,
        "Ada B. Example",
        "Willow Park",
        office.clerical,
    )


def test_every_fault_stands_on_its_line_and_nothing_is_taken_in(office):
    content = (
        b"Number,Name,Department,Unit,Left on\n"
        b"2001,Dot Example,Parks,CL,\n"
        b",No Number,Parks,CL,\n"
        b"2003,Eve Example,Zoo,CL,\n"
        b"2001,Dot Again,Parks,CL,\n"
        b"2005,Fay Example,Parks,CL,31/31/2026\n"
    )
    with pytest.raises(LinesFaulty) as refused:
        take_in(office, content)
    assert [(fault.line, fault.sentence.split(".")[0]) for fault in refused.value.faults] == [
        (3, "“Number” is empty"),
        (4, "Department “Zoo” is not in the list"),
        (5, "The number 2001 stands on line 2 already"),
        (6, "Left on: There is no month 31"),
    ]
    assert Employee.objects.count() == 1


def test_a_file_without_a_needed_column_says_which(office):
    found = look_at(read_rows(b"Number,Name\n1,A\n", name="x.csv"))
    assert found.faults == [Fault(1, "There is no column “Department”.")]


def test_a_merged_department_is_known_by_its_old_name(office):
    Department.objects.create(code="PKS", name="Parks Dept", is_retired=True, merged_into=office.parks)
    take_in(office, b"Number,Name,Department\n3001,Gil Example,Parks Dept\n")
    assert Employee.objects.get(number="3001").department == office.parks


def test_a_retired_department_is_not(office):
    Department.objects.create(code="OLD", name="Old", is_retired=True)
    with pytest.raises(LinesFaulty):
        take_in(office, b"Number,Name,Department\n3001,Gil Example,Old\n")


def test_a_workbook_with_numbers_as_numbers(office):
    rows = [[4001, "Hal Example", "PARKS"], [4002.0, "Ivy Example", "PARKS"]]
    content = write_workbook([Sheet("Employees", ["Employee number", "Name", "Department"], rows)], title="Employees")
    take_in(office, content, name="employees.xlsx")
    assert sorted(Employee.objects.values_list("number", flat=True)) == ["1001", "4001", "4002"]


def test_only_those_who_keep_the_lists(office):
    with pytest.raises(NotPermitted):
        take_in(office, GOOD, by="holder")


def test_questions_do_not_grow_with_the_lines(office, django_assert_num_queries):
    few = read_rows(GOOD, name="x.csv")
    many = read_rows(
        GOOD + b"".join(b"%d,Some Body,Parks,CL,\n" % number for number in range(5000, 5200)), name="x.csv"
    )
    for reading in (few, many):
        with django_assert_num_queries(3):
            look_at(reading)
