"""How far people reach, and that the application and the database give the same answer."""

import pytest

from laborrel.access import roles
from laborrel.access.desks import open_team_beside
from laborrel.access.models import Scope
from laborrel.access.permissions import Level
from laborrel.access.reach import NOWHERE, forget_reach, may, reach_of, remember_reach
from laborrel.access.scopes import BREAK_GLASS, GRANT_ACCESS, OPEN_SCOPE, break_glass, deny
from laborrel.access.wall import reading_as
from tests.factories.office import NOW


def titles(office, scope_ids) -> set[str]:
    """Read as the senior, who opened every scope of the small office, and as nobody's scope the office itself."""
    with reading_as(office.fresh("senior")):
        return set(Scope.objects.filter(pk__in=scope_ids).values_list("title", flat=True))


def test_each_person_sees_what_the_office_gave(office, reader) -> None:
    seen = {}
    for name in office.people:
        seen[name] = titles(office, reach_of(reader(name)).scopes[Level.VIEW]) - {"The whole office"}
    clerical = {"Clerical desk", "Clerical privileged notes"}
    trades = {"Trades desk", "Trades privileged notes"}
    assert seen == {
        "nobody": set(),
        "supervisor": set(),
        "other_unit": trades,
        "same_unit": clerical,
        "holder": clerical,
        "table_a": set(),
        "table_b": set(),
        "senior": clerical | trades,
        "counsel": set(),
        "administrator": set(),
        "revoked": set(),
        "deactivated": set(),
        "walled": set(),
        "clerk": {"Clerical desk", "Trades desk"},
    }


@pytest.mark.parametrize("level", list(Level))
def test_application_and_database_reach_the_same_scopes(office, reader, ask, level) -> None:
    for name in office.people:
        person = reader(name)
        in_database = frozenset(ask("SELECT unnest(app.my_scopes(%s))", level.value))
        assert frozenset((scope,) for scope in reach_of(person).scopes[level]) == in_database, name


def test_nobody_reaches_nothing(office, reader) -> None:
    assert reach_of(None) is NOWHERE
    assert reach_of(reader("deactivated")) is NOWHERE
    assert reach_of(reader("nobody")).verbs == frozenset()


def test_a_superuser_holds_what_the_role_holds_and_no_more(office, reader) -> None:
    administrator = reader("administrator")
    assert administrator.is_superuser
    assert may(administrator, BREAK_GLASS)
    assert not may(administrator, OPEN_SCOPE)
    assert not may(administrator, GRANT_ACCESS)
    assert not administrator.groups.filter(name=roles.SENIOR_SPECIALISTS).exists()


def test_reach_is_read_once_when_remembered_and_afresh_when_forgotten(
    office, reader, django_assert_num_queries
) -> None:
    holder = reader("holder")
    with django_assert_num_queries(1):
        remember_reach(holder)
        reach_of(holder)
        may(holder, OPEN_SCOPE)
    forget_reach(holder)
    with django_assert_num_queries(1):
        reach_of(holder)


def test_the_reach_of_another_person_stays_within_the_reader_s_own(office, reader) -> None:
    """Asked by the specialist of another unit, a colleague's reach shows nothing of the clerical desk."""
    reader("other_unit")
    shown = reach_of(office.fresh("holder")).scopes[Level.VIEW]
    assert office.desk.pk not in shown
    reader("senior")
    assert office.desk.pk in reach_of(office.fresh("holder")).scopes[Level.VIEW]
    assert office.desk.pk not in reach_of(office.fresh("walled")).scopes[Level.VIEW]


def test_a_denial_at_a_desk_covers_the_notes_beside_and_every_case_of_the_unit(office, reader) -> None:
    """Even a sealed case into which the person was let by name, and out of reach of whoever sets the denial."""
    holder = reader("holder")
    sealed, beside = open_team_beside(desk=office.desk, title="Sealed 7", is_sealed=True, by=holder, at=NOW)
    with reading_as(office.fresh("senior")):
        assert not Scope.objects.filter(pk=sealed.pk).exists()
        deny(scope=office.desk, user=office.holder, because="relative", by=office.fresh("senior"), at=NOW)
    person = reader("holder")
    reach = reach_of(person).scopes[Level.VIEW]
    assert {office.desk.pk, sealed.pk, beside.pk} & reach == set()
    assert not Scope.objects.filter(pk__in=[office.desk.pk, sealed.pk, beside.pk]).exists()


def test_a_denial_beats_the_broken_glass_and_says_nothing(office, reader) -> None:
    from laborrel.access.scopes import NoSuchReference

    senior = reader("senior")
    deny(scope=office.desk, user=office.administrator, because="relative", by=senior, at=NOW)
    administrator = reader("administrator")
    answers = []
    for reference in (office.desk.reference, "AAAAA-BBBBB"):
        with pytest.raises(NoSuchReference) as refusal:
            break_glass(reference=reference, reason="asked for by the holder", minutes=30, by=administrator, at=NOW)
        answers.append(str(refusal.value))
    assert answers[0] == answers[1]
    assert reach_of(reader("administrator")).scopes[Level.WORK] == reach_of(administrator).scopes[Level.WORK]
