"""Service: what starts the other side's clock is a record with a date, a method, names and, at best, a paper."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import connection

from laborrel.access.desks import open_team_beside
from laborrel.access.guarded import NotPermitted
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.correspondence.models import Letter, ProofOfService
from laborrel.correspondence.operations.service import Service, prove_service, record_service, withdraw_service
from laborrel.correspondence.queries import proofs_of, served_on
from laborrel.correspondence.refusals import (
    AddressMissing,
    AlreadyWithdrawnProof,
    EmptyEntry,
    EvidenceOfAnotherMatter,
    NotIssued,
    ReasonNeeded,
    ServedBeforeIssue,
    ServedInFuture,
)
from laborrel.documents.models import Document
from laborrel.documents.operations import add_document
from tests.factories.office import NOW
from tests.laborrel.correspondence.letters import issue

MAILED = Service("certified", date(2026, 3, 10), "Holder", "Jelena Reyes", "400 Harbor Street", time(15, 0))
HANDED = Service("personal", date(2026, 3, 11), "Holder", "Jelena Reyes")
LATER = NOW + timedelta(days=5)


@pytest.fixture
def issued(office, letter):
    return issue(office, letter)


def test_the_first_day_of_service_counts(office, matter, issued):
    with reading_as(office.holder):
        assert served_on(issued) is None
        record_service(letter=issued, service=HANDED, by=office.holder, at=LATER)
        assert served_on(issued) == date(2026, 3, 11)
        proof = record_service(letter=issued, service=MAILED, by=office.holder, at=LATER)
        assert served_on(issued) == date(2026, 3, 10)
        assert (str(proof), proof.is_proven) == ("By certified mail, Tue 10 Mar 2026, to Jelena Reyes", False)
        event = Event.objects.visible_to(office.holder).of(matter).latest("id")
        assert (event.verb, event.data["served_on"]) == ("correspondence.record_service", "2026-03-10")


def test_a_mistaken_record_is_taken_back_and_stays_readable(office, issued):
    with reading_as(office.holder):
        proof = record_service(letter=issued, service=MAILED, by=office.holder, at=LATER)
        with pytest.raises(ReasonNeeded):
            withdraw_service(proof=proof, because=" ", by=office.holder, at=LATER)
        withdraw_service(proof=proof, because="It came back undelivered", by=office.holder, at=LATER)
        assert (served_on(issued), list(proofs_of(issued)), issued.proofs.count()) == (None, [], 1)
        with pytest.raises(AlreadyWithdrawnProof):
            withdraw_service(proof=proof, because="Again", by=office.holder, at=LATER)


def test_a_paper_proves_it(office, matter, issued):
    with reading_as(office.holder):
        receipt = add_document(
            matter=matter, title="Receipt", kind="service", name="r.txt", content=b"signed", by=office.holder, at=LATER
        )
        proof = record_service(letter=issued, service=MAILED, by=office.holder, at=LATER)
        assert prove_service(proof=proof, evidence=receipt, by=office.holder, at=LATER).is_proven is True
        assert record_service(letter=issued, service=HANDED, evidence=receipt, by=office.holder, at=LATER).is_proven


def test_a_paper_of_another_matter_proves_nothing(office, issued):
    with reading_as(office.holder):
        other = Document.objects.create(
            scope=office.desk, title="2026-0099", kind="other", created_by=office.holder, created_at=NOW
        )
        paper = add_document(
            matter=other, title="Receipt", kind="service", name="r.txt", content=b"x", by=office.holder, at=LATER
        )
        with pytest.raises(EvidenceOfAnotherMatter):
            record_service(letter=issued, service=MAILED, evidence=paper, by=office.holder, at=LATER)


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"served_on": date(2026, 3, 8)}, ServedBeforeIssue),
        ({"served_on": date(2026, 3, 15)}, ServedInFuture),
        ({"served_by": " "}, EmptyEntry),
        ({"to_whom": ""}, EmptyEntry),
        ({"address": " "}, AddressMissing),
        ({"method": "email", "address": ""}, AddressMissing),
        ({"method": "pigeon"}, ValueError),
    ],
)
def test_an_impossible_service_is_refused(office, issued, change, refusal):
    with reading_as(office.holder):
        with pytest.raises(refusal):
            record_service(letter=issued, service=replace(MAILED, **change), by=office.holder, at=LATER)
        assert issued.proofs.count() == 0


def test_a_draft_is_not_served(office, letter):
    with reading_as(office.holder), pytest.raises(NotIssued):
        record_service(letter=letter, service=MAILED, by=office.holder, at=LATER)


@pytest.mark.parametrize("person", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled"])
def test_outsiders_neither_see_nor_record_service(office, issued, person):
    with reading_as(office.holder):
        proof = record_service(letter=issued, service=MAILED, by=office.holder, at=LATER)
    user = office.people[person]
    with reading_as(user):
        assert ProofOfService.objects.count() == 0
        with pytest.raises(NotPermitted):
            record_service(letter=issued, service=MAILED, by=user, at=LATER)
        with pytest.raises(NotPermitted):
            withdraw_service(proof=proof, because="x", by=user, at=LATER)


def test_proofs_and_their_history_move_with_the_letter(office, issued):
    with reading_as(office.holder):
        proof = record_service(letter=issued, service=MAILED, by=office.holder, at=LATER)
    with reading_as(office.senior):
        team, _ = open_team_beside(desk=office.desk, title="Case 12", is_sealed=False, by=office.senior, at=NOW)
        Letter.objects.visible_to(office.senior).filter(pk=issued.pk).update(scope=team)
        assert ProofOfService.objects.get(pk=proof.pk).scope_id == team.pk
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT scope_id FROM correspondence_proofofserviceevent")
            assert cursor.fetchall() == [(team.pk,)]
