"""The printed letter: accessible, archival, the same bytes again, marked when it is a draft or confidential."""

import pytest

from laborrel.access.desks import open_team_beside
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import Letter
from laborrel.correspondence.printing import print_draft, print_letter, tied
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import ON, words
from tests.pdfcheck import assert_accessible_archive


def test_a_letter_is_an_accessible_archive_and_prints_the_same_again(office, letter):
    with reading_as(office.holder):
        first = print_letter(letter, number="L2026-0001", on=ON, method="certified")
        again = print_letter(
            Letter.objects.visible_to(office.holder).get(pk=letter.pk), number="L2026-0001", on=ON, method="certified"
        )
    assert_accessible_archive(first)
    assert again == first


@pytest.mark.parametrize(
    "shown",
    [
        "Town of Example",
        "Labor Relations",
        "An invented employer, for demonstration.",
        "Mon 9 Mar 2026",
        "Our reference 2026-0012",
        "Letter L2026-0001",
        "Jelena Reyes, Steward Local 1 400 Harbor Street",
        "By certified mail",
        "Answer at Step 1 to grievance 2026-0012",
        "granted in part",
        "Sincerely,",
        "Holder Labor relations specialist",
        "Department of Parks",
        "2026-0012. Letter L2026-0001",
        "Page 1 of 2",
    ],
)
def test_what_stands_on_a_letter(office, letter, shown):
    with reading_as(office.holder):
        printed = words(print_letter(letter, number="L2026-0001", on=ON, method="certified"))
    assert shown in printed
    assert "Draft" not in printed
    assert "onfidential" not in printed


def test_a_draft_says_so_and_bears_no_number(office, letter):
    with reading_as(office.holder):
        printed = print_draft(letter)
    assert_accessible_archive(printed)
    assert "Draft, not issued" in words(printed)
    assert "Not dated" in words(printed)
    assert "L2026" not in words(printed)


def test_a_letter_of_a_confidential_case_says_so(office, letter):
    with reading_as(office.senior):
        team, beside = open_team_beside(desk=office.desk, title="Case 12", is_sealed=False, by=office.senior, at=NOW)
        letter.scope = team
        assert "Confidential" in words(print_letter(letter, number="L1", on=ON))
        letter.scope = beside
        assert "Privileged and confidential" in words(print_letter(letter, number="L1", on=ON))
        assert "Case 12" not in words(print_letter(letter, number="L1", on=ON))


def test_text_that_reached_the_database_another_way_still_cannot_fetch(office, letter):
    letter.parts = [{"heading": "<b>x</b>", "text": '<p>hello<img src="file:///etc/hostname"><script>x</script></p>'}]
    with reading_as(office.holder):
        printed = words(print_letter(letter, number="L1", on=ON))
    assert "hello" in printed
    assert "<b>x</b>" in printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("see Article 20.4(b).", 'see <span class="nowrap">Article 20.4(b).</span>'),
        ("on Mon 9 Mar 2026 in", 'on <span class="nowrap">Mon 9 Mar 2026</span> in'),
        ("Ms. O'Neil-Reyes said", """<span class="nowrap">Ms. O'Neil-Reyes</span> said"""),
        ('<th scope="col">Step 2</th>', '<th scope="col"><span class="nowrap">Step 2</span></th>'),
        ("no article here", "no article here"),
    ],
)
def test_citations_dates_and_names_stay_on_one_line(typed, printed):
    assert tied(typed) == printed
