"""Whatever a browser sends, every form answers in words: never with a fault of ours."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter
from tests.factories.grievances import filed, received

FIELDS = {
    "screen": "timely timely_rule in_unit in_unit_rule grievable grievable_rule",
    "meeting": "held_on began_at place attendees union_position employer_position exchanged",
    "happening": "kind on received_on method note",
    "cite": "article cited_by on",
    "appeal": "filed_on received_on method moved_by to_sequence",
    "advance": "filed_on method moved_by",
    "skip": "on to_sequence",
    "revert": "on to_sequence",
    "refer": "demanded_on received_on demanded_by",
    "extend": "clock new_due_on more_days asked_by agreed_with agreed_on",
    "hold": "from_on reason agreed_with lead",
    "release": "until_on",
    "answer": "finding subject addressee revision part_0 heading_0 part_new heading_new part_99",
    "oral-answer": "on finding answered_by summary",
    "receipt": "received_on",
    "object": "objection",
    "settle": "terms amount_cents precedent is_citable",
    "withdraw": "on withdrawn_by with_prejudice words",
    "close": "on outcome words",
    "remedies": "granted_1",
    "amend": "title kind issue discipline department occurred_on known_on statement representative revision",
    "assign": "user",
    "restrict": "is_sealed because",
    "let-in": "user may_work with_notes",
    "wall-off": "user because note",
    "note": "text revision",
}
FILE_FIELDS = (
    "title issue kind discipline department occurred_on known_on filed_on agreement statement representative revision"
    " at_step grievants-TOTAL_FORMS grievants-INITIAL_FORMS grievants-0-who citations-TOTAL_FORMS citations-0-article"
)
LETTER_FIELDS = {
    "submit": "reviewer", "review": "verb comment revision", "serve": "method served_on served_at to_whom address",
    "give-up": "because", "issue": "method revision", "edit": "subject revision part_0",
}  # fmt: skip
NASTY = st.sampled_from([
    "\x00", "a\x00b", "\x07\x1b[31m", "\u202egnp.exe", "مرحبا", "9" * 400, "-1", "1e400", "NaN", "0", "2026-02-30",
    "1/1/1900", "12/31/2199", "3/9/2026", "<script>alert(1)</script>", "{{ 7*7 }}", "'; DROP TABLE x; --",
    "\ufffe\uffff", "\U0001f600" * 50, "1:answer", "2:file", "99999999999999999999:answer", "x:answer", "individual",
    "denied", "yes", "email", "approve", "do",
])  # fmt: skip
VALUE = NASTY | st.text(max_size=60)
STAGE = st.sampled_from(["", "do", "change", "more-grievants", "more-\x00"])
EVER = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck), database=None)


def _send(client, url: str, typed: dict[str, str], upload: bytes | None) -> int:
    """One request, undone at once, so that every example meets the same case."""
    data = dict(typed)
    if upload is not None:
        data["paper"] = SimpleUploadedFile("paper.pdf", upload, "application/pdf")
    with transaction.atomic():
        status = client.post(url, data).status_code
        transaction.set_rollback(True)
    return status


@pytest.mark.parametrize("page", FIELDS)
@EVER
@given(data=st.data())
def test_every_verb_answers_in_words(page, data, desk):
    case, client, _ = desk
    typed = {name: data.draw(VALUE) for name in FIELDS[page].split()} | {"stage": data.draw(STAGE)}
    status = _send(client, f"/grievances/{case.number}/{page}/", typed, data.draw(st.none() | st.binary(max_size=40)))
    assert status in {200, 302, 404, 409, 422}


@EVER
@given(data=st.data())
def test_receiving_and_filing_answer_in_words(data, desk):
    _, client, waiting = desk
    typed = {name: data.draw(VALUE) for name in FILE_FIELDS.split()} | {"stage": data.draw(STAGE)}
    assert _send(client, f"/grievances/{waiting.number}/file/", typed, None) in {200, 302, 422}
    typed = {name: data.draw(VALUE) for name in ("unit", "received_on", "method", "is_sealed", "submission")}
    assert _send(client, "/grievances/new/", typed, None) in {200, 302, 422}
    assert client.get("/grievances/employees/", {"grievants-0-who": data.draw(VALUE)}).status_code == 200


@pytest.mark.parametrize("page", LETTER_FIELDS)
@EVER
@given(data=st.data())
def test_every_page_of_a_letter_answers_in_words(page, data, desk, office):
    case, client, _ = desk
    with reading_as(office.senior):
        letter = Letter.objects.visible_to(office.senior).of(case).first()
    typed = {name: data.draw(VALUE) for name in LETTER_FIELDS[page].split()} | {"stage": data.draw(STAGE)}
    assert _send(client, f"/letters/{letter.key}/{page}/", typed, None) in {200, 302, 409, 422}


def test_an_address_that_is_none(desk):
    _, client, _ = desk
    assert [
        client.get(f"/grievances/{number}/appeal/").status_code for number in ("%00", "%F0%9F%98%80", "9" * 500)
    ] == [404] * 3


@pytest.fixture
def desk(office, client_of):
    """A case with an answer begun, a receipt not yet entered, and a senior who may do everything to both."""
    case, waiting = filed(office), received(office)
    client = client_of(office.senior)
    client.post(f"/grievances/{case.number}/answer/", {"finding": "denied"})
    return case, client, waiting


SOUND = {
    "extend": {
        "clock": "1:answer", "new_due_on": "3/23/2026", "more_days": "", "asked_by": "union", "agreed_with": "J. Reyes",
        "agreed_on": "3/9/2026",
    },
    "hold": {"from_on": "3/9/2026", "reason": "A lead case", "agreed_with": "J. Reyes", "lead": ""},
    "refer": {"demanded_on": "3/9/2026", "received_on": "", "demanded_by": "J. Reyes"},
    "meeting": {"held_on": "3/9/2026", "began_at": "", "attendees": "Ada Example", "place": ""},
    "object": {"objection": "Late."},
    "settle": {"terms": "Eight hours.", "amount_cents": "10", "precedent": "no"},
    "withdraw": {"on": "3/9/2026", "withdrawn_by": "J. Reyes", "words": ""},
    "amend": {
        "title": "Overtime", "kind": "individual", "occurred_on": "2/27/2026", "known_on": "", "statement": "",
        "discipline": "",
    },
    "file": {
        "title": "Overtime", "kind": "individual", "filed_on": "3/2/2026", "occurred_on": "2/27/2026", "known_on": "",
        "discipline": "", "at_step": "", "statement": "", "remedy_asked": "", "moved_by": "", "grievants-0-who": "1001",
        "grievants-TOTAL_FORMS": "1", "grievants-INITIAL_FORMS": "0", "citations-0-article": "12.3",
        "citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "0",
    },
}  # fmt: skip


@pytest.mark.parametrize("page", SOUND)
@settings(EVER, max_examples=12)
@given(data=st.data())
def test_a_sound_form_with_one_strange_box(page, data, desk):
    """Sent in earnest: the strange box reaches the verb and what it writes."""
    case, client, waiting = desk
    on = waiting if page == "file" else case
    typed = SOUND[page] | {"stage": data.draw(st.sampled_from(["", "do"])), "revision": on.revision}
    typed |= {"issue": case.issue_id, "department": case.department_id}
    typed |= {data.draw(st.sampled_from(sorted(SOUND[page]))): data.draw(VALUE)}
    assert _send(client, f"/grievances/{on.number}/{page}/", typed, None) in {200, 302, 409, 422}
