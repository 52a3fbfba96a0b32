"""Departments, unions, bargaining units, job classes, employees and representatives."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Lower

KEPT_WITH = "home.keep_organization"


class Employer(models.Model):
    """The public employer whose office this is: one row, the letterhead and the case-number pattern."""

    name = models.CharField(max_length=200)
    office_name = models.CharField(max_length=200)
    address = models.TextField(blank=True)
    is_invented = models.BooleanField(default=False)  # the demonstration city says so on every paper
    case_number_pattern = models.CharField(max_length=60, default="{year}-{number:04d}")

    def __str__(self) -> str:
        return self.name


class Coded(models.Model):
    """A coded value: a short code and a name, neither of which can be saved twice in another spelling.

    Written by `laborrel.home.operations.entries`. A value merged into another stays, retired, for the histories that
    name it.
    """

    kept_with: ClassVar[str] = KEPT_WITH  # the permission that lets a person change the list
    can_be_merged: ClassVar[bool] = True
    fixed_codes: ClassVar[frozenset[str]] = frozenset()  # values a verb itself gives: they are renamed, never retired

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    is_retired = models.BooleanField(default=False)
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+", editable=False)

    class Meta:
        abstract = True
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(Lower("code"), name="%(app_label)s_%(class)s_code_once"),
            models.UniqueConstraint(Lower("name"), name="%(app_label)s_%(class)s_name_once"),
            models.CheckConstraint(
                condition=~models.Q(code__regex=r"(^\s|\s$|\s\s)") & ~models.Q(name__regex=r"(^\s|\s$|\s\s)"),
                name="%(app_label)s_%(class)s_no_stray_spaces",
            ),
            models.CheckConstraint(
                condition=models.Q(merged_into__isnull=True) | models.Q(is_retired=True),
                name="%(app_label)s_%(class)s_merged_is_retired",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Department(Coded):
    """Where the employees work."""


class Union(Coded):
    """The employee organization that represents one or more units."""


class BargainingUnit(Coded):
    """A group of positions represented together. It has desks and agreements of its own, so it is never merged."""

    can_be_merged = False

    union = models.ForeignKey(Union, models.PROTECT, related_name="units")
    recognized_on = models.DateField(null=True, blank=True)


class JobClass(Coded):
    """A kind of job; in some cities with a pay grade suffix."""

    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="job_classes")


class Employee(models.Model):
    """A snapshot of one employee: enough to say who grieves, from which unit and department."""

    number = models.CharField(max_length=20, unique=True)
    full_name = models.CharField(max_length=120)
    department = models.ForeignKey(Department, models.PROTECT, related_name="employees")
    unit = models.ForeignKey(BargainingUnit, models.PROTECT, null=True, blank=True, related_name="employees")
    job_class = models.ForeignKey(JobClass, models.PROTECT, null=True, blank=True, related_name="employees")
    facility = models.CharField(max_length=120, blank=True)
    left_on = models.DateField(null=True, blank=True)  # former employees grieve too, so they stay in the list
    user = models.OneToOneField("people.User", models.SET_NULL, null=True, blank=True, related_name="+")

    kept_with: ClassVar[str] = KEPT_WITH

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name


class Representative(models.Model):
    """A union's steward, officer or business agent."""

    full_name = models.CharField(max_length=120)
    role = models.CharField(max_length=80)
    union = models.ForeignKey(Union, models.PROTECT, related_name="representatives")
    email = models.EmailField(blank=True)
    address = models.TextField(blank=True)
    is_retired = models.BooleanField(default=False)

    kept_with: ClassVar[str] = KEPT_WITH

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.role}"
