"""What happened at each step: the visit, its meetings, the clauses cited, the answer, the dates."""

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q

from contracts.models import Clause
from grievances.models.grievance import Grievance
from laborrel.access.guarded import Scoped
from laborrel.correspondence.models import Letter
from laborrel.documents.models import Document


@pghistory.track()
class StepVisit(Scoped):
    """A grievance at one step of its procedure; a case that is sent back visits a step twice."""

    class CameBy(models.TextChoices):
        FILED = "filed", "filed"
        APPEALED = "appealed", "appealed"
        ADVANCED = "advanced", "advanced because no answer came"
        SKIPPED = "skipped", "moved here by agreement"
        REVERTED = "reverted", "sent back by agreement"
        REFERRED = "referred", "referred to arbitration"

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="visits")
    sequence = models.PositiveIntegerField()  # the step's sequence in the procedure
    name = models.CharField(max_length=80)
    came_by = models.CharField(max_length=10, choices=CameBy.choices)
    filed_on = models.DateField()  # the date that counts, by the contract's filing-date rule
    received_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=Grievance.FilingMethod.choices, blank=True)
    moved_by = models.CharField(max_length=120, blank=True)  # who on the other side
    agreement_document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    screening = models.JSONField(default=dict, blank=True)  # timely, in the unit, grievable: answers and the rule used
    left_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["filed_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grievance"], condition=Q(left_on__isnull=True), name="a_case_is_at_one_step_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(came_by__in=["skipped", "reverted"]) | Q(agreement_document__isnull=False),
                name="a_bypass_needs_the_agreement",
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track()
class CitedClause(Scoped):
    """A provision cited at a step. An amended citation is replaced, never erased."""

    visit = models.ForeignKey(StepVisit, models.CASCADE, related_name="citations")
    clause = models.ForeignKey(Clause, models.PROTECT, null=True, blank=True, related_name="+")
    article = models.CharField(max_length=80)  # as cited
    cited_by = models.CharField(max_length=10, choices=[("union", "the union"), ("employer", "the employer")])
    cited_on = models.DateField()
    replaced_by = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.article


@pghistory.track()
class StepMeeting(Scoped):
    """A step meeting, complete enough to be a hearing exhibit."""

    visit = models.ForeignKey(StepVisit, models.CASCADE, related_name="meetings")
    held_on = models.DateField()
    began_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    attendees = models.TextField()  # one per line: name, role, side
    union_position = models.TextField(blank=True)
    employer_position = models.TextField(blank=True)
    exchanged = models.TextField(blank=True)  # documents exchanged, one per line
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["held_on", "id"]

    def __str__(self) -> str:
        return f"Meeting of {self.held_on:%a %-d %b %Y}"


class MeetingDocument(Scoped):
    """A paper exchanged at a step meeting."""

    meeting = models.ForeignKey(StepMeeting, models.CASCADE, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "document"], name="a_paper_is_exchanged_once")]

    def __str__(self) -> str:
        return str(self.document)


@pghistory.track()
class Answer(Scoped):
    """The employer's answer at a step. Its text is a letter; the issued letter is frozen."""

    class Finding(models.TextChoices):
        DENIED = "denied", "Denied"
        GRANTED = "granted", "Granted"
        PARTLY = "partly", "Granted in part"
        UNTIMELY = "untimely", "Untimely"
        NOT_GRIEVABLE = "not_grievable", "Not grievable"
        OFFER = "offer", "Settlement offered"

    visit = models.ForeignKey(StepVisit, models.CASCADE, related_name="answers")
    letter = models.OneToOneField(Letter, models.PROTECT, null=True, blank=True, related_name="+")
    finding = models.CharField(max_length=15, choices=Finding.choices)
    issued_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)  # by the other side: starts their clock where it says so
    method = models.CharField(max_length=12, choices=Grievance.FilingMethod.choices, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    is_oral = models.BooleanField(default=False)
    summary = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(issued_on__isnull=False), name="a_step_is_answered_once"
            ),
        ]

    def __str__(self) -> str:
        return self.get_finding_display()


@pghistory.track()
class Happening(Scoped):
    """Anything else dated that starts or meets a clock: a mediation, a presentation, a list of arbitrators received.

    `kind` is a word of `grievances.time_limits.rules.Happening`.
    """

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="happenings")
    step = models.PositiveIntegerField()
    kind = models.CharField(max_length=24)
    on = models.DateField()
    received_on = models.DateField(null=True, blank=True)
    method = models.CharField(max_length=12, choices=Grievance.FilingMethod.choices, blank=True)
    note = models.CharField(max_length=400, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.on:%a %-d %b %Y}"
