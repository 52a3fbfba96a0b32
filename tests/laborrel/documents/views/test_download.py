"""A file is handed out after the object check only, cannot run, is cached nowhere; confidential reads leave a trace."""

import re
import uuid

import pytest
from django.urls import reverse

from laborrel.access.desks import open_team_beside
from laborrel.access.wall import reading_as
from laborrel.audit.models import Reading
from laborrel.documents import storage
from laborrel.documents.models import Document
from laborrel.documents.operations import add_document, add_version
from tests.factories.office import NOW


@pytest.fixture
def paper(office, matter_of):
    with reading_as(office.holder):
        paper = add_document(
            matter=matter_of(office.holder),
            title="Appeal of Grievant Zanzibar",
            kind="appeal",
            name="Peña appeal.txt",
            content=b"version one",
            by=office.holder,
            at=NOW,
        )
        add_version(document=paper, name="appeal 2.txt", content=b"version two", by=office.holder, at=NOW)
    return paper


def test_the_newest_and_each_older_version(office, client_of, paper):
    client = client_of(office.holder)
    assert client.get(paper.get_absolute_url()).content == b"version two"
    assert client.get(reverse("documents:download", args=[paper.key, 1])).content == b"version one"
    assert client.get(reverse("documents:download", args=[paper.key, 3])).status_code == 404
    assert client.post(paper.get_absolute_url()).status_code == 405


def test_the_answer_can_neither_run_nor_be_kept(office, client_of, paper):
    answer = client_of(office.holder).get(reverse("documents:download", args=[paper.key, 1]))
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == "attachment; filename*=utf-8''Pe%C3%B1a%20appeal.txt"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Content-Type"] == "text/plain"


@pytest.mark.parametrize(
    "person", ["nobody", "supervisor", "other_unit", "table_a", "administrator", "revoked", "walled", "counsel"]
)
def test_a_hidden_paper_is_an_absent_one(office, client_of, paper, person):
    client = client_of(office.people[person])

    def ask(key, number):
        name, arguments = ("documents:download", [key, number]) if number else ("documents:download_current", [key])
        answer = client.get(reverse(name, args=arguments))
        changing = rb"\b[A-Za-z0-9]{64}\b|" + str(key).encode()  # tokens against forgery, and the address itself
        return answer.status_code, re.sub(changing, b"", answer.content)

    for number in (0, 1, 2, 9):
        assert ask(paper.key, number) == ask(uuid.uuid4(), number)
        assert ask(paper.key, number)[0] == 404


def test_who_is_not_signed_in_is_sent_to_the_door(client, paper):
    assert client.get(paper.get_absolute_url()).status_code == 302


@pytest.mark.parametrize("tail", ["..%2f..%2fmanage.py", "../../manage.py", "1", "versions/1"])
def test_nothing_else_is_served(office, client_of, tail, paper):
    assert client_of(office.holder).get(f"/documents/{tail}").status_code == 404


def test_a_changed_file_is_not_handed_out(office, client_of, paper, monkeypatch):
    monkeypatch.setattr(storage, "fingerprint", lambda content: "0" * 64)
    answer = client_of(office.holder).get(paper.get_absolute_url())
    assert answer.status_code == 503
    assert b"version two" not in answer.content


def readings(user):
    with reading_as(user):
        return list(Reading.objects.visible_to(user).values_list("act", "what", "by_id"))


def test_an_open_paper_leaves_no_trace_and_a_confidential_one_does(office, client_of, paper):
    client_of(office.holder).get(paper.get_absolute_url())
    assert readings(office.senior) == []
    with reading_as(office.senior):
        team, _ = open_team_beside(desk=office.desk, title="Case 12", is_sealed=False, by=office.senior, at=NOW)
        Document.objects.visible_to(office.senior).filter(pk=paper.pk).update(scope=team)
    client_of(office.holder).get(paper.get_absolute_url())
    assert readings(office.senior) == [
        ("downloaded", "Appeal of Grievant Zanzibar, appeal 2.txt (version 2)", office.holder.pk)
    ]


def test_a_paper_made_confidential_is_gone_at_once_for_those_left_out(office, client_of, paper):
    client = client_of(office.same_unit)
    assert client.get(paper.get_absolute_url()).status_code == 200
    with reading_as(office.senior):
        sealed, _ = open_team_beside(desk=office.desk, title="Sealed 1", is_sealed=True, by=office.senior, at=NOW)
        Document.objects.visible_to(office.senior).filter(pk=paper.pk).update(scope=sealed)
    assert client.get(paper.get_absolute_url()).status_code == 404
    assert client.get(reverse("documents:download", args=[paper.key, 1])).status_code == 404
