"""Office: the pages with which this person keeps the office, and nothing this person may not use."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from laborrel.access.policy import open_to_staff
from laborrel.web import navigation
from laborrel.web.rendering import page_or_fragment


@require_safe
@open_to_staff(because="only the pages this person may use are listed, and without one the page does not exist")
def office(request: HttpRequest) -> HttpResponse:
    pages = navigation.office_pages(request.user)
    if not pages:
        raise Http404
    groups = [
        (
            group,
            [{"label": page.label, "lead": page.lead, "url": reverse(page.url_name, args=page.args)} for page in of],
        )
        for group, of in groupby(pages, key=lambda page: page.group)
    ]
    return page_or_fragment(request, "home/office/front.html", {"groups": groups})
