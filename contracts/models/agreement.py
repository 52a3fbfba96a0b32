"""Agreements and the clauses the office cites. The library that reads whole contracts stands on these rows."""

from django.db import models
from django.urls import reverse

from laborrel.organization.models import BargainingUnit


class Agreement(models.Model):
    """One contract of one unit for one term, with where its text comes from."""

    class Status(models.TextChoices):
        IN_FORCE = "in_force", "In force"
        EXPIRED = "expired", "Expired"
        TENTATIVE = "tentative", "Tentative"

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    title = models.CharField(max_length=200)
    effective_on = models.DateField()
    expires_on = models.DateField(null=True, blank=True)
    signed_on = models.DateField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.IN_FORCE)
    source = models.TextField()  # where the text was read, or that it is invented

    class Meta:
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(expires_on__isnull=True) | models.Q(expires_on__gte=models.F("effective_on")),
                name="an_agreement_ends_after_it_begins",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("contracts:agreement", args=[self.pk])


class Clause(models.Model):
    """One numbered text of an agreement. Numbers repeat in real contracts, so nothing is unique here."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="clauses")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    is_verbatim = models.BooleanField(default=True)  # false: the office's own summary of a text it may not copy
    page = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["agreement", "position"]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()

    def get_absolute_url(self) -> str:
        return reverse("contracts:clause", args=[self.pk])
