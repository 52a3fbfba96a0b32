"""Accounts and roles as an administrator types them."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group

from laborrel.access.roles import CLERKS, ROLES
from laborrel.web.text_fields import LineField


class _Roles(forms.ModelMultipleChoiceField):
    def label_from_instance(self, role: Any) -> str:
        may = ROLES.get(role.name, "")
        return f"{role.name}: {may}" if may else str(role.name)


def roles_field() -> _Roles:
    return _Roles(
        queryset=Group.objects.exclude(name=CLERKS).order_by("name"),
        label="Roles",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="What the person may do. On which desks and cases is granted apart, by those who lead them; the roles"
        " that open every desk (Senior specialists, Readers) are added by a senior specialist.",
    )


class RolesForm(forms.Form):
    def __init__(self, *, user: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.fields["roles"] = roles_field()
        if user is not None:
            self.fields["roles"].initial = list(user.groups.all())


class AccountForm(RolesForm):
    full_name = LineField(label="Name", max_length=120)
    email = forms.EmailField(
        label="E-mail", max_length=254, help_text="Signs in with it, and chooses a password by “Forgotten password”."
    )
    job_title = LineField(label="Job title", max_length=120, required=False)
