"""The first command of an agency: the employer's name, the first administrator, the clerk of the clock."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib.auth.models import Group
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from laborrel.access.roles import ADMINISTRATORS, CLERKS
from laborrel.organization.models import Employer
from laborrel.people.models import User

CLERK = "clerk.of.the.clock@office.invalid"


class Command(BaseCommand):
    help = "Open the office once: employer, first administrator, clerk of the clock. Safe to repeat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--employer", required=True, help='the letterhead, e.g. "City of Example"')
        parser.add_argument("--office", default="Labor Relations", help="the office's name on letters")
        parser.add_argument("--address", default="", help="the office's address on letters")
        parser.add_argument("--administrator", required=True, metavar="EMAIL")
        parser.add_argument("--name", required=True, help="the administrator's full name")

    @transaction.atomic
    def handle(self, **options: Any) -> None:
        if Employer.objects.exclude(name=options["employer"]).exists():
            raise CommandError("This office is open under another employer's name. Change the name on the office page.")
        Employer.objects.update_or_create(
            name=options["employer"], defaults={"office_name": options["office"], "address": options["address"]}
        )
        administrator = _account(
            options["administrator"], options["name"], ADMINISTRATORS, make=User.objects.create_superuser
        )
        _account(CLERK, "Clerk of the clock", CLERKS, make=partial(User.objects.create_user, is_service=True))
        self.stdout.write(
            f"The office of {options['employer']} is open. {administrator.full_name} signs in with"
            f" {administrator.email} and chooses a password by “Forgotten password” on the sign-in page."
        )


def _account(email: str, full_name: str, role: str, *, make: Callable[..., User]) -> User:
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = make(email, None, full_name=full_name)
    user.groups.add(Group.objects.get(name=role))
    return user
