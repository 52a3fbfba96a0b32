"""Desks and the scopes beside them: who is let in, who is kept out, and what happens when a case leaves the desk."""

import pytest

from laborrel.access.desks import PrivilegedNotesOutOfReach, open_team_beside, seat_specialist, unit_desk
from laborrel.access.models import Scope
from laborrel.access.permissions import Level
from laborrel.access.reach import reach_of
from laborrel.access.scopes import GRANT_ACCESS, grant, revoke
from tests.factories.office import NOW


def levels(person, scope) -> str:
    return "".join(level.value[0] for level in Level if scope.pk in reach_of(person).scopes[level])


def everyone(office, reader, scope) -> dict[str, str]:
    found = {name: levels(reader(name), scope) for name in office.people}
    return {name: held for name, held in found.items() if held}


def test_a_desk_lets_in_its_seats_and_the_roles_that_belong_there(office, reader) -> None:
    assert everyone(office, reader, office.desk) == {
        "same_unit": "vwg",
        "holder": "vwg",
        "senior": "vwg",
        "clerk": "vw",
    }


def test_the_notes_beside_a_desk_are_for_those_who_defend_its_cases(office, reader) -> None:
    reader("senior")
    beside = Scope.objects.get(accompanies=office.desk)
    assert everyone(office, reader, beside) == {"same_unit": "vwg", "holder": "vwg", "senior": "vwg"}


def test_a_seat_gives_the_desk_and_the_notes_beside_it(office, reader) -> None:
    seat_specialist(desk=office.desk, user=office.other_unit, by=reader("senior"), at=NOW)
    beside = Scope.objects.get(accompanies=office.desk)
    other = reader("other_unit")
    assert (levels(other, office.desk), levels(other, beside)) == ("vwg", "vwg")
    assert unit_desk(office.clerical) == office.desk


@pytest.mark.parametrize("opener", ["holder", "senior"])
def test_a_team_is_let_in_like_the_desk(office, reader, opener) -> None:
    team, beside = open_team_beside(desk=office.desk, title="Case 7", is_sealed=False, by=reader(opener), at=NOW)
    at_desk = {"same_unit": "vwg", "holder": "vwg", "senior": "vwg"}
    assert everyone(office, reader, team) == at_desk | {"clerk": "vw"}
    assert everyone(office, reader, beside) == at_desk
    assert (beside.accompanies_id, team.kind) == (team.pk, "case_team")


@pytest.mark.parametrize("opener", ["holder", "senior"])
def test_a_sealed_case_is_let_in_by_name_only(office, reader, opener) -> None:
    team, beside = open_team_beside(desk=office.desk, title="Case 7", is_sealed=True, by=reader(opener), at=NOW)
    assert everyone(office, reader, team) == {opener: "vwg", "clerk": "vw"}
    assert everyone(office, reader, beside) == {opener: "vwg"}
    assert (team.kind, team.is_confidential, team.confidentiality) == ("sealed_case", True, "Sealed")


def test_who_was_kept_out_of_the_desk_stays_out_of_its_cases(office, reader) -> None:
    team, beside = open_team_beside(desk=office.desk, title="Case 7", is_sealed=True, by=reader("senior"), at=NOW)
    for scope in (team, beside):
        grant(scope=scope, to=office.walled, levels=[Level.VIEW], by=reader("senior"), at=NOW)
    walled = reader("walled")
    assert (levels(walled, team), levels(walled, beside)) == ("", "")


def test_who_does_not_see_the_notes_does_not_move_the_case(office, reader) -> None:
    """Notes left behind would stay open to the whole desk."""
    beside = Scope.objects.get(accompanies=office.desk) if reader("senior") else None
    revoke(scope=beside, of=office.holder, by=reader("senior"), at=NOW)
    holder = reader("holder")
    with pytest.raises(PrivilegedNotesOutOfReach):
        open_team_beside(desk=office.desk, title="Case 7", is_sealed=True, by=holder, at=NOW)
    assert GRANT_ACCESS.name not in reach_of(holder).verbs
