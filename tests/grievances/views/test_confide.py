"""Restrict, seal, let in, keep out, privileged notes: each page says who will see the case, and it is so."""

import pytest
import time_machine

from grievances.models import Grievance, PrivilegedNote
from laborrel.access.wall import reading_as
from tests.factories.grievances import filed
from tests.factories.office import NOW, SmallOffice


@pytest.fixture(autouse=True)
def _on_the_ninth():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case(office: SmallOffice) -> Grievance:
    return filed(office)


def _sees(client_of, office: SmallOffice, case: Grievance, name: str) -> bool:
    return client_of(office.fresh(name)).get(f"/grievances/{case.number}/").status_code == 200


def _restrict(office: SmallOffice, client_of, case: Grievance, how: str) -> str:
    client, url = client_of(office.senior), f"/grievances/{case.number}/restrict/"
    typed = {"is_sealed": how, "because": "A witness asked for it."}
    page = client.post(url, typed).content.decode()
    assert client.post(url, typed | {"stage": "do"}).status_code == 302
    return page


def test_sealing_says_who_is_shut_out_and_shuts_them_out(office, client_of, case):
    page = _restrict(office, client_of, case, "sealed")
    assert page.index("Will no longer see it") < page.rindex("Same Unit")
    seen = {name: _sees(client_of, office, case, name) for name in ("senior", "holder", "same_unit")}
    assert seen == {"senior": True, "holder": False, "same_unit": False}


def test_a_look_at_the_check_page_changes_nothing(office, client_of, case):
    client_of(office.senior).post(
        f"/grievances/{case.number}/restrict/", {"is_sealed": "sealed", "because": "A witness asked for it."}
    )
    assert _sees(client_of, office, case, "same_unit")


def test_counsel_is_let_into_a_team_and_not_into_a_desk(office, client_of, case):
    client, url = client_of(office.senior), f"/grievances/{case.number}/let-in/"
    typed = {"user": office.counsel.pk, "with_notes": "on", "stage": "do"}
    refused = client.post(url, typed)
    assert (refused.status_code, "a team of its own first" in refused.content.decode()) == (422, True)
    _restrict(office, client_of, case, "team")
    assert not _sees(client_of, office, case, "counsel")
    assert client.post(url, typed).status_code == 302
    assert _sees(client_of, office, case, "counsel")


def test_the_person_kept_out_is_named_before_and_out_afterwards(office, client_of, case):
    client, url = client_of(office.senior), f"/grievances/{case.number}/wall-off/"
    typed = {"user": office.same_unit.pk, "because": "relative"}
    page = client.post(url, typed).content.decode()
    assert page.index("Will no longer see it") < page.rindex("Same Unit")
    client.post(url, typed | {"stage": "do"})
    assert (_sees(client_of, office, case, "same_unit"), _sees(client_of, office, case, "holder")) == (False, True)


def test_one_cannot_keep_oneself_out(office, client_of, case):
    answer = client_of(office.senior).post(
        f"/grievances/{case.number}/wall-off/", {"user": office.senior.pk, "because": "party"}
    )
    assert (answer.status_code, "ask a colleague" in answer.content.decode()) == (422, True)


def test_who_may_not_wall_off_is_told_so(office, client_of, case):
    assert client_of(office.holder).get(f"/grievances/{case.number}/wall-off/").status_code == 403


def test_a_case_is_given_only_to_one_who_can_work_on_it(office, client_of, case):
    client, url = client_of(office.holder), f"/grievances/{case.number}/assign/"
    assert client.post(url, {"user": office.other_unit.pk}).status_code == 422
    assert client.post(url, {"user": office.same_unit.pk}).status_code == 302
    with reading_as(office.holder):
        assert Grievance.objects.visible_to(office.holder).get(pk=case.pk).holder_id == office.same_unit.pk


def test_a_privileged_note_is_written_and_edited_by_those_let_in(office, client_of, case):
    client, url = client_of(office.holder), f"/grievances/{case.number}/note/"
    assert client.post(url, {"text": "Counsel advises to settle.", "revision": 1}).status_code == 302
    with reading_as(office.holder):
        note = PrivilegedNote.objects.visible_to(office.holder).get()
    page = f"{url}{note.pk}/"
    assert client.post(page, {"text": "Counsel advises to wait.", "revision": 1}).status_code == 302
    late = client.post(page, {"text": "Something else.", "revision": 1})
    text = late.content.decode()
    assert (late.status_code, "advises to wait" in text, "Something else." in text) == (409, True, True)


@pytest.mark.parametrize("name", ["other_unit", "walled", "administrator", "supervisor"])
@pytest.mark.parametrize("page", ["assign", "restrict", "let-in", "wall-off", "note"])
def test_out_of_reach_is_not_there(office, client_of, case, name, page):
    assert client_of(office.fresh(name)).get(f"/grievances/{case.number}/{page}/").status_code == 404
