"""Why a date, and all dates of both sides: from the stored explanation, on the page and on paper."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
import time_machine

from contracts.operations.calendars import close_day
from grievances.models import DueDate
from grievances.operations.confiding import restrict
from grievances.operations.extending import extend
from laborrel.access.wall import reading_as
from laborrel.audit.models import Reading
from laborrel.documents.operations import add_document
from tests.factories.grievances import filed
from tests.factories.office import NOW
from tests.grievances.views.test_case import words
from tests.pdfcheck import assert_accessible_archive


@pytest.fixture(autouse=True)
def wednesday() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 11, 18, tzinfo=UTC), tick=False):
        yield


def answer_date(case, office) -> DueDate:
    with reading_as(office.holder):
        return DueDate.objects.get(grievance=case, clock="answer", superseded_at=None)


def why(client_of, user, case, due, more=""):
    return client_of(user).get(f"/grievances/{case.number}/dates/{due.pk}/{more}")


def founders_day(case, office):
    calendar = case.procedure.calendar
    with reading_as(office.senior):
        close_day(calendar=calendar, day=date(2026, 3, 13), name="Founders Day", by=office.senior, at=NOW)


def test_the_explanation_in_sentences_and_as_a_drawing(office, client_of):
    case = filed(office)
    response = why(client_of, office.holder, case, answer_date(case, office))
    said = words(response)
    assert "Supervisor has to answer in writing by Mon 16 Mar 2026" in said
    assert "The count runs from Step 1 grievance received on Mon 2 Mar 2026 under 9.1." in said
    assert "10 business days, that day is not counted: day 1 is Tue 3 Mar 2026, day 10 is Mon 16 Mar 2026." in said
    assert "Not counted: 4 weekend days (Saturdays and Sundays)." in said
    assert "Work calendar Clerical calendar , version 1" in said
    drawn = response.content.decode()
    assert drawn.count('<g transform="translate(') == 21
    assert "due · 10" in drawn
    assert 'role="img"' in drawn


def test_a_replaced_date_stays_with_its_reason(office, client_of):
    case = filed(office)
    before = answer_date(case, office)
    founders_day(case, office)
    after = answer_date(case, office)
    assert (before.due_on, after.due_on) == (date(2026, 3, 16), date(2026, 3, 17))
    now = words(why(client_of, office.holder, case, after))
    assert "Fri 13 Mar 2026 (Founders Day)" in now
    assert "Earlier dates of this clock" in now
    assert "Mon 16 Mar 2026" in now
    assert "was added to the calendar Clerical calendar" in now
    then = words(why(client_of, office.holder, case, before))
    assert "This date was replaced" in then
    assert "Founders Day, Fri 13 Mar 2026, was added to the calendar Clerical calendar." in then
    assert "Supervisor had to answer in writing by Mon 16 Mar 2026" in then


def test_an_unproven_extension_is_said_and_moves_nothing(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        extend(
            grievance=case, by=office.holder, at=NOW, clock="answer", asked_by="employer", agreed_with="A. Steward",
            agreed_on=date(2026, 3, 9), new_due_on=date(2026, 3, 23),
        )  # fmt: skip
    due = answer_date(case, office)
    assert due.due_on == date(2026, 3, 16)
    said = words(why(client_of, office.holder, case, due))
    assert (
        "Extended to Mon 23 Mar 2026 , agreed Mon 9 Mar 2026 with A. Steward, asked by the employer. unproven" in said
    )


def test_a_proven_extension_is_drawn_as_a_bar(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        paper = add_document(
            matter=case, title="Signed extension", kind="extension", name="x.txt", content=b"signed",
            by=office.holder, at=NOW,
        )  # fmt: skip
        extend(
            grievance=case, by=office.holder, at=NOW, clock="answer", asked_by="employer", agreed_with="A. Steward",
            agreed_on=date(2026, 3, 9), new_due_on=date(2026, 3, 23), document=paper,
        )  # fmt: skip
    due = answer_date(case, office)
    response = why(client_of, office.holder, case, due)
    assert due.due_on == date(2026, 3, 23)
    assert "Signed extension" in words(response)
    assert ">extension</text>" in response.content.decode()


def test_all_dates_of_both_sides(office, client_of):
    case = filed(office)
    said = words(client_of(office.holder).get(f"/grievances/{case.number}/dates/"))
    assert "File the grievance : why this date Union or grievant: Union Fri 13 Mar 2026 met Mon 2 Mar 2026" in said
    assert "Answer in writing : why this date Employer: Supervisor Mon 16 Mar 2026 in 3 working days" in said
    assert "The union may take the grievance to Step 2" in said


def test_the_date_of_another_case_is_not_found(office, client_of):
    mine, other = filed(office), filed(office)
    assert why(client_of, office.holder, mine, answer_date(other, office)).status_code == 404


@pytest.mark.parametrize("name", ["other_unit", "walled", "supervisor", "administrator"])
@pytest.mark.parametrize("more", ["", "why.pdf"])
def test_hidden_is_absent(office, client_of, name, more):
    case = filed(office)
    due = answer_date(case, office)
    assert why(client_of, office.people[name], case, due, more).status_code == 404
    assert client_of(office.people[name]).get(f"/grievances/{case.number}/dates/").status_code == 404
    assert client_of(office.people[name]).get(f"/grievances/{case.number}/dates/dates.pdf").status_code == 404


def test_both_papers_are_accessible_archives(office, client_of):
    case = filed(office)
    founders_day(case, office)
    assert_accessible_archive(why(client_of, office.holder, case, answer_date(case, office), "why.pdf").content)
    assert_accessible_archive(client_of(office.holder).get(f"/grievances/{case.number}/dates/dates.pdf").content)


def test_printing_a_confidential_case_is_noted(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="a complaint about a colleague")
    client_of(office.holder).get(f"/grievances/{case.number}/dates/dates.pdf")
    with reading_as(office.senior):
        noted = Reading.objects.visible_to(office.senior).values_list("what", "act")
        assert list(noted) == [(f"{case.number}, dates", "exported")]
