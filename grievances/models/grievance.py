"""The grievance itself: who, about what, under which procedure, and where it stands."""

from datetime import date

import pghistory
from django.conf import settings
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from contracts.models import Agreement, GrievanceProcedure
from grievances.models.codes import IssueCode, OutcomeCode
from grievances.states import GRIEVANCE
from laborrel.access.guarded import Guarded, Scoped
from laborrel.organization.models import BargainingUnit, Department, Employee, Representative

UNDATED = date(9999, 12, 31)  # where a case without a next date stands among those that have one
_OPEN = Q(closed_on__isnull=True)


@pghistory.track(exclude=["next_due_on", "next_due_side", "next_due_act", "is_lapsed", "revision"])
class Grievance(Guarded):
    """One case. Its state says only where in a step it is; the ladder is the procedure's data.

    Every change of state goes through one verb of `grievances.operations`.
    """

    seen_with = "grievances.see_grievance"

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", "Individual"
        GROUP = "group", "Group"
        UNION = "union", "Union"
        POLICY = "policy", "Policy"

    class FilingMethod(models.TextChoices):
        HAND = "hand", "By hand"
        MAIL = "mail", "By mail"
        EMAIL = "email", "By e-mail"
        INTEROFFICE = "interoffice", "Interoffice mail"
        ORAL = "oral", "Orally"

    number = models.CharField(max_length=30, unique=True, editable=False)
    former_number = models.CharField(max_length=60, blank=True, db_index=True, editable=False)  # in an earlier log
    received_on = models.DateField()
    received_by_method = models.CharField(max_length=12, choices=FilingMethod.choices, default=FilingMethod.HAND)
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, related_name="+")
    agreement = models.ForeignKey(Agreement, models.PROTECT, null=True, blank=True, related_name="+")
    procedure = models.ForeignKey(GrievanceProcedure, models.PROTECT, null=True, blank=True, related_name="+")

    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.INDIVIDUAL)
    title = models.CharField(max_length=200, blank=True)
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="+")
    agency_number = models.CharField(max_length=40, blank=True, db_index=True)  # the department's own number
    issue = models.ForeignKey(IssueCode, models.PROTECT, null=True, blank=True, related_name="grievances")
    discipline = models.CharField(max_length=20, blank=True)  # "discharge", "suspension", ... moves the first step
    occurred_on = models.DateField(null=True, blank=True)
    known_on = models.DateField(null=True, blank=True)
    statement = models.TextField(blank=True)
    remedy_asked = models.TextField(blank=True)
    representative = models.ForeignKey(Representative, models.PROTECT, null=True, blank=True, related_name="+")
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    state = models.CharField(max_length=20, choices=GRIEVANCE.choices, default=GRIEVANCE.initial, editable=False)
    step = models.PositiveIntegerField(null=True, blank=True, editable=False)
    step_name = models.CharField(max_length=80, blank=True, editable=False)
    is_held = models.BooleanField(default=False, editable=False)  # in abeyance: the clocks stand still
    lead = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="followers")

    # What the docket sorts by; written whenever the clocks are looked at.
    next_due_on = models.DateField(null=True, blank=True, editable=False)
    next_due_side = models.CharField(max_length=10, blank=True, editable=False)  # "ours" or "theirs"
    next_due_act = models.CharField(max_length=200, blank=True, editable=False)
    is_lapsed = models.BooleanField(default=False, editable=False)  # a date passed and something follows from it

    objection_raised_on = models.DateField(null=True, blank=True)
    objection_raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    objection_step = models.CharField(max_length=80, blank=True)
    objection = models.TextField(blank=True)

    outcome = models.ForeignKey(OutcomeCode, models.PROTECT, null=True, blank=True, related_name="grievances")
    outcome_step = models.CharField(max_length=80, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    disposition = models.TextField(blank=True)

    revision = models.PositiveIntegerField(default=1, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False)
    created_at = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-id"]
        # The docket's orders. The scope is in each, so that a row out of reach is passed over inside the index.
        indexes = [
            models.Index(
                Coalesce("next_due_on", Value(UNDATED)), "id", "scope", name="docket_open_by_due_date", condition=_OPEN
            ),
            models.Index(Coalesce("next_due_on", Value(UNDATED)), "id", "scope", name="docket_by_due_date"),
            models.Index(fields=["received_on", "id", "scope"], name="docket_open_by_receipt", condition=_OPEN),
            models.Index(fields=["received_on", "id", "scope"], name="docket_by_receipt"),
            models.Index(fields=["number", "scope"], name="docket_open_by_number", condition=_OPEN),
            models.Index(fields=["holder", "next_due_on"], name="docket_of_a_holder", condition=_OPEN),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "former_number"], condition=~Q(former_number=""), name="one_case_per_former_number"
            ),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(outcome__isnull=False), name="a_closed_case_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=Q(objection_raised_on__isnull=True, objection_raised_by__isnull=True, objection="")
                | (Q(objection_raised_on__isnull=False, objection_raised_by__isnull=False) & ~Q(objection="")),
                name="an_objection_says_when_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(next_due_on__isnull=True, next_due_side="")
                | Q(next_due_on__isnull=False, next_due_side__in=["ours", "theirs", "both", "neutral"]),
                name="a_due_date_is_somebodys",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("grievances:case", args=[self.number])

    @property
    def governing_procedure(self) -> GrievanceProcedure:
        """The procedure the case runs on; a case that is only received has none yet."""
        if self.procedure is None:
            raise GrievanceProcedure.DoesNotExist(f"{self.number} is received, not filed.")
        return self.procedure

    @property
    def is_open(self) -> bool:
        return self.state not in GRIEVANCE.final_states


@pghistory.track()
class Grievant(Scoped):
    """One person on a case, with the remedy asked and granted for that person."""

    grievance = models.ForeignKey(Grievance, models.CASCADE, related_name="grievants")
    employee = models.ForeignKey(Employee, models.PROTECT, null=True, blank=True, related_name="+")
    full_name = models.CharField(max_length=120)
    job_title = models.CharField(max_length=120, blank=True)
    remedy_asked = models.TextField(blank=True)
    remedy_granted = models.TextField(blank=True)

    class Meta:
        ordering = ["full_name"]
        constraints = [models.UniqueConstraint(fields=["grievance", "employee"], name="an_employee_grieves_once")]

    def __str__(self) -> str:
        return self.full_name
