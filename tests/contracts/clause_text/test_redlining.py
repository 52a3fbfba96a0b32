"""A redline says in words what went and what came, and gives both texts back."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from contracts.clause_text.redlining import Change, redline, share_unchanged

OLD = "Employees shall be paid overtime at one and one-half times the regular rate for all hours over forty (40)."
NEW = "Employees shall be paid overtime at two times the regular rate for all hours over thirty-eight (38)."

_words = st.lists(
    st.sampled_from(["the", "employee", "shall", "not", "be", "paid", "overtime", "of", "12.3"]), max_size=40
)
_texts = _words.map(" ".join)


def said(old: str, new: str) -> list[tuple[str, str]]:
    return [(run.change.value, run.text.strip()) for run in redline(old, new)]


def test_a_changed_rule_reads_as_one_change_after_another():
    assert said(OLD, NEW) == [
        ("same", "Employees shall be paid overtime at"),
        ("removed", "one and one-half"),
        ("added", "two"),
        ("same", "times the regular rate for all hours over"),
        ("removed", "forty (40)."),
        ("added", "thirty-eight (38)."),
    ]


def test_a_stray_small_word_between_two_changes_belongs_to_them():
    old = "Grievances are heard by the Chief of the Department within five days of their receipt by mail."
    new = "Grievances are heard by a Hearing Officer named by the parties within five days of their receipt by mail."
    assert said(old, new) == [
        ("same", "Grievances are heard by"),
        ("removed", "the Chief of the Department"),
        ("added", "a Hearing Officer named by the parties"),
        ("same", "within five days of their receipt by mail."),
    ]


def test_curly_quotes_dashes_and_line_ends_are_no_change():
    old = "The \u201cemployer\u201d \u2014 or its designee \u2014\nshall answer."
    assert said(old, 'The "employer" - or its designee - shall answer.') == [
        ("same", 'The "employer" - or its designee - shall answer.')
    ]


def test_a_long_text_of_few_words_is_still_laid_upon_itself():
    words = ["the", "leave", "shall", "be", "paid", "time", "off", "day"]
    old = Random(7).choices(words, k=6000)
    new = [f"new{place}" if place % 97 == 0 else word for place, word in enumerate(old)]
    assert share_unchanged(" ".join(old), " ".join(new)) > 0.9


def test_nothing_beside_nothing_is_the_same():
    assert redline("", "") == ()
    assert share_unchanged("", "") == 1.0


@given(_texts, _texts)
def test_what_stayed_and_came_is_the_new_text_and_what_stayed_and_went_the_old(old, new):
    runs = redline(old, new)
    assert "".join(run.text for run in runs if run.change is not Change.REMOVED) == new
    assert "".join(run.text for run in runs if run.change is not Change.ADDED).split() == old.split()


@given(_texts)
def test_a_text_beside_itself_has_no_change(text):
    assert {run.change for run in redline(text, text)} <= {Change.SAME}
