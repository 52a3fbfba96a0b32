"""Enter a new version of a grievance procedure; the old one stays, and the cases that run on it keep it."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from contracts.access import KEEP_CONTRACTS
from contracts.models import Agreement, GrievanceProcedure
from contracts.operations.entering import enter_procedure
from laborrel.access.guarded import require
from laborrel.audit.events import office_scope, record


class VersionTooEarly(Exception):
    """The new version must begin after the version before it."""


class NoVersionBefore(Exception):
    """This agreement has no procedure yet, so there is none to replace."""


@transaction.atomic
def enter_version(
    *, agreement: Agreement, rows: dict[str, Any], effective_on: date, by: Any, at: datetime
) -> GrievanceProcedure:
    """The version before ends the day before; its calendar and its least number of grievants in a group go on."""
    require(by, KEEP_CONTRACTS)
    agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    before = GrievanceProcedure.objects.filter(agreement=agreement).order_by("-version").first()
    if before is None:
        raise NoVersionBefore
    if effective_on <= before.effective_on:
        raise VersionTooEarly
    before.ended_on = effective_on - timedelta(days=1)
    before.save(update_fields=["ended_on"])
    procedure = enter_procedure(
        agreement, before.calendar, list(agreement.clauses.all()), rows,
        least_grievants=before.least_grievants_in_a_group, version=before.version + 1, effective_on=effective_on,
    )  # fmt: skip
    record(
        "contracts.enter_version", by=by, at=at, scope=office_scope(), matter=agreement,
        version=procedure.version, effective_on=effective_on,
    )  # fmt: skip
    return procedure
