"""Scopes and who is let into them. Written only by `laborrel.access.scopes`."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from laborrel.organization.models import BargainingUnit


class Scope(models.Model):
    """The unit of confidentiality: every protected row and its history row carries one scope.

    Opened through `laborrel.access.scopes.open_scope`; people are let in by grants, kept out by denials.
    """

    class Kind(models.TextChoices):
        OFFICE = "office", "Whole office"
        UNIT_DESK = "unit_desk", "Unit desk"
        CASE_TEAM = "case_team", "Case team"
        SEALED_CASE = "sealed_case", "Sealed case"
        PRIVILEGED = "privileged", "Privileged notes"
        NEGOTIATION_TEAM = "negotiation_team", "Negotiation team"
        CLOSED_COMMITTEE = "closed_committee", "Closed committee"

    kind = models.CharField(max_length=20, choices=Kind.choices)
    title = models.CharField(max_length=200)
    reference = models.CharField(max_length=12, unique=True)  # opaque; what one reads out when asking for help
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="+")
    accompanies = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(default=timezone.now)

    class Meta:
        permissions = [
            ("work_scope", "Work on the rows of a scope"),
            ("grant_scope", "Let others into a scope"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["unit"], condition=models.Q(kind="unit_desk"), name="one_unit_desk_per_unit"
            ),
            models.UniqueConstraint(
                fields=["accompanies"], condition=models.Q(kind="privileged"), name="one_privileged_scope_beside_each"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_confidential(self) -> bool:
        """Reads of rows in these scopes are logged, and their pages bear the mark."""
        return self.kind not in {self.Kind.OFFICE, self.Kind.UNIT_DESK}

    @property
    def confidentiality(self) -> str:
        """The words in the identity bar."""
        words = {
            self.Kind.OFFICE: "Whole office",
            self.Kind.UNIT_DESK: "Open to the unit desk",
            self.Kind.CASE_TEAM: "Case team only",
            self.Kind.SEALED_CASE: "Sealed",
            self.Kind.PRIVILEGED: "Privileged",
            self.Kind.NEGOTIATION_TEAM: "Negotiation team only",
            self.Kind.CLOSED_COMMITTEE: "Closed committee",
        }
        return words[self.Kind(self.kind)]

    @property
    def reference_label(self) -> str:
        """What the reference is of: every case of a desk bears the desk's, a case with its own team its team's."""
        kind = "desk" if self.kind == self.Kind.UNIT_DESK else str(self.Kind(self.kind).label).lower()
        return f"Reference of the {kind}"


class ScopeUserPermission(UserObjectPermissionBase):
    """A grant to one person, by direct foreign key."""

    content_object = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        pass


class ScopeGroupPermission(GroupObjectPermissionBase):
    """A grant to everyone in a role, by direct foreign key."""

    content_object = models.ForeignKey(Scope, on_delete=models.CASCADE, related_name="+")

    class Meta(GroupObjectPermissionBase.Meta):
        pass


class Denial(models.Model):
    """Keeps one person out of one scope; beats every grant and the broken glass."""

    class Because(models.TextChoices):
        PARTY = "party", "Party to the case"
        RELATIVE = "relative", "Relative of a party"
        UNIT_MEMBER = "unit_member", "Member of the unit"
        ACCUSED = "accused", "Accused in the case"
        OTHER = "other", "Other conflict of interest"

    scope = models.ForeignKey(Scope, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    because = models.CharField(max_length=20, choices=Because.choices)
    note = models.CharField(max_length=400, blank=True)
    denied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    denied_at = models.DateTimeField()
    lifted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "user"], condition=models.Q(lifted_at__isnull=True), name="one_standing_denial"
            ),
            models.CheckConstraint(
                condition=models.Q(lifted_at__isnull=True, lifted_by__isnull=True)
                | models.Q(lifted_at__isnull=False, lifted_by__isnull=False),
                name="a_lifted_denial_names_who_lifted_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} kept out of {self.scope}"


class BrokenGlass(models.Model):
    """An administrator's view of one scope for a stated reason and a stated time."""

    scope = models.ForeignKey(Scope, models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField()
    broken_at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(until__gt=models.F("broken_at")), name="glass_is_broken_for_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="glass_is_broken_for_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.user} until {self.until:%H:%M}"
