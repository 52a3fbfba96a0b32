"""Record what was done and who read: the only door to both tables."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction

from laborrel.access.models import Scope
from laborrel.audit.models import Event, Reading
from laborrel.audit.submissions import AlreadyDone, key_of_this_request, take_key


def record(
    verb: str, *, by: Any, at: datetime, scope: Scope | int, matter: Any = None, label: str = "", **data: Any
) -> Event:
    """Add one event in the caller's transaction. `matter` is the root record (a case), `data` plain facts.

    Raises AlreadyDone when the form this act came from was sent before.
    """
    event = Event(
        verb=verb,
        by=by,
        at=at,
        scope_id=scope if isinstance(scope, int) else scope.pk,
        label=label or (str(matter) if matter is not None else ""),
        data={name: _plain(value) for name, value in data.items()},
        submission=take_key(),
        **_of(matter),
    )
    if event.submission is None:
        event.save(force_insert=True)
    else:
        _save_once(event)
    return event


def record_each(
    verb: str, *, by: Any, at: datetime, matters: Sequence[tuple[Any, dict[str, Any]]], batch: int = 1_000
) -> None:
    """One event on each of many matters that one act has made, in the caller's transaction: (matter, its facts)."""
    if not matters:
        return
    kind = ContentType.objects.get_for_model(matters[0][0])
    Event.objects.bulk_create(
        (
            Event(
                verb=verb,
                by=by,
                at=at,
                scope_id=matter.scope_id,
                label=str(matter),
                data={name: _plain(value) for name, value in data.items()},
                matter_type=kind,
                matter_id=matter.pk,
            )
            for matter, data in matters
        ),
        batch_size=batch,
    )


def stop_if_done(*, by: Any) -> None:
    """Raise AlreadyDone when the form being handled was sent before.

    A verb that would refuse the second sending (the step is answered by now) never gets to record its event; the page
    asks here first, once it holds the lock, and both sendings end on the same page.
    """
    key = key_of_this_request()
    if key is None:
        return
    earlier = Event.objects.unrestricted(because="the same person sent the same form twice")
    first = earlier.filter(submission=key, by=by).first()
    if first is not None:
        raise AlreadyDone(_address_of(first))


def _save_once(event: Event) -> None:
    try:
        with transaction.atomic():
            event.save(force_insert=True)
    except IntegrityError:
        earlier = Event.objects.unrestricted(because="the same person sent the same form twice")
        first = earlier.filter(submission=event.submission, by=event.by).first()
        if first is None:
            raise
        raise AlreadyDone(_address_of(first)) from None


def _address_of(event: Event) -> str:
    matter = event.matter
    return matter.get_absolute_url() if hasattr(matter, "get_absolute_url") else "/"


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
