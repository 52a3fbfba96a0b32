"""Standing at a step: enter one, see which lie ahead (parts of verbs; they record no events of their own)."""

from datetime import date

from django.contrib.contenttypes.models import ContentType

from contracts.models import ProcedureStep
from grievances.models import Grievance, StepVisit
from grievances.refusals import CaseMoved, NoSuchStep, NotUnderWay, PaperOfAnotherCase
from laborrel.documents.models import Document


def present_visit(grievance: Grievance) -> StepVisit:
    """The step the case is at; a case that is only received, or closed, is at none."""
    visit = StepVisit.objects.filter(grievance=grievance, left_on__isnull=True).first()
    if visit is None:
        raise NotUnderWay
    return visit


def hold_still(grievance: Grievance) -> None:
    """Lock the case until the transaction ends, so that of two acts at once the second sees what the first did."""
    rows = Grievance.objects.unrestricted(because="the row of a case already in hand is locked")
    stands = rows.filter(pk=grievance.pk).select_for_update(of=("self",)).values_list("state", "step", "is_held")
    if stands.first() != (grievance.state, grievance.step, grievance.is_held):
        raise CaseMoved


def refuse_foreign_papers(grievance: Grievance, *papers: Document | None) -> None:
    """A paper proves something on the case it belongs to; another case's readers are not this one's."""
    own = (ContentType.objects.get_for_model(grievance).pk, grievance.pk)
    for paper in papers:
        if paper is not None and (paper.matter_type_id, paper.matter_id) != own:
            raise PaperOfAnotherCase


def enter_step(
    *,
    grievance: Grievance,
    sequence: int,
    came_by: str,
    filed_on: date,
    received_on: date | None = None,
    method: str = "",
    moved_by: str = "",
    paper: Document | None = None,
) -> StepVisit:
    """Leave the present step and stand at another (part of a verb; records no event of its own)."""
    step = ProcedureStep.objects.filter(procedure=grievance.procedure, sequence=sequence).first()
    if step is None:
        raise NoSuchStep
    StepVisit.objects.filter(grievance=grievance, left_on__isnull=True).update(left_on=filed_on)
    visit = StepVisit.objects.create(
        scope_id=grievance.scope_id,
        grievance=grievance,
        sequence=sequence,
        name=step.name,
        came_by=came_by,
        filed_on=filed_on,
        received_on=received_on or filed_on,
        method=method,
        moved_by=moved_by,
        agreement_document=paper,
    )
    grievance.step = sequence
    grievance.step_name = step.name
    grievance.save(update_fields=["step", "step_name"])
    return visit


def steps_ahead(grievance: Grievance) -> list[ProcedureStep]:
    """The steps the case may be taken to now: the next one, and those beyond it as long as the one before is optional.

    Empty where the ladder ends, for every matter or for this kind of matter.
    """
    here, last = grievance.step or 0, last_step(grievance)
    ahead: list[ProcedureStep] = []
    for step in ProcedureStep.objects.filter(procedure=grievance.procedure).order_by("sequence"):
        if step.sequence == here and step.is_final:
            return []
        if step.sequence <= here or (last is not None and step.sequence > last):
            continue
        ahead.append(step)
        if not step.is_optional:
            break
    return ahead


def last_step(grievance: Grievance) -> int | None:
    """Where the ladder ends early for this matter (an exclusion that is heard, but no further than a step)."""
    topics = {grievance.discipline, grievance.issue.topic if grievance.issue else "", grievance.kind} - {""}
    ends = [
        exclusion.last_step
        for exclusion in grievance.governing_procedure.exclusions.all()
        if exclusion.topic in topics and exclusion.last_step is not None
    ]
    return min(ends, default=None)
