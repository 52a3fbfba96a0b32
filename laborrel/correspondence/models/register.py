"""The register of mail, in and out, numbered without gaps. Written only by `laborrel.correspondence.operations`."""

from typing import ClassVar, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from laborrel.access.guarded import Scoped
from laborrel.access.matters import MatterQuerySet, OfMatter
from laborrel.documents.models import Document


class Method(models.TextChoices):
    """How a paper travels; the contract says what each means for the clock."""

    PERSONAL = "personal", "By hand"
    MAIL = "mail", "By mail"
    CERTIFIED = "certified", "By certified mail"
    EMAIL = "email", "By e-mail"
    FAX = "fax", "By fax"
    INTEROFFICE = "interoffice", "By interoffice mail"


class RegisterCounter(Scoped):
    """The last number of one year: one series for the whole office, and one inside every confidential scope.

    Numbers of a confidential scope drawn from the office's series would tell outsiders that there is mail.
    """

    year = models.PositiveIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scope", "year"], name="one_register_counter_a_year")]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"


class RegisterQuerySet(MatterQuerySet):
    def standing(self) -> Self:
        """Without entries made in error."""
        return self.filter(voided_at__isnull=True)

    def awaiting_answer(self) -> Self:
        return self.standing().filter(due_on__isnull=False, settled_on__isnull=True)


@pghistory.track()
class RegisterEntry(OfMatter):
    """One piece of mail. An entry made in error is voided, never removed, so that the numbers have no gap."""

    seen_with = "correspondence.see_register"

    class Direction(models.TextChoices):
        IN = "in", "In"
        OUT = "out", "Out"

    counter = models.ForeignKey(RegisterCounter, models.PROTECT, related_name="+", editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    number = models.CharField(max_length=40, editable=False)
    direction = models.CharField(max_length=3, choices=Direction.choices)
    dated_on = models.DateField()  # received or sent
    method = models.CharField(max_length=12, choices=Method.choices)
    from_whom = models.CharField(max_length=200)
    to_whom = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    due_on = models.DateField(null=True, blank=True)  # when our reply is due
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    recorded_at = models.DateTimeField(editable=False)
    voided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_because = models.CharField(max_length=400, blank=True)
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = models.Manager.from_queryset(RegisterQuerySet)()

    class Meta:
        ordering = ["-dated_on", "-id"]
        indexes = [
            models.Index(fields=["matter_type", "matter_id", "-dated_on"], name="mail_of_a_matter"),
            models.Index(fields=["scope", "due_on"], name="mail_due_in_a_scope"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["counter", "sequence"], name="a_register_number_is_given_once"),
            models.CheckConstraint(
                condition=Q(voided_at__isnull=True, voided_by__isnull=True, voided_because="")
                | (Q(voided_at__isnull=False, voided_by__isnull=False) & ~Q(voided_because="")),
                name="a_voided_entry_says_who_when_and_why",
            ),
            models.CheckConstraint(
                condition=Q(settled_on__isnull=True, settled_by__isnull=True)
                | Q(settled_on__isnull=False, settled_by__isnull=False),
                name="a_settled_entry_says_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return self.number
