"""What is typed in a plain box and what it means; opening a letter loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laborrel.correspondence.rich_text import cleaned
from laborrel.correspondence.typed_text import from_typed, is_typed, to_typed

PAIRS = [
    ("One.\n\nTwo,\nbroken.", "<p>One.</p><p>Two,<br>broken.</p>"),
    ("> It is offered.\n>\n> By seniority.", "<blockquote><p>It is offered.</p><p>By seniority.</p></blockquote>"),
    ("- first\n- second", "<ul><li>first</li><li>second</li></ul>"),
    ("It is **so**.", "<p>It is <strong>so</strong>.</p>"),
    ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "markup"), PAIRS)
def test_typed_words_and_their_markup(typed, markup):
    assert (from_typed(typed), to_typed(markup)) == (markup, typed)


def test_a_table_is_shown_as_it_is():
    table = "<table><tbody><tr><td>1</td></tr></tbody></table>"
    assert (to_typed(table), is_typed(table)) == (table, False)


@given(st.text(max_size=300))
def test_what_is_typed_becomes_markup_the_cleaner_leaves_alone(text):
    markup = cleaned(from_typed(text)) if from_typed(text) else ""
    assert cleaned(markup) == markup


@given(st.text(max_size=300))
def test_opening_and_saving_a_part_changes_nothing(text):
    markup = cleaned(text)
    shown = to_typed(markup)
    assert (cleaned(from_typed(shown)) if is_typed(shown) else cleaned(shown)) == markup
