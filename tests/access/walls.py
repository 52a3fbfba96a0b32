"""Take one wall away, so that the other is seen to hold alone."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest import mock

from django.db import connections, models

from laborrel.access.composed import forget_composed
from laborrel.access.guarded import GuardedQuerySet
from laborrel.access.permissions import Permission
from laborrel.access.reach import Reach


@contextmanager
def without_application_filter() -> Iterator[None]:
    """Every guarded list is unfiltered and every row question answered yes; only the database holds."""

    def everything(self: Any, scopes: Any) -> models.Q:
        return models.Q()

    def yes(self: Reach, permission: Permission, row: Any) -> bool:
        return permission.name in self.verbs

    with mock.patch.object(GuardedQuerySet, "_within", everything), mock.patch.object(Reach, "allows", yes):
        forget_composed()
        try:
            yield
        finally:
            forget_composed()


@contextmanager
def without_row_security() -> Iterator[None]:
    """The database shows every row to everybody; only the application holds. Not inside a test's transaction."""
    connections["default"].ensure_connection()  # once, with the wall standing: else the program refuses to start
    connections["default"].close()  # an open transaction would keep the tables locked
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class"
            " WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY relname"
        )
        tables = [name for (name,) in cursor.fetchall()]
        try:
            _switch(cursor, tables, "DISABLE")
            yield
        finally:
            connections["default"].close()
            _switch(cursor, tables, "ENABLE")


def _switch(cursor: Any, tables: list[str], word: str) -> None:
    cursor.execute("; ".join(f"ALTER TABLE {table} {word} ROW LEVEL SECURITY" for table in tables))
