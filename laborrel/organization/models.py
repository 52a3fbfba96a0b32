"""Departments, unions, bargaining units, job classes, employees and representatives."""

from django.db import models
from django.db.models.functions import Lower


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
    """A coded value: a short code and a name, neither of which can be saved twice in another spelling."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=200)
    is_retired = models.BooleanField(default=False)

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
        ]

    def __str__(self) -> str:
        return self.name


class Department(Coded):
    """Where the employees work."""


class Union(Coded):
    """The employee organization that represents one or more units."""


class BargainingUnit(Coded):
    """A group of positions represented together."""

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
    user = models.OneToOneField("people.User", models.SET_NULL, null=True, blank=True, related_name="+")

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

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return f"{self.full_name}, {self.role}"
