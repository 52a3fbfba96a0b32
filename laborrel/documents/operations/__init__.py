"""The verbs on papers."""

from laborrel.documents.operations.keeping import (
    AlreadyWithdrawn,
    MatterIsFull,
    NotWithdrawn,
    UnknownPaperKind,
    WithdrawnPaper,
    WithdrawnWithoutReason,
    add_document,
    add_version,
    keep_paper,
    restore,
    withdraw,
)
from laborrel.documents.operations.placing import ScopeOfAnotherMatter, placed

__all__ = [
    "AlreadyWithdrawn",
    "MatterIsFull",
    "NotWithdrawn",
    "ScopeOfAnotherMatter",
    "UnknownPaperKind",
    "WithdrawnPaper",
    "WithdrawnWithoutReason",
    "add_document",
    "add_version",
    "keep_paper",
    "placed",
    "restore",
    "withdraw",
]
