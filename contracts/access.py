"""Who may read the contracts and who keeps them."""

from laborrel.access.permissions import Level, permission
from laborrel.access.roles import (
    ADMINISTRATORS,
    BARGAINING_TEAMS,
    OUTSIDE_COUNSEL,
    READERS,
    SENIOR_SPECIALISTS,
    SPECIALISTS,
    SUPERVISORS,
)

READ_CONTRACTS = permission(
    "contracts.read_contracts",
    "Read agreements, clauses and procedures",
    level=Level.VIEW,
    held_by=[SPECIALISTS, SENIOR_SPECIALISTS, SUPERVISORS, OUTSIDE_COUNSEL, READERS, BARGAINING_TEAMS, ADMINISTRATORS],
)
KEEP_CONTRACTS = permission(
    "contracts.keep_contracts", "Enter agreements, clauses and procedures", held_by=[SPECIALISTS, SENIOR_SPECIALISTS]
)
KEEP_CALENDARS = permission(
    "contracts.keep_calendars",
    "Change a work calendar and the dates it moves",
    held_by=[SENIOR_SPECIALISTS],
)
