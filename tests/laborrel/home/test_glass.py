"""Breaking the glass on the page: told in words, and over when it is over."""

import pytest

from laborrel.access.models import BrokenGlass
from laborrel.access.wall import read_as
from tests.factories.grievances import filed

REASON = "the holder is ill and the answer is due today"


@pytest.fixture
def administrator(office, client_of):
    return client_of(office.administrator)


def test_a_glass_is_broken_shown_and_closed_and_closing_twice_says_so(office, administrator) -> None:
    sent = {"reference": office.desk.reference, "reason": REASON, "minutes": "15"}
    assert administrator.post("/break-glass/", sent).status_code == 302
    read_as(office.administrator.pk)
    glass = BrokenGlass.objects.get()
    assert "Clerical desk" in administrator.get("/break-glass/").content.decode()
    for words in ("Closed.", "Its time is over already."):
        assert administrator.post(f"/break-glass/{glass.pk}/close/").status_code == 302
        assert words in administrator.get("/break-glass/").content.decode()


def test_behind_the_glass_the_cases_of_the_desk_are_seen_and_nothing_is_done(office, administrator) -> None:
    here, elsewhere = (
        filed(office, title="Overtime out of turn"),
        filed(office, unit=office.trades, by=office.other_unit),
    )
    page = f"/grievances/{here.number}/"
    assert administrator.get(page).status_code == 404
    sent = {"reference": office.desk.reference, "reason": REASON, "minutes": "15"}
    assert administrator.post("/break-glass/", sent).status_code == 302
    seen = administrator.get(page)
    assert (seen.status_code, "Overtime out of turn" in seen.content.decode()) == (200, True)
    assert "Overtime" in administrator.get("/grievances/").content.decode()
    assert "Write the answer" not in seen.content.decode()
    assert administrator.post(f"{page}withdraw/", {}).status_code in (403, 404)
    assert administrator.get(f"/grievances/{elsewhere.number}/").status_code == 404
    read_as(office.administrator.pk)
    administrator.post(f"/break-glass/{BrokenGlass.objects.get().pk}/close/")
    assert administrator.get(page).status_code == 404


def test_an_unknown_reference_and_one_from_which_one_is_kept_out_are_answered_alike(office, administrator) -> None:
    from laborrel.access.scopes import deny
    from tests.factories.office import NOW

    read_as(office.senior.pk)
    deny(scope=office.desk, user=office.administrator, because="relative", by=office.fresh("senior"), at=NOW)
    answers = []
    for reference in (office.desk.reference, "AAAAA-BBBBB"):
        answer = administrator.post("/break-glass/", {"reference": reference, "reason": REASON, "minutes": "15"})
        answers.append((answer.status_code, "No record has this reference." in answer.content.decode()))
    assert answers == [(422, True), (422, True)]
