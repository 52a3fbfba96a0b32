"""Work calendars as data per employer and contract, with versions: a day is added or taken out, never rewritten."""

from django.db import models
from django.db.models import Q


class OfficeCalendar(models.Model):
    """The days on which one employer, or the employees of one contract, do not work.

    `version` grows with every change; a computed date remembers the version it was computed on.
    """

    name = models.CharField(max_length=120, unique=True)
    weekend = models.JSONField(default=list)  # Python weekday numbers, Monday 0
    alternate_closed = models.JSONField(default=list)  # ISO dates, one for each fortnightly closed weekday (9/80)
    source = models.CharField(max_length=200, blank=True)  # the article the holidays come from
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class ClosedDay(models.Model):
    """One day off in one calendar, from the version that added it to the version that took it out."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", "Holiday"
        CLOSURE = "closure", "Office closed"
        NO_SCHOOL = "no_school", "No school"

    calendar = models.ForeignKey(OfficeCalendar, models.CASCADE, related_name="closed_days")
    day = models.DateField()
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.HOLIDAY)
    added_in = models.PositiveIntegerField(default=1)
    removed_in = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["calendar", "day", "kind"], condition=Q(removed_in__isnull=True), name="a_day_is_closed_once"
            ),
            models.CheckConstraint(
                condition=Q(removed_in__isnull=True) | Q(removed_in__gt=models.F("added_in")),
                name="a_day_is_removed_after_it_was_added",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%a %-d %b %Y} {self.name}"
