"""Statements PostgreSQL plans once for each connection, where the connection allows it (`prepare_threshold`).

What is sent before every page is often planned for longer than it is answered. The plan is kept, never the reader:
policies ask for the reader anew at each execution. Behind a pooler that gives every transaction another connection,
leave `prepare_threshold` out of the database's address and everything is planned each time.
"""

from typing import Any

import psycopg
from django.db import connection as default_connection


class PreparedCursor(psycopg.Cursor[Any]):
    """Sends parameters beside the SQL, and asks for the plan to be kept."""

    def execute(self, query: Any, params: Any = None, **_: Any) -> Any:
        return super().execute(query, params, prepare=True)


def rows_of(sql: str, parameters: Any, *, connection: Any = default_connection) -> list[tuple[Any, ...]]:
    """Every row of one statement that is asked all day."""
    connection.ensure_connection()
    with connection._prepare_cursor(PreparedCursor(connection.connection)) as cursor:
        cursor.execute(sql, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
