"""What every page with a form for one act says of itself."""

from datetime import date, time

import pytest

from laborrel.drafts.acting import Page, in_words


@pytest.mark.parametrize(
    ("title", "tells_apart", "tab", "check_tab"),
    [
        (
            "Submit for review",
            "Answer at Step 1",
            "Submit for review: Answer at Step 1",
            "Check: Submit for review (Answer at Step 1)",
        ),
        ("Merge Parks", "", "Merge Parks", "Check: Merge Parks"),
    ],
)
def test_the_tab_says_the_act_and_on_what(title, tells_apart, tab, check_tab):
    page = Page(title=title, button="Do it", back_url="/", about="the letter", tells_apart=tells_apart)
    assert (page.tab, page.check_tab) == (tab, check_tab)


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "Yes"), (date(2026, 3, 9), "Mon 9 Mar 2026"), (time(14, 5), "2:05 pm"), (None, ""), (0, "0")],
)
def test_a_value_is_said_as_the_pages_say_it(value, words):
    assert in_words(value) == words
