"""What every page with a form for one act says of itself."""

import pytest

from laborrel.drafts.acting import Page


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
