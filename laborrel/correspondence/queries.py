"""Questions about mail: what was written on this matter, when was it served, what is due."""

from datetime import date
from typing import Any

from django.db.models import Model, QuerySet

from laborrel.correspondence.models import Letter, ProofOfService, RegisterEntry


def letters_of(matter: Model, user: Any) -> QuerySet[Letter]:
    """The letters on one matter this person may see, newest first."""
    return (
        Letter.objects.visible_to(user).of(matter).select_related("scope", "register_entry", "drafted_by", "reviewer")
    )


def mail_of(matter: Model, user: Any) -> QuerySet[RegisterEntry]:
    """The register of one matter, in and out."""
    return RegisterEntry.objects.visible_to(user).of(matter).standing().select_related("document")


def proofs_of(letter: Letter) -> QuerySet[ProofOfService]:
    """The standing records of service of a letter already in hand."""
    return letter.proofs.filter(withdrawn_at__isnull=True)


def served_on(letter: Letter) -> date | None:
    """The first day on which the letter was served: what starts the other side's clock. None while nobody was."""
    first = proofs_of(letter).order_by("served_on", "served_at", "id").first()
    return first.served_on if first else None


def waiting_for_review(user: Any) -> QuerySet[Letter]:
    """Letters in review that this person was asked to look at, or that nobody in particular was."""
    waiting = Letter.objects.visible_to(user).waiting().exclude(drafted_by=user)
    return (waiting.filter(reviewer=user) | waiting.filter(reviewer__isnull=True)).select_related("scope", "drafted_by")


def mail_due(user: Any, *, until: date) -> QuerySet[RegisterEntry]:
    """Mail that waits for our reply, due by the given day or earlier."""
    return RegisterEntry.objects.visible_to(user).awaiting_answer().filter(due_on__lte=until).order_by("due_on", "id")
