"""The papers of a case: taken in, versioned, taken out, put back; hostile ones refused by name."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from grievances.operations.confiding import privileged_scope
from laborrel.access.wall import reading_as
from laborrel.documents.models import Document
from tests.factories.grievances import filed
from tests.grievances.views.test_case import paper_on, words


def url(case, more=""):
    return f"/grievances/{case.number}/papers/{more}"


def file(name="list.txt", content=b"a list of overtime"):
    return SimpleUploadedFile(name, content)


def add(client_of, user, case, **sent):
    return client_of(user).post(url(case), {"kind": "evidence", "title": "Overtime list", "paper": file()} | sent)


def papers_of(office, case) -> list[str]:
    with reading_as(office.senior):
        return list(Document.objects.visible_to(office.senior).of(case).standing().values_list("title", flat=True))


def test_a_paper_is_put_into_the_file(office, client_of):
    case = filed(office)
    response = add(client_of, office.holder, case)
    assert (response.status_code, response["Location"]) == (302, url(case))
    assert papers_of(office, case) == ["Overtime list"]
    assert "Overtime list Evidence 1: list.txt" in words(client_of(office.holder).get(url(case)))


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("run.txt", b"MZ\x90program", "This is a program or script, not a document. It is not taken in."),
        ("letter.pdf", b"not a pdf", "What is in the file is not what its name says."),
        ("letter.pdf.docx", b"PK\x03\x04", "The file name ends in two kinds at once"),
        ("letter.xyz", b"text", "Files of this kind are not taken in."),
    ],
)
def test_a_hostile_file_is_refused_by_name_and_the_typing_kept(office, client_of, name, content, sentence):
    case = filed(office)
    response = add(client_of, office.holder, case, title="My own title", paper=file(name, content))
    assert response.status_code == 422
    assert sentence in words(response)
    assert 'value="My own title"' in response.content.decode()
    assert '<option value="evidence" selected>' in response.content.decode()
    assert papers_of(office, case) == []


def test_nothing_chosen_is_said_at_the_field(office, client_of):
    response = client_of(office.holder).post(url(filed(office)), {})
    assert response.status_code == 422
    assert "“File” is missing." in words(response)
    assert "“What it is” is missing." in words(response)


def test_a_newer_version_stands_beside_the_first(office, client_of):
    case = filed(office)
    paper = paper_on(case, by=office.holder, title="Overtime list")
    browser = client_of(office.holder)
    assert browser.get(url(case, f"{paper.key}/version/")).status_code == 200
    assert browser.post(url(case, f"{paper.key}/version/"), {"paper": file("v2.txt", b"newer")}).status_code == 302
    said = words(browser.get(url(case)))
    assert "2: v2.txt" in said
    assert "1: paper.txt" in said
    refused = browser.post(url(case, f"{paper.key}/version/"), {"paper": file("v3.exe", b"MZ")})
    assert refused.status_code == 422


def test_taken_out_with_a_reason_and_put_back(office, client_of):
    case = filed(office)
    paper = paper_on(case, by=office.holder, title="Overtime list")
    browser = client_of(office.holder)
    assert browser.post(url(case, f"{paper.key}/take-out/"), {"because": " "}).status_code == 422
    assert browser.post(url(case, f"{paper.key}/take-out/"), {"because": "Filed on the wrong case"}).status_code == 302
    assert papers_of(office, case) == []
    assert "Filed on the wrong case" in words(browser.get(url(case)))
    again = browser.post(url(case, f"{paper.key}/take-out/"), {"because": "Filed on the wrong case"})
    assert again.status_code == 422
    assert "This paper is already withdrawn." in words(again)
    assert browser.post(url(case, f"{paper.key}/put-back/")).status_code == 302
    assert papers_of(office, case) == ["Overtime list"]


def test_a_privileged_paper_lies_beside_the_case(office, client_of):
    case = filed(office)
    add(client_of, office.holder, case, title="Advice of counsel", is_privileged="on")
    with reading_as(office.holder):
        paper = Document.objects.visible_to(office.holder).get(title="Advice of counsel")
        assert paper.scope_id == privileged_scope(case).pk
    assert "Advice of counsel privileged" in words(client_of(office.holder).get(url(case)))


def test_who_only_reads_is_offered_no_form_and_gets_none(office, client_of):
    from grievances.operations.confiding import let_in, restrict
    from tests.factories.office import NOW

    case = filed(office)
    paper = paper_on(case, by=office.holder)
    with reading_as(office.holder):
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="outside counsel is let in")
        case.refresh_from_db()
    with reading_as(office.senior):
        let_in(grievance=case, by=office.senior, at=NOW, user=office.counsel, may_work=False, with_notes=False)
    page = client_of(office.counsel).get(url(case))
    assert page.status_code == 200
    assert "Add a paper" not in words(page)
    assert "rivileged" not in words(page)
    assert add(client_of, office.counsel, case).status_code == 404
    assert client_of(office.counsel).post(url(case, f"{paper.key}/take-out/"), {"because": "x"}).status_code == 404


@pytest.mark.parametrize("name", ["other_unit", "walled", "supervisor", "administrator"])
def test_hidden_is_absent(office, client_of, name):
    case = filed(office)
    paper = paper_on(case, by=office.holder)
    browser = client_of(office.people[name])
    assert browser.get(url(case)).status_code == 404
    assert browser.post(url(case), {}).status_code == 404
    assert browser.get(url(case, f"{paper.key}/version/")).status_code == 404
    assert browser.post(url(case, f"{paper.key}/put-back/")).status_code == 404


def test_a_paper_of_another_case_is_not_found_here(office, client_of):
    mine, other = filed(office), filed(office)
    paper = paper_on(other, by=office.holder)
    assert client_of(office.holder).get(url(mine, f"{paper.key}/version/")).status_code == 404


def test_a_paper_is_released_outward_and_says_so(office, client_of):
    case = filed(office)
    paper = paper_on(case, by=office.holder)
    browser = client_of(office.holder)
    sent = browser.post(url(case, f"{paper.key}/release/"), {"to": "exchanged", "because": "Asked for by the union."})
    assert sent.status_code == 302
    assert "exchanged" in words(browser.get(url(case)))
    assert "Exchanged with the other side" not in words(browser.get(url(case, f"{paper.key}/release/")))


def test_a_release_without_a_reason_is_refused_in_words(office, client_of):
    case = filed(office)
    paper = paper_on(case, by=office.holder)
    refused = client_of(office.holder).post(url(case, f"{paper.key}/release/"), {"to": "public", "because": ""})
    assert refused.status_code == 422
    assert "Why it goes out" in words(refused)


def test_nobody_else_finds_the_release(office, client_of):
    case = filed(office)
    paper = paper_on(case, by=office.holder)
    for name in ("other_unit", "walled", "supervisor", "administrator"):
        assert client_of(office.people[name]).get(url(case, f"{paper.key}/release/")).status_code == 404
