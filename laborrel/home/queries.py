"""Questions about keys: who is let in where, how far, and who is kept out; within the reach of the person who asks."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from laborrel.access.models import BrokenGlass, Denial, Scope, ScopeGroupPermission, ScopeUserPermission
from laborrel.access.reach import reach_of
from laborrel.access.scopes import GRANT_ACCESS
from laborrel.audit.access import SEE_READINGS

_LEVELS = {"view_scope": "sees", "work_scope": "works", "grant_scope": "lets others in"}
KINDS = (
    Scope.Kind.UNIT_DESK, Scope.Kind.CASE_TEAM, Scope.Kind.SEALED_CASE, Scope.Kind.NEGOTIATION_TEAM,
    Scope.Kind.CLOSED_COMMITTEE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LetIn:
    """A person or role at a desk, with the levels in words."""

    holder: Any
    words: str
    has_privileged: bool


def scopes_granted_by(user: Any) -> Any:
    """The desks and teams into which this person may let others."""
    ids = sorted(reach_of(user).rows(GRANT_ACCESS))
    return Scope.objects.filter(pk__in=ids, kind__in=KINDS).select_related("unit").order_by("title")


def people_let_in(scope: Scope) -> list[LetIn]:
    """By name; the levels of the scope itself, and whether the privileged notes beside it are open too. One query."""
    held = ScopeUserPermission.objects.filter(user__is_service=False).select_related("user", "permission")
    return _let_in(scope, held.filter(content_object__in=_with_beside(scope)).order_by("user__full_name"), "user")


def roles_let_in(scope: Scope) -> list[LetIn]:
    held = ScopeGroupPermission.objects.select_related("group", "permission").order_by("group__name")
    return _let_in(scope, held.filter(content_object__in=_with_beside(scope)), "group")


def kept_out_of(scope: Scope) -> Any:
    denials = Denial.objects.filter(scope=scope, lifted_at__isnull=True)
    return denials.select_related("user", "denied_by").order_by("user__full_name")


def glass_broken(user: Any) -> Any:
    """Every glass broken on a scope whose readings this person may read, newest first."""
    ids = sorted(reach_of(user).rows(SEE_READINGS))
    return BrokenGlass.objects.filter(scope__in=ids).select_related("user", "scope").order_by("-broken_at", "-pk")


def _with_beside(scope: Scope) -> Any:
    return Scope.objects.filter(pk=scope.pk) | Scope.objects.filter(accompanies=scope)


def _let_in(scope: Scope, held: Iterable[Any], holder: str) -> list[LetIn]:
    here: dict[Any, set[str]] = {}
    beside: set[Any] = set()
    for each in held:
        person = getattr(each, holder)
        here.setdefault(person, set())
        if each.content_object_id == scope.pk:
            here[person].add(each.permission.codename)
        else:
            beside.add(person)
    return [
        LetIn(person, ", ".join(words for code, words in _LEVELS.items() if code in codes), person in beside)
        for person, codes in here.items()
    ]
