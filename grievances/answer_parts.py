"""The standard parts of a step answer, in their order, filled with what the record already knows."""

from dataclasses import dataclass

from django.utils.html import escape, linebreaks

from grievances.models import CitedClause, Grievance, StepMeeting, StepVisit

DECISION = "Decision"
PRESERVED_OBJECTIONS = "Preserved objections"
NEXT_STEP = "Next step"


@dataclass(frozen=True, slots=True)
class Part:
    """One headed part of the letter as clean HTML."""

    heading: str
    text: str


def standard_parts(grievance: Grievance, visit: StepVisit) -> tuple[Part, ...]:
    """Issue, facts, contract language, positions, analysis, decision, remedy, preserved objections, next step."""
    meeting = visit.meetings.order_by("-held_on").first()
    parts = [
        Part("Issue", _words(f"Whether the employer violated {_articles(visit)} in the matter of: {grievance.title}.")),
        Part("Facts", ""),
        Part("Contract language", _clauses(visit)),
        Part("Position of the union", _union_position(grievance, meeting)),
        Part("Position of the employer", _words(meeting.employer_position if meeting else "")),
        Part("Analysis", ""),
        Part(DECISION, ""),
        Part("Remedy", ""),
    ]
    if grievance.objection:
        parts.append(Part(PRESERVED_OBJECTIONS, preserved_objection(grievance)))
    return tuple(parts)


def _union_position(grievance: Grievance, meeting: StepMeeting | None) -> str:
    """What the grievance says is the union's claim, not a fact we find: it stands here, before what was said since."""
    claim = f"The grievance says: {grievance.statement}" if grievance.statement else ""
    return _words(claim) + _words(meeting.union_position if meeting else "")


def preserved_objection(grievance: Grievance) -> str:
    """The timeliness objection with the day and person it was raised by, as it stands in every later answer."""
    raised = f"{grievance.objection_raised_on:%a %-d %b %Y}"
    words = (
        f"The employer maintains its objection, raised on {raised} at {grievance.objection_step} by "
        f"{grievance.objection_raised_by.full_name}: {grievance.objection} "
        "This answer on the merits is given without waiving it."
    )
    return _words(words)


def _articles(visit: StepVisit) -> str:
    cited = [each.article for each in _standing(visit)]
    return ", ".join(cited) if cited else "the agreement"


def _clauses(visit: StepVisit) -> str:
    quoted = [
        f"<p><strong>{escape(each.clause)}</strong></p><blockquote>{linebreaks(escape(each.clause.text))}</blockquote>"
        for each in _standing(visit)
        if each.clause and each.clause.is_verbatim
    ]
    return "".join(quoted)


def _standing(visit: StepVisit) -> list[CitedClause]:
    """What is cited on the case, each article once: a citation stands at every later step until it is amended."""
    cited = CitedClause.objects.filter(visit__grievance=visit.grievance_id, replaced_by__isnull=True)
    by_article = {each.article: each for each in cited.select_related("clause").order_by("-id")}
    return sorted(by_article.values(), key=lambda each: each.pk)


def _words(text: str) -> str:
    return linebreaks(escape(text)) if text else ""
