"""Who may see mail, write letters, approve them and send them."""

from laborrel.access.permissions import Level, permission
from laborrel.access.roles import OUTSIDE_COUNSEL, READERS, SENIOR_SPECIALISTS, SPECIALISTS

_STAFF = [SPECIALISTS, SENIOR_SPECIALISTS]
_EVERY_READER = [*_STAFF, OUTSIDE_COUNSEL, READERS]

SEE_LETTER = permission(
    "correspondence.see_letter", "See letters and their drafts", level=Level.VIEW, held_by=_EVERY_READER
)
SEE_REGISTER = permission(
    "correspondence.see_register", "See the register of mail", level=Level.VIEW, held_by=_EVERY_READER
)
DRAFT_LETTER = permission("correspondence.draft_letter", "Draft a letter", held_by=_STAFF)
REVIEW_LETTER = permission("correspondence.review_letter", "Comment on a draft or return it", held_by=_STAFF)
APPROVE_LETTER = permission(
    "correspondence.approve_letter", "Approve a letter somebody else wrote", held_by=[SENIOR_SPECIALISTS]
)
ISSUE_LETTER = permission("correspondence.issue_letter", "Issue an approved letter", held_by=_STAFF)
RECORD_SERVICE = permission("correspondence.record_service", "Record how a letter was served", held_by=_STAFF)
REGISTER_MAIL = permission("correspondence.register_mail", "Enter mail in the register", held_by=_STAFF)
KEEP_TEMPLATES = permission(
    "correspondence.keep_templates", "Write the office's letter templates", held_by=[SENIOR_SPECIALISTS]
)
