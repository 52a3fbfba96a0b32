"""The office's letter templates. Each is kept as it was; a change is a new version."""

from django.conf import settings
from django.db import models


class LetterTemplate(models.Model):
    """One version of one template: parts with merge fields, and no fact of any case."""

    kind = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    subject = models.CharField(max_length=300)
    parts = models.JSONField()  # [{"heading": ..., "text": ...}]
    is_retired = models.BooleanField(default=False)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["kind", "version"], name="one_version_of_a_template")]

    def __str__(self) -> str:
        return f"{self.title} (version {self.version})"
