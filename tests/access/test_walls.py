"""A wall taken away for a walk stands again when the walk is over, even one that fell."""

import pytest
from django.db import connection

from laborrel.access.guarded import UnscopedQuery
from laborrel.access.models import Scope
from laborrel.access.permissions import named
from laborrel.access.reach import NOWHERE
from laborrel.audit.models import Event
from tests.access.walls import without_application_filter, without_row_security


def unprotected() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relforcerowsecurity AND NOT relrowsecurity")
        return cursor.fetchone()[0]


def a_walk_that_falls() -> None:
    with without_row_security():
        assert unprotected() > 0
        assert Scope.objects.count() == 1  # the whole office, seen by nobody in particular
        raise KeyError


def test_row_security_is_off_for_the_walk_alone(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock():
        with pytest.raises(KeyError):
            a_walk_that_falls()
        assert (unprotected(), Scope.objects.count()) == (0, 0)


def test_the_filter_is_off_for_the_walk_alone(office) -> None:
    person = office.fresh("nobody")
    row = Event(scope=office.desk)
    see = named(Event.seen_with)
    with without_application_filter():
        assert not Event.objects.visible_to(person).query.where
        with pytest.raises(UnscopedQuery):
            Event.objects.count()
    assert Event.objects.visible_to(person).query.where
    assert not NOWHERE.allows(see, row)
