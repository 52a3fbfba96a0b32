"""A settlement: its terms, its money, who may approve it, whether it may be cited."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grievances.models.grievance import Grievance
from grievances.states import SETTLEMENT
from laborrel.access.guarded import Scoped
from laborrel.documents.models import Document


@pghistory.track()
class Settlement(Scoped):
    """Terms agreed on one grievance. Money is in integer cents. See `grievances.operations.settle`."""

    class Precedent(models.TextChoices):
        NO = "no", "Not precedent setting"
        YES = "yes", "Precedent setting"
        SILENT = "silent", "The paper does not say"

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="settlements")
    terms = models.TextField()
    amount_cents = models.BigIntegerField(default=0)
    precedent = models.CharField(max_length=8, choices=Precedent.choices, default=Precedent.NO)
    is_citable = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=SETTLEMENT.choices, default=SETTLEMENT.initial, editable=False)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    paid_on = models.DateField(null=True, blank=True)
    payment_proof = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["scope"], name="settlements_proposed", condition=Q(state="proposed"))]
        constraints = [
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="a_settlement_pays_nothing_or_more"),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True, approved_on__isnull=True)
                | Q(approved_by__isnull=False, approved_on__isnull=False),
                name="an_approval_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("proposed_by")),
                name="nobody_approves_his_own_settlement",
            ),
        ]

    def __str__(self) -> str:
        return f"Settlement of {self.proposed_on:%a %-d %b %Y}"


class SettlementAuthority(models.Model):
    """Up to which amount a role may settle without a second person, from which day on."""

    role = models.CharField(max_length=60)
    limit_cents = models.BigIntegerField()
    effective_on = models.DateField()

    class Meta:
        ordering = ["role", "-effective_on"]
        constraints = [
            models.UniqueConstraint(fields=["role", "effective_on"], name="one_limit_per_role_and_day"),
            models.CheckConstraint(condition=Q(limit_cents__gte=0), name="a_limit_is_nothing_or_more"),
        ]

    def __str__(self) -> str:
        return f"{self.role}: {self.limit_cents / 100:,.2f}"
