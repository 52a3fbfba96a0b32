"""Accounts and roles: an administrator opens and closes accounts and says which roles a person has."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import Group
from django.db import transaction

from laborrel.access.guarded import require
from laborrel.access.models import Scope
from laborrel.access.permissions import permission
from laborrel.access.reach import forget_reach, may
from laborrel.access.roles import ADMINISTRATORS, CLERKS, DESK_ROLES, SENIOR_SPECIALISTS
from laborrel.access.scopes import GRANT_ACCESS, keys_changed
from laborrel.people.models import User

KEEP_ACCOUNTS = permission("access.keep_accounts", "Open and close accounts", held_by=[ADMINISTRATORS])
GIVE_ROLES = permission(
    "access.give_roles", "Say which roles a person has", held_by=[ADMINISTRATORS, SENIOR_SPECIALISTS]
)


class AddressTaken(Exception):
    """There is an account with this e-mail address already."""


class OwnAccount(Exception):
    """You cannot close your own account or change your own roles: ask another administrator."""


class RoleNotGiven(Exception):
    """The clerk of the clock is a service account; no person has this role."""


class RoleOpensDesks(Exception):
    """This role opens every desk, so only a senior specialist gives it. Leave it out here and ask one to add it."""


@transaction.atomic
def open_account(*, email: str, full_name: str, job_title: str, roles: list[Group], by: Any, at: datetime) -> User:
    """Open an account without a password: the person chooses one by the mail for a forgotten password."""
    require(by, KEEP_ACCOUNTS)
    _refuse_roles(roles, by)
    if User.objects.filter(email=email.lower()).exists():
        raise AddressTaken
    user = User.objects.create_user(email, None, full_name=full_name, job_title=job_title)
    user.groups.set(roles)
    _tell("access.open_account", by, at, who=full_name, roles=[role.name for role in roles])
    return user


@transaction.atomic
def give_roles(*, user: User, roles: list[Group], by: Any, at: datetime) -> User:
    """Say which roles a person has from now on. Desks and cases are granted apart, by those who lead them."""
    require(by, GIVE_ROLES)
    if user.pk == by.pk:
        raise OwnAccount
    _refuse_roles([role for role in roles if role not in user.groups.all()], by)
    user.groups.set(roles)
    forget_reach(user)
    _tell("access.give_roles", by, at, who=user.full_name, roles=[role.name for role in roles])
    return user


@transaction.atomic
def close_account(*, user: User, by: Any, at: datetime) -> User:
    """From the next request on the person sees nothing. What was done stays under the person's name."""
    require(by, KEEP_ACCOUNTS)
    if user.pk == by.pk:
        raise OwnAccount
    user.is_active = False
    user.save(update_fields=["is_active"])
    forget_reach(user)
    _tell("access.close_account", by, at, who=user.full_name)
    return user


@transaction.atomic
def reopen_account(*, user: User, by: Any, at: datetime) -> User:
    require(by, KEEP_ACCOUNTS)
    user.is_active = True
    user.save(update_fields=["is_active"])
    _tell("access.reopen_account", by, at, who=user.full_name)
    return user


def _refuse_roles(roles: list[Group], by: Any) -> None:
    """Whoever keeps the accounts opens no desk with them: else a second account would be a glass broken in silence."""
    if any(role.name == CLERKS for role in roles):
        raise RoleNotGiven
    if not may(by, GRANT_ACCESS) and any(role.name in DESK_ROLES for role in roles):
        raise RoleOpensDesks


def _tell(verb: str, by: Any, at: datetime, **data: Any) -> None:
    office = Scope.objects.get(kind=Scope.Kind.OFFICE)
    keys_changed.send(sender=Scope, verb=verb, scope=office, by=by, at=at, data=data)
