"""Who may read papers, add them and take them out of the file."""

from laborrel.access.permissions import Level, permission
from laborrel.access.roles import BARGAINING_TEAMS, OUTSIDE_COUNSEL, READERS, SENIOR_SPECIALISTS, SPECIALISTS

_STAFF = [SPECIALISTS, SENIOR_SPECIALISTS]

SEE_DOCUMENT = permission(
    "documents.see_document",
    "See and download the papers of a matter",
    level=Level.VIEW,
    held_by=[*_STAFF, OUTSIDE_COUNSEL, READERS, BARGAINING_TEAMS],
)
ADD_DOCUMENT = permission(
    "documents.add_document", "Add a paper, or a new version of one", held_by=[*_STAFF, BARGAINING_TEAMS]
)
WITHDRAW_DOCUMENT = permission(
    "documents.withdraw_document", "Withdraw a paper from the file, or restore it", held_by=_STAFF
)
RELEASE_DOCUMENT = permission(
    "documents.release_document", "Release a paper to the other side or to the public", held_by=_STAFF
)
