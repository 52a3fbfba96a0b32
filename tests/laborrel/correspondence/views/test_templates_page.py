"""Letter templates in the browser: a version after a version, a preview, retired, a letter begun on a case."""

import pytest

from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter, LetterTemplate
from tests.factories.grievances import filed

TYPED = {
    "kind": "extension", "title": "Extension", "subject": "Grievance {{ case_number }}",
    "heading_0": "", "part_0": "We ask for more time in the matter of {{ grievant }}.",
}  # fmt: skip


def test_a_template_is_written_previewed_and_follows_itself(office, client_of):
    browser = client_of(office.senior)
    assert browser.post("/letters/templates/new/", TYPED).status_code == 302
    first = LetterTemplate.objects.get()
    page = browser.get(f"/letters/templates/{first.pk}/").content.decode()
    assert ("Grievance 2026-0012" in page, "in the matter of Ada Example" in page) == (True, True)
    changed = TYPED | {"title": "Extension of time"}
    assert browser.post(f"/letters/templates/{first.pk}/next/", changed).status_code == 302
    assert list(LetterTemplate.objects.order_by("version").values_list("version", "title")) == [
        (1, "Extension"), (2, "Extension of time"),
    ]  # fmt: skip
    newest = LetterTemplate.objects.get(version=2)
    assert browser.post(f"/letters/templates/{newest.pk}/retire/").status_code == 302
    assert "No longer offered" in browser.get("/letters/templates/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"part_0": "{{ salary }}"}, "the field “salary” is not known"),
        ({"part_0": "{{ grievant"}, "stands alone"),
        ({"part_0": ""}, "it needs a title, a subject and a text"),
        ({"kind": "Not A Word"}, "Short name"),
    ],
)
def test_a_faulty_template_is_refused_and_the_text_kept(office, client_of, changes, words):
    answer = client_of(office.senior).post("/letters/templates/new/", TYPED | changes)
    assert (answer.status_code, words in answer.content.decode(), LetterTemplate.objects.count()) == (422, True, 0)
    assert "Grievance {{ case_number }}" in answer.content.decode()


def test_a_letter_begins_with_the_words_of_the_case_and_of_no_hidden_one(office, client_of):
    client_of(office.senior).post("/letters/templates/new/", TYPED)
    template = LetterTemplate.objects.get()
    case = filed(office)
    sealed = filed(office, is_sealed=True, grievants=["Whistle Blower"])
    begin = f"/letters/templates/{template.pk}/begin/"
    assert client_of(office.holder).post(begin, {"number": case.number}).status_code == 302
    with reading_as(office.holder):
        letter = Letter.objects.visible_to(office.holder).get()
        assert letter.subject == f"Grievance {case.number}"
        assert "in the matter of Ada Example" in letter.parts[0]["text"]
    refused = client_of(office.same_unit).post(begin, {"number": sealed.number})
    assert (refused.status_code, "Whistle" in refused.content.decode()) == (422, False)


def test_who_writes_templates_and_who_uses_them(office, client_of):
    client_of(office.senior).post("/letters/templates/new/", TYPED)
    template = LetterTemplate.objects.get()
    assert client_of(office.holder).get(f"/letters/templates/{template.pk}/").status_code == 200
    assert client_of(office.holder).get("/letters/templates/new/").status_code == 404
    assert client_of(office.counsel).get("/letters/templates/").status_code == 404


def test_what_waits_for_review_is_listed_for_those_who_see_it(office, client_of):
    from laborrel.correspondence.operations.letters import submit_letter
    from tests.factories.case_acts import answer_begun

    case = filed(office)
    answer = answer_begun(case, office.holder)
    with reading_as(office.holder):
        letter = Letter.objects.visible_to(office.holder).get(pk=answer.letter_id)
        submit_letter(letter=letter, by=office.holder, at=letter.drafted_at)
    assert case.number in client_of(office.senior).get("/letters/waiting/").content.decode()
    assert case.number not in client_of(office.other_unit).get("/letters/waiting/").content.decode()
