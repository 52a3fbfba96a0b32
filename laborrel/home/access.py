"""Who may keep the lists of the office itself: departments, unions, units, people one writes to, the letterhead."""

from laborrel.access.permissions import permission
from laborrel.access.roles import ADMINISTRATORS, SENIOR_SPECIALISTS

KEEP_ORGANIZATION = permission(
    "home.keep_organization",
    "Keep departments, unions, units, job classes, employees and representatives",
    held_by=[SENIOR_SPECIALISTS, ADMINISTRATORS],
)
