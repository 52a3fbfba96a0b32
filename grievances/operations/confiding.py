"""Who is let into a case: its holder, a team of its own, a seal, a conflict wall, privileged notes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from grievances.access import RESTRICT_GRIEVANCE, SEE_GRIEVANCE, WORK_GRIEVANCE, WRITE_PRIVILEGED_NOTE
from grievances.models import Grievance, PrivilegedNote
from laborrel.access.desks import WORKING, open_team_beside
from laborrel.access.guarded import require
from laborrel.access.matters import move_records
from laborrel.access.models import Scope
from laborrel.access.permissions import Level
from laborrel.access.reach import may
from laborrel.access.scopes import ADMIT_TO_CASE, WALL_OFF, admit, deny
from laborrel.audit.events import record
from laborrel.drafts.editing import save_over


class HolderCannotSee(Exception):
    """This person cannot see the case, so cannot hold it. Let the person in first."""


class NotRestricted(Exception):
    """Give the case a team of its own first; a whole unit desk cannot be opened to one more person for one case."""


@transaction.atomic
def assign(*, grievance: Grievance, by: Any, at: datetime, holder: Any) -> Grievance:
    """Give the case to another specialist who can see it."""
    require(by, WORK_GRIEVANCE, grievance)
    refuse_blind_holder(grievance, holder)
    earlier = str(grievance.holder or "")
    grievance.holder = holder
    grievance.save(update_fields=["holder"])
    record(
        "grievances.assign", by=by, at=at, scope=grievance.scope_id, matter=grievance, earlier=earlier, holder=holder
    )
    return grievance


@transaction.atomic
def restrict(*, grievance: Grievance, by: Any, at: datetime, is_sealed: bool, because: str) -> Grievance:
    """Take a case off the unit desk into a scope of its own: a case team, or sealed to those named.

    The case, its children, its papers, letters, events and history rows move in the same transaction, so that nothing
    of it is left where it lay.
    """
    require(by, RESTRICT_GRIEVANCE, grievance)
    old = grievance.scope
    kind = "Sealed case" if is_sealed else "Case team"
    team, beside = open_team_beside(desk=old, title=f"{kind} {grievance.number}", is_sealed=is_sealed, by=by, at=at)
    _move(grievance, old=old, team=team, beside=beside)
    _hold_by_one_who_sees(grievance, by)
    record("grievances.restrict", by=by, at=at, scope=team, matter=grievance, kind=kind, because=because)
    return grievance


@transaction.atomic
def let_in(*, grievance: Grievance, by: Any, at: datetime, user: Any, may_work: bool, with_notes: bool) -> None:
    """Let one person into a restricted case (outside counsel, a second specialist)."""
    require(by, RESTRICT_GRIEVANCE, grievance)
    require(by, ADMIT_TO_CASE, grievance)
    if grievance.scope.kind == Scope.Kind.UNIT_DESK:
        raise NotRestricted
    levels = WORKING if may_work else [Level.VIEW]
    admit(scope=grievance.scope, to=user, levels=levels, by=by, at=at)
    if with_notes:
        admit(scope=privileged_scope(grievance), to=user, levels=WORKING, by=by, at=at)
    record("grievances.let_in", by=by, at=at, scope=grievance.scope_id, matter=grievance, who=user, may_work=may_work)


@transaction.atomic
def wall_off(*, grievance: Grievance, by: Any, at: datetime, user: Any, because: str, note: str = "") -> Grievance:
    """Keep a person with a conflict out of one case; the case gets a scope of its own if it lay on the desk."""
    require(by, RESTRICT_GRIEVANCE, grievance)
    require(by, WALL_OFF, grievance)
    if grievance.scope.kind == Scope.Kind.UNIT_DESK:
        restrict(grievance=grievance, by=by, at=at, is_sealed=False, because="a person with a conflict is kept out")
    deny(scope=grievance.scope, user=user, because=because, by=by, at=at, note=note)
    _hold_by_one_who_sees(grievance, by)
    record("grievances.wall_off", by=by, at=at, scope=grievance.scope_id, matter=grievance, because=because)
    return grievance


@transaction.atomic
def write_note(*, grievance: Grievance, by: Any, at: datetime, text: str) -> PrivilegedNote:
    """Add a privileged note: inside the case, but seen only by those let into its privileged scope."""
    scope = privileged_scope(grievance)
    note = PrivilegedNote(scope=scope, matter=grievance, text=text, by=by, at=at)
    require(by, WRITE_PRIVILEGED_NOTE, note)
    note.save(force_insert=True)
    record("grievances.write_note", by=by, at=at, scope=scope, matter=grievance)
    return note


@transaction.atomic
def edit_note(*, note: PrivilegedNote, by: Any, at: datetime, text: str, revision: int) -> PrivilegedNote:
    require(by, WRITE_PRIVILEGED_NOTE, note)
    save_over(note, revision=revision, text=text)
    record("grievances.edit_note", by=by, at=at, scope=note.scope_id, matter=note.matter)
    return note


def privileged_scope(grievance: Grievance) -> Scope:
    """The privileged scope beside the case's scope; out of reach it raises Scope.DoesNotExist."""
    return Scope.objects.get(kind=Scope.Kind.PRIVILEGED, accompanies_id=grievance.scope_id)


def _move(grievance: Grievance, *, old: Scope, team: Scope, beside: Scope) -> None:
    old_beside = Scope.objects.filter(kind=Scope.Kind.PRIVILEGED, accompanies=old).first()
    grievance.scope = team
    grievance.save(update_fields=["scope"])  # children and history follow in the database
    move_records(grievance, old=old, new=team)
    if old_beside is not None:
        move_records(grievance, old=old_beside, new=beside)


def refuse_blind_holder(grievance: Grievance, holder: Any) -> None:
    """Whoever holds a case must be able to see it."""
    if not may(holder, SEE_GRIEVANCE, grievance):
        raise HolderCannotSee


def _hold_by_one_who_sees(grievance: Grievance, by: Any) -> None:
    """A case whose holder was shut out passes to the person who shut the door, so that its dates stay somebody's."""
    if grievance.holder is not None and not may(grievance.holder, SEE_GRIEVANCE, grievance):
        grievance.holder = by
        grievance.save(update_fields=["holder"])
