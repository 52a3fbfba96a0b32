"""A grievance procedure in plain words: steps, both sides' clocks, what a lapse does, what goes elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from contracts.access import READ_CONTRACTS
from contracts.models import GrievanceProcedure
from contracts.procedure_words import start_words, steps_in_words
from laborrel.access.policy import requires
from laborrel.web.rendering import page_or_fragment


@require_safe
@requires(READ_CONTRACTS)
def procedure(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(GrievanceProcedure.objects.select_related("agreement__unit", "calendar", "clause"), pk=pk)
    steps = steps_in_words(found)
    names = {each["step"].sequence: each["step"].name for each in steps}
    exclusions = list(found.exclusions.all())
    for exclusion in exclusions:
        exclusion.last_step_name = names.get(exclusion.last_step or 0, "")
    starts = [{"words": start_words(start, names), "row": start} for start in found.start_steps.all()]
    context = {"procedure": found, "steps": steps, "exclusions": exclusions, "starts": starts}
    return page_or_fragment(request, "contracts/procedure.html", context)
