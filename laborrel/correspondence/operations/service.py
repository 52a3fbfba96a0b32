"""Record how an issued letter was served, and take a mistaken record back."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import transaction
from django.utils import timezone

from laborrel.access.guarded import require
from laborrel.correspondence.access import RECORD_SERVICE
from laborrel.correspondence.models import Letter, ProofOfService
from laborrel.correspondence.models.register import Method
from laborrel.correspondence.operations.letters import locked, tell
from laborrel.correspondence.refusals import (
    AddressMissing,
    AlreadyWithdrawnProof,
    EmptyEntry,
    EvidenceOfAnotherMatter,
    NotIssued,
    ReasonNeeded,
    ServedBeforeIssue,
    ServedInFuture,
)
from laborrel.documents.models import Document


@dataclass(frozen=True, slots=True)
class Service:
    """How, when, by whom, to whom and where."""

    method: str
    served_on: date
    served_by: str
    to_whom: str
    address: str = ""
    served_at: time | None = None


@transaction.atomic
def record_service(
    *, letter: Letter, service: Service, by: Any, at: datetime, evidence: Document | None = None
) -> ProofOfService:
    """Record one delivery of an issued letter. Without `evidence` it stands on our word alone."""
    require(by, RECORD_SERVICE, letter)
    current = locked(letter, by)
    _refuse_impossible(current, service, at)
    if evidence is not None and not _same_matter(current, evidence):
        raise EvidenceOfAnotherMatter
    proof = ProofOfService.objects.create(
        scope_id=current.scope_id,
        letter=current,
        method=Method(service.method),
        served_on=service.served_on,
        served_at=service.served_at,
        served_by=service.served_by.strip()[:120],
        to_whom=service.to_whom.strip()[:200],
        address=service.address.strip(),
        evidence=evidence,
        recorded_by=by,
        recorded_at=at,
    )
    tell(
        "correspondence.record_service",
        current,
        by=by,
        at=at,
        served_on=service.served_on,
        method=proof.get_method_display(),
        is_proven=proof.is_proven,
    )
    return proof


@transaction.atomic
def prove_service(*, proof: ProofOfService, evidence: Document, by: Any, at: datetime) -> ProofOfService:
    """Attach the paper that shows the delivery (receipt, declaration, sent message)."""
    require(by, RECORD_SERVICE, proof)
    if proof.withdrawn_at is not None:
        raise AlreadyWithdrawnProof
    if not _same_matter(proof.letter, evidence):
        raise EvidenceOfAnotherMatter
    proof.evidence = evidence
    proof.save(update_fields=["evidence"])
    tell("correspondence.prove_service", proof.letter, by=by, at=at, paper=evidence.title)
    return proof


@transaction.atomic
def withdraw_service(*, proof: ProofOfService, because: str, by: Any, at: datetime) -> ProofOfService:
    """Take back a record of service that was wrong; it stays readable."""
    require(by, RECORD_SERVICE, proof)
    if not because.strip():
        raise ReasonNeeded
    standing = ProofOfService.objects.filter(pk=proof.pk, withdrawn_at__isnull=True)
    if not standing.update(withdrawn_at=at, withdrawn_by=by, withdrawn_because=because.strip()[:400]):
        raise AlreadyWithdrawnProof
    tell("correspondence.withdraw_service", proof.letter, by=by, at=at, because=because.strip()[:400])
    proof.refresh_from_db()
    return proof


def _refuse_impossible(letter: Letter, service: Service, at: datetime) -> None:
    if letter.state != "issued" or letter.letter_date is None:
        raise NotIssued
    if service.served_on < letter.letter_date:
        raise ServedBeforeIssue
    if service.served_on > timezone.localdate(at):
        raise ServedInFuture
    if not (service.served_by.strip() and service.to_whom.strip()):
        raise EmptyEntry("Say who served the letter and who received it.")
    if service.method not in {Method.PERSONAL, Method.INTEROFFICE} and not service.address.strip():
        raise AddressMissing


def _same_matter(letter: Letter, paper: Document) -> bool:
    return (letter.matter_type_id, letter.matter_id) == (paper.matter_type_id, paper.matter_id)
