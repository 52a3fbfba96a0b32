"""The agreements, and one agreement with its clauses and procedures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from contracts.access import KEEP_CONTRACTS, READ_CONTRACTS
from contracts.models import Agreement
from laborrel.access.policy import requires
from laborrel.access.reach import may
from laborrel.web.rendering import page_or_fragment


@require_safe
@requires(READ_CONTRACTS)
def agreements(request: HttpRequest) -> HttpResponse:
    rows = (
        Agreement.objects.select_related("unit__union")
        .prefetch_related("procedures")
        .order_by("unit__name", "-effective_on")
    )
    return page_or_fragment(
        request, "contracts/agreements.html", {"agreements": rows, "may_keep": may(request.user, KEEP_CONTRACTS)}
    )


@require_safe
@requires(READ_CONTRACTS)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Agreement.objects.select_related("unit__union"), pk=pk)
    context = {
        "agreement": found,
        "may_keep": may(request.user, KEEP_CONTRACTS),
        "clauses": list(found.clauses.all()),
        "procedures": list(found.procedures.select_related("calendar")),
        "facts": [
            {"label": "Unit", "value": found.unit.name},
            {"label": "Union", "value": found.unit.union.name},
            {"label": "Status", "value": found.get_status_display()},
            {"label": "Source of the text", "value": found.source},
        ],
    }
    return page_or_fragment(request, "contracts/agreement.html", context)
