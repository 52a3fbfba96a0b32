"""Who may see a grievance and do what with it, in the words of the office."""

from laborrel.access.permissions import Level, permission
from laborrel.access.roles import ADMINISTRATORS, CLERKS, OUTSIDE_COUNSEL, READERS, SENIOR_SPECIALISTS, SPECIALISTS

_STAFF = [SPECIALISTS, SENIOR_SPECIALISTS]

SEE_GRIEVANCE = permission(
    "grievances.see_grievance",
    "See a grievance, its file and its dates",
    level=Level.VIEW,
    held_by=[*_STAFF, OUTSIDE_COUNSEL, READERS, CLERKS],
)
FILE_GRIEVANCE = permission("grievances.file_grievance", "Log a grievance received", held_by=_STAFF)
WORK_GRIEVANCE = permission(
    "grievances.work_grievance",
    "Record what happens on a grievance: meetings, appeals, extensions, holds, withdrawal, closing",
    held_by=_STAFF,
)
ANSWER_GRIEVANCE = permission("grievances.answer_grievance", "Answer a grievance at a step", held_by=_STAFF)
SETTLE_GRIEVANCE = permission("grievances.settle_grievance", "Propose and sign a settlement", held_by=_STAFF)
APPROVE_SETTLEMENT = permission(
    "grievances.approve_settlement", "Approve a settlement somebody else proposed", held_by=[SENIOR_SPECIALISTS]
)
RESTRICT_GRIEVANCE = permission(
    "grievances.restrict_grievance", "Give a case its own team, or seal it", level=Level.GRANT, held_by=_STAFF
)
SEE_PRIVILEGED_NOTE = permission(
    "grievances.see_privileged_note",
    "Read privileged notes",
    level=Level.VIEW,
    held_by=[*_STAFF, OUTSIDE_COUNSEL],
)
WRITE_PRIVILEGED_NOTE = permission(
    "grievances.write_privileged_note", "Write a privileged note", held_by=[*_STAFF, OUTSIDE_COUNSEL]
)
WATCH_CLOCKS = permission(
    "grievances.watch_clocks", "Look at the clocks every night and write down the next dates", held_by=[CLERKS, *_STAFF]
)
IMPORT_LOG = permission("grievances.import_log", "Import an existing grievance log", held_by=_STAFF)
SEE_REPORTS = permission(
    "grievances.see_reports", "See the caseload reports", level=Level.VIEW, held_by=[*_STAFF, READERS]
)
KEEP_AUTHORITY = permission(
    "grievances.keep_authority", "Say up to which amount a role may settle alone", held_by=[ADMINISTRATORS]
)
KEEP_CODES = permission("grievances.keep_codes", "Keep the issue and outcome codes", held_by=[SENIOR_SPECIALISTS])
