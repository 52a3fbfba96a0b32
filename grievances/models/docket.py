"""A person's own ways of looking at the docket, and imports of an existing log."""

from django.conf import settings
from django.db import models


class SavedView(models.Model):
    """A named set of filters, sort and columns. Its owner sees it; others only when it is shared."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000, blank=True)  # the docket's query string
    is_shared = models.BooleanField(default=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["owner", "name"], name="one_view_of_a_name"),
            models.UniqueConstraint(fields=["owner"], condition=models.Q(is_default=True), name="one_default_view"),
        ]

    def __str__(self) -> str:
        return self.name


class LogImport(models.Model):
    """One file of an existing log on its way into the docket: mapped, tried dry, then taken in whole or not at all.

    A log may hold the cases of several desks, so the wall shows it to nobody but the person who brought it.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", "Uploaded"
        CHECKING = "checking", "Being checked"
        CHECKED = "checked", "Checked"
        RUNNING = "running", "Being taken in"
        DONE = "done", "Taken in"
        REFUSED = "refused", "Refused"

    file_name = models.CharField(max_length=200)
    storage_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    headings = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)  # heading -> column of the log
    state = models.CharField(max_length=10, choices=State.choices, default=State.UPLOADED)
    rows_total = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    findings = models.JSONField(default=list)  # {"line", "column", "says", "do", "is_fault"}
    summary = models.JSONField(default=dict)  # lines new, unchanged, differing, faulty
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.file_name
