"""Merge fields: words in, words out; nothing is walked, called or executed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laborrel.correspondence.merging import fields_in, merge

FIELDS = {"grievant": "Ada Example", "due_on": "Mon 9 Mar 2026", "empty": "  "}


def test_fields_are_filled():
    merged = merge("{{grievant}} by {{ due_on }}", FIELDS)
    assert (merged.text, merged.is_complete) == ("Ada Example by Mon 9 Mar 2026", True)


def test_unknown_and_empty_fields_are_listed_and_stay_visible():
    merged = merge("{{ grievant }} {{ salary }} {{ empty }} {{ salary }}", FIELDS)
    assert merged.text == "Ada Example {{ salary }} {{ empty }} {{ salary }}"
    assert (merged.unknown, merged.empty, merged.is_complete) == (("salary",), ("empty",), False)


@pytest.mark.parametrize(
    "attack",
    [
        "{{ grievant.__class__ }}",
        "{{ grievant.password }}",
        "{{ grievant|safe }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ request.user }}",
        "{{ settings.SECRET_KEY }}",
        "{{ 7*7 }}",
        "{{ grievant() }}",
        "{{ grievant['x'] }}",
        "{{ __import__('os') }}",
        "{{ Grievant }}",
    ],
)
def test_nothing_is_walked_called_or_computed(attack):
    merged = merge(attack, FIELDS)
    assert merged.text == attack
    assert len(merged.unknown) == 1


@pytest.mark.parametrize("mark", ["{% load x %}", "{{ open", "shut }}", "{% debug"])
def test_stray_braces_are_faults(mark):
    assert merge(mark, FIELDS).faults != ()
    assert merge(mark, FIELDS).text == mark


@pytest.mark.parametrize("value", [object(), 5, None, ["x"], type("Text", (str,), {"__html__": lambda self: "x"})("x")])
def test_only_plain_text_may_be_merged(value):
    with pytest.raises(TypeError, match="only plain text"):
        merge("x", {"grievant": value})


def test_values_cannot_bring_markup_or_further_fields():
    merged = merge("<p>{{ a }}</p>", {"a": '<script>x</script>\n"{{ b }}"', "b": "secret"}, is_markup=True)
    assert merged.text == "<p>&lt;script&gt;x&lt;/script&gt;<br>&quot;{{ b }}&quot;</p>"
    assert merged.is_complete is True


def test_fields_in_a_template_are_named_once():
    assert fields_in("{{ a }} {{b}} {{ a }} {{ x.y }}") == ("a", "b", "x.y")


@given(st.text(), st.dictionaries(st.from_regex(r"[a-z][a-z0-9_]{0,9}", fullmatch=True), st.text()))
def test_any_template_and_words_merge_without_failing(text, fields):
    merged = merge(text, fields)
    if not fields_in(text):
        assert merged.text == text.replace("\x01", "{").replace("\x02", "}")
