"""Papers are added, versioned, withdrawn and restored by those who may, one event each, and nothing is overwritten."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from laborrel.access.guarded import NotPermitted
from laborrel.access.models import Scope
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.documents.models import Document, Version
from laborrel.documents.operations import (
    AlreadyWithdrawn,
    MatterIsFull,
    NotWithdrawn,
    ScopeOfAnotherMatter,
    UnknownPaperKind,
    WithdrawnPaper,
    WithdrawnWithoutReason,
    add_document,
    add_version,
    keeping,
    restore,
    withdraw,
)
from laborrel.documents.queries import bytes_kept_on, documents_of, withdrawn_documents_of
from laborrel.documents.refusals import ContentDiffersFromName, UnwantedName
from laborrel.documents.storage import fetch
from tests.factories.office import NOW

PAPER = {"title": "Union appeal", "kind": "appeal", "name": "appeal.txt", "content": b"We appeal.", "at": NOW}


def verbs(user):
    return list(Event.objects.visible_to(user).order_by("id").values_list("verb", "label"))


@pytest.fixture
def matter(office, matter_of):
    return matter_of(office.holder)


def test_a_paper_is_added_with_its_first_version(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, dated_on=date(2026, 3, 6), **PAPER)
        (version,) = paper.versions.all()
        assert (paper.title, paper.kind_in_words, paper.dated_on) == ("Union appeal", "Appeal", date(2026, 3, 6))
        assert (paper.scope_id, version.scope_id) == (office.desk.pk, office.desk.pk)
        assert (version.number, version.file_name, version.media_type, version.size) == (
            1,
            "appeal.txt",
            "text/plain",
            10,
        )
        assert fetch(version.storage_name, sha256=version.sha256) == b"We appeal."
        assert verbs(office.holder)[-1] == ("documents.add_document", "2026-0012")
        assert list(documents_of(matter, office.holder)) == [paper]


def test_an_untitled_paper_takes_the_file_s_name(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **(PAPER | {"title": " "}))
        assert paper.title == "appeal"


def test_versions_stand_beside_each_other(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **PAPER)
        newer = add_version(document=paper, name="appeal 2.txt", content=b"We appeal again.", by=office.holder, at=NOW)
        assert newer.number == 2
        fresh = documents_of(matter, office.holder).get()
        assert fresh.current == newer
        contents = [fetch(each.storage_name, sha256=each.sha256) for each in fresh.versions.all()]
        assert contents == [b"We appeal.", b"We appeal again."]
        assert bytes_kept_on(matter) == 26


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"kind": "poem"}, UnknownPaperKind),
        ({"name": "../a.txt"}, UnwantedName),
        ({"name": "a.pdf"}, ContentDiffersFromName),
    ],
)
def test_a_bad_paper_leaves_nothing_behind(office, matter, change, refusal):
    with reading_as(office.holder):
        with pytest.raises(refusal):
            add_document(matter=matter, by=office.holder, **(PAPER | change))
        assert list(documents_of(matter, office.holder)) == []
        assert verbs(office.holder) == verbs_before(office)


def verbs_before(office):
    return [each for each in verbs(office.holder) if not each[0].startswith("documents.")]


@pytest.mark.parametrize(
    "person", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled", "deactivated"]
)
def test_no_one_else_adds_papers(office, matter, person):
    with reading_as(office.people[person]), pytest.raises(NotPermitted):
        add_document(matter=matter, by=office.people[person], **PAPER)


@pytest.mark.parametrize(
    "person", ["nobody", "supervisor", "other_unit", "administrator", "revoked", "walled", "deactivated"]
)
def test_no_one_else_sees_papers(office, matter, person):
    with reading_as(office.holder):
        add_document(matter=matter, by=office.holder, **PAPER)
    with reading_as(office.people[person]):
        assert list(documents_of(matter, office.people[person])) == []
        assert Document.objects.unrestricted(because="the second wall alone").count() == 0
        assert Version.objects.count() == 0


def test_privileged_papers_lie_beside_the_matter(office, matter):
    with reading_as(office.holder):
        beside = Scope.objects.get(accompanies=office.desk)
        paper = add_document(matter=matter, scope=beside, by=office.holder, **PAPER)
        assert paper.is_privileged is True
        with pytest.raises(ScopeOfAnotherMatter):
            add_document(matter=matter, scope=Scope.objects.get(kind=Scope.Kind.OFFICE), by=office.holder, **PAPER)


def test_a_desk_out_of_reach_takes_no_paper(office, matter):
    with reading_as(office.holder), pytest.raises((NotPermitted, ScopeOfAnotherMatter)):
        add_document(matter=matter, scope=office.trades_desk, by=office.holder, **PAPER)


def test_withdraw_and_restore(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **PAPER)
        with pytest.raises(WithdrawnWithoutReason):
            withdraw(document=paper, because=" ", by=office.holder, at=NOW)
        out = withdraw(document=paper, because="Wrong case", by=office.holder, at=NOW)
        assert (out.is_withdrawn, out.withdrawn_because) == (True, "Wrong case")
        assert list(documents_of(matter, office.holder)) == []
        assert list(withdrawn_documents_of(matter, office.holder)) == [paper]
        with pytest.raises(AlreadyWithdrawn):
            withdraw(document=paper, because="Again", by=office.holder, at=NOW)
        with pytest.raises(WithdrawnPaper):
            add_version(document=paper, name="a.txt", content=b"x", by=office.holder, at=NOW)
        restore(document=paper, by=office.holder, at=NOW)
        assert list(documents_of(matter, office.holder)) == [paper]
        with pytest.raises(NotWithdrawn):
            restore(document=paper, by=office.holder, at=NOW)
        assert [verb for verb, _ in verbs(office.holder)][-3:] == [
            "documents.add_document",
            "documents.withdraw",
            "documents.restore",
        ]


def test_no_one_else_withdraws(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **PAPER)
    for name in ("other_unit", "walled", "administrator"):
        with reading_as(office.people[name]), pytest.raises(NotPermitted):
            withdraw(document=paper, because="x", by=office.people[name], at=NOW)


def test_the_database_refuses_to_change_a_version(office, matter):
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **PAPER)
        version = paper.versions.get()
        for act in (
            lambda: Version.objects.filter(pk=version.pk).update(sha256="0" * 64),
            lambda: Version.objects.filter(pk=version.pk).delete(),
        ):
            with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
                act()
        assert paper.versions.get().sha256 == version.sha256


def test_versions_and_history_follow_the_paper_to_another_scope(office, matter):
    with reading_as(office.holder):
        beside = Scope.objects.get(accompanies=office.desk)
        paper = add_document(matter=matter, by=office.holder, **PAPER)
        Document.objects.visible_to(office.holder).filter(pk=paper.pk).update(scope=beside)
        assert paper.versions.get().scope_id == beside.pk
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT scope_id FROM documents_documentevent WHERE pgh_obj_id = %s", [paper.pk])
            assert cursor.fetchall() == [(beside.pk,)]


def test_a_matter_can_be_full(office, matter, monkeypatch):
    monkeypatch.setattr(keeping, "ROOM_PER_MATTER", 15)
    with reading_as(office.holder):
        paper = add_document(matter=matter, by=office.holder, **PAPER)
        with pytest.raises(MatterIsFull):
            add_version(document=paper, name="b.txt", content=b"123456", by=office.holder, at=NOW)


def test_the_agency_s_scanner_is_asked(office, matter, settings):
    settings.LABORREL_VIRUS_SCANNER = "tests.laborrel.documents.operations.test_keeping.sees_worms"
    keeping._scanner.cache_clear()
    try:
        with reading_as(office.holder), pytest.raises(Exception, match=r"stopped this file: Worm\."):
            add_document(matter=matter, by=office.holder, **PAPER)
    finally:
        keeping._scanner.cache_clear()


def sees_worms(content):
    return "Worm"
