"""Enter a grievance that has its number: the facts, a look at what follows from them, and it is filed."""

from copy import copy
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate

from grievances.access import FILE_GRIEVANCE
from grievances.forms.choices import clauses_of, employees_like
from grievances.forms.file import FilingForms
from grievances.models import Grievance
from grievances.operations.clocks import standing_of
from grievances.operations.filing import Filing
from grievances.operations.filing import file as file_grievance
from grievances.time_limits.standing import NextDate
from grievances.views.acting import case_for, page_on
from laborrel.access.policy import requires
from laborrel.drafts.acting import Page, act_on, draft_key, form_page, rehearse, row, stage_of
from laborrel.drafts.resuming import typed_before
from laborrel.web.wording import day_words

ONE_MORE = "more-"


@requires(FILE_GRIEVANCE)
def file(request: HttpRequest, number: str) -> HttpResponse:
    """The written grievance, asked in sections; the check page says at which step it begins and what falls due."""
    case = case_for(request, number, FILE_GRIEVANCE)
    stage = stage_of(request)
    one_more = stage.removeprefix(ONE_MORE) if stage.startswith(ONE_MORE) else ""
    typed = request.POST if one_more else typed_before(request, draft_key(request))
    forms = FilingForms(request, case, typed=typed, one_more=one_more)
    page = _page(request, case, forms)
    if one_more:
        return form_page(request, forms, page)

    def act() -> Grievance:
        now, revision = timezone.now(), forms.main.cleaned_data["revision"]
        return file_grievance(grievance=case, by=request.user, at=now, filing=forms.filing(), revision=revision)

    return act_on(request, forms, act, page)


def _page(request: HttpRequest, case: Grievance, forms: FilingForms) -> Page:
    return page_on(
        case,
        "Enter the grievance",
        "File it",
        verb="file",
        said=f"{case.number} is filed.",
        template="grievances/acts/file.html",
        check=lambda: _rows(request, case, forms.filing()),
        check_title="Check the grievance before it is filed",
        context={
            "forms": [forms.main, forms.grievants, forms.citations],
            "clauses": clauses_of(case.unit),
            "employees": employees_like("", units=[case.unit]),
        },
    )


def _rows(request: HttpRequest, case: Grievance, filing: Filing) -> list[dict[str, Any]]:
    """What will stand on record, and what follows from it: the first step, what is due, where it may not belong."""
    trial = copy(case)
    at = timezone.now()

    def look() -> list[dict[str, Any]]:
        standing = standing_of(trial, as_of=localdate(at))
        return [
            row("Begins at", trial.step_name),
            row("We must", _next(standing.next_ours), absent="Nothing of ours falls due"),
            *[row("Not heard here", route) for route in standing.routes],
            *[row("Timeliness", defence) for defence in standing.defences],
        ]

    following = rehearse(lambda: file_grievance(grievance=trial, by=request.user, at=at, filing=filing), look)
    return [*following, *_facts(filing)]


def _next(following: NextDate | None) -> str:
    return f"{following.act} by {day_words(following.on)}" if following else ""


def _facts(filing: Filing) -> list[dict[str, Any]]:
    who = "\n".join(
        each.full_name + (f" ({each.employee.number})" if each.employee else ", not on the list of employees")
        for each in filing.grievants
    )
    cited = "\n".join(
        str(each.clause) if each.clause else f"{each.article} (text not on record)" for each in filing.citations
    )
    labelled = {
        "About": filing.title,
        "Kind": Grievance.Kind(filing.kind).label,
        "Grievants": who,
        "Issue": filing.issue,
        "Discipline": filing.discipline.replace("_", " "),
        "Department": filing.department,
        "The department's own number": filing.agency_number,
        "Happened on": filing.occurred_on,
        "Known on": filing.known_on,
        "Filed on": filing.filed_on,
        "Filed by": filing.moved_by,
        "Agreement": filing.agreement,
        "Provisions cited": cited,
        "Statement": filing.statement,
        "Remedy asked": filing.remedy_asked,
        "Representative": filing.representative,
    }
    return [row(label, value) for label, value in labelled.items()]
