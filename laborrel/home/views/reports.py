"""The list of reports this person may see."""

from django.http import Http404, HttpRequest, HttpResponse

from laborrel.access.policy import open_to_staff
from laborrel.web import contributions
from laborrel.web.rendering import page_or_fragment


@open_to_staff(because="only reports the person may see are listed, and without one the page does not exist")
def reports(request: HttpRequest) -> HttpResponse:
    """Like the docket, the page does not exist for who may open nothing on it."""
    mine = [report for report in contributions.reports if report.permitted(request.user)]
    if not mine:
        raise Http404
    return page_or_fragment(request, "home/reports.html", {"reports": mine})
