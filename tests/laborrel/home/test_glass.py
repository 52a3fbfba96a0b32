"""Breaking the glass on the page: told in words, and over when it is over."""

import pytest

from laborrel.access.models import BrokenGlass
from laborrel.access.wall import read_as

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
