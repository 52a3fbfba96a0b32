"""What the grievances hang on the pages of the contracts: the cases in which a clause was cited."""

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string

from contracts.models import Agreement, Clause
from grievances.models import CitedClause, Grievance
from laborrel.web.contributions import panel

SHOWN = 20


@panel(on="contracts.Clause", title="Grievances that cite this clause", order=20)
def grievances_citing(request: HttpRequest, clause: Clause) -> str:
    """The newest cases this person may see; a hidden case is neither listed nor counted. One query."""
    citing = CitedClause.objects.filter(clause=clause, replaced_by__isnull=True).values("visit__grievance")
    return _listed(request, Grievance.objects.visible_to(request.user).filter(pk__in=citing))


@panel(on="contracts.Agreement", title="Open grievances under this agreement", order=20)
def grievances_under(request: HttpRequest, agreement: Agreement) -> str:
    open_ones = Grievance.objects.visible_to(request.user).filter(agreement=agreement, closed_on__isnull=True)
    return _listed(request, open_ones)


def _listed(request: HttpRequest, cases: QuerySet[Grievance]) -> str:
    found = list(cases.select_related("issue", "outcome").order_by("-received_on", "-id")[: SHOWN + 1])
    if not found:
        return ""
    context = {"cases": found[:SHOWN], "has_more": len(found) > SHOWN}
    return render_to_string("grievances/panels/cases.html", context, request=request)
