"""Let people in at a desk and out again, with the reason why somebody kept out is let back in."""

from datetime import datetime
from typing import Any

from django.db import transaction

from laborrel.access.desks import seat_specialist
from laborrel.access.models import Denial, Scope
from laborrel.access.permissions import Level
from laborrel.access.scopes import deny, grant, lift_denial, revoke
from laborrel.audit.events import record

SEE, WORK, SEAT = "see", "work", "seat"
_LEVELS = {SEE: [Level.VIEW], WORK: [Level.VIEW, Level.WORK]}


class KeysRefusal(Exception):
    """This cannot be done with these keys."""

    def __init__(self, sentence: str = "") -> None:
        super().__init__(sentence or self.__doc__)


class AlreadyKeptOut(KeysRefusal):
    """This person is kept out already. Let the person back in first."""


class NotKeptOut(KeysRefusal):
    """This person is not kept out."""


class ReasonNotGiven(KeysRefusal):
    """Say why: the others at this desk will read it."""


@transaction.atomic
def let_in(*, scope: Scope, user: Any, manner: str, by: Any, at: datetime) -> None:
    """Let a person see, work, or (at a unit's desk) take a seat, which opens the privileged notes as well."""
    if manner == SEAT and scope.kind == Scope.Kind.UNIT_DESK:
        seat_specialist(desk=scope, user=user, by=by, at=at)
    else:
        grant(scope=scope, to=user, levels=_LEVELS[WORK if manner == SEAT else manner], by=by, at=at)


@transaction.atomic
def take_out(*, scope: Scope, user: Any, by: Any, at: datetime) -> None:
    """Take back every grant a person has here and in what accompanies it; roles stay as they are."""
    for each in [scope, *Scope.objects.filter(accompanies=scope)]:
        revoke(scope=each, of=user, by=by, at=at)


@transaction.atomic
def keep_out(*, scope: Scope, user: Any, because: str, note: str, by: Any, at: datetime) -> None:
    """Keep a person out whatever grants say, with the reason in words."""
    if not note.strip():
        raise ReasonNotGiven
    if Denial.objects.filter(scope=scope, user=user, lifted_at__isnull=True).exists():
        raise AlreadyKeptOut
    deny(scope=scope, user=user, because=because, note=note.strip(), by=by, at=at)


@transaction.atomic
def let_back(*, scope: Scope, user: Any, because: str, by: Any, at: datetime) -> None:
    """End a denial, saying why; the reason stays in the history of the desk."""
    if not because.strip():
        raise ReasonNotGiven
    if not Denial.objects.filter(scope=scope, user=user, lifted_at__isnull=True).exists():
        raise NotKeptOut
    lift_denial(scope=scope, user=user, by=by, at=at)
    record(
        "home.say_why_let_back", by=by, at=at, scope=scope, label=scope.title, user=str(user), because=because.strip()
    )
