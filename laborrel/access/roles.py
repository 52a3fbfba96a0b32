"""The roles of the office: few, named by job. A role says which verbs; a grant on a scope says on which rows."""

from typing import Any

SPECIALISTS = "Specialists"
SENIOR_SPECIALISTS = "Senior specialists"
SUPERVISORS = "Supervisors"
OUTSIDE_COUNSEL = "Outside counsel"
BARGAINING_TEAMS = "Bargaining teams"
READERS = "Readers"
ADMINISTRATORS = "Administrators"
CLERKS = "Clerks of the clock"

ROLES = {
    SPECIALISTS: "log, answer and defend the grievances of the units they are given",
    SENIOR_SPECIALISTS: "lead the office: every unit desk, approvals, settlements, grants",
    SUPERVISORS: "look up what the contract requires",
    OUTSIDE_COUNSEL: "read the cases they are given and write privileged notes there",
    BARGAINING_TEAMS: "sit at a bargaining table",
    READERS: "read what they are given and change nothing",
    ADMINISTRATORS: "keep accounts, calendars and code lists; see no case without breaking the glass",
    CLERKS: "the service account that looks at the clocks every night",
}

OFFICE_STAFF = (SPECIALISTS, SENIOR_SPECIALISTS)
DESK_ROLES = frozenset({SENIOR_SPECIALISTS, READERS})  # let in at every unit's desk by the role alone


def create_roles(*, using: str, **_: Any) -> None:
    """After migrate: every role exists, and a permission newly declared is given to its first holders.

    A permission that already stands is left as the office has set it.
    """
    from django.contrib.auth.models import Group
    from django.contrib.auth.models import Permission as StoredPermission
    from django.contrib.contenttypes.models import ContentType

    from laborrel.access.permissions import all_permissions

    groups = {name: Group.objects.using(using).get_or_create(name=name)[0] for name in ROLES}
    for symbol in all_permissions():
        kind, _ = ContentType.objects.db_manager(using).get_or_create(app_label=symbol.app_label, model="capability")
        stored, is_new = StoredPermission.objects.using(using).get_or_create(
            content_type=kind, codename=symbol.codename, defaults={"name": symbol.sentence[:255]}
        )
        if is_new:
            for role in symbol.held_by:
                groups[role].permissions.add(stored)
    _open_the_office(groups, using)


def _open_the_office(groups: dict[str, Any], using: str) -> None:
    """The one scope of what the whole office shares: calendars, code lists, reports. Opened once, by nobody."""
    from django.contrib.auth.models import Permission as StoredPermission

    from laborrel.access.models import Scope, ScopeGroupPermission

    office, is_new = Scope.objects.using(using).get_or_create(
        kind=Scope.Kind.OFFICE, defaults={"title": "The whole office", "reference": "OFFICE"}
    )
    if not is_new:
        return
    words = StoredPermission.objects.using(using).filter(content_type__app_label="access", content_type__model="scope")
    for role, group in groups.items():
        wanted = ["view_scope", "work_scope"] if role in {*OFFICE_STAFF, ADMINISTRATORS, CLERKS} else ["view_scope"]
        ScopeGroupPermission.objects.using(using).bulk_create(
            ScopeGroupPermission(content_object=office, permission=word, group=group)
            for word in words.filter(codename__in=wanted)
        )
