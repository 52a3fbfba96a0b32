"""What is true of a grievance."""

from grievances.models.codes import CaseCounter, IssueCode, OutcomeCode
from grievances.models.docket import LogImport, SavedView
from grievances.models.grievance import Grievance, Grievant
from grievances.models.note import PrivilegedNote
from grievances.models.settlement import Settlement, SettlementAuthority
from grievances.models.step import Answer, CitedClause, Happening, MeetingDocument, StepMeeting, StepVisit
from grievances.models.time import DueDate, Extension, Hold

__all__ = [
    "Answer",
    "CaseCounter",
    "CitedClause",
    "DueDate",
    "Extension",
    "Grievance",
    "Grievant",
    "Happening",
    "Hold",
    "IssueCode",
    "LogImport",
    "MeetingDocument",
    "OutcomeCode",
    "PrivilegedNote",
    "SavedView",
    "Settlement",
    "SettlementAuthority",
    "StepMeeting",
    "StepVisit",
]
