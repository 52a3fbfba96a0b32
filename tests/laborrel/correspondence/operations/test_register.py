"""The register: every number once and none missing, whatever fails in between; confidential mail counts apart."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from laborrel.access.desks import open_team_beside
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.correspondence.models import RegisterEntry
from laborrel.correspondence.operations.register import Mail, register_mail, settle_entry, void_entry
from laborrel.correspondence.queries import mail_due, mail_of
from laborrel.correspondence.refusals import (
    AlreadySettled,
    AlreadyVoided,
    EmptyEntry,
    LettersEntry,
    MailDateInFuture,
    PaperOfAnotherMatter,
    ReasonNeeded,
)
from laborrel.drafts.editing import SomeoneElseSaved
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import issue

APPEAL = Mail("in", date(2026, 3, 6), "email", "Jelena Reyes, Local 1", "Holder", "Appeal to Step 2", date(2026, 3, 20))


def entered(office, mail=APPEAL, **options):
    return register_mail(mail=mail, by=office.holder, at=NOW, **options)


def test_mail_is_numbered_in_order_per_year(office, matter):
    with reading_as(office.holder):
        numbers = [entered(office, matter=matter).number for _ in range(3)]
        assert numbers == ["L2026-0001", "L2026-0002", "L2026-0003"]
        assert entered(office, replace(APPEAL, dated_on=date(2025, 12, 31)), matter=matter).number == "L2025-0001"
        assert [entry.number for entry in mail_of(matter, office.holder)][:1] == ["L2026-0003"]


def test_a_failed_entry_leaves_no_gap(office, matter):
    with reading_as(office.holder):
        entered(office, matter=matter)
        with transaction.atomic():
            entered(office, matter=matter)
            transaction.set_rollback(True)  # the rest of the act failed
        assert entered(office, matter=matter).number == "L2026-0002"


def test_mail_on_no_matter_lies_with_the_whole_office(office):
    with reading_as(office.holder):
        entry = entered(office)
        assert entry.scope.kind == "office"
    with reading_as(office.other_unit):
        assert list(RegisterEntry.objects.visible_to(office.other_unit)) == [entry]


def test_confidential_mail_is_counted_apart_and_betrays_nothing(office, matter):
    with reading_as(office.holder):
        entered(office, matter=matter)
    with reading_as(office.senior):
        sealed, _ = open_team_beside(desk=office.desk, title="Sealed", is_sealed=True, by=office.senior, at=NOW)
        hidden = register_mail(mail=APPEAL, scope=sealed, by=office.senior, at=NOW)
        assert hidden.number == f"L2026-{sealed.reference}-0001"
    with reading_as(office.holder):
        assert entered(office, matter=matter).number == "L2026-0002"
        with connection.cursor() as cursor:
            cursor.execute("SELECT last FROM correspondence_registercounter")
            assert cursor.fetchall() == [(2,)]


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"from_whom": " "}, EmptyEntry),
        ({"to_whom": ""}, EmptyEntry),
        ({"subject": "\n"}, EmptyEntry),
        ({"dated_on": date(2026, 3, 10)}, MailDateInFuture),
    ],
)
def test_impossible_mail_is_refused_without_a_number(office, matter, change, refusal):
    with reading_as(office.holder):
        with pytest.raises(refusal):
            entered(office, replace(APPEAL, **change), matter=matter)
        assert entered(office, matter=matter).number == "L2026-0001"


def test_a_paper_of_another_matter_is_not_entered(office, matter):
    with reading_as(office.holder), pytest.raises(PaperOfAnotherMatter):
        entered(office, matter=matter, document=matter)


def test_due_mail_waits_until_it_is_settled(office, matter):
    with reading_as(office.holder):
        entry = entered(office, matter=matter)
        assert list(mail_due(office.holder, until=date(2026, 3, 20))) == [entry]
        assert list(mail_due(office.holder, until=date(2026, 3, 19))) == []
        settle_entry(entry=entry, on=date(2026, 3, 9), revision=1, by=office.holder, at=NOW)
        assert list(mail_due(office.holder, until=date(2026, 3, 20))) == []
        with pytest.raises(AlreadySettled):
            settle_entry(entry=entry, on=date(2026, 3, 9), revision=2, by=office.holder, at=NOW)


def test_an_entry_made_in_error_is_voided_and_keeps_its_number(office, matter):
    with reading_as(office.holder):
        entry = entered(office, matter=matter)
        with pytest.raises(ReasonNeeded):
            void_entry(entry=entry, because=" ", revision=1, by=office.holder, at=NOW)
        with pytest.raises(SomeoneElseSaved):
            void_entry(entry=entry, because="Entered twice", revision=7, by=office.holder, at=NOW)
        void_entry(entry=entry, because="Entered twice", revision=1, by=office.holder, at=NOW)
        assert list(mail_of(matter, office.holder)) == []
        assert entered(office, matter=matter).number == "L2026-0002"
        with pytest.raises(AlreadyVoided):
            void_entry(entry=entry, because="x", revision=2, by=office.holder, at=NOW)


def test_a_letter_s_number_is_not_voided(office, letter):
    issued = issue(office, letter)
    with reading_as(office.holder), pytest.raises(LettersEntry):
        void_entry(entry=issued.register_entry, because="x", revision=1, by=office.holder, at=NOW)


@pytest.mark.parametrize("person", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled"])
def test_outsiders_neither_see_nor_enter_mail(office, matter, person):
    with reading_as(office.holder):
        entered(office, matter=matter)
    user = office.people[person]
    with reading_as(user):
        assert list(mail_of(matter, user)) == []
        assert RegisterEntry.objects.unrestricted(because="the second wall alone").count() == 0
        with pytest.raises(NotPermitted):
            register_mail(mail=APPEAL, matter=matter, by=user, at=NOW)


def test_a_number_cannot_be_given_twice(office, matter):
    with reading_as(office.holder):
        first, second = entered(office, matter=matter), entered(office, matter=matter)
        with pytest.raises(DatabaseError), transaction.atomic():
            RegisterEntry.objects.visible_to(office.holder).filter(pk=second.pk).update(sequence=first.sequence)
