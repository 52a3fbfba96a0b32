"""The keys: open a scope, let people in, keep people out, break the glass. One door for each."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as StoredPermission
from django.db import connection, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from laborrel.access.guarded import require
from laborrel.access.models import BrokenGlass, Denial, Scope, ScopeGroupPermission, ScopeUserPermission
from laborrel.access.permissions import Level, permission
from laborrel.access.reach import forget_reach, reach_of
from laborrel.access.roles import ADMINISTRATORS, SENIOR_SPECIALISTS, SPECIALISTS
from laborrel.organization.models import BargainingUnit

OPEN_SCOPE = permission(
    "access.open_scope", "Open a unit desk or a case team", held_by=[SENIOR_SPECIALISTS, SPECIALISTS]
)
GRANT_ACCESS = permission(
    "access.grant_access", "Let others into a case or desk", level=Level.GRANT, held_by=[SENIOR_SPECIALISTS]
)
WALL_OFF = permission(
    "access.wall_off", "Keep a person with a conflict out of a case", level=Level.GRANT, held_by=[SENIOR_SPECIALISTS]
)
BREAK_GLASS = permission("access.break_glass", "Break the glass for a stated reason", held_by=[ADMINISTRATORS])

LONGEST_BREAK = timedelta(hours=4)

# Sent inside the verb's transaction with verb, scope, by, at and data; the audit room records it.
keys_changed = Signal()

Grantee = Any  # a User or a Group


class GrantExceedsOwn(Exception):
    """You cannot let others do more here than you may do yourself."""


class OwnDenial(Exception):
    """You cannot keep yourself out, nor let yourself back in: ask a colleague."""


class NoSuchReference(Exception):
    """No record has this reference. Ask the person who needs help to read it out again."""


class ReasonMissing(Exception):
    """Say why, in at least 20 characters: the people on the case will read it."""


class BreakTooLong(Exception):
    """The glass can be broken for four hours at most."""


@transaction.atomic
def open_scope(
    *, kind: str, title: str, by: Any, unit: BargainingUnit | None = None, accompanies: Scope | None = None
) -> Scope:
    """Open a new scope; the person who opens it may see, work and let others in."""
    require(by, OPEN_SCOPE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.open_scope(%s, %s, %s, %s)",
            [kind, title, unit.pk if unit else None, accompanies.pk if accompanies else None],
        )
        scope_id = cursor.fetchone()[0]
    forget_reach(by)
    scope = Scope.objects.get(pk=scope_id)
    _tell("access.open_scope", scope, by, timezone.now(), kind=kind)
    return scope


@transaction.atomic
def grant(*, scope: Scope, to: Grantee, levels: list[Level], by: Any, at: datetime) -> None:
    """Let a person or a role into a scope. Nobody gives more than he has."""
    require(by, GRANT_ACCESS, _as_row(scope))
    mine = reach_of(by).scopes
    if any(scope.pk not in mine[level] for level in levels):
        raise GrantExceedsOwn
    for level in levels:
        _table(to).objects.get_or_create(content_object=scope, permission=_stored(level), **{_holder_column(to): to})
    forget_reach(to)
    _tell("access.grant", scope, by, at, to=str(to), levels=[level.value for level in levels])


@transaction.atomic
def revoke(*, scope: Scope, of: Grantee, by: Any, at: datetime) -> None:
    """Take back every grant of a person or role on a scope; holds from the next request on."""
    require(by, GRANT_ACCESS, _as_row(scope))
    _table(of).objects.filter(content_object=scope, **{_holder_column(of): of}).delete()
    forget_reach(of)
    _tell("access.revoke", scope, by, at, of=str(of))


@transaction.atomic
def copy_grants(*, old: Scope, new: Scope, by: Any) -> None:
    """Whoever was let into the old scope is let into the new one; denials go along."""
    require(by, GRANT_ACCESS, _as_row(old))
    for table, holder in ((ScopeUserPermission, "user_id"), (ScopeGroupPermission, "group_id")):
        for held in table.objects.filter(content_object=old):
            table.objects.get_or_create(
                content_object=new, permission_id=held.permission_id, **{holder: getattr(held, holder)}
            )
    copy_denials(old=old, new=new, by=by)


@transaction.atomic
def copy_denials(*, old: Scope, new: Scope, by: Any) -> None:
    """Whoever is kept out of the old scope is kept out of the new one."""
    require(by, GRANT_ACCESS, _as_row(new))
    for denial in Denial.objects.filter(scope=old, lifted_at__isnull=True):
        Denial.objects.get_or_create(
            scope=new,
            user_id=denial.user_id,
            lifted_at=None,
            defaults={
                "because": denial.because,
                "note": denial.note,
                "denied_by_id": denial.denied_by_id,
                "denied_at": denial.denied_at,
            },
        )
    forget_reach(by)


@transaction.atomic
def deny(*, scope: Scope, user: Any, because: str, by: Any, at: datetime, note: str = "") -> None:
    """Keep a person out of a scope and of the privileged notes beside it, whatever grants say."""
    require(by, WALL_OFF, _as_row(scope))
    if user == by:
        raise OwnDenial
    for each in Scope.objects.filter(Q(pk=scope.pk) | Q(accompanies=scope)):
        Denial.objects.get_or_create(
            scope=each,
            user=user,
            lifted_at=None,
            defaults={"because": because, "note": note, "denied_by": by, "denied_at": at},
        )
    forget_reach(user)
    _tell("access.deny", scope, by, at, user=str(user), because=because)


@transaction.atomic
def lift_denial(*, scope: Scope, user: Any, by: Any, at: datetime) -> None:
    require(by, WALL_OFF, _as_row(scope))
    if user == by:
        raise OwnDenial
    both = Q(scope=scope) | Q(scope__accompanies=scope)
    Denial.objects.filter(both, user=user, lifted_at__isnull=True).update(lifted_by=by, lifted_at=at)
    forget_reach(user)
    _tell("access.lift_denial", scope, by, at, user=str(user))


@transaction.atomic
def break_glass(*, reference: str, reason: str, minutes: int, by: Any, at: datetime) -> BrokenGlass:
    """An administrator sees one scope for a while; everyone in it is told, and the audit keeps the reason."""
    require(by, BREAK_GLASS)
    if len(reason.strip()) < 20:
        raise ReasonMissing
    if timedelta(minutes=minutes) > LONGEST_BREAK:
        raise BreakTooLong
    with connection.cursor() as cursor:
        cursor.execute("SELECT app.break_glass(%s, %s, %s)", [reference.strip().upper(), reason.strip(), minutes])
        glass_id = cursor.fetchone()[0]
    if glass_id is None:
        raise NoSuchReference
    forget_reach(by)
    glass = BrokenGlass.objects.select_related("scope").get(pk=glass_id)
    _tell("access.break_glass", glass.scope, by, at, reason=reason.strip(), until=glass.until.isoformat())
    return glass


@transaction.atomic
def close_glass(*, glass: BrokenGlass, by: Any, at: datetime) -> None:
    """End a broken glass before its time; done by the one who broke it."""
    require(by, BREAK_GLASS)
    scope = glass.scope
    _tell("access.close_glass", scope, by, at)
    BrokenGlass.objects.filter(pk=glass.pk, user=by, closed_at__isnull=True).update(closed_at=at)
    forget_reach(by)


class _as_row:
    """A scope stands in for its own rows in permission questions."""

    def __init__(self, scope: Scope) -> None:
        self.scope_id = scope.pk


def _table(holder: Grantee) -> Any:
    return ScopeGroupPermission if isinstance(holder, Group) else ScopeUserPermission


def _holder_column(holder: Grantee) -> str:
    return "group" if isinstance(holder, Group) else "user"


def _stored(level: Level) -> StoredPermission:
    return StoredPermission.objects.get(
        content_type__app_label="access", content_type__model="scope", codename=f"{level.value}_scope"
    )


def _tell(verb: str, scope: Scope, by: Any, at: datetime, **data: Any) -> None:
    keys_changed.send(sender=Scope, verb=verb, scope=scope, by=by, at=at, data=data)
