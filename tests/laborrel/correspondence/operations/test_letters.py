"""A letter on its way: who may do what, nobody approves his own words, nothing is lost, approved text is frozen."""

from dataclasses import replace

import pytest
from django.db import transaction
from django.db.utils import DatabaseError, IntegrityError

from laborrel.access.guarded import NotPermitted, UnscopedQuery
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.correspondence.models import Letter, LetterAct
from laborrel.correspondence.models.letter import LetterText
from laborrel.correspondence.operations.letters import (
    approve_letter,
    comment_on_letter,
    draft_letter,
    return_letter,
    revise_letter,
    submit_letter,
    take_back_letter,
    withdraw_letter,
)
from laborrel.correspondence.queries import letters_of, waiting_for_review
from laborrel.correspondence.refusals import EmptyLetter, OwnDraft, ReasonNeeded, UnfilledFields
from laborrel.drafts.editing import SomeoneElseSaved
from laborrel.lifecycle import IllegalTransition
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import TEXT, through_approval

OUTSIDERS = ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled", "deactivated", "table_a"]


def fresh(letter, user):
    return Letter.objects.visible_to(user).get(pk=letter.pk)


def test_a_draft_is_clean_and_remembered(office, matter, letter):
    with reading_as(office.holder):
        kept = fresh(letter, office.holder)
        assert (kept.state, kept.revision, kept.drafted_by) == ("draft", 1, office.holder)
        assert kept.text.parts[0][1].startswith("<p>This is the employer's answer")
        assert [(act.verb, act.by, act.at) for act in kept.acts.all()] == [("drafted", office.holder, NOW)]
        assert list(letters_of(matter, office.holder)) == [kept]
        event = Event.objects.visible_to(office.holder).of(matter).get()
        assert (event.verb, event.by, event.data["subject"]) == (
            "correspondence.draft_letter",
            office.holder,
            TEXT.subject,
        )


def test_the_way_to_approval_with_names_and_times(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, reviewer=office.senior, by=office.holder, at=NOW)
    with reading_as(office.senior):
        assert list(waiting_for_review(office.senior)) == [letter]
        comment_on_letter(letter=letter, comment="Cite Article 9.7.", by=office.senior, at=NOW)
        returned = return_letter(
            letter=fresh(letter, office.senior), comment="See my remark.", by=office.senior, at=NOW
        )
        assert (returned.state, list(waiting_for_review(office.senior))) == ("draft", [])
    with reading_as(office.holder):
        mine = fresh(letter, office.holder)
        revise_letter(
            letter=mine,
            text=replace(mine.text, closing="Respectfully,"),
            revision=mine.revision,
            by=office.holder,
            at=NOW,
        )
        submit_letter(letter=mine, by=office.holder, at=NOW)
    with reading_as(office.senior):
        read = fresh(letter, office.senior)
        approved = approve_letter(letter=read, revision=read.revision, by=office.senior, at=NOW)
        assert (approved.state, approved.approved_by, approved.approved_at) == ("approved", office.senior, NOW)
        assert [(act.verb, act.by.full_name, act.comment) for act in approved.acts.select_related("by")] == [
            ("drafted", "Holder", ""),
            ("submitted", "Holder", ""),
            ("commented", "Senior", "Cite Article 9.7."),
            ("returned", "Senior", "See my remark."),
            ("revised", "Holder", ""),
            ("submitted", "Holder", ""),
            ("approved", "Senior", ""),
        ]


def test_nobody_approves_his_own_draft(office, matter):
    with reading_as(office.senior):
        own = draft_letter(matter=matter, text=TEXT, by=office.senior, at=NOW)
        submit_letter(letter=own, by=office.senior, at=NOW)
        with pytest.raises(OwnDraft, match="somebody else must approve"):
            approve_letter(letter=own, revision=2, by=office.senior, at=NOW)


def test_nobody_approves_what_he_revised(office, letter):
    with reading_as(office.senior):
        revise_letter(letter=letter, text=TEXT, revision=1, by=office.senior, at=NOW)
        submit_letter(letter=letter, by=office.senior, at=NOW)
        with pytest.raises(OwnDraft):
            approve_letter(letter=letter, revision=letter.revision, by=office.senior, at=NOW)


def test_the_database_too_refuses_a_self_approval(office, letter):
    with (
        reading_as(office.holder),
        pytest.raises(IntegrityError, match="nobody_approves_his_own_draft"),
        transaction.atomic(),
    ):
        Letter.objects.visible_to(office.holder).update(state="approved", approved_by=office.holder, approved_at=NOW)


def test_a_specialist_without_the_right_cannot_approve(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, by=office.holder, at=NOW)
    with reading_as(office.same_unit), pytest.raises(NotPermitted):
        approve_letter(letter=letter, revision=2, by=office.same_unit, at=NOW)


def test_an_approval_is_of_the_text_that_was_read(office, letter):
    with reading_as(office.holder):
        submit_letter(letter=letter, by=office.holder, at=NOW)
        take_back_letter(letter=letter, by=office.holder, at=NOW)
        mine = fresh(letter, office.holder)
        revise_letter(
            letter=mine, text=replace(TEXT, subject="Other"), revision=mine.revision, by=office.holder, at=NOW
        )
        submit_letter(letter=mine, by=office.holder, at=NOW)
    with reading_as(office.senior), pytest.raises(SomeoneElseSaved):
        approve_letter(letter=letter, revision=2, by=office.senior, at=NOW)


def test_two_who_save_at_once_lose_nothing(office, letter):
    with reading_as(office.holder):
        first, second = fresh(letter, office.holder), fresh(letter, office.holder)
        revise_letter(letter=first, text=replace(TEXT, subject="Hers"), revision=1, by=office.holder, at=NOW)
    with reading_as(office.same_unit):
        with pytest.raises(SomeoneElseSaved) as both:
            revise_letter(letter=second, text=replace(TEXT, subject="His"), revision=1, by=office.same_unit, at=NOW)
        assert (both.value.theirs["subject"], both.value.yours["subject"]) == ("Hers", "His")
        assert fresh(letter, office.same_unit).subject == "Hers"


@pytest.mark.parametrize("change", [{"subject": " "}, {"addressee": " \n "}, {"parts": ()}, {"parts": ((" ", " "),)}])
def test_an_empty_letter_is_not_submitted(office, matter, change):
    with reading_as(office.holder):
        letter = draft_letter(matter=matter, text=replace(TEXT, **change), by=office.holder, at=NOW)
        with pytest.raises(EmptyLetter):
            submit_letter(letter=letter, by=office.holder, at=NOW)


def test_a_letter_with_unfilled_fields_is_not_submitted(office, matter):
    text = LetterText(subject="Answer to {{ grievant }}", addressee="X", parts=(("", "Due {{ due_on }}"),))
    with reading_as(office.holder):
        letter = draft_letter(matter=matter, text=text, by=office.holder, at=NOW)
        with pytest.raises(UnfilledFields) as refused:
            submit_letter(letter=letter, by=office.holder, at=NOW)
        assert refused.value.fields == ("grievant", "due_on")


@pytest.mark.parametrize(
    "act",
    [
        lambda letter, by: revise_letter(letter=letter, text=TEXT, revision=letter.revision, by=by, at=NOW),
        lambda letter, by: submit_letter(letter=letter, by=by, at=NOW),
        lambda letter, by: take_back_letter(letter=letter, by=by, at=NOW),
        lambda letter, by: withdraw_letter(letter=letter, because="x", by=by, at=NOW),
    ],
)
def test_a_withdrawn_letter_stays_withdrawn(office, letter, act):
    with reading_as(office.holder):
        gone = withdraw_letter(letter=letter, because="Settled by telephone", by=office.holder, at=NOW)
        with pytest.raises(IllegalTransition, match="“withdrawn”"):
            act(gone, office.holder)


@pytest.mark.parametrize("said", ["", "  "])
def test_a_return_or_withdrawal_says_why(office, letter, said):
    with reading_as(office.holder):
        with pytest.raises(ReasonNeeded):
            withdraw_letter(letter=letter, because=said, by=office.holder, at=NOW)
        submit_letter(letter=letter, by=office.holder, at=NOW)
    with reading_as(office.senior), pytest.raises(ReasonNeeded):
        return_letter(letter=letter, comment=said, by=office.senior, at=NOW)


@pytest.mark.parametrize(
    "column", ["subject", "addressee", "salutation", "closing", "signer_name", "signer_title", "copies_to"]
)
def test_the_database_freezes_an_approved_text(office, letter, column):
    through_approval(office, letter)
    with reading_as(office.holder), pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Letter.objects.visible_to(office.holder).update(**{column: "changed"})


def test_the_database_freezes_the_parts_even_on_the_way_back_to_draft(office, letter):
    through_approval(office, letter)
    with reading_as(office.holder), pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Letter.objects.visible_to(office.holder).update(parts=[], state="draft", approved_by=None, approved_at=None)


def test_acts_are_never_changed_and_letters_never_removed(office, letter):
    with reading_as(office.holder):
        for act in (
            lambda: LetterAct.objects.update(comment="x"),
            lambda: LetterAct.objects.all().delete(),
            lambda: Letter.objects.visible_to(office.holder)._raw_delete("default"),
        ):
            with pytest.raises(DatabaseError), transaction.atomic():
                act()


@pytest.mark.parametrize("person", OUTSIDERS)
def test_outsiders_see_nothing_and_do_nothing(office, matter, letter, person):
    user = office.people[person]
    with reading_as(user):
        assert list(letters_of(matter, user)) == []
        assert Letter.objects.unrestricted(because="the second wall alone").count() == 0
        assert LetterAct.objects.count() == 0
        for act in (
            lambda: draft_letter(matter=matter, text=TEXT, by=user, at=NOW),
            lambda: revise_letter(letter=letter, text=TEXT, revision=1, by=user, at=NOW),
            lambda: submit_letter(letter=letter, by=user, at=NOW),
            lambda: comment_on_letter(letter=letter, comment="x", by=user, at=NOW),
            lambda: withdraw_letter(letter=letter, because="x", by=user, at=NOW),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_an_unscoped_reading_is_refused(office, letter):
    with reading_as(office.holder), pytest.raises(UnscopedQuery):
        list(Letter.objects.all())
