"""At a step and between steps: what the pages offer, refuse, keep and say."""

from datetime import date

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances.models import CitedClause, Extension, Grievance, StepMeeting, StepVisit
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(office: SmallOffice) -> Grievance:
    return filed(office)


def _paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("agreed.txt", b"We agree.", "text/plain")


def _now(office: SmallOffice, case: Grievance) -> Grievance:
    with reading_as(office.holder):
        return Grievance.objects.visible_to(office.holder).get(pk=case.pk)


def _url(case: Grievance, page: str) -> str:
    return f"/grievances/{case.number}/{page}/"


def test_the_last_screening_is_shown_again(office, client_of, case):
    client = client_of(office.holder)
    client.post(
        _url(case, "screen"), {"timely": "no", "timely_rule": "Article 9.1", "in_unit": "yes", "grievable": "unclear"}
    )
    page = client.get(_url(case, "screen")).content.decode()
    assert ("Last answered at Step 1" in page, "Article 9.1" in page) == (True, True)


def test_a_meeting_keeps_its_paper(office, client_of, case):
    typed = {"held_on": "3/5/2026", "attendees": "Ada Example, grievant", "paper": _paper()}
    assert client_of(office.holder).post(_url(case, "meeting"), typed).status_code == 302
    with reading_as(office.holder):
        meeting = StepMeeting.objects.get()
        assert [each.document.kind for each in meeting.papers.select_related("document")] == ["meeting"]


def test_only_what_the_clocks_know_can_happen(office, client_of, case):
    page = client_of(office.holder).get(_url(case, "happening")).content.decode()
    assert "run on filings, meetings and answers alone" in page
    answer = client_of(office.holder).post(_url(case, "happening"), {"kind": "award_issued", "on": "3/9/2026"})
    assert answer.status_code == 422


def test_an_extension_without_its_paper_is_unproven_until_it_comes(office, client_of, case):
    client, url = client_of(office.holder), _url(case, "extend")
    typed = {
        "clock": "1:answer", "more_days": "3", "asked_by": "union", "agreed_with": "J. Reyes", "agreed_on": "3/9/2026",
    }  # fmt: skip
    both = client.post(url, typed | {"new_due_on": "3/23/2026"})
    assert (both.status_code, "one of the two" in both.content.decode()) == (422, True)
    client.post(url, typed)
    assert _now(office, case).next_due_on == date(2026, 3, 16)
    with reading_as(office.holder):
        extension = Extension.objects.get()
    prove = f"{url}{extension.pk}/prove/"
    assert prove in client.get(url).content.decode()
    assert client.post(prove, {}).status_code == 422
    client.post(prove, {"paper": _paper()})
    assert _now(office, case).next_due_on == date(2026, 3, 19)


def test_a_lead_case_out_of_reach_is_no_case(office, client_of, case):
    hidden = filed(office, by=office.other_unit, unit=office.trades)
    typed = {"from_on": "3/9/2026", "reason": "Same question", "agreed_with": "J. Reyes"}
    client, url = client_of(office.holder), _url(case, "hold")
    words = [client.post(url, typed | {"lead": number}).content.decode() for number in (hidden.number, "2026-9999")]
    assert ["no case of this number" in each for each in words] == [True, True]
    client.post(url, typed)
    assert _now(office, case).is_held
    client.post(_url(case, "release"), {"until_on": "3/9/2026"})
    assert not _now(office, case).is_held


def test_a_step_is_skipped_only_with_the_signed_paper(office, client_of, case):
    client, url = client_of(office.holder), _url(case, "skip")
    bare = client.post(url, {"on": "3/7/2026", "to_sequence": "2"})
    page = bare.content.decode()
    assert (bare.status_code, "Attach the signed paper" in page, 'value="3/7/2026"' in page) == (422, True, True)
    client.post(url, {"on": "3/7/2026", "to_sequence": "2", "paper": _paper()})
    assert _now(office, case).step_name == "Step 2"
    client.post(_url(case, "revert"), {"on": "3/8/2026", "to_sequence": "1", "paper": _paper()})
    with reading_as(office.holder):
        assert [visit.came_by for visit in StepVisit.objects.filter(grievance=case)] == ["filed", "skipped", "reverted"]


def test_a_citation_is_added_and_amended_and_the_earlier_one_stays(office, client_of, case):
    client, url = client_of(office.holder), _url(case, "cite")
    client.post(url, {"article": "9", "cited_by": "employer", "on": "3/9/2026"})
    with reading_as(office.holder):
        cited = CitedClause.objects.get(article="9")
    client.post(f"{url}{cited.pk}/", {"article": "Side letter 4", "on": "3/9/2026"})
    with reading_as(office.holder):
        standing = CitedClause.objects.filter(replaced_by__isnull=True).values_list("article", flat=True)
        assert (sorted(standing), CitedClause.objects.count()) == (["12.3", "Side letter 4"], 3)


def test_an_appeal_of_what_is_not_answered_is_not_offered_and_refused(office, client_of, case):
    client, url = client_of(office.holder), _url(case, "appeal")
    assert "This cannot be done now" in client.get(url).content.decode()
    assert client.post(url, {"filed_on": "3/9/2026", "method": "hand"}).status_code == 422


def test_one_meeting_form_sent_twice_is_one_meeting(office, client_of, case):
    client, url = client_of(office.holder), _url(case, "meeting")
    typed = {
        "held_on": "3/5/2026", "attendees": "Ada Example", "submission": "0b8a5d1e-6f5b-4d4e-9d57-000000000003",
    }  # fmt: skip
    answers = [client.post(url, typed) for _ in range(2)]
    assert [(each.status_code, each.url) for each in answers] == [(302, f"/grievances/{case.number}/")] * 2
    with reading_as(office.holder):
        assert StepMeeting.objects.count() == 1
