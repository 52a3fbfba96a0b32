"""An issued letter is numbered, printed once, frozen by the database, and corrected only by a new one."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.correspondence.models import Letter, RegisterEntry
from laborrel.correspondence.operations.issuing import correct_letter, issue_letter
from laborrel.correspondence.operations.letters import draft_letter, revise_letter
from laborrel.correspondence.printing import print_letter
from laborrel.correspondence.queries import mail_of
from laborrel.correspondence.refusals import AlreadyReplaced, IssueDateInFuture, IssueDateTooEarly, NotIssued
from laborrel.documents.models import Document
from laborrel.documents.operations import FrozenPaper, add_version, withdraw
from laborrel.documents.queries import documents_of
from laborrel.documents.storage import fetch
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.lifecycle import IllegalTransition
from laborrel.organization.models import Employer
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import ON, TEXT, issue, through_approval, words
from tests.laborrel.documents.hostile_files import honest_pdf
from tests.pdfcheck import assert_accessible_archive


def content_of(letter):
    version = letter.document.current
    return fetch(version.storage_name, sha256=version.sha256)


def test_issue_numbers_prints_files_and_tells(office, matter, letter):
    issued = issue(office, letter)
    with reading_as(office.holder):
        assert (issued.state, issued.issued_by, issued.issued_at, issued.letter_date) == (
            "issued",
            office.holder,
            NOW,
            ON,
        )
        entry = mail_of(matter, office.holder).get()
        assert (entry.number, entry.direction, entry.dated_on, entry.to_whom, entry.from_whom) == (
            "L2026-0001", "out", ON, "Jelena Reyes, Steward", "Holder"
        )  # fmt: skip
        assert (issued.register_entry, entry.document, issued.reference) == (entry, issued.document, "2026-0012")
        (paper,) = documents_of(matter, office.holder)
        assert (paper, paper.kind, paper.dated_on) == (issued.document, "answer", ON)
        assert paper.current.file_name == "L2026-0001 Answer at Step 1 to grievance 2026-0012.pdf"
        event = Event.objects.visible_to(office.holder).of(matter).latest("id")
        assert (event.verb, event.data["number"]) == ("correspondence.issue_letter", "L2026-0001")


def test_the_paper_reprints_identically_after_the_letterhead_has_changed(office, letter):
    issued = issue(office, letter)
    with reading_as(office.holder):
        kept = content_of(issued)
        assert_accessible_archive(kept)
        again = Letter.objects.visible_to(office.holder).get(pk=issued.pk)
        assert print_letter(again, number="L2026-0001", on=ON, method="certified") == kept
        Employer.objects.update(name="Another Town")
        assert content_of(again) == kept
        assert "Town of Example" in words(kept)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "x"},
        {"parts": []},
        {"state": "draft"},
        {"state": "withdrawn"},
        {"letter_date": date(2026, 3, 1)},
        {"issued_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"reference": "x"},
        {"kind": "x"},
        {"document": None},
        {"register_entry": None},
        {"approved_at": datetime(2026, 1, 1, tzinfo=UTC)},
    ],
)
def test_the_database_freezes_an_issued_letter(office, letter, change):
    issued = issue(office, letter)
    with reading_as(office.holder):
        with pytest.raises(DatabaseError), transaction.atomic():
            Letter.objects.visible_to(office.holder).filter(pk=issued.pk).update(**change)
        with pytest.raises(IllegalTransition):
            revise_letter(letter=issued, text=TEXT, revision=issued.revision, by=office.holder, at=NOW)


def test_the_paper_of_an_issued_letter_is_neither_replaced_nor_taken_out(office, letter):
    paper = issue(office, letter).document
    with reading_as(office.holder):
        with pytest.raises(FrozenPaper):
            add_version(document=paper, name="signed.pdf", content=honest_pdf(), by=office.holder, at=NOW)
        with pytest.raises(FrozenPaper):
            withdraw(document=paper, because="It looked better empty.", by=office.holder, at=NOW)
        assert (paper.versions.count(), Document.objects.visible_to(office.holder).get(pk=paper.pk).is_withdrawn) == (
            1, False,
        )  # fmt: skip


def test_the_database_keeps_the_paper_of_an_issued_letter(office, letter):
    paper = issue(office, letter).document
    with reading_as(office.holder):
        first = paper.versions.get()
        first.pk, first.number, first.storage_name = None, 2, "elsewhere"
        with pytest.raises(DatabaseError, match="as it left the house"), transaction.atomic():
            first.save(force_insert=True)
        for change in ({"is_frozen": False}, {"title": "Another"}):
            with pytest.raises(DatabaseError, match="as it left the house"), transaction.atomic():
                Document.objects.visible_to(office.holder).filter(pk=paper.pk).update(**change)


def test_an_issued_letter_may_still_move_with_its_matter(office, letter):
    from laborrel.access.desks import open_team_beside

    issued = issue(office, letter)
    with reading_as(office.senior):
        team, _ = open_team_beside(desk=office.desk, title="Case 12", is_sealed=False, by=office.senior, at=NOW)
        Letter.objects.visible_to(office.senior).filter(pk=issued.pk).update(scope=team)
        moved = Letter.objects.visible_to(office.senior).get(pk=issued.pk)
        assert {act.scope_id for act in moved.acts.all()} == {team.pk}


@pytest.mark.parametrize(
    ("on", "refusal"), [(date(2026, 3, 10), IssueDateInFuture), (date(2026, 3, 8), IssueDateTooEarly)]
)
def test_a_letter_bears_a_possible_date(office, letter, on, refusal):
    with pytest.raises(refusal):
        issue(office, letter, on=on)


def test_only_an_approved_letter_is_issued(office, letter):
    with reading_as(office.holder):
        with pytest.raises(IllegalTransition, match="“Issue” is not possible"):
            issue_letter(letter=letter, on=ON, revision=1, by=office.holder, at=NOW)
        assert RegisterEntry.objects.visible_to(office.holder).count() == 0


def test_a_stale_page_cannot_issue_and_leaves_no_gap(office, letter):
    ready = through_approval(office, letter)
    with reading_as(office.holder):
        with pytest.raises(SomeoneElseSaved):
            issue_letter(letter=ready, on=ON, revision=1, by=office.holder, at=NOW)
        issued = issue_letter(letter=ready, on=ON, revision=ready.revision, by=office.holder, at=NOW)
        assert issued.register_entry.number == "L2026-0001"


@pytest.mark.parametrize("person", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled"])
def test_no_one_else_issues_or_corrects(office, letter, person):
    ready = through_approval(office, letter)
    user = office.people[person]
    with reading_as(user):
        with pytest.raises(NotPermitted):
            issue_letter(letter=ready, on=ON, revision=ready.revision, by=user, at=NOW)
        with pytest.raises(NotPermitted):
            correct_letter(letter=ready, by=user, at=NOW)


def test_a_correction_is_a_new_letter_that_says_what_it_replaces(office, matter, letter):
    issued = issue(office, letter)
    with reading_as(office.holder):
        correction = correct_letter(letter=issued, by=office.holder, at=NOW)
        assert (correction.state, correction.replaces, correction.text) == ("draft", issued, issued.text)
        with pytest.raises(AlreadyReplaced):
            correct_letter(letter=issued, by=office.holder, at=NOW)
        text = replace(correction.text, subject="Corrected answer at Step 1")
        revise_letter(letter=correction, text=text, revision=1, by=office.holder, at=NOW)
    second = issue(office, correction)
    with reading_as(office.holder):
        printed = words(content_of(second))
        assert "This letter replaces letter L2026-0001 of Mon 9 Mar 2026." in printed
        assert second.register_entry.number == "L2026-0002"
        assert Letter.objects.visible_to(office.holder).get(pk=issued.pk).state == "issued"


def test_only_an_issued_letter_is_corrected(office, letter):
    with reading_as(office.holder), pytest.raises(NotIssued):
        correct_letter(letter=letter, by=office.holder, at=NOW)


@pytest.mark.parametrize("subject", ["Re: a/b\\c <d> “e”", "Answer.exe to x", "…", "a" * 280, "CON", "Settlement.pdf"])
def test_any_subject_makes_a_file_name(office, matter, subject):
    with reading_as(office.holder):
        odd = draft_letter(matter=matter, text=replace(TEXT, subject=subject), by=office.holder, at=NOW)
    assert issue(office, odd).state == "issued"
