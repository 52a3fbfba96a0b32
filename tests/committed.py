"""A database of one's own for tests that must commit: live servers, races, killed processes.

The application's role may not TRUNCATE, so Django's flush cannot clean up after such tests. Instead the migrated test
database is copied (a fraction of a second), both connections look at the copy, and the copy is dropped at the end.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connections

from grievances.case_inputs import calendar_at, ladder_of

ALIASES = ("default", "owner")


@contextmanager
def own_database(purpose: str) -> Iterator[str]:
    """Look at a fresh copy of the migrated database, in every thread, until the block ends; gives its name."""
    migrated = str(connections["owner"].settings_dict["NAME"])
    copy = f"{migrated}_{purpose}"
    connections.close_all()  # a database is copied only while nobody is in it
    _drop(copy)
    _run(f'CREATE DATABASE "{copy}" TEMPLATE "{migrated}"')
    _look_at(copy)
    try:
        yield copy
    finally:
        connections.close_all()
        _look_at(migrated)
        _drop(copy)


@pytest.fixture
def committed_db(django_db_setup: None, django_db_blocker) -> Iterator[str]:
    """In place of `transactional_db`: what this test commits is seen by other connections, and gone afterwards."""
    with django_db_blocker.unblock(), own_database("committed") as name:
        yield name


def _look_at(name: str) -> None:
    """All threads' connections are made from the same settings; what was remembered by row number is forgotten."""
    for remembered in (ladder_of, calendar_at):
        remembered.cache_clear()
    ContentType.objects.clear_cache()
    for alias in ALIASES:
        connections.settings[alias]["NAME"] = name
        connections[alias].settings_dict["NAME"] = name


def _drop(name: str) -> None:
    """The server's own cleaner (autovacuum) may be in it for a moment, and only the server may send it away."""
    for patience in (0.2, 0.5, 1, 2, 5, 0):
        try:
            return _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except ProgrammingError:
            if not patience:
                raise
            time.sleep(patience)
    return None


def _run(*statements: str) -> None:
    with connections["owner"]._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
