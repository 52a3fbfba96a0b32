"""Forms: every control is labelled and described, every fault leads to its field."""

import pytest
from django import forms
from django.template import engines

from laborrel.web.form_faces import Fault, dress, faults
from tests.laborrel.web.gallery.views import GrievanceForm

EMPTY: dict[str, str] = {}


def drawn(source: str, **context: object) -> str:
    return engines["django"].from_string("{% load face %}" + source).render(context)


def test_faults_in_the_order_of_the_page_each_with_its_anchor(gallery):
    assert faults([GrievanceForm(EMPTY), GrievanceForm(), None]) == [
        Fault("“Grievant” is missing.", "id_grievant"),
        Fault("“Filed on” is missing.", "id_filed_on"),
        Fault("“Unit” is missing.", "id_unit"),
        Fault("“How it was received” is missing.", "id_how_0"),
        Fault("“What happened” is missing.", "id_what"),
    ]


def test_a_fault_of_the_whole_form_comes_first_and_leads_nowhere(gallery):
    first = faults([GrievanceForm({"grievant": "nobody"})])[0]
    assert first == Fault("A grievance needs a grievant known to this office.", "")


def test_formsets_are_asked_too(gallery):
    rows = forms.formset_factory(GrievanceForm, extra=0)
    data = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-grievant": "x"}
    assert [fault.anchor for fault in faults([rows(data)])][:2] == ["id_form-0-filed_on", "id_form-0-unit"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("grievant", {"class": "usa-input"}),
        ("unit", {"class": "usa-select"}),
        ("how", {}),
        ("what", {"class": "usa-textarea", "rows": "5"}),
        ("paper", {"class": "file-input"}),
        ("is_class", {"class": "usa-checkbox__input"}),
    ],
)
def test_dress(gallery, name, expected):
    assert dress(GrievanceForm()[name]) == expected


def test_a_refused_control_wears_it_and_is_described_by_hint_and_error(gallery):
    html = drawn("{{ form.filed_on.as_field_group }}", form=GrievanceForm({"filed_on": "31/31/2026"}))
    assert 'aria-describedby="id_filed_on_helptext id_filed_on_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'class="usa-input usa-input--error"' in html
    assert 'value="31/31/2026"' in html
    assert 'id="id_filed_on_error"' in html
    assert "(required)" in html


def test_radios_stand_in_a_described_fieldset(gallery):
    html = drawn("{{ form.how.as_field_group }}", form=GrievanceForm())
    assert '<fieldset class="usa-fieldset" aria-describedby="id_how_helptext">' in html
    assert '<legend class="usa-legend">How it was received <span class="required">(required)</span></legend>' in html
    assert html.count('type="radio"') == html.count("usa-radio__label") == 3


def test_summary_of_nothing_is_nothing(gallery):
    assert drawn("{% error_summary form %}", form=GrievanceForm()).strip() == ""
