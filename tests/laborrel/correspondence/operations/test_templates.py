"""Templates: faults are listed before anything is saved, versions stay, filling never reaches beyond its words."""

import pytest

from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.correspondence.operations.letters import draft_letter, submit_letter
from laborrel.correspondence.operations.templates import current_templates, filled_in, keep_template, retire_template
from laborrel.correspondence.refusals import TemplateFaulty, UnfilledFields
from tests.factories.office import NOW

KNOWN = ["grievant", "number", "due_on"]
ANSWER = {
    "kind": "answer",
    "title": "Answer at a step",
    "subject": "Answer to grievance {{ number }}",
    "parts": [("", "The grievance of {{ grievant }} is denied."), ("Appeal", "<p>Until {{ due_on }}.</p>")],
    "known_fields": KNOWN,
    "at": NOW,
}


@pytest.fixture
def template(office):
    with reading_as(office.senior):
        return keep_template(by=office.senior, **ANSWER)


def test_a_template_is_filled_from_plain_words(template):
    text, missing = filled_in(
        template,
        {"grievant": "Ada <b>Example</b>", "number": "2026-0012", "due_on": "Mon 9 Mar 2026"},
        addressee="Local 1",
    )
    assert (text.subject, text.addressee, missing) == ("Answer to grievance 2026-0012", "Local 1", ())
    assert text.parts == (
        ("", "<p>The grievance of Ada &lt;b&gt;Example&lt;/b&gt; is denied.</p>"),
        ("Appeal", "<p>Until Mon 9 Mar 2026.</p>"),
    )


def test_what_is_missing_is_listed_and_stops_the_letter(office, matter, template):
    text, missing = filled_in(template, {"number": "2026-0012", "grievant": ""}, addressee="Local 1")
    assert missing == ("grievant", "due_on")
    with reading_as(office.holder):
        letter = draft_letter(matter=matter, text=text, template=template, by=office.holder, at=NOW)
        with pytest.raises(UnfilledFields, match="grievant, due_on"):
            submit_letter(letter=letter, by=office.holder, at=NOW)


@pytest.mark.parametrize(
    ("change", "faults"),
    [
        ({"subject": "{{ salary }}"}, ("the field “salary” is not known",)),
        ({"parts": [("{{ grievant.password }}", "x")]}, ("the field “grievant.password” is not known",)),
        ({"parts": [("", "{% load x %} {{ grievant }}")]}, ("“{%” stands alone", "“%}” stands alone")),
        ({"title": " "}, ("it needs a title, a subject and a text",)),
        ({"parts": []}, ("it needs a title, a subject and a text",)),
    ],
)
def test_faults_are_listed_and_nothing_is_saved(office, change, faults):
    with reading_as(office.senior):
        with pytest.raises(TemplateFaulty) as refused:
            keep_template(by=office.senior, **(ANSWER | change))
        assert (refused.value.faults, current_templates()) == (faults, [])


def test_a_change_is_a_new_version(office, template):
    with reading_as(office.senior):
        newer = keep_template(by=office.senior, **(ANSWER | {"subject": "Our answer to {{ number }}"}))
        assert (template.version, newer.version, current_templates()) == (1, 2, [newer])
        template.refresh_from_db()
        assert template.subject == "Answer to grievance {{ number }}"
        retire_template(template=newer, by=office.senior, at=NOW)
        assert current_templates() == []


@pytest.mark.parametrize("person", ["nobody", "supervisor", "holder", "administrator"])
def test_no_one_else_keeps_templates(office, person):
    user = office.people[person]
    with reading_as(user), pytest.raises(NotPermitted):
        keep_template(by=user, **ANSWER)
