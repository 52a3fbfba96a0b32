"""A letter from its first draft to the frozen paper, and every act done on it."""

import uuid
from dataclasses import dataclass
from typing import ClassVar, Self

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from laborrel.access.guarded import Scoped
from laborrel.access.matters import MatterQuerySet, OfMatter
from laborrel.correspondence.models.register import RegisterEntry
from laborrel.correspondence.models.template import LetterTemplate
from laborrel.correspondence.states import LETTER
from laborrel.documents.models import Document

TEXT_COLUMNS = ("subject", "addressee", "salutation", "parts", "closing", "signer_name", "signer_title", "copies_to")
_ISSUE_COLUMNS = (
    "key",
    "kind",
    "state",
    "letter_date",
    "reference",
    "approved_by_id",
    "approved_at",
    "issued_by_id",
    "issued_at",
    "document_id",
    "register_entry_id",
    "replaces_id",
)


def _any_change(columns: tuple[str, ...]) -> str:
    return "(" + " OR ".join(f"OLD.{column} IS DISTINCT FROM NEW.{column}" for column in columns) + ")"


class LetterQuerySet(MatterQuerySet):
    def waiting(self) -> Self:
        """For a reviewer."""
        return self.filter(state="in_review")


@dataclass(frozen=True, slots=True)
class LetterText:
    """Everything a writer may write; what two people compare when both have saved."""

    subject: str
    addressee: str
    parts: tuple[tuple[str, str], ...]  # (heading, clean HTML)
    salutation: str = ""
    closing: str = "Sincerely,"
    signer_name: str = ""
    signer_title: str = ""
    copies_to: str = ""

    def as_columns(self) -> dict[str, object]:
        columns = {name: getattr(self, name) for name in TEXT_COLUMNS if name != "parts"}
        return columns | {"parts": [{"heading": heading, "text": text} for heading, text in self.parts]}


@pghistory.track()
@pgtrigger.register(
    pgtrigger.Protect(
        name="approved_text_is_frozen",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            f"OLD.state IN ('approved', 'issued', 'withdrawn') AND {_any_change(TEXT_COLUMNS)}"
        ),
    ),
    pgtrigger.Protect(
        name="issued_letter_is_frozen",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(f"OLD.state IN ('issued', 'withdrawn') AND {_any_change(_ISSUE_COLUMNS)}"),
    ),
    pgtrigger.Protect(name="letters_are_kept", operation=pgtrigger.Delete),
)
class Letter(OfMatter):
    """A paper made of parts. Its state changes only through `laborrel.correspondence.operations`.

    The text is frozen by the database from approval on; after issue nothing changes but the scope.
    """

    seen_with = "correspondence.see_letter"

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=40, default="letter")
    template = models.ForeignKey(LetterTemplate, models.PROTECT, null=True, blank=True, related_name="+")
    subject = models.CharField(max_length=300)
    addressee = models.TextField(blank=True)  # name and address, one line each
    salutation = models.CharField(max_length=120, blank=True)
    parts = models.JSONField(default=list)  # [{"heading": ..., "text": clean HTML}], in order
    closing = models.CharField(max_length=120, default="Sincerely,")
    signer_name = models.CharField(max_length=120, blank=True)
    signer_title = models.CharField(max_length=120, blank=True)
    copies_to = models.TextField(blank=True)  # one a line

    state = models.CharField(max_length=10, choices=LETTER.choices, default=LETTER.initial, editable=False)
    revision = models.PositiveIntegerField(default=1, editable=False)
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    drafted_at = models.DateTimeField(editable=False)
    reviewer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    letter_date = models.DateField(null=True, blank=True, editable=False)
    reference = models.CharField(max_length=80, blank=True, editable=False)  # the matter's number, as printed
    document = models.OneToOneField(Document, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    register_entry = models.OneToOneField(
        RegisterEntry, models.PROTECT, null=True, blank=True, related_name="letter", editable=False
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaced_by")

    objects: ClassVar = models.Manager.from_queryset(LetterQuerySet)()

    class Meta:
        ordering = ["-drafted_at", "-id"]
        indexes = [
            models.Index(fields=["matter_type", "matter_id", "-drafted_at"], name="letters_of_a_matter"),
            models.Index(fields=["scope", "state"], name="letters_of_a_scope"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=models.F("drafted_by")),
                name="nobody_approves_his_own_draft",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["approved", "issued"], approved_by__isnull=False, approved_at__isnull=False)
                | Q(state__in=["draft", "in_review", "withdrawn"], approved_by__isnull=True, approved_at__isnull=True),
                name="an_approved_letter_says_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(
                    state="issued",
                    issued_by__isnull=False,
                    issued_at__isnull=False,
                    letter_date__isnull=False,
                    document__isnull=False,
                    register_entry__isnull=False,
                )
                | (
                    ~Q(state="issued")
                    & Q(
                        issued_by__isnull=True,
                        issued_at__isnull=True,
                        letter_date__isnull=True,
                        document__isnull=True,
                        register_entry__isnull=True,
                    )
                ),
                name="an_issued_letter_has_its_paper_and_number",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state="withdrawn"), name="a_letter_is_replaced_once"
            ),
        ]

    def __str__(self) -> str:
        return self.subject

    def get_absolute_url(self) -> str:
        return reverse("correspondence:letter", args=[self.key])

    @property
    def text(self) -> LetterText:
        plain = {name: getattr(self, name) for name in TEXT_COLUMNS if name != "parts"}
        return LetterText(parts=tuple((part["heading"], part["text"]) for part in self.parts), **plain)


class LetterAct(Scoped):
    """One act on a letter: who, when, what was said. Never changed, never removed."""

    class Verb(models.TextChoices):
        DRAFTED = "drafted", "drafted"
        REVISED = "revised", "revised"
        SUBMITTED = "submitted", "submitted for review"
        TAKEN_BACK = "taken_back", "taken back"
        COMMENTED = "commented", "commented on"
        RETURNED = "returned", "returned"
        APPROVED = "approved", "approved"
        ISSUED = "issued", "issued"
        WITHDRAWN = "withdrawn", "withdrawn"

    WRITING = (Verb.DRAFTED, Verb.REVISED)

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="acts")
    verb = models.CharField(max_length=10, choices=Verb.choices)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revision = models.PositiveIntegerField()
    comment = models.TextField(blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} by {self.by}"
