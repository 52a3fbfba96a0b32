"""Reads whose SQL is composed once in the life of a process and then only filled in.

The ORM takes five to ten times as long to compose the SQL of a page opened all day as the database to answer it. Such a
read is written down once, with a blank wherever the reader or the question differs:

    _OPEN_OF_UNIT = ComposedRead(lambda: Case.objects.visible_to(WHOEVER).filter(unit=Blank("unit")))
    cases = _OPEN_OF_UNIT(user, unit=unit.pk)

It stays a guarded read: `visible_to(WHOEVER)` leaves a blank for the scopes, and every reading fills it with the reach
of the person who reads then.
"""

from collections.abc import Callable
from copy import copy
from dataclasses import dataclass
from typing import Any, Final
from weakref import WeakSet

from django.db import connections
from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.db.models.sql.compiler import SQLCompiler

from laborrel.access.permissions import Permission
from laborrel.access.prepared import rows_of
from laborrel.access.reach import Reach, reach_of

WHOEVER: Final = object()
_all: "WeakSet[ComposedRead]" = WeakSet()


class Blank(Value):
    """A place in the SQL that each reading fills in, by name."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ARG002 - of every expression
        return "%s", [self]

    def filled(self, reach: Reach, answers: dict[str, Any]) -> Any:  # noqa: ARG002 - of every blank
        return answers[self.value]


class ScopesOfReader(Blank):
    """The scopes on whose rows the reader may use one permission."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(str(permission))
        self.permission = permission

    def filled(self, reach: Reach, answers: dict[str, Any]) -> list[int]:  # noqa: ARG002 - of every blank
        return sorted(reach.rows(self.permission))

    def holding(self, column: str) -> Func:
        """The condition that a row's scope is among them."""
        return Func(F(column), self, template="%(expressions)s)", arg_joiner=" = ANY(", output_field=BooleanField())


@dataclass(frozen=True, slots=True)
class _Written:
    """The rows as the ORM describes them, its compiler, and the SQL with the blanks among its parameters."""

    rows: QuerySet[Any]
    compiler: SQLCompiler
    sql: str
    parameters: tuple[Any, ...]
    permissions: frozenset[Permission]  # the rights by which its rows are chosen


class ComposedRead:
    """One read. The function composes it at the first reading; calling it fills in the blanks and fetches."""

    def __init__(self, compose: Callable[[], QuerySet[Any]]) -> None:
        self._compose = compose
        self._written: _Written | None = None
        _all.add(self)

    def __call__(self, user: Any, **answers: Any) -> list[Any]:
        """The rows for this reader and these answers; one query."""
        written = self._written or self._write()
        reach = reach_of(user)
        if written.permissions and not any(reach.rows(each) for each in written.permissions):
            return []  # nothing is open to this reader: no need to ask
        parameters = tuple(
            each.filled(reach, answers) if isinstance(each, Blank) else each for each in written.parameters
        )
        rows = written.rows.all()
        compiler = _filled(written.compiler, connections[rows.db], (written.sql, parameters))
        rows.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(rows)

    def _write(self) -> _Written:
        rows = self._compose()
        compiler = rows.query.get_compiler(rows.db)
        sql, parameters = compiler.as_sql()
        permissions = frozenset(each.permission for each in parameters if isinstance(each, ScopesOfReader))
        self._written = _Written(rows, compiler, sql, tuple(parameters), permissions)
        return self._written


class _FilledIn(SQLCompiler):
    """A compiler that has nothing left to compose."""

    written: tuple[str, tuple[Any, ...]]

    def as_sql(self, *_: Any, **__: Any) -> tuple[str, tuple[Any, ...]]:
        return self.written

    def execute_sql(self, *_: Any, **__: Any) -> list[Any]:
        return [rows_of(*self.written, connection=self.connection)]


def _filled(compiler: SQLCompiler, connection: Any, written: tuple[str, tuple[Any, ...]]) -> SQLCompiler:
    """The compiler knows what the columns mean; only its SQL and its connection are of this reading."""
    filled: Any = copy(compiler)
    filled.__class__ = _FilledIn
    filled.connection, filled.written = connection, written
    return filled


def forget_composed() -> None:
    """For tests that change what a guarded read says."""
    for read in _all:
        read._written = None
