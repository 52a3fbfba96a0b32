"""Every night the clerk of the clock looks at every open case: dates pass by themselves."""

from datetime import datetime
from typing import Any

from django.db import transaction

from grievances.access import WATCH_CLOCKS
from grievances.models import Grievance
from grievances.operations.clocks import watch

BATCH = 200


class ClerkMissing(Exception):
    """There is no service account in the role “Clerks of the clock”. Make one, so that dates are looked at by night."""


def open_cases(clerk: Any) -> list[int]:
    """The ids of every case whose clocks may run."""
    cases = Grievance.objects.visible_to(clerk, WATCH_CLOCKS)
    return list(
        cases.filter(closed_on__isnull=True, procedure__isnull=False).order_by("id").values_list("pk", flat=True)
    )


def watch_batch(*, ids: list[int], by: Any, at: datetime) -> int:
    """Look at the clocks of some cases; returns how many were newly found lapsed."""
    lapsed = 0
    cases = Grievance.objects.visible_to(by, WATCH_CLOCKS).filter(pk__in=ids)
    related = cases.select_related("procedure__calendar", "issue", "outcome").prefetch_related(
        "visits__meetings", "visits__answers", "happenings", "extensions", "holds"
    )
    for grievance in related:
        was_lapsed = grievance.is_lapsed
        with transaction.atomic():
            watch(grievance=grievance, by=by, at=at)
        lapsed += grievance.is_lapsed and not was_lapsed
    return lapsed
