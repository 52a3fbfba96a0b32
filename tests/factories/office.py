"""A small office: two units with their desks, and one person for each persona."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from django.contrib.auth.models import Group

from laborrel.access import roles
from laborrel.access.desks import open_unit_desk, seat_specialist
from laborrel.access.models import Scope
from laborrel.access.scopes import deny, revoke
from laborrel.access.wall import reading_as
from laborrel.organization.models import BargainingUnit, Department, Employee, Employer, Union
from laborrel.people.models import User

NOW = datetime(2026, 3, 9, 17, 0, tzinfo=UTC)

_ROLE_OF = {
    "supervisor": roles.SUPERVISORS,
    "other_unit": roles.SPECIALISTS,
    "same_unit": roles.SPECIALISTS,
    "holder": roles.SPECIALISTS,
    "table_a": roles.BARGAINING_TEAMS,
    "table_b": roles.BARGAINING_TEAMS,
    "senior": roles.SENIOR_SPECIALISTS,
    "counsel": roles.OUTSIDE_COUNSEL,
    "administrator": roles.ADMINISTRATORS,
    "revoked": roles.SPECIALISTS,
    "deactivated": roles.ADMINISTRATORS,
    "walled": roles.SPECIALISTS,
    "clerk": roles.CLERKS,
}


@dataclass
class SmallOffice:
    employer: Employer
    union: Union
    clerical: BargainingUnit
    trades: BargainingUnit
    parks: Department
    employee: Employee
    desk: Scope
    trades_desk: Scope
    people: dict[str, User] = field(default_factory=dict)

    def __getattr__(self, name: str) -> User:
        try:
            return self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None

    def fresh(self, name: str) -> User | None:
        """The person as the next request would load them."""
        return None if name == "anonymous" else User.objects.get(pk=self.people[name].pk)


def small_office() -> SmallOffice:
    people = _people()
    employer = Employer.objects.create(name="Town of Example", office_name="Labor Relations", is_invented=True)
    union = Union.objects.create(code="LOCAL1", name="Local 1")
    clerical = BargainingUnit.objects.create(code="CL", name="Clerical", union=union)
    trades = BargainingUnit.objects.create(code="TR", name="Trades", union=union)
    parks = Department.objects.create(code="PARKS", name="Parks")
    employee = Employee.objects.create(number="1001", full_name="Ada Example", department=parks, unit=clerical)
    senior = people["senior"]
    with reading_as(senior):
        desk = open_unit_desk(unit=clerical, by=senior, at=NOW)
        trades_desk = open_unit_desk(unit=trades, by=senior, at=NOW)
        for name in ("holder", "same_unit", "walled", "revoked"):
            seat_specialist(desk=desk, user=people[name], by=senior, at=NOW)
        seat_specialist(desk=trades_desk, user=people["other_unit"], by=senior, at=NOW)
        deny(scope=desk, user=people["walled"], because="unit_member", by=senior, at=NOW)
        for scope in [desk, *Scope.objects.filter(accompanies=desk)]:
            revoke(scope=scope, of=people["revoked"], by=senior, at=NOW)
    return SmallOffice(employer, union, clerical, trades, parks, employee, desk, trades_desk, people)


def _people() -> dict[str, User]:
    groups = {group.name: group for group in Group.objects.all()}
    people = {}
    for name in ["nobody", *_ROLE_OF]:
        people[name] = User.objects.create_user(
            f"{name}@example.test",
            "a long enough pass phrase",
            full_name=name.replace("_", " ").title(),
            is_superuser=name in ("administrator", "deactivated"),
            is_active=name != "deactivated",
            is_service=name == "clerk",
        )
        if name in _ROLE_OF:
            people[name].groups.add(groups[_ROLE_OF[name]])
    return people
