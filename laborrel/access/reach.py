"""How far a person reaches: the one definition from which list rule and object rule are both read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from laborrel.access.permissions import Level, Permission
from laborrel.access.prepared import rows_of

if TYPE_CHECKING:
    from laborrel.people.models import User

_LEVEL_OF_GRANT = {"view_scope": Level.VIEW, "work_scope": Level.WORK, "grant_scope": Level.GRANT}


@dataclass(frozen=True, slots=True)
class Reach:
    """The scopes open to a person at each level, and the verbs the person's roles allow.

    Behind a broken glass everything may be looked at and nothing done, whatever the role: it is broken by those whose
    role sees no case.
    """

    scopes: dict[Level, frozenset[int]]
    verbs: frozenset[str]
    behind_glass: frozenset[int] = frozenset()

    def rows(self, permission: Permission) -> frozenset[int]:
        """The scope ids on whose rows this permission may be used; empty when the role lacks it."""
        rows = self.scopes[permission.level] if permission.name in self.verbs else frozenset()
        return rows | self.behind_glass if permission.level is Level.VIEW else rows

    def anywhere(self, permission: Permission) -> bool:
        """Whether the permission may be used on some row, as far as roles and broken glass say."""
        return permission.name in self.verbs or (permission.level is Level.VIEW and bool(self.behind_glass))

    def allows(self, permission: Permission, row: Any) -> bool:
        return row.scope_id in self.rows(permission)


NOWHERE = Reach({level: frozenset() for level in Level}, frozenset())


def reach_of(user: Any) -> Reach:
    """The reach of a person now. Within a request it is read once (see `remember_reach`)."""
    if user is None or not user.is_authenticated or not user.is_active:
        return NOWHERE
    remembered: Reach | None = getattr(user, "_reach", None)
    return remembered if remembered is not None else _read(user)


def remember_reach(user: Any) -> None:
    """Read the reach once for the length of one request."""
    user._reach = reach_of(user)


def forget_reach(user: Any) -> None:
    """After a grant or denial: the next question is answered afresh."""
    if hasattr(user, "_reach"):
        del user._reach


def may(user: Any, permission: Permission, row: Any = None) -> bool:
    """May this person use the permission on this row (or, without a row, anywhere)?"""
    reach = reach_of(user)
    return reach.anywhere(permission) if row is None else reach.allows(permission, row)


def _read(user: "User") -> Reach:
    opened: dict[Level, set[int]] = {level: set() for level in Level}
    glass: set[int] = set()
    denied: set[int] = set()
    verbs: set[str] = set()
    for kind, scope_id, word in _everything_about(user):
        if kind == "grant" and word in _LEVEL_OF_GRANT:
            opened[_LEVEL_OF_GRANT[word]].add(scope_id)
        elif kind == "glass":
            opened[Level.VIEW].add(scope_id)
            glass.add(scope_id)
        elif kind == "denial":
            denied.add(scope_id)
        elif kind == "verb":
            verbs.add(word)
    scopes = {level: frozenset(ids - denied) for level, ids in opened.items()}
    return Reach(scopes, frozenset(verbs), frozenset(glass - denied))


# Asked before every page, so it is written by hand. Of one's own denials the database tells the scope alone
# (app.kept_out), never the reason or the note.
_EVERYTHING_ABOUT = """
SELECT 'grant', held.content_object_id, may.codename
FROM access_scopeuserpermission held JOIN auth_permission may ON may.id = held.permission_id
WHERE held.user_id = %(person)s
UNION ALL
SELECT 'grant', held.content_object_id, may.codename
FROM people_user_groups role JOIN access_scopegrouppermission held ON held.group_id = role.group_id
JOIN auth_permission may ON may.id = held.permission_id
WHERE role.user_id = %(person)s
UNION ALL
SELECT 'glass', scope_id, '' FROM access_brokenglass
WHERE user_id = %(person)s AND closed_at IS NULL AND until > %(now)s
UNION ALL
SELECT 'denial', app.kept_out(%(person)s), ''
UNION ALL
SELECT 'verb', 0, kind.app_label || '.' || may.codename
FROM people_user_groups role JOIN auth_group_permissions held ON held.group_id = role.group_id
JOIN auth_permission may ON may.id = held.permission_id
JOIN django_content_type kind ON kind.id = may.content_type_id AND kind.model = 'capability'
WHERE role.user_id = %(person)s
"""


def _everything_about(user: "User") -> list[tuple[Any, ...]]:
    """Grants, broken glass, denials and verbs in one query: (kind, scope id, word)."""
    return rows_of(_EVERYTHING_ABOUT, {"person": user.pk, "now": timezone.now()})
