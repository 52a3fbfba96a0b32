"""Who may read what happened."""

from laborrel.access.permissions import Level, permission
from laborrel.access.roles import OUTSIDE_COUNSEL, READERS, SENIOR_SPECIALISTS, SPECIALISTS

SEE_HISTORY = permission(
    "audit.see_history",
    "Read the history of a record",
    level=Level.VIEW,
    held_by=[SPECIALISTS, SENIOR_SPECIALISTS, OUTSIDE_COUNSEL, READERS],
)
SEE_READINGS = permission(
    "audit.see_readings",
    "Read who read a confidential record",
    level=Level.GRANT,
    held_by=[SENIOR_SPECIALISTS],
)
