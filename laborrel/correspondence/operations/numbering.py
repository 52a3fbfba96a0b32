"""Register numbers: permanent, gap-free per series and year."""

from django.db.models import F

from laborrel.access.models import Scope
from laborrel.audit.events import office_scope
from laborrel.correspondence.models import RegisterCounter


def next_number(*, scope: Scope, year: int) -> tuple[RegisterCounter, int, str]:
    """The counter, the sequence and the number as written. Call it in the transaction that saves the entry.

    The counter row stays locked until that transaction ends: a rolled-back entry gives its number back, two entries
    at once wait for each other. Confidential scopes count for themselves, so that the open series betrays nothing.
    """
    series = scope if scope.is_confidential else office_scope()
    RegisterCounter.objects.bulk_create([RegisterCounter(scope=series, year=year)], ignore_conflicts=True)
    RegisterCounter.objects.filter(scope=series, year=year).update(last=F("last") + 1)
    counter = RegisterCounter.objects.get(scope=series, year=year)
    mark = f"{series.reference}-" if scope.is_confidential else ""
    return counter, counter.last, f"L{year}-{mark}{counter.last:04d}"
