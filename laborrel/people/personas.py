"""The invented people of the demonstration office. Nowhere else are they made or shown."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from laborrel.people.models import User

PASSWORD = "seven quiet filing cabinets"  # noqa: S105 - the demonstration office shows it to everybody
HOST = "demo.example"


class NotTheDemonstrationOffice(Exception):
    """Invented people exist only in the demonstration office."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One invented person. `key` is how other demonstration data name the person; `may` is said at sign-in."""

    key: str
    full_name: str
    job_title: str
    may: str
    roles: tuple[str, ...] = ()
    is_superuser: bool = False
    is_service: bool = False

    @property
    def email(self) -> str:
        return f"{self.key.replace('_', '.')}@{HOST}"


PERSONAS = (
    Persona(
        "specialist",
        "Marisol Vega",
        "Labor relations specialist",
        "Works the grievances of her units from filing to the door of arbitration.",
        roles=("Specialists",),
    ),
    Persona(
        "second_specialist",
        "Theo Nakamura",
        "Labor relations specialist",
        "Works other units; sees what the first specialist's cases let him see.",
        roles=("Specialists",),
    ),
    Persona(
        "senior_specialist",
        "Ruth Adeyemi",
        "Chief of labor relations",
        "Leads the office: reviews, approves, settles, assigns.",
        roles=("Senior specialists",),
    ),
    Persona(
        "supervisor",
        "Daniel Brandt",
        "Street maintenance supervisor",
        "Looks up what the contract requires.",
        roles=("Supervisors",),
    ),
    Persona(
        "team_a",
        "Ines Caldwell",
        "Chief negotiator, table A",
        "Sits at bargaining table A and sees nothing of table B.",
        roles=("Specialists", "Bargaining teams"),
    ),
    Persona(
        "team_b",
        "Omar Lindqvist",
        "Budget analyst, table B",
        "Sits at bargaining table B and sees nothing of table A.",
        roles=("Bargaining teams",),
    ),
    Persona(
        "outside_counsel",
        "Priya Castellanos",
        "Outside counsel",
        "Sees the one case she was given and its privileged notes.",
        roles=("Outside counsel",),
    ),
    Persona(
        "administrator",
        "Sam Whitfield",
        "System administrator",
        "Keeps accounts and code lists; sees no case without breaking the glass.",
        roles=("Administrators",),
        is_superuser=True,
    ),
    Persona(
        "walled",
        "Grace Okafor",
        "Labor relations specialist",
        "Is party to a case of her own and is walled off from it.",
        roles=("Specialists",),
    ),
    Persona(
        "auditor",
        "Hugo Marchetti",
        "Internal auditor",
        "Reads what he is given and changes nothing.",
        roles=("Readers",),
    ),
    Persona(
        "clerk",
        "Clerk of the clock",
        "Service account",
        "Looks at every clock each night. Nobody signs in as the clerk.",
        roles=("Clerks of the clock",),
        is_service=True,
    ),
)


def shown_at_sign_in() -> list[Persona]:
    """The sign-ins a visitor of the demonstration office may use; none anywhere else."""
    if not settings.LABORREL_DEMONSTRATION:
        return []
    return [persona for persona in PERSONAS if not persona.is_service]


@transaction.atomic
def create_personas() -> dict[str, User]:
    """Every invented person with the roles named, by key. A second call changes nothing."""
    if not settings.LABORREL_DEMONSTRATION:
        raise NotTheDemonstrationOffice(str(NotTheDemonstrationOffice.__doc__))
    password = make_password(PASSWORD)  # once: it is no secret, and making it is meant to be slow
    return {persona.key: _create(persona, password) for persona in PERSONAS}


def _create(persona: Persona, password: str) -> User:
    user, is_new = User.objects.get_or_create(
        email=persona.email,
        defaults={
            "full_name": persona.full_name,
            "job_title": persona.job_title,
            "is_superuser": persona.is_superuser,
            "is_service": persona.is_service,
            "password": make_password(None) if persona.is_service else password,
        },
    )
    if is_new:
        user.groups.set([Group.objects.get(name=role) for role in persona.roles])
    return user
