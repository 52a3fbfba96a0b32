"""Where a record of a matter lies, and whether a person may put it there: both ends are asked."""

from typing import Any

from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.access.permissions import Permission
from laborrel.audit.events import office_scope


class ScopeOfAnotherMatter(Exception):
    """A paper lies where its matter lies, or among the privileged papers beside it."""

    def __init__(self) -> None:
        super().__init__(self.__doc__)


class _Place:
    """Stands for the row that is about to be written."""

    def __init__(self, scope: Scope) -> None:
        self.scope_id = scope.pk


def placed(*, matter: Any, scope: Scope | None, permission: Permission, by: Any) -> Scope:
    """The scope of a new record: the matter's own, or the privileged one beside it when that is asked for.

    A record of no matter lies where one may work, by default in the scope of the whole office.
    Raises NotPermitted or ScopeOfAnotherMatter.
    """
    if hasattr(matter, "scope_id"):
        require(by, permission, matter)
    own: Scope = getattr(matter, "scope", None) or office_scope()
    chosen = scope or own
    is_beside = chosen.kind == Scope.Kind.PRIVILEGED and chosen.accompanies_id == own.pk
    if matter is not None and chosen.pk != own.pk and not is_beside:
        raise ScopeOfAnotherMatter
    require(by, permission, _Place(chosen))
    return chosen
