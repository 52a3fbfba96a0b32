"""The history of a case: acts in sentences, rows with old and new, readings; and nothing past the wall."""

from datetime import date

import pytest

from grievances.operations.closing import grant_remedy
from grievances.operations.confiding import let_in, restrict, write_note
from grievances.operations.filing import amend
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed
from tests.factories.office import NOW
from tests.grievances.views.test_case import NOTE, words


def history(client_of, user, case, show="acts"):
    return client_of(user).get(f"/grievances/{case.number}/history/?show={show}")


def test_acts_in_sentences(office, client_of):
    said = words(history(client_of, office.holder, filed(office)))
    assert "Holder entered the grievance, filed at Step 1." in said
    assert "Holder logged the grievance, received Mon 2 Mar 2026." in said


def test_rows_say_field_old_and_new_in_words(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        amend(grievance=case, by=office.holder, at=NOW, revision=case.revision, known_on=date(2026, 3, 1))
        grant_remedy(grievant=case.grievants.get(), by=office.holder, at=NOW, remedy="Eight hours of pay")
    said = words(history(client_of, office.holder, case, "rows"))
    assert "changed the case It was known nothing Sun 1 Mar 2026" in said
    assert "changed a grievant Remedy granted nothing Eight hours of pay" in said
    assert "Stands Received Waiting for our answer" in said
    assert "Held by Holder" in said
    assert "scope_id" not in said


def test_a_change_made_in_the_browser_names_who_made_it(office, client_of):
    from django.core.files.uploadedfile import SimpleUploadedFile

    case = filed(office)
    sent = {"kind": "evidence", "title": "Overtime list", "paper": SimpleUploadedFile("list.txt", b"a list")}
    client_of(office.same_unit).post(f"/grievances/{case.number}/papers/", sent)
    assert "Same Unit added a paper Title Overtime list" in words(history(client_of, office.holder, case, "rows"))


def test_privileged_rows_are_no_part_of_another_readers_history(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        write_note(grievance=case, by=office.holder, at=NOW, text=NOTE)
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="outside counsel is let in")
        case.refresh_from_db()
    with reading_as(office.senior):
        let_in(grievance=case, by=office.senior, at=NOW, user=office.counsel, may_work=False, with_notes=False)
    assert NOTE in words(history(client_of, office.holder, case, "rows"))
    for show in ("acts", "rows"):
        theirs = words(history(client_of, office.counsel, case, show))
        assert NOTE not in theirs
        assert "rivileged note" not in theirs


def test_who_read_it_is_for_those_who_may_know(office, client_of):
    case = filed(office)
    with reading_as(office.holder):
        restrict(grievance=case, by=office.holder, at=NOW, is_sealed=False, because="a complaint about a colleague")
    client_of(office.holder).get(f"/grievances/{case.number}/")
    assert f"Holder read {case.number}" in words(history(client_of, office.senior, case, "readings"))
    theirs = words(history(client_of, office.holder, case, "readings"))
    assert "Who read it" not in theirs
    assert f"Holder read {case.number}" not in theirs


@pytest.mark.parametrize("name", ["other_unit", "walled", "supervisor", "administrator", "revoked"])
def test_hidden_is_absent(office, client_of, name):
    assert history(client_of, office.people[name], filed(office)).status_code == 404
