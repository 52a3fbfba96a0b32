"""Roles are made after migrate, permissions given once, and the office's own choices left alone."""

import pytest
from django.contrib.auth.models import Group
from django.contrib.auth.models import Permission as StoredPermission

from laborrel.access import roles
from laborrel.access.models import Scope, ScopeGroupPermission
from laborrel.access.permissions import all_permissions


def test_every_role_and_every_permission_stands_after_migrate(db) -> None:
    assert set(Group.objects.values_list("name", flat=True)) == set(roles.ROLES)
    stored = StoredPermission.objects.filter(content_type__model="capability")
    names = {f"{each.content_type.app_label}.{each.codename}" for each in stored.select_related("content_type")}
    assert {symbol.name for symbol in all_permissions()} <= names


def test_each_permission_is_held_by_the_roles_it_names(db) -> None:
    for symbol in all_permissions():
        held = Group.objects.filter(
            permissions__codename=symbol.codename, permissions__content_type__app_label=symbol.app_label
        )
        assert set(held.values_list("name", flat=True)) == set(symbol.held_by), symbol.name


@pytest.mark.django_db(databases=["default", "owner"])
def test_running_again_changes_nothing_the_office_has_set() -> None:
    readers = Group.objects.using("owner").get(name=roles.READERS)
    readers.permissions.clear()
    roles.create_roles(using="owner")
    assert readers.permissions.count() == 0
    assert Scope.objects.using("owner").filter(kind=Scope.Kind.OFFICE).count() == 1


def test_administrators_hold_no_right_to_any_case(db) -> None:
    held = StoredPermission.objects.filter(group__name=roles.ADMINISTRATORS, content_type__model="capability")
    assert not [each for each in held if each.codename.startswith(("see_grievance", "see_privileged", "work_"))]


def test_the_office_scope_stands_once_and_is_seen_by_every_role(office, reader) -> None:
    reader("senior")
    scope = Scope.objects.get(kind=Scope.Kind.OFFICE)
    let_in = ScopeGroupPermission.objects.filter(content_object=scope, permission__codename="view_scope")
    assert {each.group.name for each in let_in.select_related("group")} == set(roles.ROLES)
