"""Questions to the contracts: which procedure was in force, which clauses hold a word."""

from datetime import date

from django.db.models import Q

from contracts.models import Agreement, Exclusion, GrievanceProcedure, StartStep
from laborrel.organization.models import BargainingUnit


def procedure_in_force(agreement: Agreement, *, on: date) -> GrievanceProcedure | None:
    """The version of the agreement's grievance procedure in force on a day."""
    return (
        GrievanceProcedure.objects.filter(agreement=agreement, effective_on__lte=on)
        .filter(Q(ended_on__isnull=True) | Q(ended_on__gte=on))
        .select_related("calendar")
        .order_by("-version")
        .first()
    )


def agreement_in_force(unit: BargainingUnit, *, on: date) -> Agreement | None:
    """The unit's agreement on a day; after expiry the last one stays in force until a successor begins."""
    return Agreement.objects.filter(unit=unit, effective_on__lte=on).order_by("-effective_on").first()


def topics_of_procedures() -> list[str]:
    """The words by which procedures exclude matters or let them begin at a later step, in order."""
    return sorted(
        {*Exclusion.objects.values_list("topic", flat=True), *StartStep.objects.values_list("topic", flat=True)}
    )
