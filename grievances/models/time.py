"""Dates and what moves them: due dates with their explanation, extensions, holds. None is ever erased."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grievances.models.grievance import Grievance
from laborrel.access.guarded import Scoped
from laborrel.documents.models import Document


class DueDate(Scoped):
    """One computed date of one clock, with everything needed to defend it years later."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="due_dates")
    step = models.PositiveIntegerField()
    clock = models.CharField(max_length=60)  # the clock's key in the procedure
    side = models.CharField(max_length=10)  # "ours" or "theirs"
    act = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)  # none while the clock stands still without an end
    state = models.CharField(max_length=12)  # running, met, late, lapsed, stopped
    met_on = models.DateField(null=True, blank=True)
    effect = models.CharField(max_length=400, blank=True)  # what follows from a lapse, in a sentence
    explanation = models.JSONField(default=dict)
    calendar_version = models.PositiveIntegerField(default=1)
    computed_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True, blank=True)
    superseded_because = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["due_on", "id"]
        indexes = [
            models.Index(
                fields=["scope", "due_on"], condition=Q(superseded_at__isnull=True, state="running"), name="what_is_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grievance", "step", "clock"],
                condition=Q(superseded_at__isnull=True),
                name="one_standing_date_per_clock",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.act} by {self.due_on:%a %-d %b %Y}" if self.due_on else f"{self.act}, standing still"


@pghistory.track()
class Extension(Scoped):
    """More time for one clock, agreed by both sides; unproven until the signed paper is attached."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="extensions")
    step = models.PositiveIntegerField()
    clock = models.CharField(max_length=60)
    asked_by = models.CharField(max_length=10, choices=[("union", "the union"), ("employer", "the employer")])
    agreed_with = models.CharField(max_length=120)  # the person on the other side
    agreed_on = models.DateField()
    new_due_on = models.DateField(null=True, blank=True)
    more_days = models.PositiveIntegerField(null=True, blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["agreed_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(new_due_on__isnull=True, more_days__gt=0)
                | Q(new_due_on__isnull=False, more_days__isnull=True),
                name="an_extension_is_to_a_date_or_by_days",
            )
        ]

    def __str__(self) -> str:
        return f"Extension agreed {self.agreed_on:%a %-d %b %Y}"

    @property
    def is_proven(self) -> bool:
        return self.document_id is not None


@pghistory.track()
class Hold(Scoped):
    """Abeyance: the clocks stand still from one day to another, often until a lead case ends."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="holds")
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=400)
    agreed_with = models.CharField(max_length=120)
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["from_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grievance"], condition=Q(until_on__isnull=True), name="held_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")), name="a_hold_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"Held from {self.from_on:%a %-d %b %Y}"
