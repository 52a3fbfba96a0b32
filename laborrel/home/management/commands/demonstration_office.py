"""Build the demonstration office, once: an invented city with its people and its cases; or print the sign-ins."""

import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from laborrel.organization.models import Employer
from laborrel.people.personas import PASSWORD, create_personas, shown_at_sign_in
from laborrel.web.contributions import Demonstration, discover_demonstrators


class Command(BaseCommand):
    help = "Build the demonstration office: an invented city. A second run changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--sign-ins", action="store_true", help="print who may sign in, and build nothing")

    def handle(self, *, sign_ins: bool, **_: Any) -> None:
        if not settings.LABORREL_DEMONSTRATION:
            raise CommandError("Invented people and cases are made only where LABORREL_DEMONSTRATION is on.")
        if sign_ins:
            self.stdout.write(table_of_sign_ins())
            return
        employer = Employer.objects.first()
        if employer is not None:
            if not employer.is_invented:
                raise CommandError(f"This database holds the office of {employer.name}, which is not invented.")
            self.stdout.write(f"The demonstration office ({employer.name}) is already here; nothing was changed.")
            return
        self._build()

    def _build(self) -> None:
        """All or nothing: a build that is cut short leaves an empty office, and the next run begins anew."""
        began = time.monotonic()

        def say(words: str) -> None:
            self.stdout.write(f"{time.monotonic() - began:6.1f} s  {words}")
            self.stdout.flush()

        with transaction.atomic():
            office = Demonstration(people=create_personas(), now=timezone.now(), say=say)
            say(f"{len(office.people)} invented people.")
            for part in discover_demonstrators():
                part.build(office)
        say("The demonstration office is ready. Everybody and everything in it is invented.")


def table_of_sign_ins() -> str:
    """Who may sign in to the demonstration office, and the one password of all."""
    people = shown_at_sign_in()
    name, email = (max(len(getattr(each, field)) for each in people) for field in ("full_name", "email"))
    lines = [f"  {each.email:<{email}}  {each.full_name:<{name}}  {each.job_title}" for each in people]
    heading = f"Sign in as one of these invented people, each with the password: {PASSWORD}"
    return "\n".join([heading, *lines])
