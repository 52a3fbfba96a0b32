"""What the desk remembers: which daily digests were sent, so that none is sent twice."""

from django.conf import settings
from django.db import models


class DigestSent(models.Model):
    """One person's digest of one day. Holds no case."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="one_digest_a_day")]

    def __str__(self) -> str:
        return f"{self.user} {self.day}"
