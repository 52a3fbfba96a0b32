"""Events and readings: rows that are added and never changed. Written only through `laborrel.audit.events`."""

from django.conf import settings
from django.db import models

from laborrel.access.matters import OfMatter


class Event(OfMatter):
    """One verb done by one person at one time, on one matter. The database refuses to change or remove it."""

    seen_with = "audit.see_history"

    verb = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    label = models.CharField(max_length=200, blank=True)  # the number or title of the matter as it was then
    data = models.JSONField(default=dict)
    submission = models.UUIDField(null=True, blank=True, unique=True)  # the form it came from: one form, one act

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["matter_type", "matter_id", "-at"], name="events_of_a_matter"),
            models.Index(fields=["scope", "-at"], name="events_of_a_scope"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"


class Reading(OfMatter):
    """One confidential record read, downloaded or exported by one person."""

    seen_with = "audit.see_readings"

    class Act(models.TextChoices):
        READ = "read", "read"
        DOWNLOADED = "downloaded", "downloaded"
        EXPORTED = "exported", "exported"

    act = models.CharField(max_length=12, choices=Act.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=200)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["by", "-at"], name="readings_of_a_person")]

    def __str__(self) -> str:
        return f"{self.by} {self.act} {self.what}"
