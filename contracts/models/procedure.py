"""A grievance procedure as rows of one agreement: steps, clocks of both sides, what a lapse does, what is excluded."""

from django.db import models
from django.db.models import F, Q

from contracts.models.agreement import Agreement, Clause
from laborrel.workdays.models import OfficeCalendar


class GrievanceProcedure(models.Model):
    """The procedure of one agreement as it stood for a while. A change is a new version; cases keep theirs."""

    agreement = models.ForeignKey(Agreement, models.CASCADE, related_name="procedures")
    version = models.PositiveIntegerField(default=1)
    effective_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    calendar = models.ForeignKey(OfficeCalendar, models.PROTECT, related_name="+")
    articles = models.CharField(max_length=200)
    day_definition = models.TextField(blank=True)  # the contract's own words for "days"
    last_day_rule = models.TextField(blank=True)
    extension_rule = models.TextField(blank=True)
    clause = models.ForeignKey(Clause, models.SET_NULL, null=True, blank=True, related_name="+")
    extension_in_writing = models.BooleanField(default=False)
    least_grievants_in_a_group = models.PositiveIntegerField(default=0)  # 0: the contract does not say
    notes = models.JSONField(default=list)

    class Meta:
        ordering = ["agreement", "version"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "version"], name="one_procedure_per_version"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("effective_on")),
                name="a_procedure_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement}, {self.articles}"


class ProcedureStep(models.Model):
    """One step: who moves the grievance, to whom, who answers and how. Fields as in `time_limits.rules.Step`."""

    procedure = models.ForeignKey(GrievanceProcedure, models.CASCADE, related_name="steps")
    sequence = models.PositiveIntegerField()
    name = models.CharField(max_length=80)
    kind = models.CharField(max_length=20)  # informal, written, mediation, panel, board_review, arbitration
    moved_by = models.CharField(max_length=160, blank=True)
    addressed_to = models.CharField(max_length=200, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    is_optional = models.BooleanField(default=False)
    is_final = models.BooleanField(default=False)
    meeting_duty = models.TextField(blank=True)
    answer_in_writing = models.BooleanField(default=True)
    required_contents = models.JSONField(default=list)
    article = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["sequence"]
        constraints = [models.UniqueConstraint(fields=["procedure", "sequence"], name="one_step_per_sequence")]

    def __str__(self) -> str:
        return self.name


class StepClock(models.Model):
    """One clock of one step: whose act, counted how from what, and what follows when it runs out.

    Fields as in `time_limits.rules.ClockRule`; the period and the triggers are value objects kept as plain data.
    """

    step = models.ForeignKey(ProcedureStep, models.CASCADE, related_name="clocks")
    position = models.PositiveIntegerField(default=0)
    key = models.CharField(max_length=60)
    kind = models.CharField(max_length=10)  # file, meeting, answer, other
    side = models.CharField(max_length=10)  # ours, theirs, both, neutral
    act = models.CharField(max_length=200)
    period = models.JSONField(default=dict)
    triggers = models.JSONField(default=list)
    met_by = models.JSONField(default=list)
    choice = models.CharField(max_length=12, default="first_known")
    dated_by = models.CharField(max_length=10, default="issued")
    filing = models.CharField(max_length=10, default="receipt")
    lapse = models.CharField(max_length=24, default="none")
    lapse_text = models.TextField(blank=True)
    article = models.CharField(max_length=80, blank=True)
    rule_text = models.TextField(blank=True)
    topics = models.JSONField(default=list)
    replaces = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["step", "key"], name="one_clock_of_a_key_per_step")]

    def __str__(self) -> str:
        return self.act


class Exclusion(models.Model):
    """A matter this procedure does not hear, or hears only so far, and where it goes instead."""

    procedure = models.ForeignKey(GrievanceProcedure, models.CASCADE, related_name="exclusions")
    topic = models.CharField(max_length=80)
    title = models.CharField(max_length=300)
    forum = models.CharField(max_length=300, blank=True)
    form = models.CharField(max_length=160, blank=True)
    last_step = models.PositiveIntegerField(null=True, blank=True)
    election_group = models.CharField(max_length=60, blank=True)
    article = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.title


class StartStep(models.Model):
    """A kind of matter that begins above the first step."""

    procedure = models.ForeignKey(GrievanceProcedure, models.CASCADE, related_name="start_steps")
    topic = models.CharField(max_length=80)  # "discharge", "suspension", "group", ...
    sequence = models.PositiveIntegerField()
    is_optional = models.BooleanField(default=False)
    opening_step = models.PositiveIntegerField(null=True, blank=True)
    article = models.CharField(max_length=80, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.topic} begins at step {self.sequence}"
