"""Every night the clerk of the clock looks at every open case: dates pass by themselves."""

import logging
from datetime import datetime
from typing import Any

from grievances.access import WATCH_CLOCKS
from grievances.models import Grievance
from grievances.operations.clocks import watch
from grievances.refusals import Refusal

logger = logging.getLogger(__name__)

BATCH = 200


class ClerkMissing(Refusal):
    """There is no service account in the role “Clerks of the clock”. Make one, so that dates are looked at by night."""


def open_cases(clerk: Any) -> list[int]:
    """The ids of every case whose clocks may run."""
    cases = Grievance.objects.visible_to(clerk, WATCH_CLOCKS)
    return list(
        cases.filter(closed_on__isnull=True, procedure__isnull=False).order_by("id").values_list("pk", flat=True)
    )


def watch_batch(*, ids: list[int], by: Any, at: datetime) -> int:
    """Look at the clocks of some cases; returns how many were newly found lapsed.

    The batch is locked while it is looked at: who works at night waits a moment, and neither writes over the other.
    """
    lapsed = 0
    cases = Grievance.objects.visible_to(by, WATCH_CLOCKS).filter(pk__in=ids, closed_on__isnull=True).order_by("id")
    related = cases.select_related("procedure__calendar", "issue", "outcome").prefetch_related(
        "visits__meetings", "visits__answers", "happenings", "extensions", "holds"
    )
    for grievance in related.select_for_update(of=("self",)):
        lapsed += _watched(grievance, by, at)
    return lapsed


def _watched(grievance: Grievance, by: Any, at: datetime) -> bool:
    """Whether the case is newly found lapsed. One case whose procedure cannot be counted does not stop the others."""
    was_lapsed = grievance.is_lapsed
    try:
        watch(grievance=grievance, by=by, at=at)  # in a savepoint of its own
    except (ArithmeticError, LookupError, RuntimeError, ValueError):
        logger.exception("the clocks of case %s could not be looked at", grievance.pk)
        return False
    return grievance.is_lapsed and not was_lapsed
