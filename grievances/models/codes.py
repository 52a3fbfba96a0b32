"""The coded values of the log: an issue, an outcome. Free text stands only beside them."""

from typing import ClassVar

from django.db import models

from laborrel.organization.models import Coded


class IssueCode(Coded):
    """What a grievance is about (overtime, discipline, classification, ...)."""

    kept_with = "grievances.keep_codes"

    topic = models.CharField(max_length=40, blank=True)  # the word procedures use in exclusions and start-step rules


class OutcomeCode(Coded):
    """How a grievance ended (denied, granted, settled, withdrawn, waived, award, ...)."""

    kept_with = "grievances.keep_codes"
    fixed_codes: ClassVar[frozenset[str]] = frozenset({"SETTLED", "WITHDRAWN"})

    is_resolved = models.BooleanField(default=True)


class CaseCounter(models.Model):
    """The last number given in one series and year; locked and raised in the transaction that files the case."""

    series = models.CharField(max_length=20, blank=True)
    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["series", "year"], name="one_counter_per_series_and_year")]

    def __str__(self) -> str:
        return f"{self.year}{self.series} {self.last}"
