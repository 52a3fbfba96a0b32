"""The answer, page by page: begun, written, reviewed, approved by another, issued, received, corrected."""

from datetime import date

import pytest
import time_machine

from grievances.models import Answer, Grievance
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(office: SmallOffice) -> Grievance:
    return filed(office)


def _letter(office: SmallOffice) -> Letter:
    with reading_as(office.holder):
        return Letter.objects.visible_to(office.holder).order_by("-pk").first()


def _typed(letter: Letter, **changes: str) -> dict[str, str]:
    """The editor as the browser would send it, with every required box filled."""
    from laborrel.correspondence.forms.letter import LetterForm

    form = LetterForm(letter=letter)
    typed = {name: str(form.initial.get(name) or "") for name in form.fields}
    return typed | {"addressee": "Local 1\n1 Main Street", "finding": "denied"} | changes


def _begun(office: SmallOffice, client, case: Grievance) -> Letter:
    client.post(f"/grievances/{case.number}/answer/", {"finding": "denied"})
    return _letter(office)


def _approved(office: SmallOffice, client_of, case: Grievance) -> Letter:
    writer, senior = client_of(office.holder), client_of(office.senior)
    letter = _begun(office, writer, case)
    writer.post(f"/grievances/{case.number}/answer/", _typed(letter))
    writer.post(f"/letters/{letter.key}/submit/", {"reviewer": office.senior.pk})
    revision = _letter(office).revision
    senior.post(f"/letters/{letter.key}/review/", {"verb": "approve", "revision": revision})
    return _letter(office)


def _place(letter: Letter, heading: str) -> int:
    return next(place for place, part in enumerate(letter.parts) if part["heading"] == heading)


def test_beginning_leads_to_the_editor_with_the_standard_parts(office, client_of, case):
    client = client_of(office.holder)
    answer = client.post(f"/grievances/{case.number}/answer/", {"finding": "denied"})
    assert (answer.status_code, answer.url) == (302, f"/grievances/{case.number}/answer/")
    page = client.get(answer.url).content.decode()
    assert ("Whether the employer violated 12.3" in page, ">Decision" in page) == (True, True)


def test_no_finding_is_refused(office, client_of, case):
    answer = client_of(office.holder).post(f"/grievances/{case.number}/answer/", {"finding": ""})
    assert (answer.status_code, "“Finding” is missing." in answer.content.decode()) == (422, True)


def test_what_is_written_is_saved_and_untouched_markup_stays(office, client_of, case):
    client = client_of(office.holder)
    letter = _begun(office, client, case)
    place = _place(letter, "Decision")
    typed = _typed(letter, finding="partly", **{f"part_{place}": "The grievance is granted in part.\n\n> As agreed."})
    answer = client.post(f"/grievances/{case.number}/answer/", typed)
    assert (answer.status_code, answer.url) == (302, f"/letters/{letter.key}/")
    saved = _letter(office)
    kept = {part["heading"]: part["text"] for part in saved.parts}
    before = {part["heading"]: part["text"] for part in letter.parts}
    assert kept["Decision"] == "<p>The grievance is granted in part.</p><blockquote><p>As agreed.</p></blockquote>"
    assert kept["Issue"] == before["Issue"]
    with reading_as(office.holder):
        assert Answer.objects.get(letter=saved).finding == "partly"


def test_two_writers_both_texts_are_kept(office, client_of, case):
    client = client_of(office.holder)
    letter = _begun(office, client, case)
    place = _place(letter, "Analysis")
    url = f"/grievances/{case.number}/answer/"
    client_of(office.same_unit).post(url, _typed(letter, **{f"part_{place}": "What the colleague wrote."}))
    answer = client.post(url, _typed(letter, **{f"part_{place}": "What I wrote."}))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert ("What the colleague wrote." in page, page.count("What I wrote.") >= 2) == (True, True)
    assert 'name="revision" value="2"' in page


def test_nobody_is_offered_to_approve_his_own_words_and_it_is_refused(office, client_of, case):
    senior = client_of(office.senior)
    letter = _begun(office, senior, case)
    senior.post(f"/grievances/{case.number}/answer/", _typed(letter))
    senior.post(f"/letters/{letter.key}/submit/", {"reviewer": ""})
    assert 'value="approve"' not in senior.get(f"/letters/{letter.key}/review/").content.decode()
    revision = _letter(office).revision
    answer = senior.post(f"/letters/{letter.key}/review/", {"verb": "approve", "revision": revision})
    assert (answer.status_code, "somebody else must approve it" in answer.content.decode()) == (422, True)
    assert _letter(office).state == "in_review"


def test_a_reviewer_returns_it_with_a_reason(office, client_of, case):
    writer, senior = client_of(office.holder), client_of(office.senior)
    letter = _begun(office, writer, case)
    writer.post(f"/grievances/{case.number}/answer/", _typed(letter))
    writer.post(f"/letters/{letter.key}/submit/", {"reviewer": office.senior.pk})
    revision = _letter(office).revision
    silent = senior.post(f"/letters/{letter.key}/review/", {"verb": "return", "revision": revision, "comment": ""})
    assert (silent.status_code, "Say why" in silent.content.decode()) == (422, True)
    senior.post(f"/letters/{letter.key}/review/", {"verb": "return", "revision": revision, "comment": "Cite 12.3(b)."})
    page = writer.get(f"/letters/{letter.key}/").content.decode()
    assert (_letter(office).state, "Cite 12.3(b)." in page) == ("draft", True)


def test_issue_asks_once_more_and_says_what_follows(office, client_of, case):
    letter = _approved(office, client_of, case)
    client = client_of(office.holder)
    url = f"/grievances/{case.number}/issue/{letter.key}/"
    check = client.post(url, {"method": "email"}).content.decode()
    assert "may take the grievance to Step 2 by Mon 23 Mar 2026" in check
    assert _letter(office).state == "approved"
    answer = client.post(url, {"method": "email", "stage": "do"})
    assert (answer.status_code, answer.url) == (302, f"/letters/{letter.key}/")
    with reading_as(office.holder):
        now = Grievance.objects.visible_to(office.holder).get(pk=case.pk)
        given = Answer.objects.get(letter=letter)
    assert (now.state, given.issued_on, given.method) == ("answered", date(2026, 3, 9), "email")
    assert "The issued letter (PDF)" in client.get(f"/letters/{letter.key}/").content.decode()


def test_a_draft_is_not_issued(office, client_of, case):
    client = client_of(office.holder)
    letter = _begun(office, client, case)
    url = f"/grievances/{case.number}/issue/{letter.key}/"
    assert "This cannot be done now" in client.get(url).content.decode()
    assert client.post(url, {"method": "email", "stage": "do"}).status_code == 422


def test_the_receipt_moves_the_other_sides_clock(office, client_of, case):
    letter = _approved(office, client_of, case)
    client = client_of(office.holder)
    client.post(f"/grievances/{case.number}/issue/{letter.key}/", {"method": "mail", "stage": "do"})
    url = f"/grievances/{case.number}/receipt/"
    early = client.post(url, {"received_on": "3/1/2026"})
    assert early.status_code == 422
    with time_machine.travel(date(2026, 3, 12), tick=False):
        later = client_of(office.holder)
        assert later.post(url, {"received_on": "3/11/2026"}).status_code == 302
    with reading_as(office.holder):
        assert Answer.objects.get(letter=letter).received_on == date(2026, 3, 11)


def test_an_objection_enters_the_draft_and_a_dropped_one_stops_the_issue(office, client_of, case):
    client = client_of(office.holder)
    letter = _begun(office, client, case)
    words = "Filed “late” & without <cause>.\n\nThe limit is ten days."
    assert client.post(f"/grievances/{case.number}/object/", {"objection": words}).status_code == 302
    assert [part["heading"] for part in _letter(office).parts][-2:] == ["Preserved objections", "Next step"]
    assert "Timeliness objection preserved" in client.get(f"/grievances/{case.number}/answer/").content.decode()
    now = _letter(office)
    place = _place(now, "Preserved objections")
    client.post(f"/grievances/{case.number}/answer/", _typed(now, **{f"part_{place}": "", f"heading_{place}": ""}))
    page = client.get(f"/grievances/{case.number}/answer/").content.decode()
    assert "The timeliness objection is missing" in page
    client.post(f"/letters/{letter.key}/submit/", {"reviewer": ""})
    senior = client_of(office.senior)
    senior.post(f"/letters/{letter.key}/review/", {"verb": "approve", "revision": _letter(office).revision})
    answer = client.post(f"/grievances/{case.number}/issue/{letter.key}/", {"method": "email", "stage": "do"})
    assert (answer.status_code, "Put its words back" in answer.content.decode()) == (422, True)


def test_a_correction_is_a_new_letter(office, client_of, case):
    letter = _approved(office, client_of, case)
    client, senior = client_of(office.holder), client_of(office.senior)
    client.post(f"/grievances/{case.number}/issue/{letter.key}/", {"method": "email", "stage": "do"})
    answer = client.post(f"/letters/{letter.key}/correct/")
    new = _letter(office)
    assert (new.replaces_id, answer.url) == (letter.pk, f"/letters/{new.key}/")
    client.post(f"/letters/{new.key}/edit/", _typed(new, subject="Corrected answer"))
    client.post(f"/letters/{new.key}/submit/", {"reviewer": ""})
    senior.post(f"/letters/{new.key}/review/", {"verb": "approve", "revision": _letter(office).revision})
    url = f"/grievances/{case.number}/issue/{new.key}/"
    assert "no clock moves" in client.post(url, {"method": "email"}).content.decode()
    assert client.post(url, {"method": "email", "stage": "do"}).status_code == 302
    assert (_letter(office).state, _letter(office).subject) == ("issued", "Corrected answer")


def test_an_oral_answer_where_the_contract_wants_it_written_is_refused(office, client_of, case):
    typed = {"on": "3/9/2026", "finding": "denied", "summary": "Said no."}
    client = client_of(office.holder)
    refused = client.post(f"/grievances/{case.number}/oral-answer/", typed)
    assert (refused.status_code, "in writing" in refused.content.decode()) == (422, True)
    case.procedure.steps.filter(sequence=1).update(answer_in_writing=False)
    assert client.post(f"/grievances/{case.number}/oral-answer/", typed).status_code == 302


@pytest.mark.parametrize("name", ["other_unit", "walled", "revoked", "administrator", "supervisor"])
def test_a_letter_out_of_reach_is_not_there(office, client_of, case, name):
    letter = _begun(office, client_of(office.holder), case)
    client = client_of(office.fresh(name))
    pages = ["", "edit/", "submit/", "review/", "issue/", "serve/", "correct/", "draft.pdf", "take-back/", "give-up/"]
    assert {client.get(f"/letters/{letter.key}/{page}").status_code for page in pages} == {404}
    assert client.get(f"/grievances/{case.number}/issue/{letter.key}/").status_code == 404
