"""Rows of a guarded model cannot be read until someone says who is reading."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar, NoReturn, Self

from django.core.exceptions import PermissionDenied
from django.db import connections, models
from django.db.models import sql

from laborrel.access.composed import WHOEVER, ScopesOfReader
from laborrel.access.models import Scope
from laborrel.access.permissions import Permission, named
from laborrel.access.reach import may, reach_of

_open_because: ContextVar[str] = ContextVar("_open_because", default="")


class UnscopedQuery(RuntimeError):
    """A guarded model was read without saying who reads."""


class NobodyReads(UnscopedQuery):
    """A guarded model was read outside a transaction, where the database knows no reader and answers nothing."""


class NotPermitted(PermissionDenied):
    """You may not do this here."""

    def __init__(self, permission: Permission) -> None:
        super().__init__(f"You may not do this here. It takes the right to: {permission.sentence.lower()}")
        self.permission = permission


def require(user: Any, permission: Permission, row: Any = None) -> None:
    """Called first inside every verb: raise `NotPermitted` unless the person may."""
    if not may(user, permission, row):
        raise NotPermitted(permission)


@contextmanager
def unrestricted(*, because: str) -> Iterator[None]:
    """Lift the guard (never the row-level wall) for a stated reason."""
    if not because.strip():
        raise ValueError("Say why the guard is lifted.")
    token = _open_because.set(because)
    try:
        yield
    finally:
        _open_because.reset(token)


class GuardedQuery(sql.Query):
    """Refuses to become SQL until it was cleared: also as a subquery, in EXISTS or as an arm of a union."""

    cleared = ""

    def get_compiler(self, using: str | None = None, *args: Any, **kwargs: Any) -> Any:
        self.require_clearance()
        return super().get_compiler(using, *args, **kwargs)

    def require_clearance(self) -> None:
        if not (self.cleared or _open_because.get() or self.is_empty()):
            raise UnscopedQuery(f"{self.model.__name__}: say .visible_to(user) or .unrestricted(because=...) first.")


class GuardedQuerySet(models.QuerySet[Any]):
    """Refuses every read until `visible_to` or `unrestricted` was called on the way."""

    def __init__(self, model: Any = None, query: Any = None, using: Any = None, hints: Any = None) -> None:
        super().__init__(model, GuardedQuery(model) if query is None and model else query, using, hints)

    def visible_to(self, user: Any, permission: Permission | None = None) -> Self:
        """The rows on which this person may use the permission (by default the model's right to see)."""
        chosen = permission or named(self.model.seen_with)
        if user is WHOEVER:
            return self.filter(self._within(ScopesOfReader(chosen)))._clear(f"{chosen} by whoever reads")
        return self.filter(self._within(reach_of(user).rows(chosen)))._clear(f"{chosen} by {user.pk}")

    def unrestricted(self, *, because: str) -> Self:
        if not because.strip():
            raise ValueError("Say why the guard is lifted.")
        return self._clear(because)

    def _within(self, scopes: frozenset[int] | ScopesOfReader) -> models.Q:
        if isinstance(scopes, ScopesOfReader):
            return models.Q(scopes.holding("scope_id"))
        return models.Q(scope_id__in=sorted(scopes))

    def _clear(self, reason: str) -> Self:
        clone = self._chain()
        clone.query.cleared = reason
        return clone

    def _require(self) -> None:
        self.query.require_clearance()
        if not (connections[self.db].in_atomic_block or self.query.is_empty()):
            raise NobodyReads(f"{self.model.__name__}: read inside a request or `reading_as(user)`.")

    def __or__(self, other: Any) -> Any:
        self._require()
        other._require()
        return super().__or__(other)

    def __xor__(self, other: Any) -> Any:
        self._require()
        other._require()
        return super().__xor__(other)

    def raw(self, *_: Any, **__: Any) -> NoReturn:
        raise UnscopedQuery(f"{self.model.__name__}: raw SQL cannot be kept within a person's reach.")

    def extra(self, *_: Any, **__: Any) -> NoReturn:
        raise UnscopedQuery(f"{self.model.__name__}: pieces of SQL cannot be kept within a person's reach.")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._require()
        return super().count()

    def exists(self) -> bool:
        self._require()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._require()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._require()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._require()
        return super().delete()

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]
    update.alters_data = True  # type: ignore[attr-defined]

    def explain(self, *args: Any, **kwargs: Any) -> str:
        self._require()
        return super().explain(*args, **kwargs)

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        self._require()
        return super().resolve_expression(*args, **kwargs)


class Scoped(models.Model):
    """A row behind the wall: it carries one scope. Children of a guarded root are reached through the root."""

    scope = models.ForeignKey(Scope, models.PROTECT, related_name="+", editable=False)

    class Meta:
        abstract = True


class Guarded(Scoped):
    """A root behind the wall: it is also refused to readers who did not say who they are.

    `seen_with` is the name of the permission that lets a person see a row.
    """

    seen_with: ClassVar[str]

    objects = models.Manager.from_queryset(GuardedQuerySet)()

    class Meta:
        abstract = True

    def validate_unique(self, exclude: Any = None) -> None:
        with unrestricted(because="uniqueness spans every row"):
            super().validate_unique(exclude)

    def validate_constraints(self, exclude: Any = None) -> None:
        with unrestricted(because="constraints span every row"):
            super().validate_constraints(exclude)
