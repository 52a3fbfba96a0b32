"""Desks and teams: the scopes the office opens again and again, with the roles that belong in them."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from laborrel.access.models import Scope
from laborrel.access.permissions import Level
from laborrel.access.roles import CLERKS, READERS, SENIOR_SPECIALISTS
from laborrel.access.scopes import admit_clerks, copy_denials, copy_grants, grant, open_scope
from laborrel.organization.models import BargainingUnit

EVERYTHING = [Level.VIEW, Level.WORK, Level.GRANT]
WORKING = [Level.VIEW, Level.WORK]

_ROLES_AT_A_DESK = {SENIOR_SPECIALISTS: EVERYTHING, CLERKS: WORKING, READERS: [Level.VIEW]}


class PrivilegedNotesOutOfReach(Exception):
    """This case may have privileged notes that you cannot see, so you cannot move it. Ask a senior specialist."""


@transaction.atomic
def open_unit_desk(*, unit: BargainingUnit, by: Any, at: datetime) -> Scope:
    """Open the desk where the ordinary cases of one unit lie, and the privileged scope beside it."""
    desk = open_scope(kind=Scope.Kind.UNIT_DESK, title=f"{unit.name} desk", unit=unit, by=by)
    beside = open_scope(
        kind=Scope.Kind.PRIVILEGED, title=f"{unit.name} privileged notes", unit=unit, accompanies=desk, by=by
    )
    for role, levels in _ROLES_AT_A_DESK.items():
        group = Group.objects.get(name=role)
        grant(scope=desk, to=group, levels=levels, by=by, at=at)
        if role == SENIOR_SPECIALISTS:
            grant(scope=beside, to=group, levels=levels, by=by, at=at)
    return desk


@transaction.atomic
def seat_specialist(*, desk: Scope, user: Any, by: Any, at: datetime) -> None:
    """Give a specialist the cases of a unit, privileged notes included."""
    for scope in [desk, *Scope.objects.filter(accompanies=desk)]:
        grant(scope=scope, to=user, levels=EVERYTHING, by=by, at=at)


@transaction.atomic
def open_team_beside(*, desk: Scope, title: str, is_sealed: bool, by: Any, at: datetime) -> tuple[Scope, Scope]:
    """Open a scope for one case: a team let in like the desk, or a sealed case let in by name only.

    Returns the case's scope and the privileged scope beside it. A denial at the desk goes along in both; the clerk
    of the clock is let in, so that no date of a sealed case is missed.
    """
    privileged = Scope.objects.filter(kind=Scope.Kind.PRIVILEGED, accompanies=desk).first()
    if privileged is None:
        raise PrivilegedNotesOutOfReach
    kind = Scope.Kind.SEALED_CASE if is_sealed else Scope.Kind.CASE_TEAM
    team = open_scope(kind=kind, title=title, unit=desk.unit, by=by)
    beside = open_scope(
        kind=Scope.Kind.PRIVILEGED, title=f"{title}, privileged", unit=desk.unit, accompanies=team, by=by
    )
    admit_clerks(scope=team, by=by, at=at)
    copy = copy_denials if is_sealed else copy_grants
    copy(old=desk, new=team, by=by)
    if not is_sealed:
        copy_grants(old=privileged, new=beside, by=by)
    return team, beside


def unit_desk(unit: BargainingUnit) -> Scope:
    """The desk of a unit, if within the reader's reach; else Scope.DoesNotExist."""
    return Scope.objects.get(kind=Scope.Kind.UNIT_DESK, unit=unit)
