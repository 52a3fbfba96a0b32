"""Which letters wait for whom: the desk's lines and the top bar's number agree."""

import pytest

from laborrel.access.wall import reading_as
from laborrel.correspondence.deadlines import letters_waiting
from laborrel.correspondence.operations.letters import approve_letter, draft_letter, submit_letter
from laborrel.home.what_is_due import counted_in_words
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice
from tests.laborrel.correspondence.letters import TEXT

MARCH_9 = NOW.date()


@pytest.fixture
def letter(office: SmallOffice):
    case = filed(office)
    with reading_as(office.holder):
        return draft_letter(matter=case, text=TEXT, by=office.holder, at=NOW)


def waiting_for(person) -> tuple[list[str], bool]:
    """The desk's lines, and whether the top bar says the same number."""
    with reading_as(person):
        lines = [line.title for line in letters_waiting(person)]
        said = counted_in_words(person, today=MARCH_9)
    number = {0: "", 1: "1 waits for you"}.get(len(lines), f"{len(lines)} wait for you")
    return lines, (said.endswith(number) if number else "for you" not in said)


def test_a_draft_waits_for_nobody(office, letter):
    for name in ("holder", "senior", "same_unit", "other_unit"):
        assert waiting_for(office.people[name]) == ([], True)


def test_a_letter_in_review_waits_for_whom_it_was_handed_to_and_never_for_its_writer(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, by=office.holder, at=NOW, reviewer=office.senior)
    assert [waiting_for(office.people[name]) for name in ("senior", "same_unit", "holder", "other_unit")] == [
        (["Approve a letter"], True), ([], True), ([], True), ([], True),
    ]  # fmt: skip


def test_handed_to_whoever_is_free_it_waits_for_every_reviewer_within_reach(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, by=office.holder, at=NOW)
    assert [waiting_for(office.people[name]) for name in ("senior", "same_unit", "holder", "other_unit", "walled")] == [
        (["Approve a letter"], True), (["Review a letter"], True), ([], True), ([], True), ([], True),
    ]  # fmt: skip


def test_an_approved_letter_waits_for_its_writer_to_issue_it(office, letter):
    with reading_as(office.holder):
        submitted = submit_letter(letter=letter, by=office.holder, at=NOW, reviewer=office.senior)
    with reading_as(office.senior):
        approve_letter(letter=submitted, revision=submitted.revision, by=office.senior, at=NOW)
    assert (waiting_for(office.holder), waiting_for(office.senior)) == (
        (["Issue an approved letter"], True),
        ([], True),
    )
