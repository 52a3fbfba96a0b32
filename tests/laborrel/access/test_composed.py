"""A read composed once is the same guarded read: filled in with whoever reads, planned once, never remembered."""

import pytest
from django.db import connection

from laborrel.access.composed import WHOEVER, Blank, ComposedRead, forget_composed
from laborrel.access.guarded import NobodyReads
from laborrel.access.permissions import named
from laborrel.access.reach import Reach, remember_reach
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.people.models import User
from tests.factories.grievances import filed
from tests.factories.office import SmallOffice


@pytest.fixture
def by_label() -> ComposedRead:
    return ComposedRead(
        lambda: Event.objects.visible_to(WHOEVER).filter(label=Blank("label")).select_related("by", "scope")
    )


def test_it_finds_what_the_plain_read_finds(office: SmallOffice, by_label) -> None:
    case = filed(office)
    with reading_as(office.holder):
        plain = list(Event.objects.visible_to(office.holder).filter(label=case.number).select_related("by", "scope"))
        found = by_label(office.holder, label=case.number)
        assert found == plain != []
        assert [(event.by.full_name, event.scope.title) for event in found] == [
            (event.by.full_name, event.scope.title) for event in plain
        ]
        assert by_label(office.holder, label="no such case") == []


def test_a_kept_plan_keeps_no_reader(office: SmallOffice, by_label, django_assert_num_queries) -> None:
    """Often enough for PostgreSQL to go over to one plan for every reader of this connection."""
    case = filed(office)
    for _ in range(8):
        with reading_as(office.holder), django_assert_num_queries(2):  # the reach, the rows
            assert by_label(office.holder, label=case.number) != []
        for stranger in (office.people["other_unit"], office.people["walled"], office.people["revoked"]):
            with reading_as(stranger):
                assert by_label(stranger, label=case.number) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT generic_plans FROM pg_prepared_statements WHERE statement LIKE '%audit_event%label%'")
        assert sum(count for (count,) in cursor.fetchall()) > 0


def test_each_wall_holds_without_the_other(office: SmallOffice, by_label) -> None:
    case = filed(office)
    stranger = office.people["other_unit"]
    with reading_as(office.holder):
        assert by_label(stranger, label=case.number) == []  # the database would show it to the holder
    with reading_as(stranger):
        assert by_label(office.holder, label=case.number) == []  # the filter would let the holder through


@pytest.mark.django_db(transaction=True)
def test_it_is_refused_where_nobody_reads(by_label) -> None:
    seen_with = named(Event.seen_with)
    person = User(is_active=True)
    person._reach = Reach({seen_with.level: frozenset({1})}, frozenset({seen_with.name}))
    with pytest.raises(NobodyReads):
        by_label(person, label="2026-0001")


def test_a_blank_left_empty_is_a_mistake(office: SmallOffice, by_label) -> None:
    with reading_as(office.holder), pytest.raises(KeyError, match="label"):
        by_label(office.holder)


def test_who_reaches_nothing_is_not_asked_about(office: SmallOffice, by_label, django_assert_num_queries) -> None:
    filed(office)
    nobody = office.people["nobody"]
    remember_reach(nobody)
    with reading_as(nobody), django_assert_num_queries(0):
        assert by_label(nobody, label="2026-0001") == []


def test_it_is_composed_once(office: SmallOffice) -> None:
    times = []

    def compose():
        times.append(1)
        return Event.objects.visible_to(WHOEVER)[:3]

    read = ComposedRead(compose)
    with reading_as(office.holder):
        read(office.holder)
        read(office.holder)
        assert len(times) == 1
        forget_composed()
        read(office.holder)
        assert len(times) == 2
