"""Record what was done and who read: the only door to both tables."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models

from laborrel.access.models import Scope
from laborrel.audit.models import Event, Reading


def record(
    verb: str, *, by: Any, at: datetime, scope: Scope | int, matter: Any = None, label: str = "", **data: Any
) -> Event:
    """Add one event in the caller's transaction. `matter` is the root record (a case), `data` plain facts."""
    return Event.objects.create(
        verb=verb,
        by=by,
        at=at,
        scope_id=scope if isinstance(scope, int) else scope.pk,
        label=label or (str(matter) if matter is not None else ""),
        data={name: _plain(value) for name, value in data.items()},
        **_of(matter),
    )


def record_reading(*, act: str, by: Any, at: datetime, scope: Scope, what: str, matter: Any = None) -> None:
    """Add to the read log when the record is confidential; an open record leaves no trace of readers."""
    if scope.is_confidential:
        Reading.objects.create(act=act, by=by, at=at, scope=scope, what=what[:200], **_of(matter))


def record_key_change(*, verb: str, scope: Scope, by: Any, at: datetime, data: dict[str, Any], **_: Any) -> None:
    """Receiver of the access room's signal: grants, denials and broken glass are events of their scope."""
    record(verb, by=by, at=at, scope=scope, label=scope.title, **data)


def office_scope() -> Scope:
    """The scope of what the whole office shares."""
    return Scope.objects.get(kind=Scope.Kind.OFFICE)


def _of(matter: Any) -> dict[str, Any]:
    if matter is None:
        return {}
    return {"matter_type": ContentType.objects.get_for_model(matter), "matter_id": matter.pk}


def _plain(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(each) for each in value]
    return value if isinstance(value, (str, int, float, bool, type(None), dict)) else str(value)
