"""Two people never overwrite each other: every edit says which revision it was typed over."""

from typing import Any

from django.db import models


class SomeoneElseSaved(Exception):
    """Somebody else saved this while you were typing. Both texts are kept: choose, field by field."""

    def __init__(self, row: models.Model, theirs: dict[str, Any], yours: dict[str, Any]) -> None:
        super().__init__(self.__doc__)
        self.row = row
        self.theirs = theirs
        self.yours = yours


def save_over(row: Any, *, revision: int, **changes: Any) -> None:
    """Write the changes if the row still is at this revision, and raise the revision; else `SomeoneElseSaved`.

    The check stands in the UPDATE's WHERE clause, so that of two simultaneous saves exactly one wins.
    """
    rows = type(row)._base_manager.filter(pk=row.pk, revision=revision)
    if not rows.update(**changes, revision=revision + 1):
        fresh = type(row)._base_manager.get(pk=row.pk)
        raise SomeoneElseSaved(fresh, {name: getattr(fresh, name) for name in changes}, changes)
    for name, value in changes.items():
        setattr(row, name, value)
    row.revision = revision + 1
