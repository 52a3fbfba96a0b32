"""The list of reports this person may see."""

from django.http import HttpRequest, HttpResponse

from laborrel.access.policy import open_to_staff
from laborrel.web import contributions
from laborrel.web.rendering import page_or_fragment


@open_to_staff(because="only reports the person may see are listed")
def reports(request: HttpRequest) -> HttpResponse:
    mine = [report for report in contributions.reports if report.permitted(request.user)]
    return page_or_fragment(request, "home/reports.html", {"reports": mine})
