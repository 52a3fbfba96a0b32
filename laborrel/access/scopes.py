"""The keys: open a scope, let people in, keep people out, break the glass. One door for each."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as StoredPermission
from django.db import connection, transaction
from django.db.models import Q
from django.dispatch import Signal
from django.utils import timezone

from laborrel.access.guarded import NotPermitted, require
from laborrel.access.models import BrokenGlass, Denial, Scope, ScopeGroupPermission, ScopeUserPermission
from laborrel.access.permissions import Level, permission
from laborrel.access.reach import forget_reach, reach_of
from laborrel.access.roles import ADMINISTRATORS, CLERKS, SENIOR_SPECIALISTS, SPECIALISTS
from laborrel.organization.models import BargainingUnit

OPEN_SCOPE = permission(
    "access.open_scope", "Open a unit desk or a case team", held_by=[SENIOR_SPECIALISTS, SPECIALISTS]
)
GRANT_ACCESS = permission(
    "access.grant_access", "Let others into a case or desk", level=Level.GRANT, held_by=[SENIOR_SPECIALISTS]
)
ADMIT_TO_CASE = permission(
    "access.admit_to_case",
    "Let a person into a case that has a team of its own",
    level=Level.GRANT,
    held_by=[SENIOR_SPECIALISTS, SPECIALISTS],
)
WALL_OFF = permission(
    "access.wall_off", "Keep a person with a conflict out of a case", level=Level.GRANT, held_by=[SENIOR_SPECIALISTS]
)
BREAK_GLASS = permission("access.break_glass", "Break the glass for a stated reason", held_by=[ADMINISTRATORS])

LONGEST_BREAK = timedelta(hours=4)

# Sent inside the verb's transaction with verb, scope, by, at and data; the audit room records it.
keys_changed = Signal()

Grantee = Any  # a User or a Group
_CASE_KINDS = (Scope.Kind.CASE_TEAM, Scope.Kind.SEALED_CASE)


class GrantExceedsOwn(Exception):
    """You cannot let others do more here than you may do yourself."""


class OwnDenial(Exception):
    """You cannot keep yourself out, nor let yourself back in: ask a colleague."""


class NoSuchReference(Exception):
    """No record has this reference. Ask the person who needs help to read it out again."""


class GlassNotBroken(Exception):
    """This glass is not broken any more, or was broken by somebody else."""


class SealedByNameOnly(Exception):
    """A sealed case is opened to people by name, not to a whole role."""


class ReasonMissing(Exception):
    """Say why, in at least 20 characters: the people on the case will read it."""


class BreakTooLong(Exception):
    """The glass can be broken for four hours at most."""


@transaction.atomic
def open_scope(
    *, kind: str, title: str, by: Any, unit: BargainingUnit | None = None, accompanies: Scope | None = None
) -> Scope:
    """Open a new scope; the person who opens it may see, work and let others in.

    The whole-office scope is never opened twice, a unit's desk only by those who may let others in.
    """
    require(by, OPEN_SCOPE)
    if kind == Scope.Kind.OFFICE:
        raise NotPermitted(OPEN_SCOPE)
    if kind == Scope.Kind.UNIT_DESK:
        require(by, GRANT_ACCESS)
    if accompanies is not None:
        require(by, OPEN_SCOPE, _AsRow(accompanies))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT app.open_scope(%s, %s, %s, %s)",
            [kind, title, unit.pk if unit else None, accompanies.pk if accompanies else None],
        )
        scope_id = cursor.fetchone()[0]
    forget_reach(by)
    scope = Scope.objects.filter(pk=scope_id).first()
    if scope is None:  # kept out of the unit: what one opens there, one does not see either
        raise NotPermitted(OPEN_SCOPE)
    _tell("access.open_scope", scope, by, timezone.now(), kind=kind)
    return scope


@transaction.atomic
def grant(*, scope: Scope, to: Grantee, levels: list[Level], by: Any, at: datetime) -> None:
    """Let a person or a role into a scope. Nobody gives more than he has."""
    require(by, GRANT_ACCESS, _AsRow(scope))
    _refuse_more_than_own(scope, levels, by)
    if isinstance(to, Group) and to.name != CLERKS and _is_sealed(scope):
        raise SealedByNameOnly
    _give(scope, to, levels, by, at)


@transaction.atomic
def admit(*, scope: Scope, to: Any, levels: list[Level], by: Any, at: datetime) -> None:
    """Let one person into a case team or sealed case, or the notes beside it: whoever sealed a case can share it."""
    require(by, ADMIT_TO_CASE, _AsRow(scope))
    case = Scope.objects.filter(Q(pk=scope.pk) | Q(pk=scope.accompanies_id), kind__in=_CASE_KINDS)
    if not case.exists():
        raise NotPermitted(ADMIT_TO_CASE)
    _refuse_more_than_own(scope, levels, by)
    _give(scope, to, levels, by, at)


@transaction.atomic
def admit_clerks(*, scope: Scope, by: Any, at: datetime) -> None:
    """Let the clerk of the clock work in a scope one opened, so that no date of a confidential case is missed."""
    _require_own(by, old=scope, new=scope)
    _give(scope, Group.objects.get(name=CLERKS), [Level.VIEW, Level.WORK], by, at)


@transaction.atomic
def revoke(*, scope: Scope, of: Grantee, by: Any, at: datetime) -> None:
    """Take back every grant of a person or role on a scope; holds from the next request on."""
    require(by, GRANT_ACCESS, _AsRow(scope))
    _table(of).objects.filter(content_object=scope, **{_holder_column(of): of}).delete()
    forget_reach(of)
    _tell("access.revoke", scope, by, at, of=str(of))


@transaction.atomic
def copy_grants(*, old: Scope, new: Scope, by: Any) -> None:
    """Whoever was let into the old scope is let into the new one; denials go along.

    It gives nobody more than the old scope gave, so it takes no right to grant: the new scope is one's own.
    """
    _require_own(by, old=old, new=new)
    for table, holder in ((ScopeUserPermission, "user_id"), (ScopeGroupPermission, "group_id")):
        for held in table.objects.filter(content_object=old):
            table.objects.get_or_create(
                content_object=new, permission_id=held.permission_id, **{holder: getattr(held, holder)}
            )
    copy_denials(old=old, new=new, by=by)


@transaction.atomic
def copy_denials(*, old: Scope, new: Scope, by: Any) -> None:
    """Whoever is kept out of the old scope is kept out of the new one.

    A denial at a unit's desk covers every scope of the unit by itself; a copy would outlive its lifting.
    """
    _require_own(by, old=old, new=new)
    if old.kind == Scope.Kind.UNIT_DESK and old.unit_id == new.unit_id:
        return
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
    """Keep a person out of a scope, whatever grants say; the database carries it on.

    It holds for what accompanies the scope (privileged notes) and, at a unit's desk, for every scope of the unit, those
    out of the reach of the person who denies included.
    """
    require(by, WALL_OFF, _AsRow(scope))
    if user == by:
        raise OwnDenial
    Denial.objects.get_or_create(
        scope=scope,
        user=user,
        lifted_at=None,
        defaults={"because": because, "note": note, "denied_by": by, "denied_at": at},
    )
    forget_reach(user)
    _tell("access.deny", scope, by, at, user=str(user), because=because)


@transaction.atomic
def lift_denial(*, scope: Scope, user: Any, by: Any, at: datetime) -> None:
    require(by, WALL_OFF, _AsRow(scope))
    if user == by:
        raise OwnDenial
    Denial.objects.filter(scope=scope, user=user, lifted_at__isnull=True).update(lifted_by=by, lifted_at=at)
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
    standing = BrokenGlass.objects.filter(pk=glass.pk, user=by, closed_at__isnull=True)
    scope = Scope.objects.filter(pk__in=standing.values("scope")).first()
    if scope is None:
        raise GlassNotBroken
    _tell("access.close_glass", scope, by, at)  # told while the scope can still be seen
    standing.update(closed_at=at)
    forget_reach(by)


class _AsRow:
    """A scope stands in for its own rows in permission questions."""

    def __init__(self, scope: Scope) -> None:
        self.scope_id = scope.pk


def _require_own(by: Any, *, old: Scope, new: Scope) -> None:
    """Keys are copied into a scope of one's own, from one whose keys one can see whole."""
    require(by, OPEN_SCOPE, _AsRow(old))
    require(by, OPEN_SCOPE, _AsRow(new))
    reach = reach_of(by).scopes
    if new.pk not in reach[Level.GRANT] or old.pk not in reach[Level.VIEW]:
        raise GrantExceedsOwn


def _refuse_more_than_own(scope: Scope, levels: list[Level], by: Any) -> None:
    mine = reach_of(by).scopes
    if any(scope.pk not in mine[level] for level in levels):
        raise GrantExceedsOwn


def _give(scope: Scope, to: Grantee, levels: list[Level], by: Any, at: datetime) -> None:
    for level in levels:
        _table(to).objects.get_or_create(content_object=scope, permission=_stored(level), **{_holder_column(to): to})
    forget_reach(to)
    _tell("access.grant", scope, by, at, to=str(to), levels=[level.value for level in levels])


def _is_sealed(scope: Scope) -> bool:
    return Scope.objects.filter(Q(pk=scope.pk) | Q(pk=scope.accompanies_id), kind=Scope.Kind.SEALED_CASE).exists()


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
