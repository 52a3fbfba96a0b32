"""What start-up refuses: a page without a policy, a row behind the wall without a rule to see it."""

from typing import Any

from django.apps import apps
from django.core import checks

from laborrel.access.guarded import Guarded, GuardedQuerySet
from laborrel.access.permissions import all_permissions
from laborrel.access.policy import every_view, policy_of


@checks.register(checks.Tags.security)
def every_view_declares_its_policy(**_: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"/{route} declares no access policy",
            hint="Decorate the view with @requires(...), @open_to_staff(because=...) or @open_to_anyone(because=...).",
            id="laborrel.E001",
        )
        for route, pattern in every_view()
        if not policy_of(pattern)
    ]


@checks.register(checks.Tags.security)
def every_guarded_model_says_who_sees_it(**_: Any) -> list[checks.CheckMessage]:
    known = {symbol.name for symbol in all_permissions()}
    return [
        checks.Error(
            f"{model._meta.label} does not say with which permission a row is seen",
            hint="Set seen_with to the name of a declared permission.",
            id="laborrel.E002",
        )
        for model in apps.get_models()
        if issubclass(model, Guarded) and getattr(model, "seen_with", "") not in known
    ]


@checks.register(checks.Tags.security)
def every_manager_of_a_guarded_model_is_guarded(**_: Any) -> list[checks.CheckMessage]:
    return [
        checks.Error(
            f"{model._meta.label}.{manager.name} reads past the guard",
            hint="Build it with models.Manager.from_queryset(...) of a queryset that descends from GuardedQuerySet.",
            id="laborrel.E003",
        )
        for model in apps.get_models()
        if issubclass(model, Guarded)
        for manager in model._meta.managers
        if not isinstance(manager.get_queryset(), GuardedQuerySet)
    ]
