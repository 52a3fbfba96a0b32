"""Privileged notes: rows inside a case that only some of its readers may see."""

import pghistory
from django.conf import settings
from django.db import models

from laborrel.access.matters import OfMatter


@pghistory.track()
class PrivilegedNote(OfMatter):
    """A note to or from counsel. It carries the privileged scope beside the case's own, never the case's."""

    seen_with = "grievances.see_privileged_note"

    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"Note of {self.at:%a %-d %b %Y}"
