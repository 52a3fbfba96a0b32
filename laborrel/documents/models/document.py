"""A paper of a matter and the files it consists of. Written only by `laborrel.documents.operations`."""

import uuid
from typing import ClassVar, Self

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from laborrel.access.guarded import Scoped
from laborrel.access.matters import MatterQuerySet, OfMatter
from laborrel.access.models import Scope
from laborrel.documents.kinds import KINDS


class DocumentQuerySet(MatterQuerySet):
    def standing(self) -> Self:
        """Without those that were withdrawn."""
        return self.filter(withdrawn_at__isnull=True)

    def with_versions(self) -> Self:
        return self.select_related("scope", "created_by").prefetch_related("versions")


@pghistory.track()
class Document(OfMatter):
    """One paper: what it is, on which matter, behind which scope. A withdrawn one is kept and can be restored."""

    seen_with = "documents.see_document"

    class Compartment(models.TextChoices):
        STRATEGY = "strategy", "Strategy (management only)"
        EXCHANGED = "exchanged", "Exchanged with the other side"
        PUBLIC = "public", "Public"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)  # what addresses show: ids would count
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40)
    dated_on = models.DateField(null=True, blank=True)  # the date on the paper
    compartment = models.CharField(max_length=10, choices=Compartment.choices, default=Compartment.STRATEGY)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_because = models.CharField(max_length=400, blank=True, editable=False)
    is_frozen = models.BooleanField(default=False, editable=False)  # what we issued: it stays as it left the house
    revision = models.PositiveIntegerField(default=1, editable=False)

    objects: ClassVar = models.Manager.from_queryset(DocumentQuerySet)()

    class Meta:
        ordering = ["-created_at", "-id"]
        indexes = [
            models.Index(fields=["matter_type", "matter_id", "-created_at"], name="documents_of_a_matter"),
            models.Index(fields=["scope", "-created_at"], name="documents_of_a_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_because="")),
                name="a_withdrawn_document_says_who_when_and_why",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="a_document_has_a_title"),
            models.CheckConstraint(
                condition=Q(is_frozen=False) | Q(withdrawn_at__isnull=True), name="a_frozen_document_stays_in_the_file"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_in_words(self) -> str:
        return KINDS.get(self.kind, self.kind)

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def is_privileged(self) -> bool:
        return self.scope.kind == Scope.Kind.PRIVILEGED

    @property
    def can_go_outward(self) -> bool:
        """Whether there is anywhere further out; a privileged paper stays inside."""
        return self.compartment != self.Compartment.PUBLIC and not self.is_privileged

    @property
    def current(self) -> "Version":
        """The newest version; reads from the prefetched ones when there are any."""
        return max(self.versions.all(), key=lambda version: version.number)

    def get_absolute_url(self) -> str:
        return reverse("documents:download_current", args=[self.key])


class Version(Scoped):
    """One file of a document, as it came. The database refuses to change or remove it."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    storage_name = models.CharField(max_length=200, unique=True)
    notes = models.JSONField(default=list, blank=True)  # what the inspection found worth telling
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        ordering = ["document", "number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="versions_are_numbered_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="versions_are_numbered_from_one"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_version_has_its_fingerprint"),
        ]

    def __str__(self) -> str:
        return f"{self.file_name} (version {self.number})"

    def get_absolute_url(self) -> str:
        return reverse("documents:download", args=[self.document.key, self.number])
