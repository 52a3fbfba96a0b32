"""Say up to which amount a role may settle alone, from a day on. What was in force is never changed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from grievances.access import KEEP_AUTHORITY
from grievances.models import SettlementAuthority
from grievances.refusals import Refusal
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record


class LimitAlreadySet(Refusal):
    """This role has a limit from this day on already. Choose a later day."""


class LimitInThePast(Refusal):
    """A limit cannot begin on a day that is past: settlements of that day were made under the one then in force."""


@transaction.atomic
def set_authority(*, role: str, limit_cents: int, effective_on: date, by: Any, at: datetime) -> SettlementAuthority:
    """Add a limit; the one before it ends the day before. Kept by people who settle nothing themselves."""
    require(by, KEEP_AUTHORITY)
    if effective_on < localdate(at) and SettlementAuthority.objects.filter(role=role).exists():
        raise LimitInThePast
    try:
        with transaction.atomic():
            limit = SettlementAuthority.objects.create(role=role, limit_cents=limit_cents, effective_on=effective_on)
    except IntegrityError as twice:
        raise LimitAlreadySet from twice
    record(
        "grievances.set_authority", by=by, at=at, scope=office_scope(), label=role,
        role=role, limit_cents=limit_cents, effective_on=effective_on,
    )  # fmt: skip
    return limit
