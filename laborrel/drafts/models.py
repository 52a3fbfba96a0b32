"""One row per person and form."""

from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The fields of one unsent form. The wall shows a draft to its owner alone."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=120)  # names the form and its record, e.g. "grievances.answer:41"
    fields = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner", "key"], name="one_draft_per_form")]

    def __str__(self) -> str:
        return self.key
