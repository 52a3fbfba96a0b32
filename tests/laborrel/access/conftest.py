"""The database behind the wall, met from outside a test's own transaction."""

from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection, connections

from tests.factories.office import SmallOffice


@pytest.fixture
def committing(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Real transactions, committed and rolled back by the code under test. Write nothing that must be cleaned up."""
    with django_db_blocker.unblock():
        yield
        connections["default"].close()


@pytest.fixture
def as_role(django_db_setup):
    """as_role("postgres") is a connection to the test database as that role, or a skipped test."""
    opened = []

    def connect(role: str) -> psycopg.Connection:
        place = connections["owner"].settings_dict
        try:
            door = psycopg.connect(host=place["HOST"], port=place["PORT"], user=role, dbname=place["NAME"])
        except psycopg.OperationalError:
            pytest.skip(f"this server does not let the tests in as {role}")
        opened.append(door)
        return door

    yield connect
    for door in opened:
        door.rollback()
        door.close()


@pytest.fixture
def reader(office: SmallOffice):
    """reader("holder") makes that person the reader for the rest of the test; reader(None) is nobody."""
    from laborrel.access.wall import read_as

    def become(name: str | None):
        person = office.fresh(name) if name else None
        read_as(person.pk if person else None)
        return person

    return become


@pytest.fixture
def ask():
    """ask(sql, *parameters) is every row the application role gets for it."""

    def rows(sql: str, *parameters):
        with connection.cursor() as cursor:
            cursor.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else cursor.rowcount

    return rows
