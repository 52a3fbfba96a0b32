"""A specialist's whole case in the browser's own requests: from the paper on the counter to the door of arbitration."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances.models import Grievance, IssueCode
from laborrel.access.wall import reading_as
from laborrel.correspondence.forms.letter import LetterForm
from laborrel.correspondence.models import Letter
from tests.factories.contracts import small_agreement
from tests.factories.grievances import code_lists
from tests.factories.office import SmallOffice


class Journey:
    """One case, and the people who press the buttons; every step says on which day it is taken."""

    def __init__(self, office: SmallOffice, client_of) -> None:
        self.office, self.client_of = office, client_of
        self.url = ""

    def press(self, day: int, page: str, typed: dict, *, month: int = 3, who: str = "holder", expect: int = 302):
        with time_machine.travel(datetime(2026, month, day, 10, tzinfo=ZoneInfo("America/Los_Angeles")), tick=False):
            client = self.client_of(self.office.fresh(who))
            address = page if page.startswith("/") else f"{self.url}{page}"
            assert client.get(address).status_code in (200, 302)
            answer = client.post(address, typed)
        words = answer.content.decode()
        assert answer.status_code == expect, words[words.find('id="error-summary"') :][:600]
        return answer

    @property
    def case(self) -> Grievance:
        with reading_as(self.office.holder):
            return Grievance.objects.visible_to(self.office.holder).get()

    @property
    def letter(self) -> Letter:
        with reading_as(self.office.holder):
            return Letter.objects.visible_to(self.office.holder).order_by("-pk").first()

    def answer(self, first: int, *, month: int = 3) -> None:
        """Begin on one day, write and submit the next, approve and issue on the third."""
        self.press(first, "answer/", {"finding": "denied"}, month=month)
        letter = self.letter
        form = LetterForm(letter=letter)
        typed = {name: str(form.initial.get(name) or "") for name in form.fields}
        self.press(
            first + 1, "answer/", typed | {"addressee": "Local 1\n1 Main Street", "finding": "denied"}, month=month
        )
        self.press(first + 1, f"/letters/{letter.key}/submit/", {"reviewer": ""}, month=month)
        approval = {"verb": "approve", "revision": self.letter.revision}
        self.press(first + 2, f"/letters/{letter.key}/review/", approval, month=month, who="senior")
        self.press(first + 2, f"issue/{letter.key}/", {"method": "email"}, month=month, expect=200)
        self.press(first + 2, f"issue/{letter.key}/", {"method": "email", "stage": "do"}, month=month)


@pytest.fixture
def journey(office: SmallOffice, client_of) -> Journey:
    code_lists()
    small_agreement(office.clerical)
    return Journey(office, client_of)


def test_from_the_counter_to_the_door_of_arbitration(journey):
    office = journey.office
    logged = journey.press(
        2, "/grievances/new/", {"unit": office.clerical.pk, "received_on": "3/2/2026", "method": "hand"}
    )
    journey.url = logged.url.removesuffix("file/")
    filing = {
        "title": "Overtime not offered by seniority", "issue": IssueCode.objects.get(code="OVERTIME").pk,
        "kind": "individual", "occurred_on": "2/27/2026", "filed_on": "3/2/2026", "revision": "1",
        "grievants-TOTAL_FORMS": "1", "grievants-INITIAL_FORMS": "0", "grievants-0-who": "1001",
        "citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "0", "citations-0-article": "12.3",
    }  # fmt: skip
    journey.press(2, "file/", filing, expect=200)
    journey.press(2, "file/", filing | {"stage": "do"})
    assert (journey.case.state, journey.case.step_name, str(journey.case.next_due_on)) == (
        "filed",
        "Step 1",
        "2026-03-16",
    )

    yes = {"timely": "yes", "in_unit": "yes", "grievable": "unclear", "grievable_rule": "Article 9"}
    journey.press(3, "screen/", yes)
    journey.press(5, "meeting/", {"held_on": "3/5/2026", "attendees": "Ada Example, grievant", "began_at": "14:05"})
    signed = SimpleUploadedFile("extension.txt", b"We agree to seven more days.", "text/plain")
    extension = {
        "clock": "1:answer", "new_due_on": "3/23/2026", "asked_by": "employer", "agreed_with": "J. Reyes",
        "agreed_on": "3/9/2026", "paper": signed,
    }  # fmt: skip
    journey.press(9, "extend/", extension)
    assert str(journey.case.next_due_on) == "2026-03-23"

    journey.answer(17)
    journey.press(20, "receipt/", {"received_on": "3/20/2026"})
    assert (journey.case.state, journey.case.next_due_side) == ("answered", "theirs")
    appealed = {"filed_on": "3/25/2026", "method": "email", "moved_by": "J. Reyes"}
    journey.press(25, "appeal/", appealed)
    assert (journey.case.state, journey.case.step_name) == ("filed", "Step 2")

    journey.answer(6, month=4)
    demand = {"demanded_on": "4/10/2026", "demanded_by": "J. Reyes"}
    check = journey.press(10, "refer/", demand, month=4, expect=200)
    assert "Check the referral" in check.content.decode()
    journey.press(10, "refer/", demand | {"stage": "do"}, month=4)
    assert (journey.case.state, journey.case.step_name) == ("at_arbitration", "Arbitration")


def test_silence_lets_the_union_go_on_and_a_late_appeal_is_said_to_be_late(journey):
    office = journey.office
    logged = journey.press(
        2, "/grievances/new/", {"unit": office.clerical.pk, "received_on": "3/2/2026", "method": "mail"}
    )
    journey.url = logged.url.removesuffix("file/")
    filing = {
        "title": "Shift", "issue": IssueCode.objects.get(code="OVERTIME").pk, "kind": "union", "stage": "do",
        "department": office.parks.pk, "filed_on": "3/2/2026", "occurred_on": "2/27/2026", "revision": "1",
        "grievants-TOTAL_FORMS": "0", "grievants-INITIAL_FORMS": "0",
        "citations-TOTAL_FORMS": "0", "citations-INITIAL_FORMS": "0",
    }  # fmt: skip
    journey.press(2, "file/", filing)
    early = journey.press(10, "advance/", {"filed_on": "3/10/2026", "method": "hand"}, expect=422)
    assert "is not yet overdue" in early.content.decode()
    journey.press(18, "advance/", {"filed_on": "3/18/2026", "method": "hand"})
    assert journey.case.step_name == "Step 2"
    journey.answer(23)
    journey.press(10, "refer/", {"demanded_on": "5/10/2026", "demanded_by": "J. Reyes", "stage": "do"}, month=5)
    journey.press(11, "object/", {"objection": "The demand is late."}, month=5)
    assert journey.case.objection_step == "Arbitration"
