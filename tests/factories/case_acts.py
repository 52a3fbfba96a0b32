"""What happens to a small case, one call for each act: papers, answers, what the history says, what is on record."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group

from grievances.models import Answer, Grievance
from grievances.operations.answering import draft_answer, issue_answer
from laborrel.access import roles
from laborrel.access.guarded import unrestricted
from laborrel.access.permissions import Level
from laborrel.access.scopes import grant
from laborrel.access.wall import reading_as
from laborrel.audit.models import Event
from laborrel.audit.sentences import sentence
from laborrel.correspondence.models import Letter
from laborrel.correspondence.operations.letters import approve_letter, revise_letter, submit_letter
from laborrel.documents.models import Document
from laborrel.documents.operations import add_document
from laborrel.people.models import User
from tests.factories.office import NOW, SmallOffice


def at_noon(on: date) -> datetime:
    """Noon in the office on that day, as an instant."""
    return datetime.combine(on, time(20), tzinfo=UTC)


def act(verb: Callable[..., Any], by: Any, *, at: datetime = NOW, **facts: Any) -> Any:
    """Do one verb as that person, in a transaction in that person's reach."""
    with reading_as(by):
        return verb(by=by, at=at, **facts)


def fresh(case: Grievance, by: Any) -> Grievance:
    """The case as that person's next request would load it."""
    with reading_as(by):
        return (
            Grievance.objects.visible_to(by)
            .select_related("procedure__calendar", "issue", "outcome", "scope", "holder", "objection_raised_by")
            .get(pk=case.pk)
        )


def paper(case: Any, by: Any, *, title: str = "Signed paper", at: datetime = NOW) -> Document:
    """A signed paper in the file of a case."""
    return act(
        add_document, by, at=at, matter=case, title=title, kind="other", name="signed.txt", content=b"Signed by both.\n"
    )


def answer_begun(case: Grievance, by: Any, *, at: datetime = NOW, finding: str = "denied") -> Answer:
    """An answer whose letter is written but not reviewed."""
    answer = act(draft_answer, by, at=at, grievance=case, finding=finding)
    return addressed(answer, by, at=at)


def addressed(answer: Answer, by: Any, *, at: datetime = NOW) -> Answer:
    """The answer's letter with an addressee and a decision, as a reviewer wants it."""
    with reading_as(by):
        letter = Letter.objects.visible_to(by).get(pk=answer.letter_id)
        text = letter.text
        parts = tuple((heading, words or f"<p>{heading} of this case.</p>") for heading, words in text.parts)
        columns = {name: getattr(text, name) for name in text.__dataclass_fields__} | {
            "addressee": "Jelena Reyes\nLocal 1",
            "parts": parts,
        }
        revise_letter(letter=letter, text=type(text)(**columns), revision=letter.revision, by=by, at=at)
    return answer


def approved(answer: Answer, *, by: Any, senior: Any, at: datetime = NOW) -> Answer:
    """The answer's letter submitted by its writer and approved by a second person."""
    with reading_as(by):
        submit_letter(letter=Letter.objects.visible_to(by).get(pk=answer.letter_id), by=by, at=at)
    with reading_as(senior):
        letter = Letter.objects.visible_to(senior).get(pk=answer.letter_id)
        approve_letter(letter=letter, revision=letter.revision, by=senior, at=at)
    return answer


def answered(case: Grievance, office: SmallOffice, *, at: datetime = NOW, finding: str = "denied") -> Answer:
    """The step answered the long way: drafted, reviewed, approved by the senior specialist, issued."""
    by = office.holder
    answer = answer_begun(case, by, at=at, finding=finding)
    approved(answer, by=by, senior=office.senior, at=at)
    with reading_as(by):
        return issue_answer(answer=Answer.objects.select_related("visit__grievance").get(pk=answer.pk), by=by, at=at)


def history(case: Grievance, by: Any) -> list[str]:
    """The sentences of the case's history as that person reads them, oldest first."""
    with reading_as(by):
        events = Event.objects.visible_to(by).of(case).select_related("by").order_by("id")
        return [sentence(event) for event in events]


def verbs(case: Grievance, by: Any) -> list[str]:
    """The verbs of the case's events, oldest first."""
    with reading_as(by):
        return list(Event.objects.visible_to(by).of(case).order_by("id").values_list("verb", flat=True))


def everything(by: Any) -> dict[str, list[Any]]:
    """Every row of every scoped table as that person's session sees it: what a refused verb must not change."""
    seen = {}
    with reading_as(by), unrestricted(because="the test compares whole tables"):
        for model in apps.get_models():
            if any(field.attname == "scope_id" for field in model._meta.concrete_fields):
                seen[model._meta.label] = list(model._base_manager.order_by("pk").values())
    return seen


def reader_at(office: SmallOffice) -> User:
    """A person who may read the desk's cases and change nothing."""
    person = User.objects.create_user("reader@example.test", "a long enough pass phrase", full_name="Rita Reader")
    person.groups.add(Group.objects.get(name=roles.READERS))
    return person


def counsel_at(office: SmallOffice) -> User:
    """Outside counsel, let in to read."""
    with reading_as(office.senior):
        grant(scope=office.desk, to=office.counsel, levels=[Level.VIEW], by=office.senior, at=NOW)
    return office.counsel
