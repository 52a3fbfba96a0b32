"""The letterhead: employer, office, address, and how cases are numbered."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from laborrel.access.policy import requires
from laborrel.drafts.acting import Page, bound
from laborrel.home.access import KEEP_ORGANIZATION
from laborrel.home.forms.entries import LetterheadForm
from laborrel.home.operations.letterhead import change_letterhead
from laborrel.home.views.office.acting import act_once
from laborrel.organization.case_numbers import UnusablePattern, number_by
from laborrel.organization.models import Employer


@requires(KEEP_ORGANIZATION)
def letterhead(request: HttpRequest) -> HttpResponse:
    employer = Employer.objects.first() or Employer()
    form = bound(request, LetterheadForm, entry=employer)
    page = Page(
        title="Letterhead and case numbers", button="Save", back_url=reverse("home:office"), about="office",
        lead=f"A case received today is numbered like {_example(employer, localdate())}.", said="Saved.",
        matter=employer if employer.pk else None, refusals=(UnusablePattern,),
        at_field={UnusablePattern: "case_number_pattern"}, to=reverse("home:letterhead"),
    )  # fmt: skip

    def act() -> Employer:
        seen = form.cleaned_data["revision"]
        return change_letterhead(values=form.values, seen=seen, by=request.user, at=timezone.now())

    return act_once(request, form, act, page)


def _example(employer: Employer, today: date) -> str:
    try:
        return number_by(employer.case_number_pattern, year=today.year, number=12)
    except UnusablePattern:
        return employer.case_number_pattern
