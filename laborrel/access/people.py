"""Who may do something with a row: asked of everyone in the office, by the one definition of reach."""

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission as StoredPermission

from laborrel.access.permissions import Permission
from laborrel.access.reach import may


def people_who_may(permission: Permission, row: Any) -> list[Any]:
    """The people, by name, who may use the permission on the row; service accounts left out."""
    stored = StoredPermission.objects.filter(
        content_type__app_label=permission.app_label, content_type__model="capability", codename=permission.codename
    )
    staff = get_user_model().objects.filter(is_active=True, is_service=False, groups__permissions__in=stored)
    return [user for user in staff.distinct().order_by("full_name", "pk") if may(user, permission, row)]
