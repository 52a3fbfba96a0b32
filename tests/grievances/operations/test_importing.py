"""A log goes in whole or not at all, with our numbers; a second run changes nothing; nothing hidden can be probed."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from grievances.log_reading.columns import guessed
from grievances.models import Answer, DueDate, Grievance, Settlement, StepVisit
from grievances.operations.confiding import restrict
from grievances.operations.importing import LogHasFaults, check_log, take_in_log
from laborrel.access.reach import forget_reach
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.documents.uploaded_rows import read_rows
from tests.factories.grievances import agreement_of, code_lists
from tests.factories.logs import CLOSED, OPEN, RECEIVED, as_csv, as_xlsx
from tests.factories.office import NOW, SmallOffice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def small_world(office: SmallOffice) -> None:
    code_lists()
    agreement_of(office.clerical)


def checked(rows, *, by, as_file=as_csv, name="log.csv"):
    upload = read_rows(as_file(rows), name=name)
    return check_log(upload=upload, mapping=guessed(upload.headings), by=by, at=NOW)


def take(rows, *, by, as_file=as_csv, name="log.csv"):
    with reading_as(by):
        return take_in_log(checked=checked(rows, by=by, as_file=as_file, name=name), file_name=name, by=by, at=NOW)


def cases_of(user) -> list[Grievance]:
    with reading_as(user):
        return list(Grievance.objects.visible_to(user).order_by("number").select_related("outcome", "unit", "holder"))


def test_the_cases_get_our_numbers_in_the_order_of_receipt(office: SmallOffice) -> None:
    take([RECEIVED, OPEN, CLOSED], by=office.holder)
    assert [(case.number, case.former_number, case.state) for case in cases_of(office.holder)] == [
        ("2025-0001", "G-17", "closed"),
        ("2026-0001", "G-18", "filed"),
        ("2026-0002", "G-19", "received"),
    ]


def test_a_closed_case_keeps_what_the_log_says_of_it(office: SmallOffice) -> None:
    take([CLOSED], by=office.holder)
    with reading_as(office.holder):
        (case,) = Grievance.objects.visible_to(office.holder).select_related("outcome")
        visits = list(StepVisit.objects.filter(grievance=case).values_list("name", "came_by", "filed_on", "left_on"))
        (answer,) = Answer.objects.filter(visit__grievance=case)
        (due,) = DueDate.objects.filter(grievance=case)
        (settlement,) = Settlement.objects.filter(grievance=case)
        cited = [(one.article, one.clause.number if one.clause else "") for one in case.visits.first().citations.all()]
    assert visits == [
        ("Step 1", "filed", date(2025, 3, 3), date(2025, 3, 24)),
        ("Step 2", "appealed", date(2025, 3, 24), date(2025, 4, 1)),
    ]
    assert (answer.finding, answer.issued_on) == ("denied", date(2025, 3, 17))
    assert (due.due_on, due.state, due.side) == (date(2025, 3, 17), "met", "ours")
    assert (settlement.amount_cents, settlement.state, settlement.terms) == (125_000, "signed", "Four hours")
    assert cited == [("Article 12.3", "12.3"), ("9", "9")]
    assert (case.outcome.code, case.outcome_step, case.closed_on) == ("SETTLED", "Step 2", date(2025, 4, 1))
    assert case.next_due_on is None


def test_the_clocks_of_an_open_case_are_computed_and_its_holder_is_found(office: SmallOffice) -> None:
    take([OPEN], by=office.same_unit)
    (case,) = cases_of(office.holder)
    assert (case.next_due_on, case.next_due_side, case.kind) == (date(2026, 3, 16), "ours", "group")
    assert case.holder == office.holder


def test_one_event_stands_on_each_case_and_one_on_the_log(office: SmallOffice) -> None:
    take([OPEN, CLOSED], by=office.holder)
    with reading_as(office.holder):
        events = Event.objects.visible_to(office.holder)
        told = sorted(events.filter(verb__startswith="grievances.import").values_list("verb", "label"))
    assert told == [
        ("grievances.import_case", "2025-0001"),
        ("grievances.import_case", "2026-0001"),
        ("grievances.import_log", "A log"),
    ]


def test_a_second_run_changes_nothing_also_from_a_workbook(office: SmallOffice) -> None:
    take([CLOSED, OPEN], by=office.holder)
    before = [(case.pk, case.number, case.revision) for case in cases_of(office.holder)]
    again = take([CLOSED, OPEN], by=office.holder, as_file=as_xlsx, name="log.xlsx")
    assert again.counts() == {"lines": 2, "new": 0, "unchanged": 2, "differing": 0, "faulty": 0}
    assert [(case.pk, case.number, case.revision) for case in cases_of(office.holder)] == before


def test_a_line_that_says_something_else_now_is_reported_and_not_written(office: SmallOffice) -> None:
    take([CLOSED], by=office.holder)
    again = take([CLOSED | {"Remedy": "Ten hours", "Closed": "2025-04-02"}], by=office.holder)
    assert again.counts() == {"lines": 1, "new": 0, "unchanged": 0, "differing": 1, "faulty": 0}
    assert [(finding.line, finding.column, finding.says, finding.is_fault) for finding in again.findings] == [
        (2, "Remedy", "2025-0001 was taken in with “Eight hours”; the log now has “Ten hours”.", False),
        (2, "Closed", "2025-0001 was taken in with “2025-04-01”; the log now has “2025-04-02”.", False),
    ]
    assert cases_of(office.holder)[0].closed_on == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("spoiled", "column", "says", "do"),
    [
        ({"Department": "Parcs"}, "Department", "“Parcs” is no department of this office.", "Did you mean Parks?"),
        ({"Issue": "Overtme"}, "Issue", "“Overtme” is no issue of this office.", "Did you mean Overtime?"),
        ({"Unit": "Clericals"}, "Unit", "“Clericals” is no bargaining unit of this office.", "Did you mean Clerical?"),
        ({"Number": ""}, "Number", "The number is missing.", "Give every line the number it has in your log."),
        (
            {"Received": "31/12/2024"},
            "Received",
            "“31/12/2024” has no month 31.",
            "Write the month first, or the date as 2026-03-09.",
        ),
        ({"Received": "45719"}, "Received", "“45719” cannot be read as a date.", "Enter a date, for example 3/9/2026."),
        (
            {"Closed": "2025-03-01"},
            "Closed",
            "Sat 1 Mar 2025 lies before Mon 24 Mar 2025, on which something still happened.",
            "Check both dates.",
        ),
        ({"Outcome": ""}, "Outcome", "The case is closed; how it ended is missing.", "Enter the outcome."),
        (
            {"Settlement amount": "-5"},
            "Settlement amount",
            "“-5” is not an amount a settlement can have.",
            "Enter what was paid, or nothing.",
        ),
        (
            {"Outcome": "Denied"},
            "Settlement amount",
            "There is a settlement, but the outcome is another.",
            "Make the outcome Settled, or clear it.",
        ),
        (
            {"Step 1 finding": ""},
            "Step 1 finding",
            "Step 1 was answered; how it found is missing.",
            "Enter the finding.",
        ),
        (
            {"Grievant(s)": "", "Title": "x" * 201},
            "Title",
            "This is 201 characters long; there is room for 200.",
            "Shorten it in the log.",
        ),
    ],
)
def test_a_fault_is_told_by_line_and_column_and_keeps_the_whole_log_out(
    office: SmallOffice, spoiled, column, says, do
) -> None:
    with reading_as(office.holder):
        found = checked([OPEN, CLOSED | spoiled], by=office.holder)
        faults = [(each.line, each.column, each.says, each.do) for each in found.findings if each.is_fault]
        assert (3, column, says, do) in faults
        assert found.counts() | {"faulty": 1, "new": 1} == found.counts()
        with pytest.raises(LogHasFaults):
            take_in_log(checked=found, file_name="log.csv", by=office.holder, at=NOW)
    assert cases_of(office.holder) == []


def test_the_same_number_twice_in_one_unit_is_a_fault(office: SmallOffice) -> None:
    with reading_as(office.holder):
        found = checked([OPEN, OPEN | {"Title": "Another"}], by=office.holder)
    assert [(each.line, each.says) for each in found.findings if each.is_fault] == [
        (3, "G-18 already stands on line 2."),
    ]


def test_cases_of_a_desk_one_does_not_work_are_refused(office: SmallOffice) -> None:
    with reading_as(office.other_unit):
        found = checked([OPEN], by=office.other_unit)
    assert [each.says for each in found.findings if each.is_fault and each.column == "Unit"] == [
        "You do not work the desk of Clerical."
    ]


def test_a_number_used_by_a_hidden_case_is_answered_as_if_it_were_free(office: SmallOffice) -> None:
    take([CLOSED], by=office.holder)
    senior = office.senior
    with reading_as(senior):
        case = Grievance.objects.visible_to(senior).get()
        restrict(grievance=case, by=senior, at=NOW, is_sealed=True, because="an undercover officer is named")
    for person in office.people.values():
        forget_reach(person)
    hidden = take([CLOSED], by=office.fresh("same_unit"))
    seen = take([CLOSED], by=office.fresh("senior"))
    assert (hidden.counts()["new"], hidden.findings) == (1, [])
    assert seen.counts()["new"] == 0


def test_an_unknown_column_is_named_and_left_out(office: SmallOffice) -> None:
    headings = ["Number", "Unit", "Received", "Shoe size"]
    upload = read_rows(as_csv([RECEIVED | {"Shoe size": "43"}], headings), name="log.csv")
    with reading_as(office.holder):
        found = check_log(upload=upload, mapping=guessed(upload.headings), by=office.holder, at=NOW)
    assert [(each.line, each.column, each.is_fault) for each in found.findings] == [(0, "Shoe size", False)]


def test_missing_columns_are_named_and_every_line_is_counted(office: SmallOffice) -> None:
    upload = read_rows(as_csv([RECEIVED, OPEN], ["Number", "Title"]), name="log.csv")
    with reading_as(office.holder):
        found = check_log(upload=upload, mapping=guessed(upload.headings), by=office.holder, at=NOW)
    assert [(each.column, each.is_fault) for each in found.findings] == [("Unit", True), ("Received", True)]
    assert found.counts() == {"lines": 2, "new": 0, "unchanged": 0, "differing": 0, "faulty": 2}


def test_a_day_in_the_future_is_a_fault(office: SmallOffice) -> None:
    with reading_as(office.holder):
        found = checked([RECEIVED | {"Received": "2027-01-04"}], by=office.holder)
    assert [each.says for each in found.findings if each.is_fault] == ["Mon 4 Jan 2027 lies in the future."]
    assert localdate(NOW) < date(2027, 1, 4)
