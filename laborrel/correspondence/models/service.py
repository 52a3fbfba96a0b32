"""Proof that a letter was served: the service date starts clocks."""

from typing import ClassVar

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from laborrel.access.guarded import Scoped
from laborrel.correspondence.models.letter import Letter
from laborrel.correspondence.models.register import Method
from laborrel.documents.models import Document


@pghistory.track()
class ProofOfService(Scoped):
    """How, when, by whom and to whom an issued letter was delivered. A mistaken one is withdrawn, never removed."""

    METHODS: ClassVar = Method

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="proofs")
    method = models.CharField(max_length=12, choices=Method.choices)
    served_on = models.DateField()
    served_at = models.TimeField(null=True, blank=True)
    served_by = models.CharField(max_length=120)
    to_whom = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    evidence = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["served_on", "served_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_proof_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=~Q(served_by="") & ~Q(to_whom=""), name="service_names_who_served_and_who_received"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_method_display()}, {self.served_on:%a %-d %b %Y}, to {self.to_whom}"

    @property
    def is_proven(self) -> bool:
        """Whether a paper shows it, or only our word."""
        return self.evidence_id is not None
