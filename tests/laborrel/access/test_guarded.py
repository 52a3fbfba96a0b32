"""A guarded model answers no question until somebody said who reads."""

import pytest
from django.db.models import Count, Exists, OuterRef, Subquery

from laborrel.access.guarded import NobodyReads, NotPermitted, UnscopedQuery, require, unrestricted
from laborrel.access.models import Scope
from laborrel.access.permissions import named
from laborrel.access.scopes import GRANT_ACCESS
from laborrel.audit.events import record
from laborrel.audit.models import Event, Reading
from tests.factories.office import NOW

READS = {
    "iterate": lambda rows: list(rows.all()),
    "len": lambda rows: len(rows.all()),
    "bool": lambda rows: bool(rows.all()),
    "slice": lambda rows: list(rows.all()[:1]),
    "index": lambda rows: rows.all()[0],
    "count": lambda rows: rows.count(),
    "exists": lambda rows: rows.exists(),
    "contains": lambda rows: rows.all().contains(Event(pk=1)),
    "aggregate": lambda rows: rows.aggregate(Count("pk")),
    "annotate": lambda rows: list(rows.annotate(n=Count("pk"))),
    "values": lambda rows: list(rows.values("label")),
    "values_list": lambda rows: list(rows.values_list("label", flat=True)),
    "dates": lambda rows: list(rows.datetimes("at", "day")),
    "distinct": lambda rows: list(rows.distinct()),
    "only": lambda rows: list(rows.only("label")),
    "get": lambda rows: rows.get(pk=1),
    "first": lambda rows: rows.first(),
    "last": lambda rows: rows.last(),
    "earliest": lambda rows: rows.earliest("at"),
    "latest": lambda rows: rows.latest("at"),
    "in_bulk": lambda rows: rows.in_bulk([1]),
    "iterator": lambda rows: list(rows.iterator()),
    "raw": lambda rows: list(rows.raw("SELECT * FROM audit_event")),
    "extra": lambda rows: list(rows.extra(where=["true"])),
    "explain": lambda rows: rows.explain(),
    "update": lambda rows: rows.update(label="x"),
    "bulk_update": lambda rows: rows.bulk_update([Event(pk=1)], ["label"]),
    "delete": lambda rows: rows.all().delete(),
    "get_or_create": lambda rows: rows.get_or_create(pk=1),
    "update_or_create": lambda rows: rows.update_or_create(pk=1),
    "of a matter": lambda rows: list(rows.of(Scope(pk=1))),
    "subquery": lambda rows: list(Scope.objects.filter(pk__in=rows.values("scope"))),
    "Subquery": lambda rows: list(Scope.objects.annotate(label=Subquery(rows.values("label")[:1]))),
    "Exists": lambda rows: list(Scope.objects.filter(Exists(rows.filter(scope=OuterRef("pk"))))),
    "union": lambda rows: list(rows.none().union(rows.all(), rows.all())),
    "or": lambda rows: list(rows.all() | rows.all()),
    "xor": lambda rows: list(rows.all() ^ rows.all()),
    "and": lambda rows: list(rows.all() & rows.all()),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS)
def test_a_read_without_a_reader_is_refused(db, read) -> None:
    with pytest.raises(UnscopedQuery):
        read(Event.objects)


def mixed_reads(cleared, silent):
    yield "union", lambda: list(cleared.union(silent))
    yield "union of many", lambda: list(cleared.union(cleared, silent))
    yield "or", lambda: list(cleared | silent)
    yield "or the other way", lambda: list(silent | cleared)
    yield "xor", lambda: list(cleared ^ silent)
    yield "or of a slice", lambda: list(cleared[:1] | silent)
    yield "exists inside", lambda: list(cleared.filter(Exists(silent)))
    yield "in", lambda: list(cleared.filter(pk__in=silent))


def test_one_silent_arm_spoils_the_whole(office, reader) -> None:
    senior = reader("senior")
    refused = []
    for name, read in mixed_reads(Event.objects.visible_to(senior), Event.objects.all()):
        with pytest.raises((UnscopedQuery, TypeError)):  # Django itself refuses to combine a slice
            read()
        refused.append(name)
    assert len(refused) == 8


def test_a_cleared_read_answers(office, reader) -> None:
    senior = reader("senior")
    rows = Event.objects.visible_to(senior)
    assert rows.count() == len(list(rows)) > 0
    assert rows.exists()
    assert rows.filter(verb="access.deny").get().data["because"] == "unit_member"
    assert set(rows.union(rows)) == set(rows)
    assert list(rows.filter(pk__in=rows.values("pk"))) == list(rows)
    assert rows.in_bulk([rows[0].pk]) == {rows[0].pk: rows[0]}
    assert Scope.objects.filter(Exists(rows.filter(scope=OuterRef("pk")))).count() > 0
    assert rows.aggregate(n=Count("pk")) == {"n": rows.count()}
    assert list(rows.iterator()) == list(rows)


@pytest.mark.parametrize("name", ["raw", "extra"])
def test_written_sql_is_refused_even_when_cleared(office, reader, name) -> None:
    with pytest.raises(UnscopedQuery):
        READS[name](Event.objects.visible_to(reader("senior")))


def test_lifting_the_guard_takes_a_reason(db) -> None:
    assert Event.objects.unrestricted(because="a test").count() == 0
    with unrestricted(because="a test"):
        assert Event.objects.count() == 0
    with pytest.raises(UnscopedQuery):
        Event.objects.count()
    with pytest.raises(ValueError, match="Say why"):
        Event.objects.unrestricted(because=" ")
    with pytest.raises(ValueError, match="Say why"), unrestricted(because=""):
        pass


def test_lifting_the_guard_does_not_lift_the_wall(office, reader) -> None:
    reader("senior")
    everything = Event.objects.unrestricted(because="a test")
    seen_by_senior = everything.count()
    reader("other_unit")
    seen_by_other_unit = everything.count()
    reader(None)
    assert (seen_by_senior > seen_by_other_unit > 0, everything.count()) == (True, 0)


def test_none_needs_no_reader(db) -> None:
    assert list(Event.objects.none()) == []
    assert Event.objects.none().count() == 0


def test_a_read_outside_a_transaction_is_refused_not_empty(committing) -> None:
    with pytest.raises(NobodyReads):
        list(Event.objects.unrestricted(because="a callback after commit has no reader"))


def test_list_rule_and_object_rule_agree(office, reader) -> None:
    """For everyone: a row is in the list exactly when the person may see that row."""
    reader("senior")
    for scope in Scope.objects.all():
        record("tests.planted", by=office.senior, at=NOW, scope=scope)
    rows = list(Event.objects.unrestricted(because="a test").filter(verb="tests.planted"))
    see = named(Event.seen_with)
    from laborrel.access.reach import may

    for name in office.people:
        person = reader(name)
        listed = set(Event.objects.visible_to(person).filter(verb="tests.planted"))
        assert listed == {row for row in rows if may(person, see, row)}, name


def test_visible_to_needs_the_verb_and_the_scope(office, reader) -> None:
    reader("senior")
    record("tests.planted", by=office.senior, at=NOW, scope=office.desk)
    seen = {}
    for name in ("holder", "senior", "other_unit", "supervisor", "nobody", "walled", "administrator", "deactivated"):
        person = reader(name)
        seen[name] = Event.objects.visible_to(person).filter(verb="tests.planted").count()
    assert seen == {
        "holder": 1,
        "senior": 1,
        "other_unit": 0,
        "supervisor": 0,
        "nobody": 0,
        "walled": 0,
        "administrator": 0,
        "deactivated": 0,
    }


def test_visible_to_asks_the_model_s_own_permission(office, reader) -> None:
    """A reader of the desk who may not see who read what sees events and no readings."""
    reader("senior")
    Reading.objects.create(act="read", by=office.senior, at=NOW, scope=office.desk, what="planted")
    holder = reader("holder")
    assert Event.objects.visible_to(holder).exists()
    assert not Reading.objects.visible_to(holder).exists()
    assert Reading.objects.visible_to(reader("senior")).get().what == "planted"


def test_require_names_the_right_that_is_missing(office, reader) -> None:
    with pytest.raises(NotPermitted, match="let others into a case or desk") as refusal:
        require(reader("holder"), GRANT_ACCESS)
    assert refusal.value.permission is GRANT_ACCESS
    require(reader("senior"), GRANT_ACCESS, record("tests.x", by=office.senior, at=NOW, scope=office.desk))
