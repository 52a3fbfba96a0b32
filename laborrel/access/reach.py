"""How far a person reaches: the one definition from which list rule and object rule are both read."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission as StoredPermission
from django.db.models import BigIntegerField, CharField, F, Func, Value
from django.db.models.functions import Concat
from django.utils import timezone

from laborrel.access.models import BrokenGlass, ScopeGroupPermission, ScopeUserPermission
from laborrel.access.permissions import Level, Permission

if TYPE_CHECKING:
    from laborrel.people.models import User

_LEVEL_OF_GRANT = {"view_scope": Level.VIEW, "work_scope": Level.WORK, "grant_scope": Level.GRANT}


@dataclass(frozen=True, slots=True)
class Reach:
    """The scopes open to a person at each level, and the verbs the person's roles allow."""

    scopes: dict[Level, frozenset[int]]
    verbs: frozenset[str]

    def rows(self, permission: Permission) -> frozenset[int]:
        """The scope ids on whose rows this permission may be used; empty when the role lacks it."""
        return self.scopes[permission.level] if permission.name in self.verbs else frozenset()

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
    return permission.name in reach.verbs if row is None else reach.allows(permission, row)


def _read(user: "User") -> Reach:
    opened: dict[Level, set[int]] = {level: set() for level in Level}
    denied: set[int] = set()
    verbs: set[str] = set()
    for kind, scope_id, word in _everything_about(user):
        if kind == "grant" and word in _LEVEL_OF_GRANT:
            opened[_LEVEL_OF_GRANT[word]].add(scope_id)
        elif kind == "glass":
            opened[Level.VIEW].add(scope_id)
        elif kind == "denial":
            denied.add(scope_id)
        elif kind == "verb":
            verbs.add(word)
    return Reach({level: frozenset(ids - denied) for level, ids in opened.items()}, frozenset(verbs))


def _everything_about(user: "User") -> Any:
    """Grants, broken glass, denials and verbs in one query: (kind, scope id, word).

    Of one's own denials the database tells the scope alone (app.kept_out), never the reason or the note.
    """
    groups = user.groups.values("pk")

    def rows(queryset: Any, kind: str, scope: Any, word: Any) -> Any:
        return queryset.values_list(Value(kind, CharField()), scope, word)

    granted = ScopeUserPermission.objects.filter(user=user)
    granted_to_roles = ScopeGroupPermission.objects.filter(group__in=groups)
    glass = BrokenGlass.objects.filter(user=user, closed_at__isnull=True, until__gt=timezone.now())
    person = get_user_model().objects.filter(pk=user.pk)
    kept_out = Func(F("pk"), function="app.kept_out", output_field=BigIntegerField())
    verbs = StoredPermission.objects.filter(group__in=groups, content_type__model="capability")
    name = Concat(F("content_type__app_label"), Value("."), F("codename"), output_field=CharField())
    return rows(granted, "grant", F("content_object_id"), F("permission__codename")).union(
        rows(granted_to_roles, "grant", F("content_object_id"), F("permission__codename")),
        rows(glass, "glass", F("scope_id"), Value("", CharField())),
        rows(person, "denial", kept_out, Value("", CharField())),
        rows(verbs, "verb", Value(0), name),
        all=True,
    )
