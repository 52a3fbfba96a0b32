"""A clause set like a page of a book, with what the rooms above hang beside it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from contracts.access import READ_CONTRACTS
from contracts.models import Clause, GrievanceProcedure
from laborrel.access.policy import requires
from laborrel.web.rendering import page_or_fragment


@require_safe
@requires(READ_CONTRACTS)
def clause(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Clause.objects.select_related("agreement__unit"), pk=pk)
    beside = Clause.objects.filter(agreement=found.agreement)
    context = {
        "clause": found,
        "agreement": found.agreement,
        "previous": beside.filter(position__lt=found.position).order_by("-position").first(),
        "following": beside.filter(position__gt=found.position).order_by("position").first(),
        "procedures": GrievanceProcedure.objects.filter(clause=found).select_related("agreement"),
    }
    return page_or_fragment(request, "contracts/clause.html", context)
